"""Foster care through the use cases, with everything that the law refuses. Numbers are those of the
acceptance scenarios (domain, Appendix D)."""
import datetime
import json
import re
import sys

import calls
from ctl import TODAY, House, run


def day(days):
    return (datetime.date.fromisoformat(TODAY) + datetime.timedelta(days)).isoformat()


def day_59_and_60(house):
    """1, 2: confirmed on day 60 at the earliest"""
    placement = house.placement('陈星屿')
    found = house.refuse('director', 'confirm-placement', 'INT-01', placement=placement['id'])
    assert day(1) in found['INT-01']['arithmetic_zh'], found['INT-01']
    assert house.show('placement', placement['id'])['status'] == 'INTEGRATION'
    house.do('director', 'confirm-placement', today=day(1), placement=placement['id'],
             reasons={'INT-03': '探访员请假，已补访。'})
    after = house.show('placement', placement['id'])
    assert after['status'] == 'CONFIRMED' and after['confirmed_on'] == day(1), after
    assert house.show('child', placement['child'])['status'] == 'FOSTER'


def day_91_needs_a_reason(house):
    """3: after day 90 only with a reason, which is kept"""
    placement = house.placement('陈星屿')
    late = day(32)  # day 91
    house.refuse('director', 'confirm-placement', 'INT-02', today=late, placement=placement['id'])
    found = house.refuse('director', 'confirm-placement', today=late, placement=placement['id'],
                         reasons={'INT-03': '探访员请假，已补访。'})
    assert 'INT-02' in found
    house.do('director', 'confirm-placement', today=late, placement=placement['id'],
             reasons={'INT-02': '儿童住院两周，等其出院后再评。', 'INT-03': '探访员请假，已补访。'})
    reasons = house.show('placement', placement['id'])['reasons']
    assert any(r['rule'] == 'INT-02' and '住院' in r['reason'] for r in reasons), reasons


def future_is_refused(house):
    """what has not happened yet is not recorded"""
    placement = house.placement('陈星屿')
    house.refuse('director', 'confirm-placement', status=2, placement=placement['id'], confirmed_on=day(1))


def no_opinion_in_integration(house):
    """13: a child of eight is heard during the integration too"""
    placement = house.placement('陈星屿')
    child = placement['child']
    assert len(house.list('child_opinion', f'child={child}', 'about=INTEGRATION')) == 1
    other = house.placement('顾念安')  # nine years old, nobody has asked her in the integration
    house.refuse('director', 'confirm-placement', 'INT-11', placement=other['id'])
    house.refuse('director', 'confirm-placement', 'INT-13', placement=other['id'])
    # A record that says nothing of what the child wants is no opinion.
    house.do('social', 'record-opinion', child=other['child'], opinion={'about': 'INTEGRATION'})
    house.refuse('director', 'confirm-placement', 'INT-11', placement=other['id'])


def teams(house):
    """5: two, four, two leaders: refused when concluded; three: accepted"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}

    def assign(*roles):
        house.do('social', 'assign-team', evaluation=evaluation['id'],
                 members=[{'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
                          for login, role in roles])

    def sign(*logins):
        members = house.list('evaluation_member', f'evaluation={evaluation["id"]}')
        for login in logins:
            member = next(m for m in members if m.get('person') == staff[login] and 'left_on' not in m)
            house.do(login, 'sign-opinion', evaluation=evaluation['id'], member=member['id'], vote='AGREE',
                     opinion='同意。')

    def conclude(rule):
        parameters = {'evaluation': evaluation['id'], 'conclusion': 'B_PASS'}
        if rule:
            house.refuse('assess1', 'conclude-evaluation', rule, **parameters)
        else:
            house.do('assess1', 'conclude-evaluation', **parameters)

    assign(('assess1', 'LEADER'), ('assess2', 'MEMBER'))
    sign('assess1', 'assess2')
    conclude('TEAM-MIN')
    assign(('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'), ('social2', 'MEMBER'))
    conclude('TEAM-ODD')
    assign(('assess1', 'LEADER'), ('assess2', 'LEADER'), ('assess3', 'MEMBER'))
    conclude('TEAM-LEADER')
    # A member of the family under another roof's name, and somebody who declared nothing.
    caregiver = house.show('family_member', house.show('family', evaluation['subject_family'])['main_caregiver_member'])
    house.do('social', 'assign-team', evaluation=evaluation['id'], members=[
        {'person': staff['assess1'], 'role': 'LEADER', 'conflict': False, 'conflict_text': '无'},
        {'person': staff['assess2'], 'role': 'MEMBER', 'conflict': False, 'conflict_text': '无'},
        {'name': '演外聘', 'id_no': caregiver['id_no'], 'org': '向阳社工站', 'role': 'MEMBER', 'cw_years_start': '2020-01-01'}])
    conclude('TEAM-FAMILY')
    found = house.refuse('assess1', 'conclude-evaluation', 'TEAM-CONFLICT', evaluation=evaluation['id'], conclusion='B_PASS')
    assert '利害关系声明未填' in found['TEAM-CONFLICT']['arithmetic_zh'], found['TEAM-CONFLICT']
    assign(('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))
    conclude('TEAM-SIGNED')
    # Whoever joins after the opinions were opened signs together with all others, who do it anew.
    sign('assess3')
    conclude('TEAM-SIGNED')
    sign('assess1', 'assess2')
    # Opened again: nobody goes by what the others wrote.
    own = next(m for m in house.list('evaluation_member', f'evaluation={evaluation["id"]}')
               if m.get('person') == staff['assess1'])
    house.refuse('assess1', 'sign-opinion', status=3, evaluation=evaluation['id'], member=own['id'], vote='AGAINST',
                 opinion='看了大家的意见，改为不同意。', dissent='改主意')
    kept = house.show('evaluation_member', own['id'])
    assert (kept['vote'], kept['opinion'], kept.get('dissent')) == ('AGREE', '同意。', None), kept
    conclude(None)
    assert house.show('evaluation', evaluation['id'])['status'] == 'FINAL'
    # What is final stays: nobody fills it in any more.
    house.refuse('assess1', 'fill-evaluation', status=3, evaluation=evaluation['id'],
                 answers=[{'item': 'FAM-01', 'answer': 'no'}])


def only_own_opinion(house):
    """nobody signs for another"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')
    member = house.list('evaluation_member', f'evaluation={evaluation["id"]}')[0]
    house.refuse('assess3' if member['role'] == 'LEADER' else 'assess1', 'sign-opinion', status=3,
                 evaluation=evaluation['id'], member=member['id'], vote='AGREE', opinion='代签。')


def own_work_is_not_approved(house):
    """nobody reviews an evaluation of their own team, or decides a match that they proposed"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')
    house.refuse('assess1', 'review-evaluation', status=3, evaluation=evaluation['id'], result='PASS')
    placement = house.placement('吕兴民')
    house.refuse('social', 'decide-match', status=3, placement=placement['id'], decision='AGREE')


def third_child(house):
    """9: a third child in one family is refused, by the rule and by the store"""
    family = house.placement('李星沐')['family']
    house.do('social', 'edit-family', id=family, family={'capacity': 1})
    proposed = house.do('social', 'propose-match', child=house.child('林小满')['id'], family=family,
                        match_reasons='试配')
    house.refuse('director', 'decide-match', 'MAT-02', placement=proposed['placement'], decision='AGREE')
    house.do('social', 'edit-family', id=family, family={'capacity': 2})
    found = house.refuse('director', 'decide-match', placement=proposed['placement'], decision='AGREE')
    assert found['MAT-02']['severity'] == 'pass', found['MAT-02']


def one_placement_a_child(house):
    """a child has one open placement only"""
    child = house.placement('李星沐')['child']
    family = house.placement('吕兴民')['family']
    house.do('social', 'edit-family', id=family, family={'capacity': 2})
    proposed = house.do('social', 'propose-match', child=child, family=family, match_reasons='试配')
    house.refuse('director', 'decide-match', 'MAT-07', placement=proposed['placement'], decision='AGREE')


def co_living_child(house):
    """10: a co-living child below six stops the move-in; six or living elsewhere does not"""
    placement = house.placement('唐一苇')
    house.do('social', 'add-member', family=placement['family'],
             member={'name': '演小宝', 'sex': '1', 'birth_date': '2020-11-23', 'relation_to_head': '20', 'co_living': True})
    house.refuse('social', 'move-in', 'FAM-12', placement=placement['id'], moved_in_on=TODAY)
    member = next(m for m in house.list('family_member', f'family={placement["family"]}') if m['name'] == '演小宝')
    house.do('social', 'edit-member', id=member['id'], family_member={'co_living': False})
    preview = house.call('social', 'preview', 'move-in', '-',
                         text=json.dumps({'placement': placement['id'], 'moved_in_on': TODAY}))
    assert preview.returncode == 0, preview.stdout
    house.do('social', 'edit-member', id=member['id'],
             family_member={'co_living': True, 'birth_date': '2020-11-22'})
    house.do('social', 'move-in', placement=placement['id'], moved_in_on=TODAY)
    moved = house.show('placement', placement['id'])
    assert moved['integration_due_min'] == day(60) and moved['integration_due_max'] == day(90), moved


def refusal_of_ten(house):
    """15: a child of ten refuses: nobody overrides it"""
    child = house.child('陆时安')  # ten years old
    assert child['birth_date'] <= '2016-11-22'
    family = house.placement('吕兴民')['family']
    house.do('social', 'edit-family', id=family, family={'capacity': 2})
    house.do('social', 'record-opinion', child=child['id'],
             opinion={'about': 'PRE', 'method': '1', 'present_persons': '社工', 'caregiver_absent': True,
                      'words': '我不想去。', 'opinion': 'DISAGREE'})
    proposed = house.do('social', 'propose-match', child=child['id'], family=family, match_reasons='试配')
    house.refuse('director', 'decide-match', placement=proposed['placement'], decision='AGREE',
                 override_opinion=True, override_reason='…')
    stored = house.show('placement', proposed['placement'])
    assert stored['status'] == 'PROPOSED'


def other_province(house):
    """18, 19: not into another province; into another county only with the document"""
    placement = house.placement('吕兴民')
    house.do('social', 'edit-family', id=placement['family'], family={'home_division': '370102'})
    house.refuse('director', 'decide-match', 'MAT-01', placement=placement['id'], decision='AGREE')


def training_before_signing(house):
    """24 and M4: an untrained caregiver does not sign"""
    placement = house.placement('温小鱼')
    agreement = {'signed_inst_on': TODAY, 'signed_family_on': TODAY, 'term_from': TODAY, 'term_to': day(365),
                 'integration_days': 59, 'duties_inst': '…', 'duties_family': '…', 'breach': '…'}
    found = house.refuse('director', 'sign-agreement', status=2, placement=placement['id'], agreement=agreement)
    agreement['integration_days'] = 60
    agreement['breach'] = ''
    found = house.refuse('director', 'sign-agreement', 'SGN-03', placement=placement['id'], agreement=agreement)
    assert found['SGN-02']['severity'] == 'pass'
    agreement['breach'] = '…'
    agreement['term_to'] = '2050-01-01'
    house.refuse('director', 'sign-agreement', 'SGN-05', placement=placement['id'], agreement=agreement)
    agreement['term_to'] = day(365)
    house.do('director', 'sign-agreement', placement=placement['id'], agreement=agreement)
    assert house.show('placement', placement['id'])['status'] == 'SIGNED'


def one_month_notice(house):
    """20, 21: a family gives one month's notice; in the integration it may go at once"""
    placement = house.placement('李星沐')
    termination = {'initiator': 'FAMILY', 'ground': 'T11', 'ground_text': '工作调动', 'applied_on': day(-5),
                   'notice_no': 'JC-1', 'notice_served_on': TODAY, 'served_how': '1', 'moved_to': 'INSTITUTION',
                   'support_plan': '社工每周访谈', 'belongings_ok': True}
    house.refuse('director', 'end-placement', 'TRM-03', placement=placement['id'], termination=termination)
    inside = house.placement('周知夏')
    found = house.refuse('director', 'end-placement', placement=inside['id'],
                         termination=dict(termination, ground='T12'))
    assert found['TRM-03']['severity'] == 'pass' if 'TRM-03' in found else True


def emergency(house):
    """22: a child is taken out of danger at once, whatever is missing"""
    for name in ('李星沐', '周知夏', '姜南乔'):
        placement = house.placement(name)
        house.do('social', 'suspend-placement', placement=placement['id'])
        assert house.show('placement', placement['id'])['status'] == 'SUSPENDED'
        assert house.show('child', placement['child'])['status'] == 'IN_CARE'


def intake_by_date(house):
    """25: the intake category belongs to the set of the day of arrival"""
    child = {'name': '演小禾', 'sex': '2', 'birth_date': '2024-05-01', 'child_category': '12', 'guardianship': '1'}
    house.refuse('social', 'admit-child', 'ITK-01', child=child,
                 admission={'arrived_on': '2026-03-31', 'intake_code': 'L1', 'sender_docs': '证明'})
    house.refuse('social', 'admit-child', 'ITK-01', child=child,
                 admission={'arrived_on': '2026-04-01', 'intake_code': 'A1', 'sender_docs': '证明'})
    house.do('social', 'admit-child', child=child,
             admission={'arrived_on': '2026-04-01', 'intake_code': 'L1', 'sender_docs': '证明'})


def identity(house):
    """29: a number with a day that does not exist is refused; one that disagrees with the record too"""
    admission = {'arrived_on': TODAY, 'intake_code': 'L1', 'sender_docs': '证明'}
    base = {'child_category': '12', 'guardianship': '1', 'name': '演小安'}
    house.refuse('social', 'admit-child', status=2, child=dict(base, id_no='110105201802290016'), admission=admission)
    house.refuse('social', 'admit-child', status=2, admission=admission,
                 child=dict(base, id_no='110105201802280010', birth_date='2018-02-27', sex='1'))
    made = house.do('social', 'admit-child', child=dict(base, id_no='110105201802280010'), admission=admission)
    child = house.show('child', made['child'], account='social')
    assert child['birth_date'] == '2018-02-28' and child['sex'] == '1', child
    # Nobody arrives before the birth, and nobody is born tomorrow.
    for born in (day(0), day(1)):
        house.refuse('social', 'admit-child', status=2, child=dict(base, birth_date=born),
                     admission=dict(admission, arrived_on=day(-1)))


def implausible_measure(house):
    """a measurement that cannot be is kept only when a person says that it was checked"""
    child = house.child('林小满')['id']
    measure = {'measured_on': TODAY, 'weight_g': 40000, 'length_mm': 960, 'place': '1'}
    house.refuse('social', 'add-measurement', 'GRO-01', child=child, measure=measure)
    house.do('social', 'add-measurement', child=child, measure=measure, confirmed=True)
    house.refuse('social', 'add-measurement', status=2, child=child, measure={'measured_on': day(1), 'weight_g': 13000})
    house.refuse('social', 'add-measurement', status=2, child=child, measure={'measured_on': '2010-01-01', 'weight_g': 3000})


def conflict(house):
    """two people, one record: the second is told field by field and chooses; nothing is lost"""
    child = house.child('林小满')
    house.do('social', 'edit-child', id=child['id'], version=child['version'],
             child={'allergies': '鸡蛋', 'living_unit': '5号小家', 'cognition': '2'})
    mine = {'id': child['id'], 'version': child['version'], 'child': {'allergies': '花生', 'chronic': '哮喘'}}
    done = house.call('social2', 'do', 'edit-child', '-', text=json.dumps(mine))
    assert done.returncode == 1 and '宋知微' in done.stderr, (done.returncode, done.stderr)
    answer = json.loads(done.stdout)
    fields = {f['field']: f for f in answer['conflict']['fields']}
    assert set(fields) == {'allergies', 'living_unit', 'cognition'}, fields
    assert fields['allergies']['theirs'] == '鸡蛋' and fields['allergies']['mine'] == '花生', fields
    assert 'mine' not in fields['living_unit'] and fields['living_unit']['theirs'] == '5号小家', fields
    assert fields['cognition']['before'] != fields['cognition']['theirs'], 'the chain keeps codes'
    found = [f for f in answer['findings'] if f['rule'] == 'REC-01']
    assert {f['field'] for f in found} == set(fields) and all(f['severity'] == 'block' for f in found), found
    stored = house.show('child', child['id'])
    assert stored['allergies'] == '鸡蛋' and 'chronic' not in stored, stored
    assert answer['conflict']['version'] == stored['version'] and answer['conflict']['saved_by'] == '宋知微'
    # What was seen tells what stood there; the same words from both are no conflict.
    done = house.call('social2', 'do', 'edit-child', '-', text=json.dumps(dict(
        mine, seen={'allergies': '无', 'living_unit': '3号小家'}, child={'allergies': '鸡蛋', 'living_unit': '6号小家'})))
    fields = {f['field']: f for f in json.loads(done.stdout)['conflict']['fields']}
    assert 'allergies' not in fields and fields['living_unit']['before'] == '3号小家', fields
    # Chosen, with the version of now: both people's words stand.
    house.do('social2', 'edit-child', id=child['id'], version=stored['version'],
             child={'allergies': '鸡蛋、花生', 'chronic': '哮喘'})
    stored = house.show('child', child['id'])
    assert (stored['allergies'], stored['chronic'], stored['living_unit']) == ('鸡蛋、花生', '哮喘', '5号小家'), stored
    house.refuse('social', 'edit-child', status=2, id=child['id'], child={'status': 'EXITED'})


def two_assessors(house):
    """two assessors, one form: different items go together, the same item is asked about"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')['id']

    def answer(item, part='answer'):
        return {a['item']: a for a in house.show('evaluation', evaluation)['answers']}[item].get(part)

    seen = {'answers': house.show('evaluation', evaluation)['answers']}
    house.do('assess1', 'fill-evaluation', evaluation=evaluation, seen=seen,
             answers=[{'item': 'FAM-13', 'answer': 'no', 'note': '灶台旁有煤气罐'}])
    house.do('assess2', 'fill-evaluation', evaluation=evaluation, seen=seen, answers=[{'item': 'FAM-14', 'answer': 'no'}])
    assert answer('FAM-13') == 'no' and answer('FAM-14') == 'no', 'different items go together'
    mine = {'evaluation': evaluation, 'seen': seen, 'answers': [
        {'item': 'FAM-13', 'note': '阳台没有护栏'}, {'item': 'FAM-15', 'answer': '离学校一公里'}]}
    done = house.call('assess2', 'do', 'fill-evaluation', '-', text=json.dumps(mine))
    assert done.returncode == 1, (done.returncode, done.stderr)
    fields = json.loads(done.stdout)['conflict']['fields']
    assert [(f['field'], f['theirs'], f['mine'], f['words']) for f in fields] == [
        ('FAM-13:note', '灶台旁有煤气罐', '阳台没有护栏', True)], fields
    assert answer('FAM-13', 'note') == '灶台旁有煤气罐' and answer('FAM-15') != '离学校一公里', 'half of it was written'
    seen = {'answers': house.show('evaluation', evaluation)['answers']}
    house.do('assess2', 'fill-evaluation', **dict(mine, seen=seen, answers=[
        {'item': 'FAM-13', 'note': '灶台旁有煤气罐；阳台没有护栏'}, mine['answers'][1]]))
    assert answer('FAM-13', 'note') == '灶台旁有煤气罐；阳台没有护栏' and answer('FAM-15') == '离学校一公里'


def sealed(house):
    """27: what is sealed cannot be changed; a closed volume goes on in a supplement"""
    child = house.placement('李星沐')['child']
    first = house.get('archive', 'archive', 'seal', child, 'growth-record')['result']
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}
    house.refuse('archive', 'close-volume', status=3, volume=first['archive_volume'], checked_by=staff['archive'],
                 note='完整')
    log = house.get('admin', 'verify')
    house.do('archive', 'close-volume', volume=first['archive_volume'], checked_by=staff['director'], note='完整')
    after = house.get('admin', 'verify')
    assert after['audit_lines'] > log['audit_lines'] and after['seals'] == log['seals'] + 1, 'the log tells, under seal'
    second = house.get('archive', 'archive', 'seal', child, 'growth-sheet')['result']
    assert second['archive_volume'] != first['archive_volume']
    assert second['archival_code'].endswith('-02'), second
    assert house.get('archive', 'archive', 'verify', first['archive_volume'])['sound']
    house.refuse('social', 'seal-item', status=3, child=child, paper='growth-record')


def assessor_sees_no_origin(house):
    """32: an assessor is not shown where a child was found, nor the accounts"""
    admission = house.list('admission')[0]
    done = house.call('assess1', 'show', 'admission', admission['id'])
    assert done.returncode == 3 and not done.stdout, done.stdout
    lines = house.get('admin', 'verify')['audit_lines']
    house.leave()
    assert house.call('assess1', 'list', 'admission').returncode == 3
    house.leave()
    # Two log-ins and the refusal itself, which test-audit reads.
    assert house.get('admin', 'verify')['audit_lines'] == lines + 3
    meta = house.show('admission', admission['id'], account='archive')
    assert meta['arrived_on'] == admission['arrived_on'] and 'finder_name' not in meta, meta
    assert house.call('assess1', 'do', 'admit-child', '-', text='{}').returncode == 3


def open_child_evaluation(house, name, answers=()):
    """Annex G of @name, filled in with what the practice institution answers and signed by a team of three; returns it
    and a conclude(rule) that is refused by @rule."""
    child = house.child(name)
    evaluation = house.do('social', 'open-evaluation', kind='EV_G_CHILD_PRE', child=child['id'], provider_type='2',
                          mode=['1'], reason_not_third_party='本地没有第三方机构', planned_on=TODAY)['evaluation']
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}
    house.do('social', 'assign-team', evaluation=evaluation, members=[
        {'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
        for login, role in (('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))])
    done = next(e for e in house.list('evaluation', 'kind=EV_G_CHILD_PRE', 'status=REVIEWED'))
    good = [{'item': a['item'], 'answer': a['answer']} for a in house.show('evaluation', done['id'])['answers']
            if a['answer'] not in ('pass', 'none', 'fail') and not a['item'].endswith('.date')]
    house.do('assess1', 'fill-evaluation', evaluation=evaluation, started_on=TODAY, visited_on=[{'on': TODAY}],
             finished_on=TODAY, opinion_text='适宜。', answers=good + [{'item': 'CHD-07.date', 'answer': day(-10)}])
    if answers:
        house.do('assess1', 'fill-evaluation', evaluation=evaluation, answers=list(answers))
    members = {m['person']: m['id'] for m in house.list('evaluation_member', f'evaluation={evaluation}')}

    def conclude(rule):
        signed = {m['person'] for m in house.list('evaluation_member', f'evaluation={evaluation}') if 'signed_at' in m}
        for login in ('assess1', 'assess2', 'assess3'):
            if staff[login] not in signed:
                house.do(login, 'sign-opinion', evaluation=evaluation, member=members[staff[login]], vote='AGREE',
                         opinion='同意')
        parameters = dict(evaluation=evaluation, conclusion='G_SUITABLE')
        if rule:
            house.refuse('assess1', 'conclude-evaluation', rule, **parameters)
        else:
            house.do('assess1', 'conclude-evaluation', **parameters)

    return evaluation, conclude


def exception_of_the_head(house):
    """17: severe disability: base, doctor and the head's own consent, which the team cannot write"""
    child = next(c for c in house.list('child') if c['birth_date'] > '2019-01-01' and c['status'] == 'IN_CARE'
                 and c.get('guardianship') in ('1', '2') and c.get('child_category') in ('10', '11', '12', '13'))
    paper = house.folder / 'doctor.pdf'
    house.get('social', 'print', 'growth-record', child['id'], '--output', str(paper))
    doctor = house.do('social', 'add-document', path=str(paper), owner_kind='child', owner_id=child['id'],
                      document={'title': '医师意见'})['document']
    evaluation, conclude = open_child_evaluation(house, child['name'], [
        {'item': 'CHD-06', 'answer': 'exception'}])
    exceptions = {'item': 'CHD-06', 'answer': 'exception', 'note': '江宁康复基地', 'evidence': doctor}
    conclude('CHD-06')
    house.do('assess1', 'fill-evaluation', evaluation=evaluation, answers=[exceptions])
    conclude('CHD-06')
    # The consent is nobody's but the head's.
    house.refuse('assess1', 'fill-evaluation', status=3, evaluation=evaluation,
                 answers=[{'item': 'CHD-06.head', 'answer': 'yes'}])
    house.refuse('social', 'approve-exception', status=3, evaluation=evaluation, reason='同意')
    house.do('director', 'approve-exception', evaluation=evaluation, reason='基地每周康复三次，同意。')
    # It was given for this base and this paper: another answer asks for it again.
    house.do('assess1', 'fill-evaluation', evaluation=evaluation, answers=[dict(exceptions, note='另一处基地')])
    conclude('CHD-06')
    house.do('director', 'approve-exception', evaluation=evaluation, reason='新基地已看过，同意。')
    conclude(None)
    rows = {a['item']: a for a in house.show('evaluation', evaluation)['answers']}
    assert rows['CHD-06.head'] == {'item': 'CHD-06.head', 'answer': 'yes', 'note': '新基地已看过，同意。'}, rows['CHD-06.head']
    house.refuse('director', 'approve-exception', status=3, evaluation=evaluation, reason='再来')
    # What is final is kept: the form, the text and the report.
    final = house.show('evaluation', evaluation)
    assert len(final['form_sha256']) == len(final['final_digest']) == 64, final
    report = house.show('document', final['report_doc'])
    assert report['mime'] == 'application/pdf' and report['owner_id'] == evaluation, report
    signed = house.list('evaluation_member', f'evaluation={evaluation}')
    assert all('opinion_at' in m for m in signed), signed


def exception_is_claimed(house):
    """14, 17: without an exception there is nothing to consent to; a refusal is decided by the head after a second talk"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')
    house.refuse('director', 'approve-exception', status=2, evaluation=evaluation['id'], reason='同意')
    child = house.child('林小满')['id']
    house.do('social', 'edit-child', id=child, child={'birth_date': '2017-11-23', 'id_no': None, 'cognition': '1'})
    said = {'about': 'PRE', 'method': '1', 'present_persons': '社工', 'caregiver_absent': True, 'words': '我不想去。',
            'opinion': 'DISAGREE'}
    first = house.do('social', 'record-opinion', child=child, opinion=said)['child_opinion']
    made, conclude = open_child_evaluation(house, '林小满')
    conclude('CHD-10R')
    house.refuse('director', 'approve-exception', status=2, evaluation=made, reason='愿意先试住')
    second = house.do('social', 'record-opinion', child=child, opinion=dict(said, second_talk=first))['child_opinion']
    house.refuse('social', 'approve-exception', status=3, evaluation=made, reason='愿意先试住')
    house.do('director', 'approve-exception', evaluation=made, reason='愿意先试住')
    assert house.show('child_opinion', second)['override_reason'] == '愿意先试住'
    conclude(None)


def empty_visit(house):
    """a visit says whether the child was seen and what it said"""
    placement = house.placement('周知夏')['id']
    words = {'visited_on': TODAY, 'child_seen': False, 'child_words': '儿童随学校外出，未见到；走访了照料人。'}
    house.refuse('social', 'record-visit', status=2, placement=placement, visit={})
    for part in ('child_seen', 'child_words'):
        house.refuse('social', 'record-visit', status=2, placement=placement,
                     visit={k: v for k, v in words.items() if k != part})
    house.do('social', 'record-visit', placement=placement, visit=words)


def barred_family(house):
    """a family is barred by the head, not while a child lives there, and never proposed again"""
    placement = house.placement('李星沐')
    house.refuse('social', 'bar-family', status=3, family=placement['family'], reason='…')
    house.refuse('director', 'bar-family', family=placement['family'], reason='申请材料造假')
    family = house.placement('吕兴民')['family']
    house.do('director', 'decide-match', placement=house.placement('吕兴民')['id'], decision='REFUSE', note='条件不合')
    house.do('director', 'bar-family', family=family, reason='申请材料造假')
    barred = house.show('family', family, account='director')
    assert (barred['status'], barred['blacklist_flag'], barred['blacklist_on']) == ('BARRED', True, TODAY), barred
    assert 'blacklist_by' in barred
    house.refuse('social', 'propose-match', child=house.child('林小满')['id'], family=family, match_reasons='合适')


def derived_fields(house):
    """days and marks that follow from others: the next check of staff, the end of a notice, a file that was replaced"""
    staff = house.list('staff', account='director')[0]
    house.do('director', 'edit-staff', id=staff['id'], staff={'crime_check_on': '2026-03-05'})
    assert house.show('staff', staff['id'], account='director')['next_check_due'] == '2027-03-05'
    stay = house.list('admission')[0]['id']
    house.do('social', 'edit-admission', id=stay,
             admission={'notice': [{'medium': '1', 'publish_on': '2026-01-05', 'days': 60}]})
    assert house.show('admission', stay)['notice'][0]['expires_on'] == '2026-03-06'
    child = house.child('林小满')['id']
    documents = []
    for number, replaces in enumerate((None, 'old', 'old')):
        path = house.folder / f'{number}.pdf'
        house.get('social', 'print', 'growth-record', child, '--output', str(path))
        given = {'path': str(path), 'owner_kind': 'child', 'owner_id': child, 'document': {'title': f'记录 {number}'}}
        if number == 2:
            house.refuse('social', 'add-document', status=2, replaces=documents[0], **given)
            break
        if replaces:
            given['replaces'] = documents[0]
        documents.append(house.do('social', 'add-document', **given)['document'])
    assert house.show('document', documents[0])['replaced_by'] == documents[1]


def refusal_of_eight(house):
    """14: a child of eight or nine refuses: the head decides with reasons after a second talk, and it is flagged"""
    placement = house.placement('吕兴民')
    child = placement['child']
    house.do('social', 'edit-child', id=child, child={'birth_date': '2017-11-23', 'id_no': None, 'cognition': '1'})
    said = {'about': 'PRE', 'method': '1', 'present_persons': '社工', 'caregiver_absent': True, 'words': '我不想去。',
            'opinion': 'DISAGREE'}
    house.do('social', 'record-opinion', child=child, opinion=said)
    decide = dict(placement=placement['id'], decision='AGREE', meetings=[{'on': day(-5)}, {'on': day(-2)}])
    override = dict(override_opinion=True, override_reason='两次谈话后愿意先试住。')
    house.refuse('director', 'decide-match', 'CHD-10R', **decide)
    found = house.refuse('director', 'decide-match', 'CHD-10R', **decide, **override)
    assert found['CHD-10R']['severity'] == 'block', 'no second talk yet'
    first = house.list('child_opinion', f'child={child}', 'opinion=DISAGREE')[0]['id']
    house.do('social', 'record-opinion', child=child, opinion=dict(said, second_talk=first, words='还是有点怕。'))
    found = house.refuse('director', 'decide-match', **decide)
    assert found['CHD-10R']['severity'] == 'block', 'the head has not decided'
    seen = house.call('director', 'preview', 'decide-match', '-', text=json.dumps(dict(decide, **override)))
    found = {f['rule']: f for f in json.loads(seen.stdout)['findings']}
    assert found['CHD-10R']['severity'] == 'reason' and found['CHD-10R']['reason'] == override['override_reason'], found


def refusal_with_limits(house):
    """16: a child of twelve with limited cognition is watched, not asked; but a refusal is heard"""
    child = house.placement('吕兴民')['child']
    placement = house.placement('吕兴民')['id']
    house.do('social', 'edit-child', id=child, child={'birth_date': '2014-05-01', 'id_no': None, 'cognition': '3'})
    decide = dict(placement=placement, decision='AGREE')

    def findings():
        done = house.call('director', 'preview', 'decide-match', '-', text=json.dumps(decide))
        return {f['rule']: f['severity'] for f in json.loads(done.stdout)['findings']}

    found = findings()
    assert 'CHD-10' not in found and 'CHD-11' not in found and found['CHD-12'] in ('advice', 'pass'), found
    house.do('social', 'record-opinion', child=child, opinion={
        'about': 'PRE', 'method': '6', 'present_persons': '社工', 'caregiver_absent': True, 'words': '摇头、哭闹。',
        'opinion': 'DISAGREE'})
    found = findings()
    assert found['CHD-10R'] == 'block' and 'CHD-10' not in found, found


def category_is_kept(house):
    """26: an admission that is edited is held to the rules of an arrival; an adult's arrival needs a reason"""
    admission = {'arrived_on': '2026-04-01', 'intake_code': 'S1', 'sender_docs': '证明'}
    young = {'name': '演特困', 'sex': '1', 'birth_date': '2009-01-05', 'child_category': '50', 'guardianship': '4'}
    before = dict(admission, arrived_on='2026-03-31', intake_code='C1')
    house.refuse('social', 'admit-child', 'ITK-03', child=young, admission=before)      # 17, below 16 until then
    made = house.do('social', 'admit-child', child=young, admission=admission)          # below 18 from April on
    stay = made['admission']
    house.refuse('social', 'edit-admission', 'ITK-03', id=stay, admission={'arrived_on': '2026-03-31', 'intake_code': 'C1'})
    house.refuse('social', 'edit-admission', 'ITK-02', id=stay, admission={'intake_code': 'L1'})
    house.refuse('social', 'edit-admission', 'ITK-04', id=stay, admission={'intake_code': 'T1'})
    house.refuse('social', 'edit-admission', 'ITK-01', id=stay, admission={'arrived_on': '2026-03-31'})
    house.do('social', 'edit-admission', id=stay, admission={'arrived_on': '2026-04-02'})
    grown = {'name': '演成年', 'sex': '1', 'birth_date': '2000-01-05', 'child_category': '12', 'guardianship': '1'}
    house.refuse('social', 'admit-child', 'ITK-10', child=grown, admission=dict(admission, intake_code='L1'))
    house.do('social', 'admit-child', child=grown, admission=dict(admission, intake_code='L1'),
             reasons={'ITK-10': '从他院转入的成年残疾人。'})


def import_whole_or_not(house):
    """a ledger with one wrong row changes nothing; corrected, it comes in and can be undone"""
    path = house.folder / 'ledger.csv'
    head = '姓名,性别,出生日期,身份证号码,入院日期\n'
    rows = ['演甲,男,2018-3-5,,2019-06-01', '演乙,女,2018年3月5日,1.10105E+17,2019-06-01', '演丙,女,20180305,,2019.6.1']
    path.write_text(head + '\n'.join(rows), encoding='gb18030')
    before = len(house.list('child'))
    done = house.call('admin', 'import', 'children', str(path))
    assert done.returncode == 1, done.stderr
    problems = json.loads(done.stdout)['result']['problems']
    assert any(p['line'] == 3 and p['severity'] == 'error' for p in problems), problems
    assert len(house.list('child')) == before and len(house.list('import_batch', account='admin')) == 0
    rows[1] = rows[1].replace('1.10105E+17', '')
    path.write_text(head + '\n'.join(rows), encoding='gb18030')
    done = house.get('admin', 'import', 'children', str(path))['result']
    assert done['created'] == 3 and len(house.list('child')) == before + 3
    house.do('admin', 'undo-import', batch=done['import_batch'], reason='选错了文件')
    hits = house.get('social', 'find', '演甲')
    assert not any(hit['title'] == '演甲' for hit in hits), hits


def returns_are_repeatable(house):
    """31: two files of one state differ only in batch, serial and time; 28: an unknown birth date is said, not made up"""
    files = []
    foundling = house.child('林小满')
    house.do('social', 'edit-child', id=foundling['id'], child={
        'birth_date': None, 'birth_precision': 'estimated', 'birth_basis': '9', 'id_no': None})
    for n in (1, 2):
        built = house.get('admin', 'export', 'national', '--period', '2026-10')['result']
        for finding in house.list('submission_finding', f'submission={built["submission"]}', account='admin'):
            if finding['severity'] == 'query' and finding['status'] == 'open':
                house.do('admin', 'explain-finding', finding=finding['id'], note='属实')
        house.refuse('admin', 'approve-submission', status=3, submission=built['submission'])
        house.do('director', 'approve-submission', submission=built['submission'])
        target = house.folder / f'{n}.xml'
        house.get('admin', 'export', 'national', '--period', '2026-10', '--output', str(target))
        files.append(target.read_text(encoding='utf-8'))
    one, two = (re.split('<(?:cwx:)?Institution ', text, maxsplit=1) for text in files)
    assert one[1] == two[1], 'the bodies differ'
    start = one[1].index(foundling['id'])
    identity = one[1][start:one[1].index('</Identity>', start)]
    assert re.search('<BirthDate nil="unknown"( [^>]*)?/>', identity), identity
    assert '1900-01-01' not in one[1]


JOURNEYS = [day_59_and_60, day_91_needs_a_reason, future_is_refused, no_opinion_in_integration, teams, only_own_opinion,
            own_work_is_not_approved, third_child, one_placement_a_child, co_living_child, refusal_of_ten,
            other_province, training_before_signing, one_month_notice, emergency, intake_by_date, identity,
            implausible_measure, conflict, two_assessors, sealed, assessor_sees_no_origin,
            exception_of_the_head, exception_is_claimed, empty_visit, barred_family, derived_fields,
            refusal_of_eight, refusal_with_limits, category_is_kept, import_whole_or_not,
            returns_are_repeatable]

if __name__ == '__main__':
    calls.PATTERN.update(calls.FILLED)
    sys.exit(run(House(logins=True, together=True), [t for t in JOURNEYS if len(sys.argv) < 2 or t.__name__ in sys.argv[1:]]))
