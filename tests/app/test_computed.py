"""What nobody types into an evaluation: computed from the records while it is open, kept when it is final, and printed
either way."""
import sys

from ctl import House, run
from pdf import pdf_text, pdf_words


def text_of(house, evaluation):
    """The words of the printed evaluation without the blanks of the layout."""
    target = house.folder / 'evaluation.pdf'
    house.get('director', 'print', 'evaluation', evaluation, '--output', str(target))
    return pdf_words(target)


def answers_of(house, evaluation):
    return {a['item']: a for a in house.show('evaluation', evaluation)['answers']}


def of_kind(house, kind, status, **where):
    return next(e for e in house.list('evaluation', f'kind={kind}', f'status={status}')
                if all(e.get(k) == v for k, v in where.items()))


def family(house):
    """annex B: area and income per person, children, caregiver: computed, kept and printed"""
    evaluation = of_kind(house, 'EV_B_FAMILY_PRE', 'REVIEWED',
                         subject_family=house.placement('李星沐')['family'])
    kept = answers_of(house, evaluation['id'])
    for item, words in (('FAM-02', '人均 30.00 平方米'), ('FAM-04', '人均 45000.00 元'), ('FAM-11', '最多 2 人'),
                        ('FAM-12', '未满6周岁儿童 0 人'), ('CRG-01', '周岁'), ('CRG-04', '学历代码')):
        assert kept[item]['answer'] == 'pass' and words.replace(' ', '') in kept[item]['note'].replace(' ', ''), kept[item]
    text = text_of(house, evaluation['id'])
    for item in ('FAM-02', 'FAM-04', 'FAM-11', 'FAM-12', 'CRG-01', 'CRG-04'):
        assert kept[item]['note'].replace(' ', '')[:9] in text, (item, text)
    assert '共同生活成员3人' in text and '本机构' in text, text
    items = text[:text.index('★为必须')].replace('10—71', '')
    assert '—' not in items, 'a result is missing'


def child(house):
    """annex G: guardianship, category and opinion: computed, kept and printed"""
    placement = house.placement('李星沐')
    evaluation = of_kind(house, 'EV_G_CHILD_PRE', 'REVIEWED', subject_child=placement['child'])
    kept = answers_of(house, evaluation['id'])
    assert kept['CHD-01']['answer'] == 'pass' and '7周岁' in kept['CHD-01']['note'], kept['CHD-01']
    assert kept['CHD-02']['answer'] == 'pass', kept['CHD-02']
    assert kept['CHD-10']['answer'] == 'none' and kept['CHD-11']['answer'] == 'none', 'seven years old'
    text = text_of(house, evaluation['id'])
    assert '不适用' in text and '2018-02-17出生' in text and '评估日年龄7周岁' in text, text


def a_child_of_nine(house):
    """annex G of a child of nine: the opinion is an item that counts"""
    evaluation = of_kind(house, 'EV_G_CHILD_PRE', 'REVIEWED', subject_child=house.placement('顾念安')['child'])
    kept = answers_of(house, evaluation['id'])
    assert kept['CHD-10']['answer'] == 'pass' and kept['CHD-11']['answer'] == 'none', kept


def final_stays(house):
    """a final evaluation says for ever what it said on its day, whatever becomes of the records"""
    home = house.placement('李星沐')['family']
    evaluation = of_kind(house, 'EV_B_FAMILY_PRE', 'REVIEWED', subject_family=home)
    before, text = answers_of(house, evaluation['id']), text_of(house, evaluation['id'])
    caregiver = house.show('family', home)['main_caregiver_member']
    member = house.show('family_member', caregiver)
    house.do('social', 'edit-member', id=caregiver, family_member={'education': '82'})
    house.do('social', 'add-member', family=home, member={
        'name': '演小宝', 'sex': '1', 'birth_date': '2025-03-01', 'relation_to_head': '20', 'co_living': True,
        'joined_on': '2025-03-01'})
    assert house.show('family_member', caregiver)['education'] != member['education']
    assert answers_of(house, evaluation['id']) == before
    after = text_of(house, evaluation['id'])
    assert '学历代码61' in text and '学历代码61' in after and '学历代码82' not in after, after


def figures_of_the_day(house):
    """annex B is judged by the local figures and thresholds in force on the day it was finished, not by the newest"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')['id']
    below = '人均居住面积低于当地人均水平'
    assert below not in text_of(house, evaluation)
    house.do('admin', 'set-local-figures', living_area=301, year=2025, reason='市统计公报')
    house.do('admin', 'set-threshold', key='rule.family_capacity', value='1', reason='院务会决定')
    for finished, judged in (('2026-11-22', True), ('2026-11-21', False)):
        house.do('assess1', 'fill-evaluation', evaluation=evaluation, finished_on=finished)
        text = text_of(house, evaluation)
        assert (below in text) == judged and ('当地人均30.10平方米（本机构登记的2025年度数值' in text) == judged, (finished, text)
        assert ('最多1人' if judged else '最多2人') in text, (finished, text)


def dues_of_the_day(house):
    """what is due from a day on is counted by the thresholds in force on that day, not on the day it is entered"""
    placement = house.placement('李星沐')
    house.do('admin', 'set-threshold', key='visit.confirmed_days', value='20', reason='院务会决定')
    house.do('admin', 'set-threshold', key='eval.rectify_days', value='10', reason='院务会决定')
    for visited, due, rectified in (('2026-11-21', '2026-12-21', '2026-12-21'), ('2026-11-22', '2026-12-12', '2026-12-02')):
        made = house.do('social', 'record-visit', placement=placement['id'], visit={
            'visited_on': visited, 'child_seen': True, 'child_words': '好。',
            'problems': [{'text': '药品没有上锁', 'severity': '1'}]})['visit']
        visit = house.show('visit', made)
        assert (visit['next_due'], visit['problems'][0]['due']) == (due, rectified), visit

    # A deadline is as long as it was on the day from which it counts; what runs already keeps its own.
    house.do('admin', 'set-threshold', key='deadline.complaint_days', value='10', valid_from='2026-11-22', reason='院务会决定')
    house.refuse('admin', 'set-threshold', 'SET-01', key='deadline.complaint_days', value='16', reason='太短')
    house.refuse('admin', 'set-threshold', 'SET-01', key='deadline.complaint_days', value='0', reason='太长')
    made = {on: house.do('social', 'record-complaint', family=placement['family'], incident={
        'complainant': 'FAMILY', 'description': '走访太少。', 'discovered_at': f'{on} 09:00'})['incident']
            for on in ('2026-11-21', '2026-11-22')}
    asked = {t['record']: t['why_zh'] for t in house.get('social', 'today', today='2026-11-23') if t['rule'] == 'D30T'}
    assert asked[made['2026-11-21']].startswith('收到 2026-11-21 + 15 天 = 2026-12-06'), asked
    assert asked[made['2026-11-22']].startswith('收到 2026-11-22 + 10 天 = 2026-12-02'), asked
    assert house.get('director', 'today', 'check', today='2026-11-23')['wrong'] == 0


def next_visits(house):
    """below three the next visit is due sooner, on the record, its print and in Today; what was agreed on, sooner still"""
    placement = house.placement('苏禾')['id']

    def visited(**more):
        made = house.do('social', 'record-visit', placement=placement, visit=dict(
            {'visited_on': '2026-11-22', 'child_seen': True, 'child_words': '好。'}, **more))['visit']
        house.get('social', 'print', 'visit', made, '--output', str(house.folder / 'v.pdf'))
        text = pdf_text(house.folder / 'v.pdf', '-layout')
        return house.show('visit', made)['next_due'], text

    def asked(today):
        return [t['due_on'] for t in house.get('social', 'today', today=today) if t['rule'] == 'D18' and t['record'] == placement]

    due, text = visited()
    assert due == '2026-12-07' and '2026年12月7日' in text, (due, text)
    assert asked('2026-12-04') == [] and asked('2026-12-05') == ['2026-12-07']
    due, text = visited(next_due='2026-11-27')
    assert due == '2026-11-27' and '2026年11月27日' in text, (due, text)
    assert asked('2026-11-24') == [] and asked('2026-11-25') == ['2026-11-27']
    visited(visited_on='2026-11-21', next_due='2026-11-24')
    assert asked('2026-11-25') == ['2026-11-27'], 'of an older visit it does not count'


def birthdays(house):
    """a child that is in no family reaches the ages, too"""
    child = next(c for c in house.list('child') if c['status'] == 'IN_CARE')
    asked = lambda today: [t['due_on'] for t in house.get('director', 'today', today=today)
                           if t['rule'] == 'D26' and t['record'] == child['id']]
    house.do('social', 'edit-child', id=child['id'], child={'birth_date': '2018-12-20', 'id_no': ''})
    assert [asked(day) for day in ('2026-11-19', '2026-11-20', '2026-12-20', '2026-12-21')] == [
        [], ['2026-12-20'], ['2026-12-20'], []]


def open_follows(house):
    """an open evaluation follows the records: area, income and caregiver are counted anew"""
    evaluation = next(e for e in house.list('evaluation') if e['status'] == 'FIELDWORK')
    text = text_of(house, evaluation['id'])
    assert '人均30.00平方米' in text and '学历代码61' in text, text
    house.do('assess1', 'fill-evaluation', evaluation=evaluation['id'], answers=[
        {'item': 'FAM-02.area', 'answer': '8000'}, {'item': 'FAM-04.persons', 'answer': '6'}])
    caregiver = house.show('family', evaluation['subject_family'])['main_caregiver_member']
    house.do('social', 'edit-member', id=caregiver, family_member={'education': '82'})
    text = text_of(house, evaluation['id'])
    assert '人均20.00平方米' in text and '人均居住面积低于当地人均水平' in text, text
    assert '人均30000.00元' in text and '人均收入低于当地中等水平' in text, text
    assert '学历代码82' in text and '未达到初中文化程度' in text, text
    assert 'FAM-02' not in answers_of(house, evaluation['id']), 'kept before it was final'
    house.refuse('assess1', 'fill-evaluation', status=2, evaluation=evaluation['id'],
                 answers=[{'item': 'FAM-02', 'answer': 'pass'}])


if __name__ == '__main__':
    tests = [family, child, a_child_of_nine, final_stays, figures_of_the_day, open_follows, dues_of_the_day, next_visits,
             birthdays]
    if len(sys.argv) > 1:
        tests = [t for t in tests if t.__name__ in sys.argv[1:]]
    sys.exit(run(House(together=True), tests))
