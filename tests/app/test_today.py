"""The tasks of the day through miaopuctl: why each is due, working days with holidays, the calendar file without names, the
week on paper, the import of next year's holidays; and every verb explained in both languages."""
import datetime
import os
import re
import subprocess
import sys

from ctl import CTL, TODAY, House, run
from pdf import pdf_text, pdf_words
from test_documents import png


def tasks(house, account='director', *more, today=TODAY):
    return house.get(account, 'today', *more, today=today)


def why(house):
    """each task says rule, source, sum and where it is done; the levels are the counts"""
    everything = tasks(house)
    assert everything and all(t['why_zh'] and t['citation_zh'] and t['rule'] for t in everything)
    for level in ('late', 'today', 'week', 'month', 'later'):
        assert tasks(house, 'director', level) == [t for t in everything if t['level'] == level], level
    visit = next(t for t in everything if t['rule'] == 'D18')
    assert re.search(r'\+ \d+ 天 = ' + visit['due_on'], visit['why_zh']), visit
    assert visit in tasks(house, 'director', visit['record'])
    checked = tasks(house, 'director', 'check')
    assert checked == {'tasks': len(everything), 'wrong': 0, 'mended': False}, checked


def working_days(house):
    """ten working days over the National Day of 2025, and over a year that is not known"""
    day = house.get('social', 'working-day', '2025-09-24', '10')
    assert day['to'] == '2025-10-14' and day['holidays_known'] and '10月1日至8日' in day['passed_zh'], day
    day = house.get('social', 'working-day', '2027-09-30', '1')
    assert day['to'] == '2027-10-01' and not day['holidays_known'], day


def imported(house):
    """the holidays of another year come from a file; a wrong line is named and changes nothing"""
    path = house.folder / '2027.tsv'
    path.write_text('date\tkind\tname\n2027-10-01\toff\t国庆节\n2027-10-02\tof\t国庆节\n')
    done = house.call('admin', 'do', 'import-holidays', '-', text=f'{{"path": "{path}"}}')
    assert done.returncode == 2 and '第 3 行' in done.stderr, done.stderr
    assert house.get('social', 'working-day', '2027-09-30', '1')['to'] == '2027-10-01'
    path.write_text('date\tkind\tname\n' + ''.join(f'2027-10-0{n}\toff\t国庆节\n' for n in range(1, 8)))
    house.refuse('social', 'import-holidays', status=3, path=str(path))
    house.do('admin', 'import-holidays', path=str(path))
    day = house.get('social', 'working-day', '2027-09-30', '1')
    assert day['to'] == '2027-10-08' and day['holidays_known'], day
    assert house.get('social', 'working-day', '2025-09-24', '10')['to'] == '2025-10-14', 'the shipped days stay'


def calendar(house):
    """the calendar file: one whole day for each task, folded lines, no name of anybody"""
    path = house.folder / 'tasks.ics'
    written = house.get('director', 'ics', '--output', str(path))
    raw = path.read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b'\r\n')), 'RFC 5545: at most 75 bytes a line'
    text = raw.decode().replace('\r\n ', '')
    everything = tasks(house)
    assert text.startswith('BEGIN:VCALENDAR\r\n') and text.count('BEGIN:VEVENT') == written['events'] == len(everything)
    for task in everything:
        assert f"DTSTART;VALUE=DATE:{task['due_on'].replace('-', '')}" in text
    people = [r['name'] for kind in ('child', 'family_member', 'staff', 'family')
              for r in house.list(kind, account='director') if r.get('name')]
    assert len(people) > 30 and not [name for name in people if name in text]
    assert not re.search(r'\d{4}-\d{2}-\d{2} 出生', text)
    mine = house.folder / 'mine.ics'
    own = house.get('social', 'ics', 'mine', '--output', str(mine))['events']
    assert own == len([t for t in tasks(house, 'social') if t['mine']]), own


def week(house):
    """the week on paper: what is late first, then day by day, with the sums; an empty week says so"""
    path = house.folder / 'week.pdf'

    def text_of(day):
        house.get('director', 'print', 'week', day, '--output', str(path))
        return pdf_words(path)

    text = text_of(TODAY)
    assert '一周待办' in text and '2026年11月16日至2026年11月22日' in text and '逾期' in text, text
    for task in tasks(house, 'director', 'late'):
        assert task['who'].replace(' ', '') in text, (task, text)
    done = house.call('director', 'print', 'week', 'soon', '--output', str(path))
    assert done.returncode == 2 and '日期' in done.stderr, done.stderr


def staff(house, login):
    return next(person['id'] for person in house.list('staff', account='director') if person.get('login') == login)


def handed_over(house):
    """own tasks go to a colleague from day to day: shown as theirs, counted as own, never more than the role may"""
    social, second, assessor = (staff(house, login) for login in ('social', 'social2', 'assess1'))
    own = [t for t in tasks(house, 'social') if t['mine']]
    assert own and not [t for t in tasks(house, 'social2') if t.get('instead_of')], 'nothing is handed over yet'
    house.refuse('social', 'delegate-tasks', 'DLG-01', to_staff=social, until_on='2026-11-30', reason='休假')
    house.refuse('social', 'delegate-tasks', 'DLG-02', to_staff=staff(house, 'archive'), until_on='2026-11-30', reason='休假')
    house.refuse('social', 'delegate-tasks', 'DLG-03', to_staff=second, from_on='2026-11-21', until_on='2026-11-30', reason='休假')
    house.refuse('social', 'delegate-tasks', status=2, to_staff=second, until_on='2026-11-30')
    house.refuse('social', 'delegate-tasks', status=3, from_staff=assessor, to_staff=second, until_on='2026-11-30', reason='休假')
    house.refuse('assess1', 'delegate-tasks', status=3, to_staff=second, until_on='2026-11-30', reason='休假')
    made = house.do('social', 'delegate-tasks', to_staff=second, from_on='2026-11-23', until_on='2026-11-30', reason='休假')
    stored = house.show('delegation', made['delegation'])
    assert {name: stored[name] for name in ('from_staff', 'to_staff', 'from_on', 'until_on', 'reason')} == {
        'from_staff': social, 'to_staff': second, 'from_on': '2026-11-23', 'until_on': '2026-11-30', 'reason': '休假'}, stored
    house.refuse('social', 'delegate-tasks', 'DLG-04', to_staff=assessor, from_on='2026-11-30', until_on='2026-12-01', reason='休假')
    # The day before, on its first and last day, the day after.
    for day, runs in (('2026-11-22', False), ('2026-11-23', True), ('2026-11-30', True), ('2026-12-01', False)):
        theirs = [t for t in tasks(house, 'social2', today=day) if t.get('instead_of')]
        given = [t for t in tasks(house, 'social', today=day) if t.get('stand_in')]
        assert bool(theirs) == bool(given) == runs, day
        if not runs:
            continue
        assert all(t['mine'] and t['instead_of'] == '宋知微' and t['detail'].startswith('代 宋知微') for t in theirs)
        assert all(t['mine'] and t['stand_in'] == '温予安' for t in given), 'the giver sees who stands in'
        assert {(t['rule'], t['record']) for t in theirs} == {(t['rule'], t['record']) for t in given}
        assert 'D28' in {t['rule'] for t in theirs}, 'also the family without a child that the giver registered'
    path = house.folder / 'standing-in.ics'
    day = '2026-11-23'
    n = house.get('social2', 'ics', 'mine', '--output', str(path), today=day)['events']
    text = path.read_text().replace('\r\n ', '').replace('\n ', '')
    assert n == len([t for t in tasks(house, 'social2', today=day) if t['mine']]) and '（代办）' in text and '宋知微' not in text
    path = house.folder / 'week.pdf'
    house.get('social2', 'print', 'week', day, '--output', str(path), today=day)
    text = pdf_text(path)
    assert '代宋知微' in ''.join(text.split()), text
    # Called off by whoever gave it, not by the stand-in; at once.
    house.refuse('social2', 'end-delegation', status=3, today='2026-11-24', delegation=made['delegation'])
    house.do('social', 'end-delegation', today='2026-11-24', delegation=made['delegation'])
    house.refuse('social', 'end-delegation', status=1, today='2026-11-24', delegation=made['delegation'])
    assert not [t for t in tasks(house, 'social2', today='2026-11-24') if t.get('instead_of')]
    stored = house.show('delegation', made['delegation'])
    assert stored['ended_on'] == '2026-11-24' and stored['ended_by'] == social and stored['until_on'] == '2026-11-30', stored
    # The head does it for others; an assessor who stands in sees what assessors may do, and no more.
    made = house.do('director', 'delegate-tasks', today='2026-11-24', from_staff=social, to_staff=assessor, until_on='2026-11-26',
                    reason='病假')
    theirs = [t for t in tasks(house, 'assess1', today='2026-11-24') if t.get('instead_of')]
    given = [t for t in tasks(house, 'social', today='2026-11-24') if t.get('stand_in')]
    assert theirs and len(theirs) < len(given), (len(theirs), len(given))
    assert {t['rule'] for t in given} - {t['rule'] for t in theirs} >= {'W2', 'W3'}, 'signing and moving in are no assessor\'s'
    day = '2026-11-25'
    [line] = house.get('director', 'delegations', today=day)
    assert (line['state'], line['from_name'], line['to_name']) == ('runs', '宋知微', '贺兰亭'), line
    assert [line['state'] for line in house.get('social', 'delegations', 'all', today=day)] == ['over', 'runs']
    assert house.call('archive', 'delegations').returncode == 3


def cared_for(house):
    """plan, health checks, tests, cards and certificates: asked for until the day is entered or the paper is added"""
    child = house.child('唐一苇')

    def due(rule, today=TODAY):
        found = [t for t in tasks(house, 'social', today=today) if t['rule'] == rule and t['record'] == child['id']]
        assert len(found) <= 1 and all(t['use_case'] == 'edit-child' for t in found), found
        return found[0] if found else None

    def enter(account='social', **fields):
        house.do(account, 'edit-child', id=child['id'], child=fields)

    check = due('D11')
    assert check['level'] == 'late' and check['why_zh'].startswith('6岁检查：') and due('D10')['level'] == 'late'
    house.refuse('social', 'edit-child', status=2, id=child['id'], child={'health_checked_on': '2026-11-23'})
    house.refuse('social', 'edit-child', status=2, id=child['id'], child={'plan_reviewed_on': '2012-01-01'})
    enter(plan_reviewed_on=TODAY)
    assert due('D10') is None and due('D10', '2027-05-08')['due_on'] == '2027-05-24', '22 May is a Saturday'
    # The paper that shows it counts as well; one of an earlier day changes nothing.
    for number, day, last in ((1, '2026-11-20', '2026-11-20'), (2, '2026-11-01', '2026-11-20')):
        path = house.folder / f'check{number}.png'
        path.write_bytes(png(width=number))
        house.do('assess1', 'add-document', owner_kind='child', owner_id=child['id'], path=str(path),
                 document={'doc_type': 'D0401', 'doc_date': day})
        assert house.show('child', child['id'])['health_checked_on'] == last
    assert due('D11') is None
    for rule, field in (('D39', 'disability_cert_until'), ('D39A', 'device_review_on')):
        enter(**{field: '2027-01-22'})
        assert due(rule) is None and due(rule, '2026-11-23')['due_on'] == '2027-01-22', '60 days before'
        for day, level in (('2026-12-22', 'later'), ('2026-12-23', 'month'), ('2027-01-14', 'month'), ('2027-01-15', 'week')):
            assert due(rule, day)['level'] == level and tasks(house, 'director', 'check', today=day)['wrong'] == 0, day
        enter(**{field: '2030-01-22'})
        assert due(rule, '2026-12-23') is None
    enter(psych_tested_on='2025-12-01')
    assert due('D14')['due_on'] == '2026-12-01'
    enter(psych_tested_on='2026-11-01')
    assert due('D14') is None
    house.refuse('social', 'edit-child', status=2, id=child['id'], child={'adoption_applied_on': '2026-11-23'})
    enter(adoption_applied_on='2026-10-24')

    def adoption(rule, today):
        return [t['due_on'] for t in tasks(house, 'social', today=today) if t['rule'] == rule and t['use_case'] == 'discharge-child']

    assert adoption('D34R', TODAY) == ['2026-11-23'] and adoption('D34', TODAY) == []
    enter(adoption_notice_on='2026-10-26')
    assert adoption('D34R', TODAY) == [] and adoption('D34', '2026-12-24') == ['2026-12-25']
    assert adoption('D34R', '2027-01-20') == ['2027-01-22'], 'the days of the notice are not counted'
    enter(adoption_applied_on='', adoption_notice_on='')
    assert adoption('D34', '2026-12-24') == adoption('D34R', '2027-01-20') == []
    # A child who lives with a family: the family is told, on the day when the papers are handed in.
    placed = house.child('李星沐')['id']

    def told():
        return [t['due_on'] for t in tasks(house, 'social', today=TODAY) if t['rule'] == 'D34F' and t['record'] == placed]

    house.do('social', 'edit-child', id=placed, child={'adoption_applied_on': '2026-11-20'})
    assert told() == ['2026-11-20']
    house.do('social', 'edit-child', id=placed, child={'adoption_family_told_on': TODAY})
    assert told() == []
    # The township checks, the county decides, each in working days that a locality shortens.
    house.refuse('social', 'edit-child', status=2, id=child['id'], child={'defacto_applied_on': '2026-11-23'})
    enter(defacto_applied_on='2026-11-02')
    assert due('D33', '2026-11-19') is None and due('D33', '2026-11-20')['due_on'] == '2026-11-23' and due('D33C') is None
    enter(defacto_checked_on='2026-11-09')
    assert due('D33', '2026-11-23') is None and due('D33C', '2026-11-26') is None
    assert due('D33C', '2026-11-27')['due_on'] == '2026-11-30' and due('D33C', '2026-12-01')['level'] == 'late'
    assert tasks(house, 'director', 'check', today='2026-11-27')['wrong'] == 0
    enter(defacto_decided_on=TODAY)
    assert due('D33C', '2026-12-01') is None
    # Who has just come: the card, the first plan and, at school age, the first test.
    new = {'name': '演小麦', 'sex': '2', 'birth_date': '2019-12-01', 'child_category': '12', 'guardianship': '1'}
    came = {'arrived_on': TODAY, 'intake_code': 'L2', 'sender_docs': '移交清单 1 份'}
    made = house.do('social', 'admit-child', child=new, admission=dict(came, approve_on=TODAY, health_check_on=TODAY), formal=True)
    child = house.show('child', made['child'])
    for rule, field, on in (('D09', 'vaccination_card_on', '2026-12-20'), ('D10F', 'plan_reviewed_on', '2026-12-20'),
                            ('D14F', 'psych_tested_on', '2027-11-20')):
        assert due(rule) is None and due(rule, on), rule
        if rule == 'D14F':
            assert due(rule, '2030-01-15')['level'] == 'late', 'as long as the child lives here'
            assert tasks(house, 'director', 'check', today='2030-01-15')['wrong'] == 0
        enter(**{field: TODAY})
        assert due(rule, on) is None, rule
    # From seven on a check every year; the one on arrival counts until there is another.
    assert due('D11Y', '2027-11-07') is None and due('D11Y', '2027-11-08')['due_on'] == '2027-11-22'
    house.do('social', 'edit-admission', today='2027-11-08', id=made['admission'], admission={'health_check_on': '2026-11-24'})
    assert due('D11Y', '2027-11-09') is None and due('D11Y', '2027-11-10')['due_on'] == '2027-11-24', 'the stay was changed'
    house.do('social', 'edit-child', today='2027-11-10', id=child['id'], child={'health_checked_on': '2027-11-10'})
    assert due('D11Y', '2027-11-24') is None and due('D11Y', '2028-10-27')['due_on'] == '2028-11-10'
    assert tasks(house, 'director', 'check', today='2028-10-27')['wrong'] == 0


def taken_over(house):
    """who lived here before the program came is asked for nothing on the first day but what its age asks for, then along its birthdays"""
    path = house.folder / 'old.csv'
    path.write_text('姓名,性别,出生日期,入院日期\n演老账,男,2018-03-05,2019-06-01\n演四岁,女,2022-11-30,2023-06-01\n'
                    '演今年,男,2016-04-08,2026-10-22\n演新来,男,2016-04-08,2026-10-23\n', encoding='utf-8')
    house.do('admin', 'import-children', path=str(path))
    old = {'name': '演旧档', 'sex': '2', 'birth_date': '2016-04-08', 'child_category': '12', 'guardianship': '1'}
    came = {'arrived_on': '2024-05-01', 'intake_code': 'A1', 'sender_docs': '移交清单 1 份', 'approve_on': '2024-07-10',
            'health_check_on': '2024-05-01', 'formal_on': '2024-07-10', 'found_on': '2024-04-30', 'police_cert_on': '2024-05-01',
            'notice': [{'medium': '1', 'publish_on': '2024-05-05', 'days': 60}]}
    house.do('social', 'admit-child', child=old, admission=came, formal=True)
    ids = {name: house.child(name)['id'] for name in ('演老账', '演四岁', '演旧档', '演今年', '演新来')}

    def due(name, today=TODAY):
        return {t['rule']: t['due_on'] for t in tasks(house, today=today) if t['record'] == ids[name]}

    def enter(name, today, **fields):
        house.do('social', 'edit-child', today=today, id=ids[name], child=fields)

    assert due('演老账') == due('演旧档') == {} and due('演四岁') == {'D11': '2026-12-30'}, [due(name) for name in ids]
    assert due('演今年') == {} and due('演新来') == {'D01': '2026-10-24'}, 'the examination on arrival can be made up for 30 days'
    assert due('演四岁', '2026-11-26') == {'D11': '2026-12-30'} and due('演四岁', '2026-11-27')['D12'] == '2026-11-30'
    ninth = '2027-03-05'
    for day, rules in (('2027-02-02', ''), ('2027-02-03', 'D14'), ('2027-02-18', 'D14'), ('2027-02-19', 'D10 D11Y D14'),
                       ('2027-03-01', 'D10 D11Y D14'), ('2027-03-02', 'D10 D11Y D12 D14'), ('2027-03-06', 'D10 D11Y D12 D14')):
        assert due('演老账', day) == dict.fromkeys(rules.split(), ninth), (day, due('演老账', day))
        assert tasks(house, 'director', 'check', today=day)['wrong'] == 0, day
    why = next(t['why_zh'] for t in tasks(house, today='2027-03-04') if t['record'] == ids['演老账'] and t['rule'] == 'D11Y')
    assert why.startswith('出生 2018-03-05 + 108 个月 = 2027-03-05（2026-11-22 录入，还没有登记过）'), why
    # A check that is entered counts from its own day; the others go on waiting.
    enter('演老账', '2027-03-06', health_checked_on='2026-12-15', plan_reviewed_on='2027-03-06')
    house.do('social', 'add-measurement', today='2027-03-06', child=ids['演老账'], confirmed=True,
             measure={'measured_on': '2027-03-06', 'weight_g': 30000})
    assert due('演老账', '2027-03-07') == {'D14': ninth} and due('演老账', '2027-12-01')['D11Y'] == '2027-12-15'
    assert tasks(house, 'director', 'check', today='2027-03-07')['wrong'] == 0
    # Entered by hand two years after it came; its first check was too long ago to tell anything.
    assert due('演旧档', '2027-03-24') == {'D14': '2027-04-08'}
    assert due('演旧档', '2027-04-05') == dict.fromkeys(('D10', 'D11Y', 'D12', 'D14'), '2027-04-08')


def vaccinated(house):
    """each dose of the schedule is asked for from the week before until it is recorded or put off; another schedule asks for others"""
    new = {'name': '演苗苗', 'sex': '2', 'birth_date': '2026-09-20', 'child_category': '12', 'guardianship': '1'}
    came = {'arrived_on': '2026-10-01', 'intake_code': 'L2', 'sender_docs': '移交清单 1 份', 'approve_on': '2026-10-01',
            'health_check_on': '2026-10-01'}
    child = house.do('social', 'admit-child', today='2026-10-01', child=new, admission=came, formal=True)['child']

    def due(today, *more):
        found = [t for t in tasks(house, 'social', today=today) if t['rule'] == 'D13' and t['record'] == child]
        assert len(found) <= 1 and all((t['use_case'], t['kind']) == ('record-vaccination', 'child') for t in found), found
        return found[0] if found else None

    def give(vaccine, dose, today=TODAY, **more):
        return house.do('social', 'record-vaccination', today=today, child=child,
                        vaccination={'vaccine': vaccine, 'dose_no': dose, **more})['vaccination']

    def states(today=TODAY):
        rows = house.get('social', 'vaccinations', child, today=today)
        return {(row['vaccine'], row['dose']): row['state'] for row in rows}

    late = due(TODAY)
    assert late['level'] == 'late' and late['why_zh'].startswith('卡介苗第1剂：2026-09-20 出生 + 0 个月 = 2026-09-20'), late
    assert '另有 3 剂应种' in late['why_zh'], 'the second of hepatitis B waits for the first'
    for wrong in ({'given_on': '2026-11-23'}, {'given_on': '2026-09-19'}, {}, {'deferred_until': '2027-01-01'},
                  {'given_on': TODAY, 'deferred': '发热'}):
        house.refuse('social', 'record-vaccination', status=2, child=child, vaccination={'vaccine': 'BCG', 'dose_no': 1, **wrong})
    house.refuse('archive', 'record-vaccination', status=3, child=child, vaccination={'vaccine': 'BCG', 'dose_no': 1, 'given_on': TODAY})
    give('BCG', 1, given_on='2026-09-21', clinic='妇幼保健院')
    house.refuse('social', 'record-vaccination', status=1, child=child,
                 vaccination={'vaccine': 'BCG', 'dose_no': 1, 'given_on': '2026-09-22'})
    first = give('HepB', 1, given_on='2026-10-25')
    assert states()['HepB', 1] == 'given' and states()['HepB', 2] == 'due', '28 days after the first'
    give('HepB', 2, given_on=TODAY)
    give('IPV', 1, given_on=TODAY)
    give('DTaP', 1, given_on=TODAY)
    assert due(TODAY) is None and due('2026-12-12') is None and due('2026-12-13')['due_on'] == '2026-12-20'
    assert tasks(house, 'director', 'check', today='2026-12-13')['wrong'] == 0
    # Put off until a day; for ever; then given after all, and a record in error taken back.
    off = give('IPV', 2, today='2026-12-13', deferred='发热', deferred_until='2027-01-10')
    assert states('2026-12-20')['IPV', 2] == 'deferred' and due('2027-01-02') is None
    assert due('2027-01-03')['due_on'] == '2027-01-10'
    house.do('social', 'edit-vaccination', today='2027-01-10', id=off,
             vaccination={'given_on': '2027-01-10', 'deferred': '', 'deferred_until': ''})
    assert states('2027-01-10')['IPV', 2] == 'given'
    house.refuse('social', 'edit-vaccination', status=2, id=first, vaccination={'void': True})
    house.do('social', 'edit-vaccination', id=first, vaccination={'void': True, 'void_reason': '登记错了儿童'})
    assert states()['HepB', 1] == 'late' and due(TODAY)['level'] == 'late'
    give('HepB', 1, given_on='2026-10-25')
    assert due(TODAY) is None
    # The institution's own schedule, and a wrong one.
    path = house.folder / 'vaccines.tsv'
    path.write_text('vaccine\tdose\n')
    house.refuse('admin', 'import-vaccine-schedule', status=2, path=str(path))
    path.write_text('MMR\t1\t1\t216\t28\t\t\t\t\n')
    house.refuse('social', 'import-vaccine-schedule', status=3, path=str(path))
    assert house.do('admin', 'import-vaccine-schedule', path=str(path))['doses'] == '1'
    assert states() == {('MMR', 1): 'late'} and due(TODAY)['why_zh'].startswith('麻腮风疫苗第1剂'), states()
    assert tasks(house, 'director', 'check')['wrong'] == 0
    assert house.call('archive', 'vaccinations', child).returncode == 3


def measured(house):
    """the next measurement is asked for by the newest one, in whatever order they were recorded or corrected"""
    child = next(c for c in house.list('child') if c['status'] == 'IN_CARE' and c['birth_date'] < '2023')['id']

    def rows():
        return {m['id']: m['next_due_on'] for m in house.list('growth_measure', f'child={child}') if m.get('next_due_on')}

    def due(today):
        return [t['due_on'] for t in tasks(house, 'social', today=today) if t['rule'] == 'D12' and t['record'] == child]

    def measure(day, today=TODAY):
        values = {'measured_on': day, 'weight_g': 30000}
        return house.do('social', 'add-measurement', today=today, child=child, measure=values, confirmed=True)['growth_measure']

    new = measure('2026-11-20')
    assert list(rows()) == [new], 'only the newest says when the next one is due'
    next_on = rows()[new]
    day = datetime.date.fromisoformat(next_on)
    assert next_on in ('2026-12-20', '2027-05-20'), 'every month when watched, else every six'
    assert due(str(day - datetime.timedelta(4))) == [] and due(str(day - datetime.timedelta(3))) == [next_on]
    measure('2026-11-10')
    assert rows() == {new: next_on}, 'an earlier one that is recorded late changes nothing'
    right = house.do('social', 'correct-measurement', id=new, reason='抄错', confirmed=True,
                     measure={'measured_on': '2026-11-19', 'weight_g': 30100})['growth_measure']
    assert list(rows()) == [right] and rows()[right][-2:] == '19', rows()
    late = str(day + datetime.timedelta(5))
    assert due(late) and due(late)[0] == rows()[right]
    measure(late, today=late)
    assert due(late) == []


def to_the_hall(house):
    """a closed volume goes to the archives hall after 10 years at a county, after 20 above; then nothing is asked any more"""
    child = house.placement('李星沐')['child']
    volume = house.do('archive', 'seal-item', child=child, paper='growth-record', paper_id=child)['archive_volume']
    house.do('archive', 'close-volume', volume=volume, checked_by=staff(house, 'director'), note='完整')

    def due(today):
        return [t for t in tasks(house, 'archive', today=today) if t['rule'] == 'D37']

    for level, day, before, ahead in (('3', '2036-11-24', '2035-11-22', '2035-11-23'),
                                      ('2', '2046-11-22', '2045-11-21', '2045-11-22')):
        house.do('director', 'edit-institution', institution={'level': level})
        assert not due(before), level
        assert [t['level'] for t in due(ahead)] == ['later'], 'a year before'
        [task] = due(day)
        assert (task['level'], task['due_on'], task['record'], task['use_case']) == ('today', day, volume, 'transfer-volume'), task
    house.do('archive', 'transfer-volume', volume=volume, transferred_to='苗圃市档案馆')
    assert not due('2046-11-22')


def reported(house):
    """quarterly statistics and the yearly report: five days before the end of the next period, until its last day is entered"""
    def due(rule, today):
        found = [t for t in tasks(house, 'director', today=today) if t['rule'] == rule]
        assert len(found) <= 1 and all((t['kind'], t['use_case'], t['mine']) == ('institution', 'edit-institution', True) for t in found)
        return found[0] if found else None

    def enter(today, **fields):
        house.do('director', 'edit-institution', today=today, institution=fields)

    assert due('D40Q', '2026-12-31') is None and due('D40Y', '2026-12-31') is None, 'nothing was ever entered'
    for wrong in ({'statistics_on': '2026-09-29'}, {'statistics_on': '2027-03-31'}, {'year_report_on': '2025-09-30'}, {'year_report_on': '2027-12-31'}):
        house.refuse('director', 'edit-institution', status=2, institution=wrong)
    enter(TODAY, statistics_on='2026-09-30', year_report_on='2025-12-31')
    for rule, sum in (('D40Q', '上次报至 2026-09-30 + 92 天 = 2026-12-31'), ('D40Y', '上次报至 2025-12-31 + 365 天 = 2026-12-31')):
        assert due(rule, '2026-12-25') is None
        for day, level in (('2026-12-26', 'week'), ('2026-12-31', 'today'), ('2027-01-01', 'late')):
            assert due(rule, day)['level'] == level and due(rule, day)['why_zh'].startswith(sum), (rule, day)
    assert not [t for t in tasks(house, 'social', today='2026-12-31') if t['rule'].startswith('D40')], 'the head\'s'
    enter('2027-01-04', statistics_on='2026-12-31')
    assert due('D40Q', '2027-01-04') is None and due('D40Y', '2027-01-04')['level'] == 'late'
    assert due('D40Q', '2027-03-25') is None and due('D40Q', '2027-03-26')['due_on'] == '2027-03-31'
    enter('2027-01-04', year_report_on='2026-12-31')
    assert due('D40Y', '2027-12-25') is None and due('D40Y', '2027-12-26')['due_on'] == '2027-12-31'


def suspended(house):
    """a suspended family is decided on, whether its mark says so or all records are looked through"""
    home = next(f['id'] for f in house.list('family') if f['status'] == 'TRAINED' and f['approved_until'] > '2027')
    house.do('social', 'suspend-family', family=home, reason='搬家，住房须重新查看')

    def due(today):
        return [t['due_on'] for t in tasks(house, today=today) if t['rule'] == 'D28S' and t['record'] == home]

    assert due('2026-12-14') == [] and due('2026-12-15') == ['2026-12-22']
    assert tasks(house, 'director', 'check', today='2026-12-15')['wrong'] == 0
    assert due('2026-12-15') == ['2026-12-22'], 'also when the marks are made anew'


def explained(house):
    """the state of a placement, a child and a family on a past day; the rules of that day with their sums"""
    for placement in house.list('placement'):
        now = house.get('director', 'explain', 'placement', placement['id'])
        assert now['state'] == placement['status'], (now, placement)
    for name in ('李星沐', '周知夏', '林小满', '黎望舒'):
        child = house.child(name)
        assert house.get('director', 'explain', 'child', child['id'])['state'] == child['status'], name
    placement = house.placement('李星沐')
    day = placement['integration_due_min']
    before = str(datetime.date.fromisoformat(day) - datetime.timedelta(1))
    for on, severity in ((before, 'block'), (day, 'pass')):
        then = house.get('director', 'explain', 'placement', placement['id'], '--on', on)
        found = {f['rule']: f for f in then['findings']}
        assert then['state'] == 'INTEGRATION' and found['INT-01']['severity'] == severity, then
        assert day in found['INT-01']['arithmetic_zh'] and found['INT-01']['remedy'], found['INT-01']
    then = house.get('director', 'explain', 'child', placement['child'], '--on', day)
    assert then['state'] == 'FOSTER_INTEG' and then['placements'][0]['placement'] == placement['id'], then
    home = house.get('director', 'explain', 'family', placement['family'], '--on', day)
    assert home['qualified'] and home['main_caregiver'] in home['members'], home
    early = house.get('director', 'explain', 'family', placement['family'], '--on', '2020-01-01')
    assert not early['qualified'] and not early['placements'] and 'state' not in early, early
    # Since when it was so, and from when on anything is known.
    assert then['since'] == placement['moved_in_on'], (then, placement)
    known = house.get('director', 'explain', 'placement', placement['id'], '--on', '2020-01-01')
    assert 'state' not in known and 'since' not in known and known['known_from'] == placement['proposed_on'], known
    for family in house.list('family'):
        now = house.get('director', 'explain', 'family', family['id'])
        assert now['state'] == family['status'] and now['known_from'] <= now['since'] <= TODAY, (now, family)
    family = house.show('family', placement['family'])
    moved = datetime.date.fromisoformat(placement['moved_in_on'])
    for on, state in ((str(moved), 'ACTIVE'), (str(moved - datetime.timedelta(1)), 'TRAINED'), (family['approved_on'], 'QUALIFIED')):
        assert house.get('director', 'explain', 'family', family['id'], '--on', on)['state'] == state, (on, state)
    # Each removal is told, not the last one only.
    taken = house.list('placement', 'status=CONFIRMED')[0]['id']
    house.do('director', 'suspend-placement', today='2026-11-24', placement=taken, what='接到举报')
    house.do('director', 'return-to-family', today='2026-11-27', placement=taken, reason='核实无误')
    house.do('director', 'suspend-placement', today='2026-12-02', placement=taken, what='再次接到举报')
    for on, state in (('23', 'CONFIRMED'), ('24', 'SUSPENDED'), ('26', 'SUSPENDED'), ('27', 'CONFIRMED')):
        then = house.get('director', 'explain', 'placement', taken, '--on', '2026-11-' + on, today='2026-12-02')
        assert then['state'] == state, (on, then)
    # What has no day of its own is told from the log: an application that was sent back.
    waiting = next(f for f in house.list('family') if f['status'] == 'EVALUATING')
    house.do('director', 'bar-family', family=waiting['id'], reason='申请材料造假')
    assert house.get('director', 'explain', 'family', waiting['id'])['state'] == 'BARRED'
    tomorrow = house.get('director', 'explain', 'family', waiting['id'], '--on', '2026-11-21')
    assert tomorrow['state'] in ('EVALUATING', 'APPLIED'), tomorrow
    for arguments in (('placement', placement['id'], '--on', '2026-11-23'), ('visit', 'x'), ('family', 'x')):
        assert house.call('director', 'explain', *arguments).returncode == 2, arguments
    assert house.call('admin', 'explain', 'placement', placement['id']).returncode == 3
    # Where a child came from is for whoever sees its stays; an assessor is told about families and placements.
    for account, status in (('admin', 3), ('assess1', 3), ('social', 0), ('archive', 0)):
        assert house.call(account, 'explain', 'child', placement['child']).returncode == status, account
    assert house.call('assess1', 'explain', 'family', placement['family']).returncode == 0


def helped(house):
    """--help says what each verb and option is for, in Chinese or in English"""
    texts = {}
    for language in ('zh_CN', 'en'):
        done = subprocess.run([CTL, '--help'], capture_output=True, text=True, check=True,
                              env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': language})
        texts[language] = done.stdout.splitlines()
    for language, head in (('zh_CN', '命令：'), ('en', 'Verbs:')):
        lines = texts[language]
        verbs = lines[lines.index(head) + 1:]
        verbs = verbs[:verbs.index('')]
        options = [line for line in lines if re.match(r'  (-\w, )?--(?!help)', line)]
        assert len(verbs) >= 30 and len(options) >= 19, lines
        chinese = [line for line in verbs + options if re.search('[\u4e00-\u9fff]', line)]
        assert chinese == (verbs + options if language == 'zh_CN' else []), (set(verbs + options) ^ set(chinese))


if __name__ == '__main__':
    sys.exit(run(House(together=True), [why, working_days, imported, calendar, week, handed_over, cared_for, taken_over, vaccinated, measured, to_the_hall, reported,
                          suspended, explained, helped]))
