"""Visits to a family with several children: one act, a record for each child."""
import sys

from ctl import TODAY, House, golden, run, words

AGREEMENT = {
    'signed_inst_on': TODAY, 'signed_family_on': TODAY, 'term_from': TODAY, 'term_to': '2028-11-21', 'integration_days': 60,
    'duties_inst': '探访、培训、按时发放费用。', 'duties_family': '照料、送学、就医。', 'breach': '按约定处理。',
    'visit_plan': '融合期每周一次，之后每月一次。', 'short_care_reasons': '照料人患病。',
    'allowances': [{'kind': '1', 'fen': 180000, 'period': 'MONTH', 'pay_day': 10}]}


def second_child(house, first='周知夏', second='吕兴民'):
    """Places @second with the family of @first; returns both placements."""
    home, old = house.placement(first), house.placement(second)
    house.do('social', 'withdraw-match', placement=old['id'], reason='改为别的家庭')
    made = house.do('social', 'propose-match', child=old['child'], family=home['family'], match_reasons='与姐姐合得来。',
                    meetings=[{'on': '2026-11-20'}, {'on': '2026-11-18'}])['placement']
    house.do('director', 'decide-match', placement=made, decision='AGREE', attendee_names='宋知微、寄养科长')
    house.do('director', 'sign-agreement', placement=made, agreement=AGREEMENT)
    house.do('social', 'move-in', placement=made, moved_in_on=TODAY, handover_list=True)
    return home['id'], made


def together(house):
    """one act for all children of the family: a record each, one number, own answers, common ones shared; all or nothing"""
    home, other = second_child(house)
    stranger = house.placement('李星沐')['id']
    visit = {'visited_on': TODAY, 'visited_time': '15:30', 'unannounced': True, 'child_seen': True, 'seen_alone': True,
             'rooms_seen': True, 'child_words': '学校里很好。', 'caregiver_words': '两个孩子相处得好。',
             'problems': [{'text': '药品没有上锁', 'severity': '1'}]}
    also = {'placement': other, 'child_seen': False, 'child_words': '在幼儿园，没有见到。'}
    before = len(house.list('visit'))
    for wrong in ([dict(also, placement=stranger)], [also, also], [dict(also, placement=home)],
                  [dict(also, child_words=None)], [{'placement': other, 'child_words': '…'}]):
        house.refuse('social', 'record-visit', status=2, placement=home, visit=visit, others=wrong)
    house.refuse('social', 'record-visit', status=2, placement=home, visit=dict(visit, visited_on='2026-11-21'), others=[also])
    assert len(house.list('visit')) == before, 'half a visit was stored'

    made = house.show('visit', house.do('social', 'record-visit', placement=home, visit=visit, others=[also])['visit'])
    [second] = house.list('visit', f'placement={other}')
    assert made['placement'] == home and made['visit_no'] == second['visit_no'] == 'TF-2026-00001', second
    shared = ('visited_on', 'visited_time', 'unannounced', 'rooms_seen', 'visitors', 'caregiver_words')
    assert [made[f] for f in shared] == [second[f] for f in shared], second
    assert (second['child_seen'], second.get('seen_alone'), second['child_words']) == (False, None, also['child_words'])
    assert 'problems' not in second and made['problems'][0]['due'] == '2026-12-22', 'put right once'
    told = words(house, 'visit', second['id'], account='social')
    assert any('学校里很好' in line for line in told) and any('TF-2026-00001' in line for line in told), told
    golden(house, 'visit-together', 'visit', made['id'])
    for placement in (home, other):
        assert not [t for t in house.get('social', 'today') if t['rule'] in ('D18', 'D18F') and t['record'] == placement]

    again = house.do('social', 'record-visit', placement=other, others=[dict(also, placement=home)],
                     visit=dict(visit, problems=[], next_due='2026-11-25'))['visit']
    assert house.show('visit', again)['visit_no'] == 'TF-2026-00002'
    due = {v['placement']: v['next_due'] for v in house.list('visit', 'visit_no=TF-2026-00002')}
    assert due == {home: '2026-11-25', other: '2026-11-25'}, due
    alone = house.do('social', 'record-visit', placement=home, visit=dict(visit, problems=[]))['visit']
    assert 'visit_no' not in house.show('visit', alone), 'a visit to one child needs no number'


def rounds(house):
    """the families to be visited in some days: whose, which, what is open there; refused without sense or right"""
    home = house.placement('李星沐')
    house.do('social', 'record-visit', placement=home['id'], visit={
        'visited_on': TODAY, 'child_seen': True, 'child_words': '好。', 'next_due': '2026-11-28',
        'problems': [{'text': '药品没有上锁', 'severity': '1'}]})
    told = lambda which, account='social': ''.join(''.join(words(house, 'visit-round', which, account=account)).split())
    before, there = told('2026-11-27'), told('2026-11-28')
    assert '李星沐' not in before and '李星沐' in there and '药品没有上锁' in there, (before, there)
    assert '2026-11-22+6天=2026-11-28' in there, there
    own = next(s['id'] for s in house.list('staff') if s['id'] == home['care_worker'])
    assert told(f'2026-11-28/{own}') == there and '李星沐' in told('2026-11-20..2026-11-28/all')
    other = next(s['id'] for s in house.list('staff') if s['id'] != own)
    assert '没有应探访的家庭' in told(f'2026-11-28/{other}')
    assert '李星沐' in told('2026-11-28', account='director'), 'the head sees all of them'
    golden(house, 'visit-round', 'visit-round', '2026-11-22..2026-11-28', account='social')
    golden(house, 'blank-visit', 'blank-form', 'visit')
    out = str(house.folder / 'x.pdf')
    for wrong in ('morgen', '2026-11-28..2026-11-22', '2026-11-01..2027-11-01', '2026-11-28/nobody'):
        done = house.call('social', 'print', 'visit-round', wrong, '--output', out)
        assert done.returncode != 0 and done.stderr, wrong
    assert house.call('admin', 'print', 'visit-round', '2026-11-28', '--output', out).returncode == 3


if __name__ == '__main__':
    sys.exit(run(House(together=True), [together, rounds]))
