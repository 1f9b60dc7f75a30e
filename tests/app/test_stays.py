"""Where a child lives for how long: short-term care, another main caregiver, leaving the institution and coming
back. What a use case did is read back from the file; what was refused must have left it as it was."""
import datetime
import json
import sys

from ctl import TODAY, House, run, words


def day(days):
    return (datetime.date.fromisoformat(TODAY) + datetime.timedelta(days)).isoformat()


CARE = {'reason': '1', 'reason_text': '照料人住院手术', 'place': 'INSTITUTION', 'carer': '保育员',
        'approved_on': TODAY, 'from_on': TODAY}
ARRIVAL = {'arrived_on': TODAY, 'intake_code': 'L2', 'sender_docs': '移交清单 1 份'}


def short_care_of_30_days(house):
    """23: thirty days of short-term care need no reason, one more does; the placement goes on"""
    placement = house.placement('李星沐')
    found = house.refuse('director', 'begin-short-care', 'SHC-03', placement=placement['id'],
                         care=dict(CARE, reason='4', until_on=day(30)))
    assert found['SHC-03']['arithmetic_zh'] == '本次事由：住房维修；协议约定：照料人患病、照料人外出、家庭变故', found['SHC-03']
    found = house.refuse('director', 'begin-short-care', 'SHC-01', placement=placement['id'],
                         care=dict(CARE, until_on=day(31)))
    assert '第 31 天' in found['SHC-01']['arithmetic_zh'], found['SHC-01']
    assert house.list('short_care') == [] and house.show('placement', placement['id'])['status'] == 'CONFIRMED'
    made = house.do('director', 'begin-short-care', placement=placement['id'], care=dict(CARE, until_on=day(30)))
    care = house.show('short_care', made['short_care'])
    assert care['until_on'] == day(30) and care['reason'] == '1' and 'ended_on' not in care, care
    after = house.show('placement', placement['id'])
    assert after['status'] == 'SHORT_CARE' and after['short_care_to'] == day(30), after
    assert house.show('child', placement['child'])['status'] == 'FOSTER', 'the placement goes on'
    house.refuse('director', 'begin-short-care', placement=placement['id'], care=dict(CARE, until_on=day(30)))

    house.refuse('social', 'end-short-care', 'SHC-01', today=day(31), placement=placement['id'])
    house.refuse('social', 'end-short-care', status=2, today=day(5), placement=placement['id'], returned_on=day(-1))
    house.do('social', 'end-short-care', today=day(31), placement=placement['id'],
             reasons={'SHC-01': '复查推迟，已安排专项评估。'})
    care = house.show('short_care', made['short_care'])
    assert care['ended_on'] == day(31) and care['returned'] is True, care
    assert any('专项评估' in r['reason'] for r in care['reasons']), care
    assert house.show('placement', placement['id'])['status'] == 'CONFIRMED'
    house.refuse('social', 'end-short-care', placement=placement['id'])


def short_care_is_approved(house):
    """short-term care is approved beforehand, by the head, and only for a confirmed placement"""
    placement = house.placement('李星沐')
    late = dict(CARE, until_on=day(10), from_on=day(-1))
    house.refuse('director', 'begin-short-care', 'SHC-02', placement=placement['id'], care=late)
    house.refuse('social', 'begin-short-care', status=3, placement=placement['id'], care=dict(CARE, until_on=day(10)))
    house.refuse('director', 'begin-short-care', status=2, placement=placement['id'], care=dict(CARE, until_on=day(-1)))
    house.refuse('director', 'begin-short-care', status=2, placement=placement['id'],
                 care={k: v for k, v in dict(CARE, until_on=day(10)).items() if k != 'place'})
    house.refuse('director', 'begin-short-care', placement=house.placement('陈星屿')['id'],
                 care=dict(CARE, until_on=day(10)))
    assert house.list('short_care') == []


def two_short_cares_are_two(house):
    """a second short-term care does not overwrite the first; an emergency ends the running one"""
    placement = house.placement('李星沐')
    for start in (0, 20):
        care = dict(CARE, from_on=day(start), approved_on=day(start), until_on=day(start + 9))
        house.do('director', 'begin-short-care', today=day(start), placement=placement['id'], care=care)
        if start == 0:
            house.do('social', 'end-short-care', today=day(9), placement=placement['id'])
    house.do('social', 'suspend-placement', today=day(22), placement=placement['id'])
    cares = sorted(house.list('short_care', f'placement={placement["id"]}'), key=lambda c: c['from_on'])
    assert [(c['from_on'], c['ended_on'], c['returned']) for c in cares] == [
        (day(0), day(9), True), (day(20), day(22), False)], cares


def with_another_family(house):
    """another family takes the child in: one that may have children now, of whom nothing is feared; how many live there and
    how small they are is advice"""
    placement, other, third = (house.placement(name) for name in ('李星沐', '温小鱼', '唐一苇'))
    care = {k: v for k, v in dict(CARE, place='FAMILY', until_on=day(10)).items() if k != 'carer'}

    def refused(rule, status=1, **more):
        return house.refuse('director', 'begin-short-care', rule, status=status, placement=placement['id'], care=dict(care, **more))
    assert refused('SHC-04')['SHC-04']['arithmetic_zh'].endswith('没有选择')
    assert '就是儿童现在的寄养家庭' in refused('SHC-04', family=placement['family'])['SHC-04']['arithmetic_zh']
    refused(None, status=2, place='INSTITUTION', carer='保育员', family=other['family'])
    feared = house.do('social', 'report-incident', family=third['family'], incident={
        'kind': 'HARM', 'mandatory': True, 'mandatory_ground': '9', 'description': '邻居反映体罚儿童。', 'first_actions': '上门核实。'})
    number = house.show('incident', feared['incident'])['incident_no']
    assert number in refused('FST-05', family=third['family'])['FST-05']['arithmetic_zh']
    gone = house.placement('吕兴民')
    house.do('social', 'suspend-family', family=gone['family'], reason='接到投诉')
    assert '暂停' in refused('FST-04', family=gone['family'])['FST-04']['arithmetic_zh']
    house.do('social', 'withdraw-match', placement=gone['id'], reason='家庭停止寄养')
    house.do('director', 'bar-family', family=gone['family'], reason='投诉属实')
    refused('FST-04', family=gone['family'])
    assert house.list('short_care') == []

    def severities(placement):
        done = house.call('director', 'do', 'begin-short-care', '-', text=json.dumps({
            'placement': placement['id'], 'care': dict(care, family=other['family'])}))
        assert done.returncode == 0, done.stdout + done.stderr
        told = json.loads(done.stdout)
        return told['result']['short_care'], {f['rule']: f['severity'] for f in told['findings']}
    made, told = severities(placement)
    assert [told[rule] for rule in ('SHC-04', 'FST-04', 'FST-05', 'FAM-11', 'FAM-12')] == ['pass'] * 5, told
    stored = house.show('short_care', made)
    main = house.show('family_member', house.show('family', other['family'])['main_caregiver_member'])
    assert (stored['place'], stored['family'], stored['carer']) == ('FAMILY', other['family'], main['name']), stored
    assert house.show('placement', placement['id'])['family'] == placement['family'], 'the placement goes on'
    left = house.refuse('director', 'close-family', 'FST-01', family=other['family'], reason='家庭要求退出')['FST-01']
    assert left['arithmetic_zh'].endswith('短期养育的儿童 1 名'), left
    text = ' '.join(words(house, 'short-care', made))
    assert house.show('family', other['family'])['name'] in text and '接收家庭' in text, text
    # The child that is matched there, and the one that is a guest now, leave no place for a third; and there is a small one.
    house.do('social', 'add-member', family=other['family'], member={
        'name': '演幼', 'sex': '1', 'birth_date': '2023-01-05', 'relation_to_head': '20', 'co_living': True, 'joined_on': TODAY})
    _, told = severities(house.placement('苏禾'))
    assert (told['FAM-11'], told['FAM-12']) == ('advice', 'advice'), told
    house.do('social', 'end-short-care', placement=placement['id'])
    assert house.show('short_care', made)['family'] == other['family']


def ending_ends_short_care(house):
    """a placement can be ended from short-term care; both end on that day"""
    placement = house.placement('李星沐')
    house.do('director', 'begin-short-care', placement=placement['id'], care=dict(CARE, until_on=day(30)))
    termination = {'initiator': 'INSTITUTION', 'ground': 'T32', 'ground_text': '家庭无力继续照料', 'notice_no': 'JC-9',
                   'notice_served_on': day(3), 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': '社工访谈',
                   'belongings_ok': True}
    house.refuse('director', 'end-placement', 'TRM-02', today=day(3), placement=placement['id'], termination=termination)
    assert house.list('short_care')[0].get('ended_on') is None
    letter = house.folder / 'letter.pdf'
    house.get('director', 'print', 'agreement', placement['agreement'], '--output', str(letter))
    paper = house.do('social', 'add-document', owner_kind='placement', owner_id=placement['id'], path=str(letter),
                     document={'title': '情况说明', 'doc_type': 'D0904'})
    house.do('director', 'end-placement', today=day(3), placement=placement['id'],
             termination=dict(termination, evidence=[paper['document']]))
    assert house.show('placement', placement['id'])['status'] == 'ENDED'
    care = house.list('short_care')[0]
    assert care['ended_on'] == day(3) and care['returned'] is False, care


def another_caregiver(house):
    """24, P-CHG: consent, training and an amended agreement first; then member, period and agreement change together"""
    placement = house.placement('李星沐')
    family = house.show('family', placement['family'])
    added = house.do('social', 'add-member', family=family['id'],
                     member={'name': '演阿姨', 'sex': '2', 'birth_date': '1985-03-01', 'relation_to_head': '10',
                             'co_living': True, 'education': '71', 'health_on': day(-30),
                             'crime_check_on': day(-30), 'crime_check_result': 'CLEAR'})
    member = added['family_member']
    wish = {'family': family['id'], 'member': member, 'approved_on': TODAY, 'reason': '原照料人外出务工',
            'amendment': '主要照料人变更为演阿姨', 'healthy': True, 'able': True, 'records_clear': True,
            'has_time': True}
    house.refuse('director', 'change-caregiver', 'CHG-02', **wish)
    house.do('social', 'record-training', family=family['id'],
             training={'member': member, 'kind': 'PRE', 'course': '岗前培训', 'from_on': day(-3), 'to_on': day(-2),
                       'hours': 16, 'teacher': '温老师', 'result': 'PASS'})
    house.refuse('director', 'change-caregiver', 'CHG-03', **{k: v for k, v in wish.items() if k != 'amendment'})
    house.refuse('director', 'change-caregiver', 'CHG-01', **dict(wish, approved_on=day(1)))
    house.refuse('director', 'change-caregiver', 'CRG-02', **dict(wish, healthy=False))
    house.refuse('director', 'change-caregiver', status=2,
                 **dict(wish, member=family['main_caregiver_member']))
    stranger = house.show('family', house.placement('苏禾')['family'])['main_caregiver_member']
    house.refuse('director', 'change-caregiver', status=2, **dict(wish, member=stranger))
    house.refuse('archive', 'change-caregiver', status=3, **wish)
    assert house.show('family', family['id'])['main_caregiver_member'] == family['main_caregiver_member']

    house.do('director', 'change-caregiver', **wish)
    assert house.show('family', family['id'])['main_caregiver_member'] == member
    agreement = house.show('agreement', placement['agreement'])
    assert agreement['caregiver'] == member and '演阿姨' in agreement['amendments'][-1]['what'], agreement
    periods = house.list('caregiver_period', f'family={family["id"]}')
    open_ones = [p for p in periods if 'to_on' not in p]
    assert len(open_ones) == 1 and open_ones[0]['member'] == member, periods
    assert any(p['member'] == family['main_caregiver_member'] and p['to_on'] <= TODAY for p in periods), periods


def too_old_for_caregiver(house):
    """8: a new caregiver is between thirty and sixty-five on the day of the change"""
    placement = house.placement('李星沐')
    old = house.do('social', 'add-member', family=placement['family'],
                   member={'name': '演奶奶', 'sex': '2', 'birth_date': '1960-11-21', 'relation_to_head': '52',
                           'co_living': True})['family_member']
    found = house.refuse('director', 'change-caregiver', family=placement['family'], member=old, approved_on=TODAY,
                         reason='轮换', amendment='变更', healthy=True, able=True, records_clear=True, has_time=True)
    assert any(rule.startswith('CRG-') and f['severity'] == 'block' for rule, f in found.items()), found


def leaving(house):
    """a child leaves with its papers and without an open placement"""
    child = house.child('林小满')
    house.refuse('social', 'discharge-child', 'LEV-02', child=child['id'], exit_code='E1', receiver='生父')
    found = house.refuse('social', 'discharge-child', 'LEV-03', child=child['id'], exit_code='E6', confirm_no='LY-1')
    assert '3周岁' in found['LEV-03']['arithmetic_zh'], found['LEV-03']
    house.refuse('social', 'discharge-child', status=2, child=child['id'], exit_code='E12', confirm_no='LY-1')
    house.refuse('social', 'discharge-child', status=2, child=child['id'], exit_code='E1', confirm_no='LY-1',
                 left_on=day(1))
    house.refuse('assess1', 'discharge-child', status=3, child=child['id'], exit_code='E1', confirm_no='LY-1')
    fostered = house.placement('李星沐')['child']
    house.refuse('social', 'discharge-child', 'LEV-01', child=fostered, exit_code='E1', confirm_no='LY-1')
    assert house.show('child', child['id'])['status'] == 'IN_CARE'

    house.do('social', 'discharge-child', child=child['id'], exit_code='E1', confirm_no='LY-1', receiver='生父林某',
             note='法院恢复监护后领回')
    assert house.show('child', child['id'])['status'] == 'EXITED'
    admission = house.list('admission', f'child={child["id"]}')[0]
    full = house.show('admission', admission['id'])
    assert full['closed_on'] == TODAY and full['exit_code'] == 'E1' and full['exit_confirm_no'] == 'LY-1', full
    house.refuse('social', 'discharge-child', child=child['id'], exit_code='E1', confirm_no='LY-2')


def coming_back(house):
    """C11: a child who left comes back: the same child and number, a second stay, the first one untouched"""
    child = house.child('林小满')
    first = house.list('admission', f'child={child["id"]}')[0]['id']
    house.refuse('social', 'readmit-child', id=child['id'], admission=ARRIVAL)      # has not left
    house.do('social', 'discharge-child', child=child['id'], exit_code='E1', confirm_no='LY-1', left_on=day(-10))
    before = house.show('admission', first)
    house.refuse('social', 'readmit-child', status=2, id=child['id'], admission=dict(ARRIVAL, arrived_on=day(-11)))
    house.refuse('social', 'readmit-child', 'ITK-05', id=child['id'],
                 admission={k: v for k, v in ARRIVAL.items() if k != 'sender_docs'})
    house.refuse('social', 'readmit-child', 'ITK-06', id=child['id'], admission=ARRIVAL, formal=True)
    house.refuse('assess1', 'readmit-child', status=3, id=child['id'], admission=ARRIVAL)
    assert len(house.list('admission', f'child={child["id"]}')) == 1

    made = house.do('social', 'readmit-child', id=child['id'], admission=ARRIVAL, child={'living_unit': '2号小家'})
    stays = house.list('admission', f'child={child["id"]}')
    assert sorted(s['seq'] for s in stays) == [1, 2] and len(house.list('child')) == 12, stays
    assert house.show('admission', first) == before, 'the first stay changed'
    again = house.show('child', child['id'])
    assert again['status'] == 'PRE_INTAKE' and again['child_no'] == child['child_no'], again
    assert again['living_unit'] == '2号小家' and again['birth_date'] == child['birth_date'], again
    house.do('social', 'edit-admission', id=made['admission'],
             admission={'health_check_on': TODAY, 'infect_result': 'NONE'})
    house.do('social', 'accept-child', child=child['id'], approve_on=TODAY, approve_org='江宁市民政局')
    assert house.show('child', child['id'])['status'] == 'IN_CARE'
    assert house.show('admission', made['admission'])['formal_on'] == TODAY
    assert 'formal_on' not in before or house.show('admission', first)['formal_on'] == before['formal_on']
    measures = house.list('growth_measure', f'child={child["id"]}')
    assert all(m['child'] == child['id'] for m in measures)


def dead_children_do_not_come_back(house):
    """a child who died is neither discharged again nor taken in"""
    child = house.child('林小满')
    house.do('social', 'discharge-child', child=child['id'], exit_code='E7', confirm_no='SW-1')
    assert house.show('child', child['id'])['status'] == 'DECEASED'
    house.refuse('social', 'readmit-child', id=child['id'], admission=ARRIVAL)


LEAVE = {'reason': 'HOSPITAL', 'from_on': TODAY, 'until_on': day(5), 'place': '市儿童医院心内科', 'division': '320102',
         'companion': '保育员杨某', 'approved_on': TODAY}


def away_and_back(house):
    """C6: to hospital and back: the child is where it was before, Today asks once the day has passed, every day is told"""
    child = house.child('林小满')['id']
    house.refuse('social', 'come-back', 'LVE-06', child=child)
    house.refuse('social', 'leave-temporarily', 'LVE-04', child=child, leave=dict(LEAVE, until_on=day(-1)))
    house.refuse('social', 'leave-temporarily', 'LVE-02', child=child, leave=dict(LEAVE, reason='FAMILY', approved_on=day(1)))
    house.refuse('social', 'leave-temporarily', 'LVE-02H', child=child, leave=dict(LEAVE, approved_on=None))
    found = house.refuse('social', 'leave-temporarily', 'LVE-03', child=child, leave=dict(LEAVE, division='340102'))
    assert '江苏' in found['LVE-03']['arithmetic_zh'] and '安徽' in found['LVE-03']['arithmetic_zh'], found['LVE-03']
    house.refuse('social', 'leave-temporarily', status=2, child=child, leave=dict(LEAVE, from_on=day(1)))
    house.refuse('social', 'leave-temporarily', status=2, child=child, leave={k: v for k, v in LEAVE.items() if k != 'companion'})
    house.refuse('assess1', 'leave-temporarily', status=3, child=child, leave=LEAVE)
    assert house.list('child_leave') == [] and house.show('child', child)['status'] == 'IN_CARE'

    made = house.do('social', 'leave-temporarily', child=child, leave=LEAVE)['child_leave']
    away = house.show('child', child)
    assert (away['status'], away['away_until'], away['care_mode']) == ('TEMP_OUT', day(5), '4'), away
    seen = house.get('assess1', 'show', 'child_leave', made)
    assert all(seen[f] != LEAVE[f] for f in ('place', 'companion')), seen
    found = house.refuse('social', 'leave-temporarily', 'LVE-01', child=child, leave=LEAVE)
    assert '临时离院' in found['LVE-01']['arithmetic_zh'], found['LVE-01']
    house.refuse('social', 'accept-child', child=child)        # the way back is another one
    assert house.show('child', child)['status'] == 'TEMP_OUT'

    def asks(today):
        return [t for t in house.get('social', 'today', child, today=today) if t['rule'] == 'D22L']
    assert asks(day(4)) == [] and [t['due_on'] for t in asks(day(7))] == [day(6)], asks(day(7))
    assert asks(day(7))[0]['use_case'] == 'come-back', asks(day(7))
    house.refuse('social', 'extend-leave', 'LVE-04', today=day(7), child=child, until_on=day(5), reason='复查', approved_on=day(7))
    house.refuse('social', 'extend-leave', 'LVE-05', today=day(7), child=child, until_on=day(9), reason='复查')
    house.do('social', 'extend-leave', today=day(7), child=child, until_on=day(9), reason='复查推迟', approved_on=day(7))
    leave = house.show('child_leave', made)
    assert (leave['until_on'], leave['first_until_on'], leave['extend_reason']) == (day(9), day(5), '复查推迟'), leave
    house.do('social', 'extend-leave', today=day(8), child=child, until_on=day(10), reason='等化验', approved_on=day(8))
    leave = house.show('child_leave', made)
    assert (leave['until_on'], leave['first_until_on']) == (day(10), day(5)), leave
    assert leave['extensions'] == [{'until_on': day(9), 'reason': '复查推迟', 'approved_on': day(7)},
                                   {'until_on': day(10), 'reason': '等化验', 'approved_on': day(8)}], leave
    assert asks(day(7)) == [] and asks(day(11)) != []
    sheet = house.folder / 'leave.pdf'
    house.get('director', 'print', 'leave', made, '--output', str(sheet), today=day(7))
    assert sheet.read_bytes().startswith(b'%PDF')

    house.refuse('social', 'come-back', status=2, today=day(8), child=child, returned_on=day(-1))
    house.do('social', 'come-back', today=day(8), child=child, returned_on=day(8), note='伤口愈合良好')
    leave, back = house.show('child_leave', made), house.show('child', child)
    assert (leave['ended_on'], leave['returned'], leave['return_note']) == (day(8), True, '伤口愈合良好'), leave
    assert back['status'] == 'IN_CARE' and back['care_mode'] == '1' and 'away_until' not in back, back
    assert asks(day(10)) == []
    house.refuse('social', 'leave-temporarily', status=2, today=day(9), child=child,
                 leave=dict(LEAVE, from_on=day(6), until_on=day(12)))   # was away that day already

    def state(on):
        return house.get('director', 'explain', 'child', child, '--on', on, today=day(9))['state']
    assert [state(day(n)) for n in (-1, 0, 7, 8, 9)] == ['IN_CARE', 'TEMP_OUT', 'TEMP_OUT', 'IN_CARE', 'IN_CARE']


def visits_while_away(house):
    """a foster child in hospital goes on being visited: the why of the visit says since when, until when and where, to whoever
    may see the place; from the first day until the day before the return; a visit there is recorded as any other"""
    placement = house.placement('李星沐')
    child, mine = placement['child'], placement['id']
    last = max(v['visited_on'] for v in house.list('visit', f'placement={mine}'))
    house.do('social', 'leave-temporarily', child=child, leave=dict(LEAVE, until_on=day(40)))

    def why(today, account='social'):
        due = [t for t in house.get(account, 'today', mine, today=today) if t['rule'] == 'D18']
        assert len(due) == 1, (today, due)
        return due[0]
    late = day(35)
    told = why(late)
    assert told['why_zh'].startswith(f'上次 {last} + '), told
    words = f'儿童自 {TODAY} 起暂时离开（住院治疗，市儿童医院心内科），预计 {day(40)} 返回：到儿童所在处或者家里'
    assert told['why_zh'].endswith('；' + words), told
    masked = why(late, 'assess1')['why_zh']
    assert masked.endswith('；儿童暂时离开') and '医院' not in masked and day(40) not in masked, masked

    def explained(on, account='director'):
        return house.get(account, 'explain', 'placement', mine, '--on', on, today=day(41))
    assert 'away_zh' not in explained(day(-1))
    assert explained(TODAY)['away_zh'] == words and explained(TODAY)['away_until'] == day(40)
    hidden = explained(TODAY, 'assess1')
    assert hidden['away_zh'] == '儿童暂时离开' and 'away_until' not in hidden, hidden
    visit = house.do('social', 'record-visit', today=late, placement=mine,
                     visit={'visited_on': late, 'child_seen': True, 'child_words': '病房里有人陪，想早点回家。'})['visit']
    assert house.show('visit', visit)['visited_on'] == late
    house.do('social', 'come-back', today=day(40), child=child)
    assert explained(day(39))['away_zh'] == words and 'away_zh' not in explained(day(40))
    assert '暂时离开' not in why(day(65))['why_zh']


def away_from_a_family(house):
    """a foster child comes back to its family; to the institution when the placement was broken off meanwhile; a child
    that goes missing or leaves from there is not away any more"""
    confirmed, integration = house.placement('李星沐'), house.placement('陈星屿')
    school = dict(LEAVE, reason='SCHOOL', place='实验小学', companion='班主任')
    for placement, state in ((confirmed, 'FOSTER'), (integration, 'FOSTER_INTEG')):
        child = placement['child']
        house.do('social', 'leave-temporarily', child=child, leave=school)
        assert house.show('child', child)['care_mode'] == '5'
        house.do('social', 'come-back', child=child)
        back = house.show('child', child)
        assert (back['status'], back['care_mode']) == (state, '2'), back
        assert house.show('placement', placement['id'])['status'] == placement['status'], 'the placement goes on'
    child = confirmed['child']
    house.do('social', 'leave-temporarily', today=day(1), child=child,
             leave=dict(LEAVE, from_on=day(1), approved_on=None), reasons={'LVE-02H': '夜间急诊，负责人电话同意。'})
    head = next(s['id'] for s in house.list('staff'))
    late = dict(child=child, approved_on=day(2), approved_by=head)
    house.refuse('social', 'approve-leave', status=2, today=day(1), **late)
    house.refuse('assess1', 'approve-leave', status=3, today=day(2), **late)
    house.do('social', 'approve-leave', today=day(2), **late)
    leave = max(house.list('child_leave', f'child={child}'), key=lambda e: e['from_on'])
    leave = house.show('child_leave', leave['id'])
    assert (leave['approved_on'], leave['approved_by']) == (day(2), head) and leave['reasons'], leave
    house.refuse('social', 'approve-leave', today=day(2), **late)        # once
    house.do('social', 'suspend-placement', today=day(2), placement=confirmed['id'], what='病情与照料有关')
    assert house.show('child', child)['status'] == 'TEMP_OUT', 'still in hospital'
    house.do('social', 'come-back', today=day(3), child=child)
    back = house.show('child', child)
    assert (back['status'], back['care_mode']) == ('IN_CARE', '1'), back

    child = house.child('林小满')['id']
    house.do('social', 'leave-temporarily', child=child, leave=LEAVE)
    lost = house.do('social', 'report-incident', child=child, incident={
        'kind': 'MISSING', 'mandatory': True, 'mandatory_ground': '6', 'description': '在医院走失。'})['incident']
    house.do('social', 'record-report', incident=lost, to='POLICE')
    house.do('social', 'mark-missing', incident=lost)
    leave = house.list('child_leave', f'child={child}')[0]
    assert leave['ended_on'] == TODAY and leave['returned'] is False, leave
    lost_child = house.show('child', child)
    assert 'away_until' not in lost_child and lost_child['care_mode'] == '1', lost_child
    house.refuse('social', 'leave-temporarily', 'LVE-01', child=child, leave=LEAVE)
    house.do('social', 'mark-found', incident=lost)
    house.do('social', 'leave-temporarily', child=child, leave=LEAVE)
    house.do('social', 'discharge-child', child=child, exit_code='E1', confirm_no='LY-3')
    assert [e['ended_on'] for e in house.list('child_leave', f'child={child}')] == [TODAY, TODAY]
    assert house.show('child', child)['status'] == 'EXITED'
    house.refuse('social', 'leave-temporarily', 'LVE-01', child=child, leave=LEAVE)


def missing(house, child, on):
    """An incident of that day, the police told."""
    lost = house.do('social', 'report-incident', today=on, child=child, incident={
        'kind': 'MISSING', 'mandatory': True, 'mandatory_ground': '6', 'description': '没有回来。'})['incident']
    house.do('social', 'record-report', today=on, incident=lost, to='POLICE')
    return lost


TRIAL = {'from_on': TODAY, 'until_on': day(40), 'applicants': [{'name': '收养甲', 'marital': '20', 'children_n': 0}],
         'disclosed_on': TODAY, 'consent_on': TODAY, 'consent_no': '民养〔2026〕3号', 'secrecy': True}


def adopted(house):
    """C10: told, heard and agreed to first; the trial, its paper, the registration; every day is told"""
    child = house.child('林小满')['id']
    house.refuse('social', 'end-adoption-trial', 'ADO-10', child=child, reason='…')
    house.refuse('social', 'begin-adoption-trial', 'ADO-02', child=child, adoption=TRIAL)
    house.do('social', 'edit-child', id=child, child={'adoptable': '1'})
    house.refuse('social', 'begin-adoption-trial', 'ADO-05', child=child, adoption=dict(TRIAL, disclosed_on=day(1)))
    house.refuse('social', 'begin-adoption-trial', 'ADO-06', child=child, adoption=dict(TRIAL, consent_on=day(1)))
    house.refuse('social', 'begin-adoption-trial', status=2, child=child, adoption=dict(TRIAL, from_on=day(1)))
    house.refuse('social', 'begin-adoption-trial', status=2, child=child, adoption=dict(TRIAL, until_on=day(-1)))
    house.refuse('assess1', 'begin-adoption-trial', status=3, child=child, adoption=TRIAL)
    assert house.list('adoption_case') == []

    made = house.do('social', 'begin-adoption-trial', child=child, adoption=TRIAL)['adoption_case']
    trial = house.show('child', child)
    assert (trial['status'], trial['care_mode'], trial['away_until']) == ('ADOPT_TRIAL', '7', day(40)), trial
    house.refuse('social', 'begin-adoption-trial', 'ADO-01', child=child, adoption=TRIAL)
    house.refuse('social', 'leave-temporarily', 'LVE-01', child=child, leave=LEAVE)
    house.refuse('social', 'propose-match', child=child, family=house.placement('李星沐')['family'], match_reasons='合适')
    for account in ('archive', 'assess1', 'admin'):     # with whom the child is, is a secret
        assert house.call(account, 'show', 'adoption_case', made).returncode != 0, account
    sheet = house.folder / 'adoption.pdf'
    house.get('director', 'print', 'adoption-opinion', made, '--output', str(sheet))
    assert sheet.read_bytes().startswith(b'%PDF')
    asked = [t['rule'] for t in house.get('social', 'today', child, today=day(41))]
    assert 'D34T' in asked, asked

    leave = dict(child=child, exit_code='E4', confirm_no='LY-9', today=day(35), left_on=day(35))
    house.refuse('social', 'discharge-child', 'ADO-08', **leave)
    house.refuse('social', 'discharge-child', 'ADO-07', registered_on=day(33), adoption_cert_no='S-1', **leave)
    house.do('social', 'edit-child', id=child, child={'adoption_notice_on': day(-27)})
    house.refuse('social', 'discharge-child', 'ADO-09', registered_on=day(29), adoption_cert_no='S-1',
                 **dict(leave, today=day(35)))
    house.do('social', 'edit-child', id=child, child={'adoption_notice_on': day(-28)})
    house.do('social', 'discharge-child', registered_on=day(33), adoption_cert_no='S-1', **leave)
    case, gone = house.show('adoption_case', made), house.show('child', child)
    assert (case['ended_on'], case['outcome'], case['registered_on'], case['cert_no']) == (
        day(35), 'ADOPTED', day(33), 'S-1'), case
    assert gone['status'] == 'EXITED' and 'away_until' not in gone, gone
    stay = house.show('admission', house.list('admission', f'child={child}')[0]['id'])
    assert (stay['closed_on'], stay['exit_code']) == (day(35), 'E4'), stay

    def state(on):
        return house.get('director', 'explain', 'child', child, '--on', on, today=day(36))['state']
    assert [state(day(n)) for n in (-1, 0, 34, 35)] == ['IN_CARE', 'ADOPT_TRIAL', 'ADOPT_TRIAL', 'EXITED']
    # The archivist, who sees nothing else of it, is told the same state of a day; an assessor may not ask.
    seen = [house.get('archive', 'explain', 'child', child, '--on', day(n), today=day(36)) for n in (-1, 0, 34, 35)]
    assert [s['state'] for s in seen] == ['IN_CARE', 'ADOPT_TRIAL', 'ADOPT_TRIAL', 'EXITED'], seen
    assert seen[2]['since'] == TODAY and '收养甲' not in json.dumps(seen, ensure_ascii=False), seen
    assert house.call('assess1', 'explain', 'child', child).returncode == 3


def trial_corrected(house):
    """the planned end and the applicants of a running trial are put right, with a reason; what stood there before is kept,
    Today goes by the new end, and nothing of it is seen by who may not see the adoption"""
    child = house.child('林小满')['id']
    house.do('social', 'edit-child', id=child, child={'adoptable': '1'})
    wish = dict(child=child, reason='登记时写错')
    house.refuse('social', 'amend-adoption-trial', 'ADO-10', adoption_case={'until_on': day(50)}, **wish)
    made = house.do('social', 'begin-adoption-trial', child=child, adoption=TRIAL)['adoption_case']
    first = house.show('adoption_case', made)
    people = [dict(first['applicants'][0], name='收养人乙', id_no='110105199001011234')]
    house.refuse('social', 'amend-adoption-trial', 'ADO-11', adoption_case={'until_on': day(-1)}, **wish)
    house.refuse('social', 'amend-adoption-trial', 'ADO-12', adoption_case={}, **wish)
    house.refuse('social', 'amend-adoption-trial', status=2, child=child, adoption_case={'until_on': day(50)})
    house.refuse('social', 'amend-adoption-trial', status=2, adoption_case={'consent_no': '民养9号'}, **wish)
    house.refuse('social', 'amend-adoption-trial', status=2, adoption_case={'applicants': []}, **wish)
    house.refuse('assess1', 'amend-adoption-trial', status=3, adoption_case={'until_on': day(50)}, **wish)
    assert house.show('adoption_case', made) == first

    def asked(today):
        return [t['due_on'] for t in house.get('social', 'today', child, today=today) if t['rule'] == 'D34T']
    planned = first['until_on']
    house.do('social', 'amend-adoption-trial', adoption_case={'until_on': day(50)}, **wish)
    assert asked(planned) == [] and asked(day(50)) == [day(50)], asked(day(50))
    assert house.show('child', child)['away_until'] == day(50)
    house.do('social', 'amend-adoption-trial', today=day(2), adoption_case={'applicants': people}, child=child, reason='姓名更正')
    case = house.show('adoption_case', made)
    assert [p['name'] for p in case['applicants']] == ['收养人乙'] and case['until_on'] == day(50), case
    one, two = case['amendments']
    assert one == {'number': 1, 'on': TODAY, 'reason': '登记时写错', 'until_before': planned, 'until_after': day(50)}, one
    assert (two['number'], two['on'], two['reason']) == (2, day(2), '姓名更正') and 'until_before' not in two, two
    assert first['applicants'][0]['name'] in two['applicants_before'], two
    kept = {f: v for f, v in first.items() if f in ('from_on', 'consent_no', 'disclosed_on', 'state_before')}
    assert all(case[f] == v for f, v in kept.items()), case
    house.do('social', 'end-adoption-trial', today=day(3), child=child, reason='申请人撤回')
    house.refuse('social', 'amend-adoption-trial', 'ADO-10', today=day(3), adoption_case={'until_on': day(60)}, **wish)


def not_adopted(house):
    """a foster child: the family is told first and the child of ten agrees; when it fails the child is with the family
    again, which was not paid for the days between; a child that goes missing is on no trial any more"""
    placement = house.placement('李星沐')
    child = placement['child']
    house.do('social', 'edit-child', id=child, child={'adoptable': '1'})
    house.refuse('social', 'begin-adoption-trial', 'ADO-04', child=child, adoption=TRIAL)
    house.do('social', 'edit-child', id=child, child={'adoption_family_told_on': TODAY})
    old = int(house.show('child', child)['birth_date'][:4]) <= 2018
    if old:
        house.refuse('social', 'begin-adoption-trial', 'ADO-03', child=child, adoption=TRIAL)
        said = {'about': 'ADOPTION', 'method': '1', 'present_persons': '社工', 'caregiver_absent': True, 'held_on': TODAY}
        house.do('social', 'record-opinion', child=child, opinion=dict(said, words='我不想去。', opinion='DISAGREE'))
        house.refuse('social', 'begin-adoption-trial', 'ADO-03', child=child, adoption=TRIAL)
        house.do('social', 'record-opinion', child=child, opinion=dict(said, words='我愿意和他们生活。', opinion='AGREE'))
    made = house.do('social', 'begin-adoption-trial', child=child, adoption=TRIAL)['adoption_case']
    case = house.show('adoption_case', made)
    assert case['state_before'] == 'FOSTER' and case['told_on'] == TODAY and ('opinion' in case) == old, case
    paused = house.show('placement', placement['id'])
    assert paused['status'] == 'CONFIRMED' and paused['pauses'] == [{'on': TODAY}], paused
    house.refuse('social', 'end-adoption-trial', status=2, child=child, reason='不合适', ended_on=day(-1))

    # Neither visits nor evaluations of a family that the child is away from; from its return they count anew.
    def asked(today):
        assert house.get('director', 'today', 'check', today=today)['wrong'] == 0
        return {t['rule']: t['due_on'] for t in house.get('social', 'today', today=today)
                if t['record'] == placement['id'] and t['rule'][:3] in ('D18', 'D19')}
    assert asked(day(250)) == {}, asked(day(250))
    house.do('social', 'end-adoption-trial', today=day(20), child=child, reason='相处困难，申请人撤回申请', ended_on=day(20))
    case, back = house.show('adoption_case', made), house.show('child', child)
    assert (case['outcome'], case['ended_on'], case['end_reason']) == ('BACK', day(20), '相处困难，申请人撤回申请'), case
    assert (back['status'], back['care_mode']) == ('FOSTER', '2') and 'away_until' not in back, back
    paused = house.show('placement', placement['id'])
    assert paused['pauses'] == [{'on': TODAY, 'returned_on': day(20)}], paused
    assert asked(day(20)) == {} and set(asked(day(250))) == {'D18', 'D19'}, asked(day(250))
    due = [asked(day(250))[rule] for rule in ('D18', 'D19')]
    # The record of the last visit names a day that is sooner, and lies after the return.
    agreed = max(house.list('visit', f'placement={placement["id"]}'), key=lambda v: v['visited_on'])['next_due']
    assert day(20) < agreed < day(20 + 30) and due[0] == agreed and '2027-06-12' <= due[1] <= '2027-06-15', due
    house.do('social', 'begin-adoption-trial', today=day(21), child=child,
             adoption=dict(TRIAL, from_on=day(21), by_foster_family=True))
    assert len(house.show('placement', placement['id'])['pauses']) == 1, 'the family itself adopts'
    house.refuse('social', 'discharge-child', 'LEV-01', today=day(60), child=child, exit_code='E4', confirm_no='LY-8',
                 registered_on=day(55), adoption_cert_no='S-2')
    lost = house.do('social', 'report-incident', today=day(22), child=child, incident={
        'kind': 'MISSING', 'mandatory': True, 'mandatory_ground': '6', 'description': '没有回家。'})['incident']
    house.do('social', 'record-report', today=day(22), incident=lost, to='POLICE')
    house.do('social', 'mark-missing', today=day(24), incident=lost)
    assert sorted(c['ended_on'] for c in house.list('adoption_case', f'child={child}')) == [day(20), day(22)]
    house.do('social', 'mark-found', today=day(25), incident=lost)
    back = house.show('child', child)
    assert (back['status'], back['care_mode']) == ('FOSTER', '2'), back

    house.do('social', 'begin-adoption-trial', today=day(26), child=child, adoption=dict(TRIAL, from_on=day(26)))
    house.do('social', 'suspend-placement', today=day(27), placement=placement['id'], what='原家庭病重')
    lost = missing(house, child, day(28))
    house.do('social', 'mark-missing', today=day(30), incident=lost)
    gone = house.show('child', child)
    assert (gone['status'], gone['care_mode']) == ('MISSING', '1') and 'away_until' not in gone, gone
    assert house.show('placement', placement['id'])['pauses'][1:] == [{'on': day(26)}], 'nobody has the child'
    house.do('social', 'mark-found', today=day(31), incident=lost, found_on=day(29))
    assert house.show('placement', placement['id'])['pauses'][1:] == [{'on': day(26), 'returned_on': day(29)}]
    assert house.show('child', child)['care_mode'] == '1'
    # One after the other, never one over the other.
    house.refuse('social', 'leave-temporarily', status=2, today=day(31), child=child,
                 leave=dict(LEAVE, from_on=day(27), until_on=day(40)))
    house.do('social', 'leave-temporarily', today=day(31), child=child,
             leave=dict(LEAVE, from_on=day(31), until_on=day(40), approved_on=day(31)))
    house.do('social', 'come-back', today=day(33), child=child)
    house.refuse('social', 'begin-adoption-trial', status=2, today=day(33), child=child,
                 adoption=dict(TRIAL, from_on=day(32)))


def adopted_without_trial(house):
    """whoever is adopted without a trial that was put down is registered all the same, and it is said why; a child that
    is being placed is not given on trial"""
    child = house.child('林小满')['id']
    house.do('social', 'edit-child', id=child, child={'adoptable': '1'})
    pair = {'child': child, 'family': house.placement('温小鱼')['family']}
    house.do('social', 'edit-family', id=pair['family'], family={'capacity': 2})
    coming = house.do('social', 'propose-match', match_reasons='合适', **pair)['placement']
    found = house.refuse('social', 'begin-adoption-trial', 'ADO-01', child=child, adoption=TRIAL)
    assert '1件' in found['ADO-01']['arithmetic_zh'], found['ADO-01']
    house.do('social', 'withdraw-match', placement=coming, reason='收养人提出申请')

    leave = dict(child=child, exit_code='E4', confirm_no='LY-9')
    house.refuse('social', 'discharge-child', 'ADO-08', **leave)
    leave.update(registered_on=TODAY, adoption_cert_no='S-7')
    house.refuse('social', 'discharge-child', 'ADO-07', **leave)
    house.do('social', 'edit-child', id=child, child={'adoption_notice_on': day(-60)})
    house.refuse('social', 'discharge-child', 'ADO-09', **leave)
    assert house.list('adoption_case') == []
    house.do('social', 'discharge-child', reasons={'ADO-09': '继父母收养，此前一直共同生活。'}, **leave)
    case = house.show('adoption_case', house.list('adoption_case')[0]['id'])
    assert (case['outcome'], case['registered_on'], case['cert_no'], case['ended_on'], case['state_before']) == (
        'ADOPTED', TODAY, 'S-7', TODAY, 'IN_CARE'), case
    assert any('继父母' in r['reason'] for r in case['reasons']), case
    assert house.show('child', child)['status'] == 'EXITED'


def away_before_admission(house):
    """a child in provisional care goes to hospital and back to provisional care; also when it is lost from there"""
    child = house.do('social', 'admit-child', admission=dict(ARRIVAL, arrived_on=day(-3)),
                     child={'name': '演小急', 'sex': '1', 'birth_date': '2020-01-01', 'child_category': '12',
                            'guardianship': '1'})['child']
    assert house.show('child', child)['status'] == 'PRE_INTAKE'
    mode = house.show('child', child)['care_mode']
    house.do('social', 'leave-temporarily', child=child, leave=LEAVE)
    assert house.show('child', child)['care_mode'] == '4'
    assert house.get('director', 'explain', 'child', child, '--on', TODAY)['state'] == 'TEMP_OUT'
    house.refuse('social', 'accept-child', child=child)
    house.do('social', 'come-back', today=day(1), child=child, returned_on=day(1))
    back = house.show('child', child)
    assert (back['status'], back['care_mode']) == ('PRE_INTAKE', mode), back
    house.do('social', 'leave-temporarily', today=day(2), child=child,
             leave=dict(LEAVE, from_on=day(2), approved_on=day(2)))
    lost = missing(house, child, day(3))
    house.do('social', 'mark-missing', today=day(4), incident=lost)
    gone = house.show('child', child)
    assert (gone['status'], gone['care_mode']) == ('MISSING', mode), gone
    assert sorted(e['ended_on'] for e in house.list('child_leave', f'child={child}')) == [day(1), day(3)]
    house.do('social', 'mark-found', today=day(4), incident=lost)
    assert house.show('child', child)['status'] == 'PRE_INTAKE'


JOURNEYS = [adopted, trial_corrected, not_adopted, adopted_without_trial, away_and_back, visits_while_away, away_from_a_family, away_before_admission, short_care_of_30_days, short_care_is_approved, two_short_cares_are_two, with_another_family, ending_ends_short_care,
            another_caregiver, too_old_for_caregiver, leaving, coming_back, dead_children_do_not_come_back]

if __name__ == '__main__':
    sys.exit(run(House(together=True), [t for t in JOURNEYS if len(sys.argv) < 2 or t.__name__ in sys.argv[1:]]))
