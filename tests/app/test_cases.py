"""Every use case once done and once refused. The last test asks miaopuctl for its list: a use case that nobody tries
fails it."""
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys

import calls
from ctl import CTL, TODAY, House, run
from pdf import pdf_text
from test_foster import exception_of_the_head, open_child_evaluation

ROOT = pathlib.Path(os.environ.get('MIAO_SOURCE_DIR') or pathlib.Path(__file__).parents[2])
TRIED = {'done': set(), 'refused': set()}
IN_CARE = {'arrived_on': TODAY, 'intake_code': 'L2', 'sender_docs': '移交清单 1 份'}


def day(days, start=TODAY):
    return (datetime.date.fromisoformat(start) + datetime.timedelta(days)).isoformat()


class Counting(House):
    """Notes which use case was done and which refused."""

    def do(self, account, use_case, today=TODAY, **parameters):
        result = super().do(account, use_case, today=today, **parameters)
        TRIED['done'].add(use_case)
        return result

    def refuse(self, account, use_case, rule=None, status=1, today=TODAY, **parameters):
        found = super().refuse(account, use_case, rule, status=status, today=today, **parameters)
        TRIED['refused'].add(use_case)
        return found


def house_and_staff(house):
    """the institution and its people"""
    house.refuse('social', 'edit-institution', status=3, institution={'phone': '025-1'})
    house.do('director', 'edit-institution', institution={'phone': '025-84000000'})
    assert house.list('institution', account='director')[0]['phone'] == '025-84000000'
    people = {person['login']: person['id'] for person in house.list('staff', account='director') if person.get('login')}
    house.refuse('social', 'delegate-tasks', 'DLG-01', to_staff=people['social'], until_on=TODAY, reason='休假')
    made = house.do('social', 'delegate-tasks', to_staff=people['social2'], until_on=TODAY, reason='休假')['delegation']
    house.refuse('social2', 'end-delegation', status=3, delegation=made)
    house.do('social', 'end-delegation', delegation=made)
    house.refuse('director', 'add-staff', status=2, staff={'name': '演新', 'post': 'social', 'id_no': '110105201802290016'})
    made = house.do('director', 'add-staff', staff={'name': '演新', 'post': 'social', 'sex': '2', 'birth_date': '1990-01-01'})
    house.refuse('social', 'edit-staff', status=3, id=made['staff'], staff={'name': '演旧'})
    house.do('director', 'edit-staff', id=made['staff'], staff={'name': '演旧'})
    assert house.show('staff', made['staff'], account='director')['name'] == '演旧'


def ledger(house):
    """a ledger comes in and goes out again"""
    path = house.folder / 'ledger.csv'
    path.write_text('姓名,性别,出生日期,入院日期\n演甲,男,2018-3-5,2019-06-01\n', encoding='utf-8')
    house.refuse('social', 'import-children', status=3, path=str(path))
    batch = house.do('admin', 'import-children', path=str(path))['import_batch']
    assert house.child('演甲')['import_batch'] == batch
    house.refuse('admin', 'undo-import', status=2, batch=batch)
    house.do('admin', 'undo-import', batch=batch, reason='选错了文件')
    house.refuse('admin', 'undo-import', batch=batch, reason='再来一次')
    long_ledger(house)


def long_ledger(house):
    """children are stored many at a time; one of them is known again by the number that it was just given"""
    path = house.folder / 'long.csv'
    rows = [f'演{n:04},女,1998-3-5,1999-06-01,' for n in range(600)]
    rows[560] += 'ET-1999-00551'
    path.write_text('\n'.join(['姓名,性别,出生日期,入院日期,编号', *rows]), encoding='utf-8')
    before = len(house.list('child'))
    house.refuse('admin', 'import-children', path=str(path))
    assert len(house.list('child')) == before
    made = house.do('admin', 'import-children', path=str(path), skip_known=True)
    assert (made['rows'], made['created'], made['known']) == (600, 599, 1), made
    stored = {child['name']: child for child in house.list('child')}
    assert len(stored) >= before - 1 + 599 and '演0560' not in stored
    for n in (0, 198, 199, 200, 327, 328, 550, 561, 599):
        child = stored[f'演{n:04}']
        number = n + 1 if n < 560 else n
        assert child['child_no'] == f'ET-1999-{number:05}' and child['import_batch'] == made['import_batch'], child
        stay, = house.list('admission', f'child={child["id"]}')
        assert (stay['arrived_on'], stay['seq']) == ('1999-06-01', 1), stay
    assert made['child'] == stored['演0000']['id'] and made['child_no'] == 'ET-1999-00001'


def a_child(house):
    """a child: admitted, accepted, edited, measured, heard, discharged and back"""
    new = {'name': '演小禾', 'sex': '2', 'birth_date': '2016-05-01', 'child_category': '12', 'guardianship': '1'}
    house.refuse('social', 'admit-child', 'ITK-01', child=new, admission=dict(IN_CARE, intake_code='A1'))
    made = house.do('social', 'admit-child', child=new, admission=IN_CARE)
    child, admission = made['child'], made['admission']
    house.refuse('social', 'accept-child', 'ITK-06', child=child)
    house.refuse('social', 'edit-admission', status=2, id=admission, admission={'formal_on': TODAY})
    house.do('social', 'edit-admission', id=admission, admission={'health_check_on': TODAY, 'infect_result': 'NONE'})
    house.do('social', 'accept-child', child=child, approve_on=TODAY, approve_org='江宁市民政局')
    assert house.show('child', child)['status'] == 'IN_CARE'
    house.refuse('social', 'edit-child', status=2, id=child, child={'status': 'EXITED'})
    house.do('social', 'edit-child', id=child, child={'living_unit': '3号小家'})
    assert house.show('child', child)['living_unit'] == '3号小家'

    measure = {'measured_on': TODAY, 'weight_g': 30000, 'length_mm': 1350, 'place': '1'}
    house.refuse('social', 'add-measurement', 'GRO-01', child=child, measure=dict(measure, weight_g=300))
    old = house.do('social', 'add-measurement', child=child, measure=measure)['growth_measure']
    house.refuse('social', 'correct-measurement', status=2, id=old, measure=dict(measure, weight_g=31000))
    house.do('social', 'correct-measurement', id=old, reason='看错刻度', measure=dict(measure, weight_g=31000))
    house.refuse('social', 'correct-measurement', id=old, reason='又看错', measure=measure)
    rows = house.list('growth_measure', f'child={child}')
    assert sorted((r['weight_g'], bool(r.get('void'))) for r in rows) == [(30000, True), (31000, False)], rows

    said = {'about': 'PRE', 'method': '1', 'present_persons': '社工', 'caregiver_absent': True, 'words': '我愿意。',
            'opinion': 'AGREE', 'held_on': day(1)}
    house.refuse('social', 'record-opinion', status=2, child=child, opinion=said)
    house.do('social', 'record-opinion', child=child, opinion=dict(said, held_on=TODAY))
    assert house.list('child_opinion', f'child={child}')[0]['age_at'] == 10

    letter = house.folder / 'letter.txt'
    letter.write_text('这不是图片', encoding='utf-8')
    paper = {'owner_kind': 'child', 'owner_id': child, 'document': {'title': '体检单'}}
    house.refuse('social', 'add-document', status=2, path=str(letter), **paper)
    assert house.list('document', f'owner_id={child}') == []
    target = house.folder / 'record.pdf'
    house.get('social', 'print', 'growth-record', child, '--output', str(target))
    document = house.do('social', 'add-document', path=str(target), **paper)['document']
    assert house.show('document', document)['mime'] == 'application/pdf'

    away = {'reason': 'FAMILY', 'until_on': day(2), 'place': '外婆家', 'division': '320102', 'companion': '外婆'}
    house.refuse('social', 'leave-temporarily', 'LVE-02', child=child, leave=away)
    house.refuse('social', 'come-back', 'LVE-06', child=child)
    house.do('social', 'leave-temporarily', child=child, leave=dict(away, approved_on=TODAY))
    house.refuse('social', 'extend-leave', 'LVE-05', child=child, until_on=day(3), reason='下雪')
    house.do('social', 'extend-leave', child=child, until_on=day(3), reason='下雪', approved_on=TODAY)
    house.refuse('social', 'approve-leave', child=child, approved_on=TODAY, approved_by=house.list('staff')[0]['id'])
    house.do('social', 'come-back', child=child)
    house.do('social', 'leave-temporarily', child=child, leave=dict(away, reason='HOSPITAL'), reasons={'LVE-02H': '急诊'})
    house.do('social', 'approve-leave', child=child, approved_on=TODAY, approved_by=house.list('staff')[0]['id'])
    house.do('social', 'come-back', child=child)

    adoption = {'until_on': day(30), 'applicants': [{'name': '甲'}], 'disclosed_on': TODAY, 'consent_on': TODAY,
                'consent_no': '民养1号'}
    house.do('social', 'edit-child', id=child, child={'adoptable': '1'})
    house.refuse('social', 'begin-adoption-trial', 'ADO-03', child=child, adoption=adoption)
    house.refuse('social', 'end-adoption-trial', 'ADO-10', child=child, reason='…')
    house.do('social', 'record-opinion', child=child, opinion=dict(said, about='ADOPTION', held_on=TODAY))
    house.do('social', 'begin-adoption-trial', child=child, adoption=adoption)
    house.refuse('social', 'amend-adoption-trial', 'ADO-12', child=child, reason='笔误', adoption_case={'until_on': day(30)})
    house.do('social', 'amend-adoption-trial', child=child, reason='笔误', adoption_case={'until_on': day(33)})
    house.do('social', 'end-adoption-trial', child=child, reason='申请人撤回')

    house.refuse('social', 'discharge-child', 'LEV-02', child=child, exit_code='E1')
    house.do('social', 'discharge-child', child=child, exit_code='E1', documents=[document])
    house.refuse('social', 'readmit-child', 'ITK-05', id=child, admission=dict(IN_CARE, sender_docs=None))
    house.do('social', 'readmit-child', id=child, admission=IN_CARE)
    assert [a['seq'] for a in house.list('admission', f'child={child}')] in ([1, 2], [2, 1])


def field_package(house, evaluation, member):
    """What leaves for a member of the team, and comes back or not; test_fieldwork.py looks inside."""
    out, back, laptop = (house.folder / name for name in ('out.miaopkg', 'back.miaopkg', 'laptop.miaopu'))
    out_with = {'evaluation': evaluation, 'member': member, 'due': TODAY, 'path': str(out)}
    house.refuse('assess1', 'send-fieldwork', status=3, **out_with)
    house.do('social', 'send-fieldwork', **out_with)
    house.refuse('assess1', 'pack-fieldwork', status=3, path=str(back))
    subprocess.run([CTL, 'fieldwork', 'open', str(out), '--store', str(laptop), '--password-file', str(house.password)],
                   check=True, capture_output=True)
    store, house.store = house.store, laptop
    house.do('assess1', 'pack-fieldwork', path=str(back))
    house.store = store
    house.refuse('assess2', 'merge-fieldwork', status=3, path=str(back))
    merged = house.do('assess1', 'merge-fieldwork', path=str(back))
    assert (merged['taken'], merged['chosen'], merged['signature']) == (0, 0, 'none'), merged
    out.unlink()
    package = house.do('social', 'send-fieldwork', **out_with)['package']
    house.refuse('assess1', 'recall-fieldwork', status=3, evaluation=evaluation, package=package, reason='行程取消')
    house.do('social', 'recall-fieldwork', evaluation=evaluation, package=package, reason='行程取消')


def standing(house, home):
    """suspended and resumed; the qualification ends; leaving"""
    house.refuse('director', 'resume-family', family=home, reason='没有暂停')
    house.refuse('social', 'suspend-family', status=2, family=home)
    house.do('social', 'suspend-family', family=home, reason='搬家，住房须重新查看')
    house.refuse('social', 'resume-family', status=3, family=home, reason='查看过')
    house.do('director', 'resume-family', family=home, reason='当天评估合格并审核通过')
    stored = house.show('family', home)
    assert stored['status'] == 'TRAINED' and 'suspended_on' not in stored, stored
    house.refuse('social', 'expire-family', 'FST-03', family=home)
    rested = next(f for f in house.list('family') if f['status'] == 'TRAINED' and f['approved_until'] < TODAY)['id']
    house.do('social', 'expire-family', family=rested)
    assert house.show('family', rested)['status'] == 'EXPIRED'
    lived_in = house.placement('李星沐')['family']
    house.refuse('social', 'close-family', 'FST-01', family=lived_in, reason='家庭要求退出')
    house.do('social', 'close-family', family=rested, reason='家庭要求退出')
    assert house.show('family', rested)['status'] == 'CLOSED'


def doses(house):
    """the schedule of vaccinations, and a dose by it"""
    path = house.folder / 'vaccines.tsv'
    path.write_text('MMR\t1\t8\t216\t28\t\t\t\t\n', encoding='utf-8')
    house.refuse('social', 'import-vaccine-schedule', status=3, path=str(path))
    assert house.do('admin', 'import-vaccine-schedule', path=str(path))['doses'] == '1'
    child, dose = house.child('陆时安')['id'], {'vaccine': 'MMR', 'dose_no': 1, 'given_on': TODAY}
    house.refuse('archive', 'record-vaccination', status=3, child=child, vaccination=dose)
    made = house.do('social', 'record-vaccination', child=child, vaccination=dose)['vaccination']
    house.refuse('social', 'record-vaccination', child=child, vaccination=dose)
    house.refuse('social', 'edit-vaccination', status=2, id=made, vaccination={'given_on': day(1)})
    house.do('social', 'edit-vaccination', id=made, vaccination={'clinic': '妇幼保健院'})
    assert house.show('vaccination', made)['clinic'] == '妇幼保健院'


def a_family(house):
    """a family: registered, applied, edited, evaluated, reviewed, filed, trained"""
    family = {'hukou_division': '320115', 'home_division': '320115', 'address': '江宁区演示路 1 号', 'phone': '13800000000'}
    applicant = {'name': '演大姐', 'sex': '2', 'birth_date': '1984-01-01', 'relation_to_head': '01', 'co_living': True,
                 'education': '61', 'health_on': day(-20), 'crime_check_on': day(-20), 'crime_check_result': 'CLEAR',
                 'consent': '1', 'consent_on': day(-20)}
    house.refuse('social', 'register-family', status=2, family=family)
    made = house.do('social', 'register-family', family=family, applicant=applicant)
    home, caregiver = made['family'], made['family_member']
    papers = [{'item': f'APP-{n:02}', 'ok': True} for n in range(1, 12)]
    found = house.refuse('social', 'apply-family', 'APP-01', family=home, application={'motive': 'love', 'documents': papers[1:]})
    assert found['APP-13']['severity'] == 'advice' and 'APP-02、APP-03' in found['APP-13']['arithmetic_zh'], found['APP-13']
    scan = house.list('document')[0]['id']
    found = house.refuse('social', 'apply-family', 'APP-01', family=home, application={
        'motive': 'love', 'documents': [dict(p, document=scan) for p in papers[1:]]})
    assert found['APP-13']['severity'] == 'pass', found['APP-13']
    house.do('social', 'apply-family', family=home, application={'applied_on': TODAY, 'motive': 'love', 'documents': papers})
    assert house.show('family', home)['status'] == 'APPLIED'
    house.refuse('social', 'return-application', status=2, family=home)
    house.do('social', 'return-application', family=home, reason='体检表缺丈夫的')
    returned = house.list('application', f'family={home}')[0]
    assert (returned['status'], returned['returned_on'], returned['returned_reason']) == ('RETURNED', TODAY, '体检表缺丈夫的')
    assert house.show('family', home)['status'] == 'RETURNED'
    house.refuse('social', 'return-application', status=1, family=home, reason='再退一次')
    waits = [[t for t in house.get('social', 'today', today=on) if t['rule'] == 'D28R']
             for on in (TODAY, day(29), day(30), day(40))]
    assert [[(t['kind'], t['record']) for t in due] for due in waits] == [[], [], [('family', home)], [('family', home)]], waits
    assert '退回补正 2026-11-22 + 30 天 = 2026-12-22' in waits[2][0]['why_zh'] and waits[2][0]['mine'], waits[2]
    house.do('social', 'apply-family', family=home, application={'applied_on': TODAY, 'motive': 'love', 'documents': papers})
    assert house.show('family', home)['status'] == 'APPLIED'
    assert not [t for t in house.get('social', 'today', today=day(40)) if t['rule'] == 'D28R'], 'it applied again'
    house.refuse('archive', 'edit-family', status=3, id=home, family={'capacity': 1})
    house.do('social', 'edit-family', id=home, family={'capacity': 1})
    house.refuse('social', 'add-member', status=2, family=home,
                 member={'name': '演丈夫', 'id_no': '110105201802290016', 'co_living': True, 'relation_to_head': '02'})
    other = house.do('social', 'add-member', family=home, member={
        'name': '演丈夫', 'sex': '1', 'birth_date': '1983-01-01', 'co_living': True, 'relation_to_head': '02'})['family_member']
    house.refuse('social', 'edit-member', status=2, id=other, family_member={'birth_date': day(3)})
    house.do('social', 'edit-member', id=other, family_member={'education': '71', 'consent': '1'})
    assert house.show('family_member', other)['education'] == '71'

    house.refuse('social', 'open-evaluation', status=2, kind='EV_E_NEEDS', family=home, provider_type='2')
    evaluation = house.do('social', 'open-evaluation', kind='EV_B_FAMILY_PRE', family=home, provider_type='2',
                          mode=['1'], reason_not_third_party='本地没有第三方机构', planned_on=TODAY)['evaluation']
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}
    team = [{'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
            for login, role in (('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))]
    house.refuse('assess1', 'assign-team', status=3, evaluation=evaluation, members=team)
    house.do('social', 'assign-team', evaluation=evaluation, members=team)

    def reports(today, account='social'):
        return [(t['use_case'], t['due_on'], t['level']) for t in house.get(account, 'today', today=today)
                if t['rule'] == 'D28E' and t['record'] == evaluation]

    # Thirty days from the team on, shown a week before the last: 22 December is a Tuesday.
    assert [reports(day(n)) for n in (22, 23, 30, 31)] == [
        [], *([('fill-evaluation', '2026-12-22', level)] for level in ('week', 'today', 'late'))], reports(day(23))
    house.refuse('assess1', 'fill-evaluation', status=2, evaluation=evaluation, answers=[{'item': 'FAM-99', 'answer': 'yes'}])
    done = next(e for e in house.list('evaluation', 'kind=EV_B_FAMILY_PRE', 'status=REVIEWED'))
    good = [{'item': a['item'], 'answer': a['answer']} for a in house.show('evaluation', done['id'])['answers']
            if a['answer'] not in ('pass', 'none') and a['item'] != 'FAM-06.date']
    house.do('assess1', 'fill-evaluation', evaluation=evaluation, started_on=TODAY, visited_on=[{'on': TODAY}],
             finished_on=TODAY, opinion_text='条件符合。', answers=good + [{'item': 'FAM-06.date', 'answer': day(-20)}])
    members = {m['person']: m['id'] for m in house.list('evaluation_member', f'evaluation={evaluation}')}
    field_package(house, evaluation, members[staff['assess1']])
    house.refuse('assess2', 'sign-opinion', status=3, evaluation=evaluation, member=members[staff['assess1']],
                 vote='AGREE', opinion='代签')
    house.refuse('assess1', 'conclude-evaluation', 'TEAM-SIGNED', evaluation=evaluation, conclusion='B_PASS')
    for login in ('assess1', 'assess2', 'assess3'):
        house.do(login, 'sign-opinion', evaluation=evaluation, member=members[staff[login]], vote='AGREE', opinion='同意')
    assert reports(day(31), 'assess1') == [('conclude-evaluation', '2026-12-22', 'late')], reports(day(31), 'assess1')
    house.do('social', 'edit-member', id=other, family_member={'habits': ['ALCOHOL'], 'bad_habits': '每天喝白酒'})
    found = house.refuse('assess1', 'conclude-evaluation', 'FAM-07', evaluation=evaluation, conclusion='B_PASS')
    assert '演丈夫 登记有酗酒' in found['FAM-07']['arithmetic_zh'], found['FAM-07']
    house.do('social', 'edit-member', id=other, family_member={'habits': ['NONE'], 'bad_habits': '无'})
    house.do('assess1', 'conclude-evaluation', evaluation=evaluation, conclusion='B_PASS')
    assert reports(day(31)) == reports(day(31), 'director') == []
    house.refuse('assess2', 'correct-evaluation', status=3, evaluation=evaluation, reason='不是组长')
    house.refuse('social', 'tell-review', status=1, family=home, told_on=TODAY)
    house.refuse('assess1', 'review-evaluation', status=3, evaluation=evaluation, result='PASS')
    house.refuse('social', 'file-family', 'FIL-01', family=home, filed_on=TODAY)
    house.do('director', 'review-evaluation', evaluation=evaluation, result='PASS', text='同意')
    house.do('social', 'tell-review', family=home, told_on=TODAY)
    house.do('social', 'file-family', family=home, filed_on=TODAY, filed_no='江民备 1 号')
    house.do('assess1', 'correct-evaluation', evaluation=evaluation, reason='面积抄错')
    assert house.show('family', home)['status'] == 'FILED'
    training = {'member': caregiver, 'kind': 'PRE', 'course': '岗前培训', 'from_on': TODAY, 'to_on': TODAY, 'hours': 16,
                'result': 'PASS'}
    house.refuse('archive', 'record-training', status=3, family=home, training=training)
    house.refuse('social', 'record-training', status=2, family=home, training=dict(training, to_on=day(1)))
    house.do('social', 'record-training', family=home, training=training)
    assert house.show('family', home)['status'] == 'TRAINED'
    standing(house, home)
    house.refuse('social', 'bar-family', status=3, family=home, reason='材料造假')
    house.do('director', 'bar-family', family=home, reason='材料造假')
    assert house.show('family', home)['status'] == 'BARRED'

    evaluation = house.do('social', 'open-evaluation', kind='EV_G_CHILD_PRE', child=house.child('林小满')['id'],
                          provider_type='2', reason_not_third_party='本地没有第三方机构', planned_on=TODAY)['evaluation']
    house.refuse('director', 'approve-exception', status=2, evaluation=evaluation, reason='同意')
    house.do('social', 'fill-evaluation', evaluation=evaluation, answers=[{'item': 'CHD-06', 'answer': 'exception'}])
    house.refuse('social', 'approve-exception', status=3, evaluation=evaluation, reason='同意')
    house.do('director', 'approve-exception', evaluation=evaluation, reason='同意')


def a_placement(house):
    """a placement: proposed, decided, signed, filed, moved in, visited, confirmed, changed and ended"""
    wanted = house.placement('温小鱼')                                # matched
    house.refuse('social', 'propose-match', status=2, child=house.child('林小满')['id'], family=wanted['family'])
    pair = {'child': house.child('林小满')['id'], 'family': wanted['family']}
    house.refuse('social', 'set-aside-match', status=2, **pair)
    house.do('social', 'set-aside-match', reason='先不考虑', **pair)
    house.do('social', 'edit-family', id=wanted['family'], family={'capacity': 2})
    tried = house.do('social', 'propose-match', match_reasons='合适', **pair)
    house.refuse('social', 'withdraw-match', status=2, placement=tried['placement'])
    house.do('social', 'withdraw-match', placement=tried['placement'], reason='家庭改了主意')
    proposed = house.placement('吕兴民')
    house.refuse('social', 'decide-match', status=3, placement=proposed['id'], decision='AGREE')
    house.do('director', 'decide-match', placement=proposed['id'], decision='REFUSE', note='条件不合')
    assert house.show('placement', proposed['id'])['status'] == 'CANCELLED'

    agreement = {'signed_inst_on': TODAY, 'signed_family_on': TODAY, 'term_from': TODAY, 'term_to': day(365),
                 'integration_days': 60, 'duties_inst': '…', 'duties_family': '…', 'breach': ''}
    house.refuse('director', 'sign-agreement', status=2, placement=wanted['id'], agreement=dict(agreement, signed_family_on=day(1)))
    house.refuse('director', 'sign-agreement', 'SGN-03', placement=wanted['id'], agreement=agreement)
    # The day of the decision is the first on which either side may sign.
    decided = house.show('matching', house.show('placement', wanted['id'])['matching'])['decided_on']
    before = str(datetime.date.fromisoformat(decided) - datetime.timedelta(1))
    house.refuse('director', 'sign-agreement', 'SGN-09', placement=wanted['id'],
                 agreement=dict(agreement, breach='…', signed_inst_on=before))
    signed = house.do('director', 'sign-agreement', placement=wanted['id'], agreement=dict(agreement, breach='…'))
    for wrong in (day(-1), day(1)):
        house.refuse('social', 'file-agreement', status=2, agreement=signed['agreement'], filed_on=wrong)
    house.do('social', 'file-agreement', agreement=signed['agreement'], filed_on=TODAY, filed_no='1')
    assert house.show('agreement', signed['agreement'])['status'] == 'FILED'

    # One that was signed and never began; then the one that does.
    waits = house.placement('唐一苇')
    house.refuse('assess1', 'withdraw-agreement', status=3, placement=waits['id'], reason='不来了')
    house.do('social', 'withdraw-agreement', placement=waits['id'], reason='照料人突发重病')
    assert house.show('placement', waits['id'])['status'] == 'CANCELLED'
    house.refuse('social', 'move-in', status=2, placement=wanted['id'], moved_in_on=day(2))
    house.do('social', 'move-in', placement=wanted['id'], moved_in_on=TODAY, handover_list=True)

    def visits(today):
        return [(t['rule'], t['due_on'], t['level']) for t in house.get('social', 'today', today=today)
                if t['rule'] in ('D18', 'D18F') and t['record'] == wanted['id']]

    first = [visits(day(n)) for n in (0, 3, 4)]
    assert first == [[('D18F', day(3), level)] for level in ('week', 'today', 'late')], first
    visit = {'visited_on': TODAY, 'planned': True, 'child_seen': True, 'seen_alone': True, 'rooms_seen': True,
             'child_words': '…'}
    house.refuse('social', 'record-visit', status=2, placement=wanted['id'], visit=dict(visit, visited_on=day(1)))
    house.do('social', 'record-visit', placement=wanted['id'], visit=visit)
    assert len(house.list('visit', f'placement={wanted["id"]}')) == 1
    assert [visits(day(n)) for n in (4, 5)] == [[], [('D18', day(7), 'week')]], 'then every seven days'

    running = house.placement('陈星屿')
    house.refuse('director', 'extend-integration', placement=running['id'], extended_to=day(200), extend_reason='住院')
    house.refuse('director', 'confirm-placement', 'INT-01', placement=running['id'])
    house.do('director', 'extend-integration', placement=running['id'], extended_to=day(45), extend_reason='儿童住院')
    house.do('director', 'confirm-placement', today=day(1), placement=running['id'], reasons={'INT-03': '已补访'})
    assert house.show('placement', running['id'])['status'] == 'CONFIRMED'


def afterwards(house):
    """short-term care, another caregiver, removal and end"""
    placement = house.placement('李星沐')
    adopt = {'placement': placement['id'], 'wished_on': TODAY, 'wish': '愿意收养。'}
    house.refuse('assess1', 'record-adoption-wish', status=3, **adopt)
    house.refuse('social', 'record-adoption-wish', status=2, **dict(adopt, wished_on=day(1)))
    house.refuse('social', 'record-adoption-wish', status=2, **dict(adopt, wished_on=day(-1, placement['moved_in_on'])))
    house.refuse('social', 'record-adoption-wish', status=1, placement=placement['id'], withdrawn=True)
    house.do('social', 'record-adoption-wish', **dict(adopt, wished_on=placement['moved_in_on']))
    house.do('social', 'record-adoption-wish', placement=placement['id'], withdrawn=True)
    assert 'adopt_wish_on' not in house.show('placement', placement['id'])
    house.do('social', 'record-adoption-wish', **adopt)
    stored = house.show('placement', placement['id'])
    assert (stored['adopt_wish_on'], stored['adopt_wish']) == (TODAY, '愿意收养。'), stored
    care = {'reason': '1', 'place': 'INSTITUTION', 'carer': '保育员', 'approved_on': TODAY, 'until_on': day(9)}
    house.refuse('director', 'begin-short-care', 'SHC-02', placement=placement['id'], care=dict(care, approved_on=None))
    house.do('director', 'begin-short-care', placement=placement['id'], care=care)

    def too_long(today):
        return [t['record'] for t in house.get('social', 'today', today=today) if t['rule'] == 'D22E']

    assert too_long(day(30)) == [] and too_long(day(31)) == [placement['id']]
    house.do('social', 'open-evaluation', kind='EV_D_EFFECT', placement=placement['id'], provider_type='2',
             reason_not_third_party='本地没有第三方机构', planned_on=TODAY)
    assert too_long(day(31)) == [], 'gone once an evaluation is opened'
    house.refuse('social', 'end-short-care', status=2, placement=placement['id'], returned_on=day(1))
    house.do('social', 'end-short-care', placement=placement['id'])

    family = house.show('family', placement['family'])
    member = house.do('social', 'add-member', family=family['id'], member={
        'name': '演阿姨', 'sex': '2', 'birth_date': '1985-03-01', 'relation_to_head': '10', 'co_living': True,
        'education': '71', 'health_on': day(-30), 'crime_check_on': day(-30), 'crime_check_result': 'CLEAR'})['family_member']
    wish = {'family': family['id'], 'member': member, 'approved_on': TODAY, 'reason': '外出', 'amendment': '变更',
            'healthy': True, 'able': True, 'records_clear': True, 'has_time': True}
    house.refuse('social', 'edit-family', id=family['id'], family={'main_caregiver_member': member})
    house.refuse('director', 'change-caregiver', 'CHG-02', **wish)
    house.do('social', 'record-training', family=family['id'], training={
        'member': member, 'kind': 'PRE', 'course': '岗前培训', 'from_on': day(-2), 'to_on': day(-2), 'hours': 16, 'result': 'PASS'})
    house.do('director', 'change-caregiver', **wish)
    house.refuse('director', 'amend-agreement', status=2, placement=placement['id'], matter='ADDRESS', what='搬家')
    house.do('director', 'amend-agreement', placement=placement['id'], matter='OTHER', what='每月探访改在月初。')

    term = {'signed_inst_on': TODAY, 'signed_family_on': TODAY, 'term_from': TODAY}
    old = house.show('agreement', placement['agreement'])
    house.refuse('director', 'renew-agreement', 'SGN-08', placement=placement['id'],
                 agreement=dict(term, term_to=old['term_to']))
    renewed = house.do('director', 'renew-agreement', placement=placement['id'],
                       agreement=dict(term, term_to=day(1, old['term_to'])))['agreement']
    assert house.show('placement', placement['id'])['agreement'] == renewed
    assert house.show('agreement', old['id'])['status'] == 'ENDED'
    move = {'family': family['id'], 'moved_on': TODAY, 'home_division': family['home_division'], 'address': '柳营路 9 号'}
    for use_case, field, given in (('move-family', 'address', {k: v for k, v in move.items() if k != 'address'}),
                                   ('move-family', 'moved_on', dict(move, moved_on=day(1))),
                                   ('move-family', 'home_division', dict(move, home_division='江宁')),
                                   ('edit-family', 'address', {'id': family['id'], 'family': {'address': '长' * 300}})):
        said = house.call('social', 'do', use_case, '-', text=json.dumps(given))
        assert (said.returncode, json.loads(said.stdout)['field']) == (2, field), said
    house.refuse('social', 'move-family', 'MOV-04', **move)
    house.refuse('social', 'edit-family', id=family['id'], family={'home_division': '370102'})
    house.refuse('social', 'move-family', 'MAT-01', **dict(move, home_division='370102', amendment='迁至山东'))
    house.do('social', 'move-family', amendment='住址变更为柳营路 9 号', **move)
    moved = house.show('family', family['id'])
    assert (moved['address'], moved['status']) == ('柳营路 9 号', 'SUSPENDED'), moved
    assert house.show('agreement', renewed)['amendments'][-1]['what'] == '住址变更为柳营路 9 号'

    house.refuse('archive', 'suspend-placement', status=3, placement=placement['id'])
    house.do('social', 'suspend-placement', placement=placement['id'], what='接到举报')
    end = {'initiator': 'INSTITUTION', 'ground': 'T32', 'ground_text': '不宜继续', 'notice_no': 'JC-1',
           'notice_served_on': TODAY, 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': ''}
    house.refuse('director', 'end-placement', 'TRM-06', placement=placement['id'], termination=end)
    house.refuse('social', 'settle-ending', placement=placement['id'], filed_on=TODAY)
    house.do('director', 'end-placement', placement=placement['id'], termination=dict(end, support_plan='社工访谈'))
    assert house.show('placement', placement['id'])['status'] == 'ENDED'
    house.refuse('social', 'record-adoption-wish', status=1, **adopt)
    house.refuse('social', 'suspend-placement', placement=placement['id'])
    house.do('social', 'settle-ending', placement=placement['id'], filed_on=TODAY, settled_on=TODAY, belongings_ok=True)
    house.refuse('social', 'record-aftercare', 'TRM-12', placement=placement['id'], state='平静。')
    house.do('social', 'record-aftercare', today=day(1), placement=placement['id'], state='平静。')

    other = house.placement('苏禾')
    found = house.do('social', 'record-visit', placement=other['id'], visit={
        'visited_on': TODAY, 'child_seen': True, 'child_words': '好。', 'problems': [{'text': '药品没有上锁', 'severity': '1'}]})['visit']
    house.refuse('social', 'close-problem', 'VIS-02', visit=found, problem=1, closed_on=day(-1))
    house.do('social', 'close-problem', visit=found, problem=1)
    need = next(n for n in house.list('need') if n['status'] == 'OPEN')
    given = {'item': 'CND-06', 'area': 'OTHER', 'urgency': 'NORMAL', 'text': '同伴交往', 'staff': need['staff'], 'due': day(60)}
    house.refuse('social', 'plan-need', 'NEED-02', evaluation=need['evaluation'], need={**given, 'due': '2020-01-01'})
    made = house.do('social', 'plan-need', evaluation=need['evaluation'], need=given)['need']
    house.refuse('social', 'change-need', 'NEED-02', need=made, due='2020-01-01')
    house.do('social', 'change-need', need=made, urgency='URGENT')
    house.refuse('social', 'drop-need', status=2, need=made)
    house.do('social', 'drop-need', need=made, drop_reason='已有同伴。')
    house.refuse('social', 'meet-need', 'NEED-05', need=made, done='陪伴')
    house.do('social', 'meet-need', need=need['id'], done='志愿者每周辅导两次。')
    house.do('social', 'suspend-placement', placement=other['id'])
    house.refuse('social', 'begin-ending', 'TRM-01', placement=other['id'], termination={'initiator': 'INSTITUTION'})
    house.do('social', 'begin-ending', placement=other['id'], termination={'initiator': 'INSTITUTION', 'ground': 'T32'})
    house.refuse('social', 'withdraw-ending', status=2, placement=other['id'])
    house.do('social', 'withdraw-ending', placement=other['id'], reason='照料人已恢复。')


def incident(house):
    """an incident and a complaint: recorded, corrected, reported, answered, closed; the child goes back"""
    placement = house.placement('李星沐')
    harm = {'kind': 'ILLNESS', 'mandatory': False, 'safe_measure': 'HOSPITAL', 'description': '高热惊厥。'}
    house.refuse('assess1', 'report-incident', status=3, placement=placement['id'], incident=harm)
    made = house.do('social', 'report-incident', placement=placement['id'], remove=True, incident=harm)['incident']
    house.refuse('social', 'edit-incident', status=2, id=made, incident={'closed_on': TODAY})
    house.do('social', 'edit-incident', id=made, incident={'place': '家中'})
    house.refuse('social', 'record-report', 'INC-06', incident=made, to='CIVIL', at=f'{TODAY} 00:01')
    house.do('social', 'record-report', incident=made, to='CIVIL')
    house.refuse('social', 'record-reply', status=2, incident=made, report=2, reply='收到')
    house.do('social', 'record-reply', incident=made, report=1, reply='收到')
    house.refuse('director', 'return-to-family', 'SUS-02', placement=placement['id'], reason='已痊愈')
    house.refuse('social', 'close-incident', status=3, incident=made, outcome='CONFIRMED', result='已痊愈')
    house.do('director', 'close-incident', incident=made, outcome='CONFIRMED', result='已痊愈')
    house.do('director', 'return-to-family', placement=placement['id'], reason='已痊愈')
    lost = house.do('social', 'report-incident', placement=placement['id'], incident={
        'kind': 'MISSING', 'mandatory': True, 'mandatory_ground': '6', 'description': '没有回家。'})['incident']
    house.refuse('social', 'mark-missing', 'INC-14', incident=lost)
    house.do('social', 'record-report', incident=lost, to='POLICE')
    house.refuse('social', 'mark-found', incident=lost)
    house.do('social', 'mark-missing', incident=lost)
    house.do('social', 'mark-found', incident=lost)
    house.refuse('social', 'record-complaint', status=2, family=placement['family'], incident={'description': '…'})
    made = house.do('social', 'record-complaint', family=placement['family'],
                    incident={'complainant': 'SCHOOL', 'description': '多次迟到。'})['incident']
    house.refuse('social', 'answer-complaint', 'INC-11', incident=made, answer='…', answered_on=day(1))
    house.do('social', 'answer-complaint', incident=made, answer='已提醒家庭。')


def archive(house):
    """an item is sealed, its volume verified and closed"""
    child = house.placement('李星沐')['child']
    house.refuse('social', 'seal-item', status=3, child=child, paper='growth-record')
    sealed = house.do('archive', 'seal-item', child=child, paper='growth-record', paper_id=child)
    house.refuse('social', 'verify-volume', status=3, volume=sealed['archive_volume'])
    house.do('archive', 'verify-volume', volume=sealed['archive_volume'])
    assert house.show('archive_volume', sealed['archive_volume'], account='archive')['verified_result'] == 'OK'
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}
    house.refuse('archive', 'close-volume', status=3, volume=sealed['archive_volume'], checked_by=staff['archive'],
                 note='完整')
    house.do('archive', 'close-volume', volume=sealed['archive_volume'], checked_by=staff['director'], note='完整')
    assert house.show('archive_volume', sealed['archive_volume'], account='archive')['status'] == 'CLOSED'
    hall = {'volume': sealed['archive_volume'], 'transferred_to': '苗圃市档案馆'}
    house.refuse('director', 'transfer-volume', status=3, **hall)
    house.refuse('archive', 'transfer-volume', status=2, transferred_on=day(1), **hall)
    house.refuse('archive', 'transfer-volume', status=2, transferred_on=day(-1), **hall)
    house.do('archive', 'transfer-volume', **hall)
    house.refuse('archive', 'transfer-volume', **hall)
    stored = house.show('archive_volume', sealed['archive_volume'], account='archive')
    assert (stored['status'], stored['transferred_on'], stored['transferred_to']) == ('TRANSFERRED', TODAY, '苗圃市档案馆'), stored


def a_return(house):
    """a return is built, explained, approved by another and written"""
    house.refuse('social', 'build-submission', status=3, period='2026-10')
    house.do('social', 'admit-child', formal=False, admission=dict(IN_CARE, arrived_on='2026-09-01'), child={
        'name': '演无号', 'sex': '2', 'birth_date': '2020-05-01', 'child_category': '12', 'guardianship': '1'})
    built = house.do('admin', 'build-submission', period='2026-10')['submission']
    queries = [f for f in house.list('submission_finding', f'submission={built}', account='admin')
               if f['severity'] == 'query' and f['status'] == 'open']
    assert queries, 'nothing to explain'
    house.refuse('admin', 'explain-finding', status=2, finding=queries[0]['id'])
    for finding in queries:
        house.do('admin', 'explain-finding', finding=finding['id'], note='属实')
    target = house.folder / 'return.xml'
    house.refuse('admin', 'write-submission', submission=built, path=str(target))
    house.refuse('admin', 'approve-submission', status=3, submission=built)
    house.do('director', 'approve-submission', submission=built)
    house.do('admin', 'write-submission', submission=built, path=str(target))
    assert target.stat().st_size > 1000 and not list(house.folder.glob('*.part'))
    house.refuse('admin', 'send-submission', status=2, submission=built, path=str(target))
    house.refuse('admin', 'record-receipt', submission=built, receipt_no='7', result='REJECTED')
    house.do('admin', 'send-submission', submission=built, path=str(target), sent_how='专网')
    house.refuse('admin', 'correct-submission', submission=built)
    house.do('admin', 'record-receipt', submission=built, receipt_no='7', result='REJECTED', receipt_text='重报')
    house.do('admin', 'correct-submission', submission=built)
    assert house.show('submission', built, account='admin')['status'] == 'REJECTED'


def allowances(house):
    """the foster allowances of a month"""
    rate = {'kind': '1', 'scope': 'ALL', 'fen': 310000, 'valid_from': '2026-10-01', 'decision': '演示 8 号'}
    house.refuse('social', 'set-allowance-rate', status=3, rate=rate)
    made = house.do('director', 'set-allowance-rate', rate=rate)['allowance_rate']
    house.refuse('social', 'end-allowance-rate', status=3, rate=made, valid_to=TODAY, reason='不再执行')
    house.refuse('social', 'prepare-allowances', 'ALW-04', month='2027-10')
    one = {'placement': house.placement('李星沐')['id'], 'month': '2026-10', 'kind': '3', 'fen': 50000, 'reason': '开学购置被褥'}
    house.refuse('social', 'propose-allowance-extra', status=2, extra=dict(one, fen=0))
    once = house.do('social', 'propose-allowance-extra', extra=one)['allowance_extra']
    other = house.do('social', 'propose-allowance-extra', extra=one)['allowance_extra']
    house.refuse('social', 'approve-allowance-extra', status=3, extra=once)
    house.do('director', 'approve-allowance-extra', extra=once)
    house.do('social', 'withdraw-allowance-extra', extra=other, reason='重复')
    house.refuse('social', 'withdraw-allowance-extra', extra=other, reason='重复')
    month = house.do('social', 'prepare-allowances', month='2026-10')['allowance_run']
    house.refuse('social', 'finalise-allowances', status=3, run=month)
    house.refuse('social', 'pay-allowances', run=month, method='BANK')
    house.do('director', 'finalise-allowances', run=month)
    house.do('social', 'pay-allowances', run=month, method='BANK', reasons={'ALW-11': '首次发放。'})
    assert house.show('allowance_run', month)['status'] == 'PAID'
    house.do('director', 'end-allowance-rate', rate=made, valid_to=TODAY, reason='标准另行规定')


def backup(house):
    """where backups go and how often"""
    folder = house.folder / 'backups'
    folder.mkdir()
    house.refuse('social', 'set-backup', status=3, folder=str(folder), every='daily', hour=18)
    house.do('director', 'set-backup', folder=str(folder), every='daily', hour=18)
    path = house.folder / '2027.tsv'
    path.write_text('date\tkind\tname\n2027-10-01\toff\t国庆节\n')
    house.refuse('social', 'import-holidays', status=3, path=str(path))
    house.do('admin', 'import-holidays', path=str(path))


def standards(house):
    """thresholds and local figures, each from a day on: stricter only, planned, withdrawn; a past day keeps its own"""
    def on(when=TODAY, kind='thresholds'):
        told = house.get('admin', 'standards', '--on', when)
        assert told['on'] == when
        return {row['key']: row for row in told[kind]}
    key, why = 'rule.family_capacity', '院务会决定'
    assert on()[key]['value'] == on()[key]['default'] == 2 and not on()[key]['own'], on()[key]
    house.refuse('director', 'set-threshold', status=3, key=key, value='1', reason=why)
    house.refuse('admin', 'set-threshold', status=2, key='no.such', value='1', reason=why)
    house.refuse('admin', 'set-threshold', status=2, key=key, value='1')
    found = house.refuse('admin', 'set-threshold', 'SET-01', key=key, value='3', reason=why)['SET-01']
    assert '1–2 名' in found['arithmetic_zh'] and '第9条' in found['arithmetic_zh'], found
    assert found['arithmetic_zh'].endswith('（FAM-11）'), found
    house.refuse('admin', 'set-threshold', 'SET-02', key=key, value='1', reason=why, valid_from=day(-1))
    house.refuse('admin', 'set-threshold', 'SET-05', key=key, value='2', reason=why)
    assert on()[key]['entries'] == []
    first = house.do('admin', 'set-threshold', key=key, value='1', reason=why)['house_value']
    now = on()[key]
    assert (now['value'], now['own'], now['since'], now['entries'][0]['reason']) == (1, True, TODAY, why), now
    assert on(day(-1))[key]['value'] == 2 and 'since' not in on(day(-1))[key]
    # Planned, so that two that come into force together must not contradict each other; withdrawn before its day.
    house.do('admin', 'set-threshold', key='rule.integration_max_days', value='70', reason=why, valid_from=day(20))
    found = house.refuse('admin', 'set-threshold', 'SET-03', key='rule.integration_min_days', value='71', reason=why)['SET-03']
    assert day(20) in found['arithmetic_zh'], found
    house.do('admin', 'set-threshold', key='rule.integration_min_days', value='70', reason=why, valid_from=day(10))
    planned = house.do('admin', 'set-threshold', key=key, value='2', reason='恢复', valid_from=day(30))['house_value']
    assert [on(day(n))[key]['value'] for n in (0, 29, 30)] == [1, 1, 2]
    house.refuse('director', 'withdraw-standard', status=3, id=planned, reason='暂不恢复')
    house.refuse('admin', 'withdraw-standard', 'SET-04', id=first, reason='暂不恢复')
    taken = house.do('admin', 'withdraw-standard', id=planned, reason='暂不恢复')['house_value']
    house.refuse('admin', 'withdraw-standard', 'SET-04', id=planned, reason='再撤一次')
    house.refuse('admin', 'withdraw-standard', 'SET-04', id=taken, reason='撤回的撤回')
    rows = on(day(30))[key]['entries']
    assert on(day(30))[key]['value'] == 1 and [row['withdrawn'] for row in rows] == [False, True, False], rows
    assert rows[2]['withdraws'] == planned and rows[2]['reason'] == '暂不恢复'
    withdrawing_agrees(house, why)
    house.do('admin', 'set-threshold', key='allowance.pay_day', value='8', reason=why)
    local_figures(house, lambda when=TODAY: on(when, 'local_figures'))


def withdrawing_agrees(house, why):
    """what is left when a planned value is withdrawn must not contradict itself"""
    low, high = 'eval.effect_pass', 'eval.effect_excellent'
    first = house.do('admin', 'set-threshold', key=high, value='95', reason=why, valid_from=day(5))['house_value']
    second = house.do('admin', 'set-threshold', key=low, value='90', reason=why, valid_from=day(6))['house_value']
    found = house.refuse('admin', 'withdraw-standard', 'SET-03', id=first, reason='暂不提高')['SET-03']
    assert day(6) in found['arithmetic_zh'] and '90' in found['arithmetic_zh'], found
    house.do('admin', 'withdraw-standard', id=second, reason='暂不提高')
    house.do('admin', 'withdraw-standard', id=first, reason='暂不提高')


def local_figures(house, on):
    """each evaluation is judged by the figures in force on its own day"""
    area, income = 'local.living_area', 'local.mid_income'
    before = on()
    source = {'year': 2026, 'reason': '市统计公报'}
    house.refuse('director', 'set-local-figures', status=3, living_area=260, **source)
    house.refuse('admin', 'set-local-figures', status=2, **source)
    house.refuse('admin', 'set-local-figures', status=2, living_area=0, **source)
    house.refuse('admin', 'set-local-figures', 'SET-02', living_area=260, valid_from=day(367), **source)
    house.refuse('admin', 'edit-institution', status=2, institution={'local_avg_living_area': 1})
    # Published late: in force since three days ago; the next ones are planned, and one of them withdrawn.
    house.do('admin', 'set-local-figures', living_area=265, valid_from=day(-3), **source)
    assert on(day(-4))[area] == before[area] or on(day(-4))[area]['value'] == before[area]['value']
    assert (on(day(-3))[area]['value'], on(day(-3))[area]['since'], on()[area]['year']) == (265, day(-3), 2026)
    assert on()[income]['value'] == before[income]['value']
    assert on()[area]['value_zh'] == '26.5 平方米（2026 年数据）', on()[area]
    planned = house.do('admin', 'set-local-figures', living_area=280, mid_income=9900000, valid_from=day(5), **source)
    assert (on(day(5))[area]['value'], on(day(5))[income]['value'], on(day(4))[area]['value']) == (280, 9900000, 265)
    house.do('admin', 'withdraw-standard', id=planned['house_value'], reason='公报更正')
    assert (on(day(5))[area]['value'], on(day(5))[income]['value']) == (265, 9900000)
    # A family is told by the figures of the day that is asked about.
    family = house.list('family')[0]['id']
    told = {when: {row['key']: row['value'] for row in house.get('social', 'explain', 'family', family, '--on', when)
                   ['local_figures']} for when in (day(-4), TODAY)}
    assert (told[day(-4)][area], told[TODAY][area]) == (before[area]['value'], 265), told


def printed(house, *paper):
    """The words of a print, without the spaces that its lines are set with and the number of this very print."""
    path = house.folder / 'print.pdf'
    house.get('social', 'print', *paper, '--output', str(path))
    words = pdf_text(path, '-layout')
    return ''.join(re.sub(r'登记号\s*\S+(\s+\S+)?\n', '\n', words).split())


def own_form_items(house):
    """items that the institution adds to a form: from their day on, and never for what was opened before"""
    own = dict(kind='EV_G_CHILD_PRE', section='own', text='随行物品是否备齐', type='YES_NO', required=True)
    house.refuse('social', 'add-form-item', status=3, **own)
    for wrong in (dict(section='none'), dict(valid_from=day(-1)), dict(valid_from=day(400)), dict(type='SCORE'),
                  dict(type='SCORE', max=11), dict(type='CHOICE', choices='只有一个'), dict(text='长' * 201),
                  dict(type='CHOICE', choices='同样\n同样'), dict(kind='EV_Z')):
        house.refuse('director', 'add-form-item', status=2, **dict(own, **wrong))
    assert house.list('form_edition', account='director') == []

    name = house.child('李星沐')['name']
    old, conclude_old = open_child_evaluation(house, name)
    first = house.do('director', 'add-form-item', **own)
    assert (first['item'], first['edition']) == ('OWN-01', '1'), first
    second = house.do('admin', 'add-form-item', valid_from=day(9), **dict(
        own, type='CHOICE', text='语言', choices=' 普通话 \n\n方言', required=False))
    assert (second['item'], second['edition']) == ('OWN-02', '2'), second

    # Today's form has the first, the form of the tenth day both; what was opened before has none.
    blank = printed(house, 'blank-form', 'EV_G_CHILD_PRE')
    assert '随行物品是否备齐（机构自定）' in blank and '第1次修改' in blank and '方言' not in blank, blank
    assert 'form_edition' not in house.show('evaluation', old)
    house.refuse('assess1', 'fill-evaluation', status=2, evaluation=old, answers=[{'item': 'OWN-01', 'answer': 'yes'}])
    before = printed(house, 'evaluation', old)
    conclude_old(None)
    assert '机构自定）' not in before

    new, conclude = open_child_evaluation(house, name)
    assert house.show('evaluation', new)['form_edition'] == first['form_edition']
    conclude('EVAL-ANSWERED')                                            # it must be answered
    house.refuse('assess1', 'fill-evaluation', status=2, evaluation=new, answers=[{'item': 'OWN-01', 'answer': '方言'}])
    house.do('assess1', 'fill-evaluation', evaluation=new, answers=[{'item': 'OWN-01', 'answer': 'no', 'note': '缺冬衣'}])
    conclude(None)
    final, older = house.show('evaluation', new), house.show('evaluation', old)
    assert final['form_sha256'] != older['form_sha256'], final
    assert {'item': 'OWN-01', 'answer': 'no', 'note': '缺冬衣'} in final['answers']

    # What the forms of the program ask stays; a changed or removed item leaves what is done as it was.
    house.refuse('director', 'change-form-item', item='CHD-06', **{k: own[k] for k in ('kind', 'section', 'text')})
    house.refuse('director', 'remove-form-item', kind=own['kind'], item='CHD-06', reason='不需要')
    house.refuse('director', 'remove-form-item', status=2, kind=own['kind'], item='OWN-01')
    filled = printed(house, 'evaluation', new)
    assert '随行物品是否备齐（机构自定）' in filled and '缺冬衣' in filled, filled
    changed = house.do('director', 'change-form-item', kind=own['kind'], item='OWN-01', section='own', text='行李是否备齐')
    house.do('director', 'remove-form-item', kind=own['kind'], item='OWN-01', reason='并入交接单', valid_from=day(20))
    again = printed(house, 'evaluation', new)
    assert again == filled, (again, filled)
    assert '行李是否备齐（机构自定）' in printed(house, 'blank-form', 'EV_G_CHILD_PRE')
    third = house.do('director', 'add-form-item', **dict(own, type='NUMBER', unit='厘米', decimals=1, valid_from=day(20)))
    assert third['item'] == 'OWN-03', third                              # a number is not given again
    rows = {e['edition']: e for e in house.list('form_edition', account='director')}
    assert [i['item'] for i in rows[5]['items']] == ['OWN-02', 'OWN-03'] and rows[4]['valid_from'] == day(20), rows
    assert rows[2]['items'][1]['choices'] == '普通话\n方言' and rows[3]['id'] == changed['form_edition'], rows


def own_application_items(house):
    """items that the institution adds to the application; a planned change that is withdrawn never holds"""
    own = dict(kind='APPLICATION', section='own', text='从哪里得知家庭寄养', type='CHOICE', choices='社区\n网络', required=True)
    house.do('director', 'add-form-item', **own)
    house.do('director', 'add-form-item', **dict(own, section='papers', text='住房平面图', type='YES_NO', required=False))
    blank = printed(house, 'blank-form', 'APPLICATION')
    assert '四、机构自定条目' in blank and '□社区' in blank and '五、申请人承诺' in blank and '第2次修改' in blank, blank

    family = house.do('social', 'register-family', family={'hukou_division': '320115', 'home_division': '320115', 'address': '江宁区演示路 2 号',
                                                         'phone': '13800000001'},
                      applicant={'name': '演二姐', 'sex': '2', 'birth_date': '1984-02-01', 'relation_to_head': '01', 'co_living': True,
                                 'education': '61', 'consent': '1', 'consent_on': day(-20)})['family']
    papers = [{'item': f'APP-{i:02d}', 'ok': True} for i in range(1, 12)]
    application = {'motive': 'love', 'documents': papers, 'privacy_consent_on': day(0)}
    found = house.refuse('social', 'apply-family', 'APP-12', family=family, application=application)
    assert 'OWN-01 从哪里得知家庭寄养' in found['APP-12']['arithmetic_zh'], found
    for wrong in ([{'item': 'OWN-01', 'answer': '报纸'}], [{'item': 'OWN-09', 'answer': '社区'}],
                  [{'item': 'APP-01', 'answer': 'yes'}]):
        house.refuse('social', 'apply-family', status=2, family=family, application=dict(application, answers=wrong))
    house.do('social', 'apply-family', family=family, application=dict(application, answers=[
        {'item': 'OWN-01', 'answer': '社区'}, {'item': 'OWN-02', 'answer': 'yes', 'note': '自绘'}]))
    made = house.list('application', f'family={family}')[0]
    filled = printed(house, 'application', made['id'])
    assert 'OWN-01从哪里得知家庭寄养社区' in filled and '自绘' in filled and made['form_version'] == 1, filled

    # Planned and withdrawn: it never holds, and what was filled in before is as it was.
    house.refuse('director', 'withdraw-form-edition', kind='APPLICATION', edition=2, reason='已经生效')
    house.do('director', 'remove-form-item', kind='APPLICATION', item='OWN-02', reason='不再需要', valid_from=day(9))
    house.do('director', 'add-form-item', **dict(own, text='推荐人', type='TEXT', choices='', valid_from=day(20)))
    house.refuse('director', 'withdraw-form-edition', kind='APPLICATION', edition=3, reason='不是最后一次')
    house.refuse('social', 'withdraw-form-edition', status=3, kind='APPLICATION', edition=4, reason='x')
    house.refuse('director', 'withdraw-form-edition', status=2, kind='APPLICATION', edition=4)
    house.do('director', 'withdraw-form-edition', kind='APPLICATION', edition=4, reason='暂缓')
    rows = {e['edition']: e for e in house.list('form_edition', account='director') if e['kind'] == 'APPLICATION'}
    assert (rows[5]['valid_from'], rows[5]['withdraws'], rows[5]['change']) == (day(9), 4, '撤回第4次修改：暂缓'), rows
    assert [i['item'] for i in rows[5]['items']] == ['OWN-01'], rows
    house.do('director', 'withdraw-form-edition', kind='APPLICATION', edition=3, reason='也暂缓')
    house.refuse('director', 'withdraw-form-edition', kind='APPLICATION', edition=5, reason='没有了')
    blank = printed(house, 'blank-form', 'APPLICATION')
    assert '住房平面图' in blank and '推荐人' not in blank, blank
    assert printed(house, 'application', made['id']) == filled


def every_use_case(house):
    """no use case is left out, neither side"""
    names = {u['use_case'] for u in json.loads(house.call('admin', 'describe').stdout)['use_cases']}
    missing = {side: sorted(names - tried) for side, tried in TRIED.items() if names - tried}
    assert not missing, missing
    assert len(names) >= 48, names


def rules(house):
    """the manual's page of the rules says what the program says, of every one; describe tells one by its number"""
    done = subprocess.run([ROOT / 'build-aux' / 'update-rules', '--check', CTL], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    one = json.loads(house.call('admin', 'describe', 'INT-01').stdout)
    assert (one['severity'], one['use_case'], one['kind']) == ('block', 'confirm-placement', 'placement'), one
    assert house.call('admin', 'describe', 'INT-99').returncode == 2


CASES = [house_and_staff, ledger, a_child, doses, a_family, a_placement, afterwards, exception_of_the_head, incident, archive,
         a_return, allowances, backup, own_form_items, own_application_items, standards, rules]

if __name__ == '__main__':
    calls.PATTERN.update(calls.FILLED)
    tests = [t for t in CASES if t.__name__ in sys.argv[1:]] if len(sys.argv) > 1 else CASES + [every_use_case]
    sys.exit(run(Counting(together=True), tests))
