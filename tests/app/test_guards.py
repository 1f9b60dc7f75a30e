"""Through miaopuctl: what keeps a child from a home that is not safe, not known, or not the one that was agreed on."""
import datetime
import sys

from ctl import TODAY, House, run

HARM = {'kind': 'HARM', 'mandatory': True, 'mandatory_ground': '3', 'discovered_at': f'{TODAY} 08:10',
        'description': '邻居说听见打骂。', 'first_actions': '家访。'}
AGREEMENT = {'signed_inst_on': TODAY, 'signed_family_on': TODAY, 'term_from': TODAY, 'term_to': '2027-11-22',
             'integration_days': 60, 'duties_inst': '…', 'duties_family': '…', 'breach': '…'}


def day(days):
    return (datetime.date.fromisoformat(TODAY) + datetime.timedelta(days)).isoformat()


def verdicts(house, child, family):
    pair = house.get('social', 'match', 'pair', child, family)['matches'][0]
    return {f['rule']: f['verdict'] for f in pair['findings']}


def due(house, rule, account='social', today=TODAY):
    return [t for t in house.get(account, 'today', today=today) if t['rule'] == rule]


def harm_open(house):
    """a suspicion of harm about a family: nobody is decided for it, signed or moved in until it is closed"""
    proposed, matched, signed = (house.placement(name) for name in ('吕兴民', '温小鱼', '唐一苇'))
    made = {p['id']: house.do('social', 'report-incident', family=p['family'], incident=HARM)['incident']
            for p in (proposed, matched, signed)}
    number = house.show('incident', made[proposed['id']])['incident_no']
    found = house.refuse('director', 'decide-match', 'FST-05', placement=proposed['id'], decision='AGREE',
                         attendee_names='社工、寄养科长、负责人')
    assert number in found['FST-05']['arithmetic_zh'], found['FST-05']
    house.refuse('director', 'sign-agreement', 'FST-05', placement=matched['id'], agreement=AGREEMENT)
    house.refuse('social', 'move-in', 'FST-05', placement=signed['id'], moved_in_on=TODAY, handover_list=True)
    assert verdicts(house, proposed['child'], proposed['family'])['FST-05'] == 'refused'
    incident = made[signed['id']]
    house.do('social', 'record-report', incident=incident, to='POLICE')
    house.do('social', 'record-reply', incident=incident, report=1, reply='不属实。')
    house.do('social', 'edit-incident', id=incident, incident={'safe_measure': 'NOT_NEEDED'})
    house.do('director', 'close-incident', incident=incident, outcome='UNFOUNDED', result='不属实')
    house.do('social', 'move-in', placement=signed['id'], moved_in_on=TODAY, handover_list=True)


def taken_out(house):
    """a home that a child was taken out of gets no other until that is decided; who else lives there stands in Today"""
    placement = house.placement('李星沐')
    other = house.child('林小满')['id']
    assert verdicts(house, other, placement['family'])['FST-05'] != 'refused'
    about = house.do('social', 'report-incident', family=placement['family'], incident=HARM)['incident']
    [task] = [t for t in due(house, 'D30') if t['record'] == about]
    assert '家里还有 李星沐' in task['why_zh'], task
    house.do('social', 'record-report', incident=about, to='POLICE')
    house.do('social', 'record-reply', incident=about, report=1, reply='不属实。')
    house.do('social', 'edit-incident', id=about, incident={'safe_measure': 'NOT_NEEDED'})
    house.do('director', 'close-incident', incident=about, outcome='UNFOUNDED', result='不属实')
    assert verdicts(house, other, placement['family'])['FST-05'] != 'refused'
    house.do('social', 'suspend-placement', placement=placement['id'], what='照料人打人')
    assert verdicts(house, other, placement['family'])['FST-05'] == 'refused'
    [task] = due(house, 'D30S', 'director')
    assert '家里还有' not in task['why_zh'], 'nobody else lives there'
    # An ending that is begun is no decision yet; in an emergency its evidence may follow on this way too.
    house.do('social', 'begin-ending', placement=placement['id'],
             termination={'initiator': 'INSTITUTION', 'ground': 'T07', 'ground_text': '照料不当'})
    assert verdicts(house, other, placement['family'])['FST-05'] == 'refused'
    ending = {'notice_served_on': TODAY, 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': '心理辅导'}
    house.do('director', 'end-placement', placement=placement['id'], termination=ending)
    assert house.show('family', placement['family'])['status'] == 'SUSPENDED'


def old_words(house):
    """what a child said of one family does not speak for the next; who turned ten consents before moving in"""
    placement = house.placement('李星沐')
    house.do('social', 'record-opinion', child=placement['child'],
             opinion={'about': 'END', 'held_on': TODAY, 'words': '想换一家', 'opinion': 'AGREE'})
    house.do('social', 'suspend-placement', placement=placement['id'])
    house.do('director', 'end-placement', placement=placement['id'], termination={
        'initiator': 'INSTITUTION', 'ground': 'T33', 'ground_text': '协商解除', 'notice_served_on': TODAY, 'served_how': '1',
        'moved_to': 'INSTITUTION', 'support_plan': '心理辅导'})
    next_day = day(1)

    def asked(family):
        pair = house.get('social', 'match', 'pair', placement['child'], family, today=next_day)['matches'][0]
        return {f['rule']: f['verdict'] for f in pair['findings']}['CHD-10']

    family = house.placement('吕兴民')['family']
    assert asked(family) == 'refused'
    house.do('social', 'record-opinion', today=next_day, child=placement['child'],
             opinion={'about': 'PRE', 'held_on': next_day, 'words': '愿意', 'opinion': 'AGREE'})
    assert asked(family) != 'refused'

    waits = house.placement('唐一苇')
    # Asked when it was six: at ten that is no written consent.
    house.do('social', 'edit-child', id=waits['child'], child={'birth_date': '2016-11-22', 'id_no': None})
    found = house.refuse('social', 'move-in', 'CHD-11', placement=waits['id'], moved_in_on=TODAY, handover_list=True)
    assert found['CHD-10']['severity'] == 'pass', found['CHD-10']
    house.do('social', 'edit-child', id=waits['child'], child={'birth_date': '2016-11-23'})
    house.do('social', 'move-in', placement=waits['id'], moved_in_on=TODAY, handover_list=True)


def swapped(house):
    """from the signing on the caregiver changes with consent, training and an amended agreement only"""
    waits = house.placement('唐一苇')
    family = house.show('family', waits['family'])
    other = next(m for m in house.list('family_member', f'family={family["id"]}') if m['id'] != family['main_caregiver_member'])
    house.refuse('social', 'edit-family', id=family['id'], family={'main_caregiver_member': other['id']})
    house.refuse('social', 'edit-family', id=family['id'], family={'home_division': '320115'})
    house.refuse('social', 'add-member', family=family['id'], main_caregiver=True,
                 member={'name': '演新人', 'sex': '2', 'birth_date': '1980-01-01', 'relation_to_head': '10'})
    assert house.show('family', family['id'])['main_caregiver_member'] == family['main_caregiver_member']
    # The signed agreement is amended by the change, and then both agree on the day.
    house.do('social', 'record-training', family=family['id'], training={
        'member': other['id'], 'kind': 'PRE', 'course': '岗前培训', 'from_on': TODAY, 'to_on': TODAY, 'hours': 80,
        'result': 'PASS'})
    house.do('director', 'change-caregiver', family=family['id'], member=other['id'], approved_on=TODAY, reason='母亲外出工作',
             amendment='主要照料人改为父亲', healthy=True, able=True, records_clear=True, has_time=True)
    assert house.show('agreement', waits['agreement'])['caregiver'] == other['id']
    house.do('social', 'move-in', placement=waits['id'], moved_in_on=TODAY, handover_list=True)


def evaluate(house, like, conclusion, today=TODAY, **subject):
    """A new evaluation with the answers of the one that is given, concluded and not reviewed yet."""
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}
    made = house.do('social', 'open-evaluation', today=today, kind=like['kind'], provider_type='2', mode=['1'],
                    reason_not_third_party='本地没有第三方机构', planned_on=today, **subject)['evaluation']
    house.do('social', 'assign-team', today=today, evaluation=made, members=[
        {'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
        for login, role in (('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))])
    answers = [{'item': a['item'], 'answer': a['answer']} for a in house.show('evaluation', like['id'])['answers']
               if a['answer'] not in ('pass', 'none') and a['item'] != 'FAM-06.date']
    house.do('assess1', 'fill-evaluation', today=today, evaluation=made, started_on=today, visited_on=[{'on': today}],
             finished_on=today, opinion_text='已查看。', answers=answers +
             ([{'item': 'FAM-06.date', 'answer': today}] if 'family' in subject else []))
    for member in house.list('evaluation_member', f'evaluation={made}'):
        login = next(name for name, who in staff.items() if who == member['person'])
        house.do(login, 'sign-opinion', today=today, evaluation=made, member=member['id'], vote='AGREE', opinion='同意',
                 conclusion=conclusion)
    house.do('assess1', 'conclude-evaluation', today=today, evaluation=made, conclusion=conclusion, reasons={'INT-03': '…'})
    return made


def after_removal(house):
    """a child taken out whose placement ended for another reason: the home is looked at, or nothing was wrong, before the next"""
    other = house.child('林小满')['id']
    end = {'initiator': 'INSTITUTION', 'ground': 'T33', 'ground_text': '协商解除', 'notice_served_on': TODAY, 'served_how': '1',
           'moved_to': 'INSTITUTION', 'support_plan': '心理辅导'}
    placement = house.placement('李星沐')
    house.do('social', 'suspend-placement', placement=placement['id'], what='邻居报警。')
    house.do('director', 'end-placement', placement=placement['id'], termination=end)
    assert house.show('family', placement['family'])['status'] == 'TRAINED'
    seen = verdicts(house, other, placement['family'])
    assert (seen['FST-04'], seen['FST-08']) == ('open', 'refused') and seen['FST-05'] != 'refused', seen
    like = house.list('evaluation', 'kind=EV_B_FAMILY_PRE', 'status=REVIEWED')[0]
    house.do('social', 'edit-member', id=house.show('family', placement['family'])['main_caregiver_member'],
             family_member={'health_on': TODAY, 'crime_check_on': TODAY})
    made = evaluate(house, like, 'B_PASS', family=placement['family'])
    assert verdicts(house, other, placement['family'])['FST-08'] == 'refused', 'not reviewed yet'
    house.do('director', 'review-evaluation', evaluation=made, result='PASS', text='同意')
    assert verdicts(house, other, placement['family'])['FST-08'] == 'open'

    # What was found to be nothing asks for no evaluation; what was closed before the removal does not speak of it.
    placement = house.placement('苏禾')
    assert 'FST-08' not in verdicts(house, other, placement['family']), 'nobody was taken out'
    accident = house.do('social', 'report-incident', placement=placement['id'], incident={
        'kind': 'ACCIDENT', 'mandatory': False, 'description': '摔伤', 'safe_measure': 'NOT_NEEDED',
        'discovered_at': '2026-11-20 09:00'})['incident']
    house.do('director', 'close-incident', incident=accident, outcome='UNFOUNDED', result='没有受伤', closed_on='2026-11-21')
    house.do('social', 'suspend-placement', placement=placement['id'], what='邻居报警。')
    house.do('director', 'end-placement', placement=placement['id'], termination=end)
    assert verdicts(house, other, placement['family'])['FST-08'] == 'refused'
    harm = house.do('social', 'report-incident', placement=placement['id'], incident=dict(HARM, safe_measure='REMOVED'))['incident']
    house.do('social', 'record-report', incident=harm, to='POLICE')
    house.do('social', 'record-reply', incident=harm, report=1, reply='不属实。')
    assert verdicts(house, other, placement['family'])['FST-08'] == 'refused'
    house.do('director', 'close-incident', incident=harm, outcome='UNFOUNDED', result='不属实')
    seen = verdicts(house, other, placement['family'])
    assert (seen['FST-05'], seen['FST-08']) == ('open', 'open'), seen


def said_no(house):
    """an evaluation that the review turned down concludes nothing: nothing is confirmed by it, and another one is due"""
    running = house.placement('姜南乔')
    like = house.list('evaluation', 'kind=EV_C_INTEGRATION', 'status=REVIEWED')[0]
    reasons = {'INT-02': '…', 'INT-03': '探访员请假，已补访。', 'INT-03N': '…'}

    def there(rule, account='social'):
        return [t['use_case'] for t in due(house, rule, account) if t['record'] == running['id']]

    assert there('D16') == ['open-evaluation']
    made = evaluate(house, like, 'C_CONFIRM', placement=running['id'])
    assert there('D16') == [] and there('D16C', 'director') == ['confirm-placement']
    house.do('director', 'review-evaluation', evaluation=made, result='FAIL', text='走访不够')
    assert there('D16') == ['open-evaluation'] and there('D16C', 'director') == []
    assert house.get('director', 'today', 'check')['wrong'] == 0
    house.refuse('director', 'confirm-placement', 'INT-13', placement=running['id'], reasons=reasons)
    house.refuse('director', 'confirm-placement', placement=running['id'], reasons=reasons, integration_eval=made)
    assert house.show('placement', running['id'])['status'] == 'INTEGRATION'
    again = evaluate(house, like, 'C_END', placement=running['id'])
    assert there('D16E') == ['begin-ending'] and there('D16') == [], there('D16E')
    house.do('director', 'review-evaluation', evaluation=again, result='BACK', text='没有写明经过')
    assert there('D16E') == [] and there('D16') == ['open-evaluation']


def renewal(house):
    """a renewal counts when its review passed it; until then, and when it did not, the one before does"""
    waits = house.placement('吕兴民')
    like = house.list('evaluation', 'kind=EV_B_FAMILY_PRE', 'status=REVIEWED')[0]
    house.do('social', 'edit-member', id=house.show('family', waits['family'])['main_caregiver_member'],
             family_member={'health_on': TODAY, 'crime_check_on': TODAY})

    def signed():
        pair = house.get('social', 'match', 'pair', waits['child'], waits['family'])['matches'][0]
        found = {f['rule']: f for f in pair['findings']}['MAT-03']
        assert found['verdict'] != 'refused' and '机构审核 通过' in found['arithmetic_zh'], found
        return TODAY in found['arithmetic_zh'].split('签发 ')[1].split('，')[0]

    assert not signed()
    first = evaluate(house, like, 'B_PASS', family=waits['family'])
    assert not signed(), 'nobody reviewed it yet'
    house.do('director', 'review-evaluation', evaluation=first, result='FAIL', text='材料不全')
    assert not signed()
    house.do('director', 'review-evaluation', evaluation=evaluate(house, like, 'B_PASS', family=waits['family']), result='PASS',
             text='同意')
    assert signed()


def unreported(house):
    """harm that nobody reported holds up every ending, not only the one for abuse"""
    placement = house.placement('苏禾')
    made = house.do('social', 'report-incident', placement=placement['id'], incident=HARM)['incident']
    end = {'initiator': 'INSTITUTION', 'ground': 'T33', 'ground_text': '协商解除', 'notice_served_on': TODAY, 'served_how': '1',
           'moved_to': 'INSTITUTION', 'support_plan': '心理辅导'}
    house.refuse('director', 'end-placement', 'TRM-10', placement=placement['id'], termination=end)
    house.do('social', 'record-report', incident=made, to='POLICE')
    found = house.refuse('director', 'end-placement', placement=placement['id'], termination=end)
    assert 'TRM-10' not in found or found['TRM-10']['severity'] == 'pass', found


def known_people(house):
    """nobody is registered twice without a word; a member of a barred family is the head's matter"""
    family = {'hukou_division': '320102', 'home_division': '320102', 'address': '演示路 7 号'}
    person = {'name': '演石坚', 'sex': '1', 'birth_date': '1978-03-05', 'relation_to_head': '01', 'phone': '13900000077'}
    first = house.do('social', 'register-family', family=family, applicant=person)['family']
    number = house.show('family', first)['family_no']
    found = house.refuse('social', 'register-family', 'FST-07', family=family, applicant=person)
    assert number in found['FST-07']['arithmetic_zh'] and found['FST-07']['record'] == first, found['FST-07']
    house.refuse('social', 'register-family', 'FST-07', family=family, applicant=dict(person, birth_date='1978-03-06'))
    second = house.do('social', 'register-family', family=family, applicant=dict(person, birth_date='1978-03-06', phone=None))
    house.do('social', 'register-family', family=family, applicant=person, reasons={'FST-07': '分家另过。'})
    member = house.list('family_member', f'family={second["family"]}')[0]
    house.refuse('social', 'edit-member', 'FST-07', id=member['id'], family_member={'birth_date': '1978-03-05'})
    house.do('social', 'edit-member', id=member['id'], family_member={'occupation': '木工'})
    house.do('director', 'bar-family', family=first, reason='虐待')
    found = house.refuse('social', 'add-member', 'FST-06', family=second['family'], member=person, reasons={'FST-06': '…'})
    assert found['FST-06']['severity'] == 'block' and '虐待' not in str(found['FST-06']), found
    found = house.refuse('director', 'add-member', 'FST-06', family=second['family'], member=person)
    assert found['FST-06']['severity'] == 'reason', found
    house.do('director', 'add-member', family=second['family'], member=person, reasons={'FST-06': '当时未成年，未参与。'})


def same_home(house):
    """the address or the telephone of a barred family: told when a family is registered, moves or is corrected; a word is enough"""
    home = {'hukou_division': '320506', 'home_division': '320506', 'address': '演示路 9 号 1 室', 'phone': '025-84000009'}
    person = lambda name, phone: {'name': name, 'sex': '1', 'birth_date': '1979-03-05', 'relation_to_head': '01', 'phone': phone}
    barred = house.do('social', 'register-family', family=home, applicant=person('演甲', '13900000081'))['family']
    number = house.show('family', barred)['family_no']
    other = dict(home, address='演示路 10 号', phone='025-84000010')
    house.do('social', 'register-family', family=dict(other, address=home['address']), applicant=person('演乙', '13900000082'))
    house.do('director', 'bar-family', family=barred, reason='虐待')

    count = len(house.list('family'))
    for given, phone, what in ((dict(other, address='演示路９号１室'), '13900000083', '住址与家庭'), (home, None, '住址和电话与家庭'),
                               (dict(other, phone='02584000009'), None, '电话与家庭'), (other, '+86 139 0000 0081', '电话与家庭')):
        found = house.refuse('social', 'register-family', 'FST-09', family=given, applicant=person('演丙', phone))['FST-09']
        assert found['severity'] == 'reason' and found['record'] == barred, found
        assert f'{what} {number} 相同' in found['arithmetic_zh'] and '虐待' not in str(found), found
    assert len(house.list('family')) == count
    house.do('social', 'register-family', family=dict(home, home_division='320102', phone='025-84000011'), applicant=person('演丁', None))
    made = house.do('social', 'register-family', family=home, applicant=person('演丙', None), reasons={'FST-09': '房主，出租给该家庭。'})
    house.do('social', 'edit-family', id=made['family'], family={'area_m2': 900})                       # said once
    free = house.do('social', 'register-family', family=other, applicant=person('演戊', '13900000085'))['family']
    house.refuse('social', 'edit-family', 'FST-09', id=free, family={'phone': home['phone']})
    house.refuse('social', 'move-family', 'FST-09', family=free, moved_on=TODAY, home_division='320506', address='演示路9号1室')
    member = house.list('family_member', f'family={free}')[0]
    house.refuse('social', 'edit-member', 'FST-09', id=member['id'], family_member={'phone': '13900000081'})
    house.do('social', 'edit-member', id=member['id'], family_member={'phone': '13900000086'})
    house.do('social', 'move-family', family=free, moved_on=TODAY, home_division='320506', address='演示路9号1室',
             reasons={'FST-09': '该家庭已搬走，房屋转租。'})


if __name__ == '__main__':
    sys.exit(run(House(together=True), [harm_open, taken_out, old_words, swapped, after_removal, said_no, renewal, unreported, known_people, same_home]))
