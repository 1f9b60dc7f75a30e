"""Matching: who could be matched and in which order, what was considered before, one match at a time, the meeting, and
the borders of county and province."""
import datetime
import json
import re
import sys

from ctl import TODAY, House, golden, run, words
from pdf import pdf_text


def ranked(house, name, account='social'):
    return house.get(account, 'match', 'child', house.child(name)['id'])['matches']


def verdicts(match):
    return {f['rule']: f['verdict'] for f in match['findings']}


def order(house):
    """families for a child: in an order that is told, the same each time, with every rule; nothing is stored"""
    before = {kind: len(house.list(kind)) for kind in ('matching', 'placement')}
    matches = ranked(house, '吕兴民')
    assert [m['rank'] for m in matches] == list(range(1, len(matches) + 1)) and len(matches) > 3, matches
    own = house.placement('吕兴民')
    assert matches[0]['family'] == own['family'] and matches[0]['placement'] == own['id'], matches[0]
    assert matches[0]['verdict'] == 'open' and matches[1]['verdict'] == 'refused'
    assert verdicts(matches[1])['MAT-10'] == 'refused', 'a child is in one match at a time'
    for match in matches:
        found = verdicts(match)
        for rule in ('MAT-01', 'MAT-02', 'MAT-03', 'MAT-04', 'MAT-07', 'MAT-08', 'MAT-12', 'CHD-01', 'FAM-12'):
            assert rule in found, f'{rule} is not told'
        assert match['why'] and len(match['compared']) == 12, match
        assert all(f['arithmetic_zh'] for f in match['findings']), 'a verdict without values'
    assert matches == ranked(house, '吕兴民'), 'another order the second time'
    assert before == {kind: len(house.list(kind)) for kind in before}, 'looking decided something'
    # The other way round: the children for a family.
    children = house.get('social', 'match', 'family', own['family'])['matches']
    assert children[0]['child'] == own['child'] and children[0]['verdict'] == 'open', children
    done = house.call('admin', 'match', 'child', own['child'])
    assert done.returncode == 3, 'not for whoever may not read families'
    assert house.call('social', 'match', 'staff', own['child']).returncode == 2


def considered(house):
    """considered and not taken: kept with reasons, and shown when the pair comes up again"""
    child = house.child('林小满')['id']
    family = ranked(house, '林小满')[0]['family']
    first = ranked(house, '林小满')[0]
    house.refuse('social', 'set-aside-match', status=2, child=child, family=family)
    made = house.do('social', 'set-aside-match', child=child, family=family, reason='两个老人要照料，精力不够')
    kept = house.show('matching', made['matching'])
    assert (kept['decision'], kept['decision_text'], kept['decided_on']) == ('ASIDE', '两个老人要照料，精力不够', TODAY)
    guards = {g['rule']: g for g in json.loads(kept['guards'])}
    assert 'MAT-02' in guards and guards['MAT-02']['values'], guards
    assert house.list('placement', f'child={child}') == [], 'it is no proposal'
    again = next(m for m in ranked(house, '林小满') if m['family'] == family)
    assert again['earlier'][0]['text'] == '两个老人要照料，精力不够', again['earlier']
    assert again['rank'] > first['rank'] or len(ranked(house, '林小满')) == 1
    found = {f['rule']: f for f in again['findings']}
    assert found['MAT-12']['severity'] == 'advice' and '精力不够' in found['MAT-12']['arithmetic_zh'], found['MAT-12']
    # It forbids nothing: the pair can be proposed, and whoever proposes it is told.
    house.do('social', 'withdraw-match', placement=house.placement('吕兴民')['id'], reason='先安排林小满')
    done = house.call('social', 'do', 'propose-match', '-',
                      text=json.dumps({'child': child, 'family': family, 'match_reasons': '情况已变'}))
    found = {f['rule']: f for f in json.loads(done.stdout)['findings']}
    assert done.returncode == 0 and '精力不够' in found['MAT-12']['arithmetic_zh'], found
    # A meeting says why not, too.
    placement = house.placement('林小满')['id']
    house.refuse('director', 'decide-match', status=2, placement=placement, decision='REFUSE')
    house.refuse('director', 'decide-match', status=2, placement=placement, decision='ASIDE', note='…')
    acts = {a['use_case']: a for a in house.get('director', 'describe')['use_cases']}
    choice = next(p for p in acts['decide-match']['parameters'] if p['name'] == 'decision')
    assert choice['codes'] == 'meeting_decision', choice
    house.do('director', 'decide-match', placement=placement, decision='AGAIN', note='等体检结果')
    assert house.show('placement', placement)['status'] == 'PROPOSED'
    house.do('director', 'decide-match', placement=placement, decision='REFUSE', note='离医院太远')
    pair = house.get('social', 'match', 'pair', child, family)['matches'][0]
    refused = paper(house, house.list('matching', f'child={child}', 'decision=REFUSE')[0]['id'])
    assert '不同意匹配' in refused and '离医院太远' in refused and 'MAT-02' in refused and '□' not in refused, refused
    aside = paper(house, made['matching'])
    assert '考虑后未采用' in aside and 'MAT-02' in aside and '寄养编号' not in aside, aside
    assert [e['text'] for e in pair['earlier']] == ['离医院太远', '两个老人要照料，精力不够'] or \
        {e['text'] for e in pair['earlier']} == {'离医院太远', '两个老人要照料，精力不够'}, pair['earlier']


def locked(house):
    """while a match is in progress neither the child nor the family's place is promised again"""
    placement = house.placement('吕兴民')
    families = [m['family'] for m in ranked(house, '林小满')]
    other = next(f for f in families if f != placement['family'])
    found = house.refuse('social', 'propose-match', 'MAT-10', child=placement['child'], family=other, match_reasons='试配')
    assert placement['placement_no'] in found['MAT-10']['arithmetic_zh'], found['MAT-10']
    house.do('social', 'edit-family', id=placement['family'], family={'capacity': 1})
    found = house.refuse('social', 'propose-match', 'MAT-11', child=house.child('林小满')['id'],
                         family=placement['family'], match_reasons='试配')
    assert '正在办理 1 个' in found['MAT-11']['arithmetic_zh'], found['MAT-11']
    assert house.list('placement', f'child={house.child("林小满")["id"]}') == [], 'half of it was written'
    # Withdrawn, with its reason; then both are free.
    house.refuse('social', 'withdraw-match', status=2, placement=placement['id'])
    house.do('social', 'withdraw-match', placement=placement['id'], reason='家庭搬家')
    stored = house.show('placement', placement['id'])
    assert (stored['status'], stored['cancel_reason']) == ('CANCELLED', '家庭搬家'), stored
    assert house.get('social', 'explain', 'placement', placement['id'])['state'] == 'CANCELLED'
    house.refuse('social', 'withdraw-match', status=1, placement=placement['id'], reason='再来一次')
    house.refuse('social', 'withdraw-match', status=1, placement=house.placement('李星沐')['id'], reason='已入户')
    house.do('social', 'propose-match', child=placement['child'], family=other, match_reasons='试配')
    pair = house.get('social', 'match', 'pair', placement['child'], placement['family'])['matches'][0]
    assert pair['earlier'][0]['text'] == '家庭搬家', pair['earlier']


def paper(house, matching, account='director', **on):
    """The words of the opinion on a match, without the lines at the edges that change from print to print."""
    target = house.folder / 'match.pdf'
    house.get(account, 'print', 'match-opinion', matching, '--output', str(target), **on)
    text = pdf_text(target)
    return ''.join(''.join(line for line in text.splitlines() if not re.search(r'打印|SM3|第.*页|\d\d:\d\d$', line)).split())


def printed(house, placement, attendees):
    """the opinion on the match after the decision: what was kept with it, and nothing that happened later"""
    names = [house.show('staff', who, account='director')['name'] for who in attendees]
    first = paper(house, placement['matching'])
    for words in names + [placement['placement_no'], '匹配意见表', '吕兴民', 'MAT-09', '参会4人', '民政局代表、村儿童主任', '同意匹配',
                          '各方面合适', '这一家庭排在第1位', '提出人（签字）', '负责人（签字）', '2026年11月22日']:
        assert words in first, (words, first)
    house.do('social', 'edit-family', id=placement['family'], family={'capacity': 1, 'rehab_base_km': 900})
    assert paper(house, placement['matching'], today='2027-11-30') == first, 'another paper a year later'
    kept = next(m for m in house.list('matching') if m.get('decided_on') and m['id'] != placement['matching'])
    golden(house, 'match-opinion', 'match-opinion', kept['id'])


def never_moved_in(house):
    """signed, and the child never moved in: the agreement is withdrawn, and child and place are free"""
    placement = house.placement('唐一苇')
    child, family = placement['child'], placement['family']
    pair = house.get('social', 'match', 'pair', child, family)['matches'][0]
    assert pair['placement'] == placement['id'], pair
    house.refuse('social', 'withdraw-match', status=1, placement=placement['id'], reason='不来了')
    house.refuse('assess1', 'withdraw-agreement', status=3, placement=placement['id'], reason='不来了')
    house.refuse('director', 'withdraw-agreement', status=2, placement=placement['id'])
    house.do('director', 'withdraw-agreement', placement=placement['id'], reason='照料人突发重病')
    stored = house.show('placement', placement['id'])
    assert (stored['status'], stored['cancel_reason']) == ('CANCELLED', '照料人突发重病'), stored
    agreement = house.show('agreement', placement['agreement'])
    assert (agreement['status'], agreement['ended_on']) == ('ENDED', TODAY), agreement
    # On the day before it was signed; since the day of the withdrawal it counts no more, and the reason is told.
    told = {on: house.get('director', 'explain', 'placement', placement['id'], '--on', on)
            for on in (str(datetime.date.fromisoformat(TODAY) - datetime.timedelta(1)), TODAY)}
    assert [t['state'] for t in told.values()] == ['SIGNED', 'CANCELLED'], told
    assert told[TODAY]['since'] == TODAY and told[TODAY]['state_reason'] == '照料人突发重病', told[TODAY]
    house.refuse('director', 'withdraw-agreement', status=1, placement=placement['id'], reason='再来一次')
    house.refuse('director', 'withdraw-agreement', status=1, placement=house.placement('吕兴民')['id'], reason='还没有签')
    house.refuse('director', 'withdraw-agreement', status=1, placement=house.placement('李星沐')['id'], reason='已入户')
    house.refuse('social', 'move-in', status=1, placement=placement['id'], moved_in_on=TODAY)
    left = [t for t in house.get('director', 'today') if t['record'] in (placement['id'], agreement['id'])]
    assert not left, left
    # Both are free at once: the same two can even be proposed again, and the reason is shown.
    again = house.get('social', 'match', 'pair', child, family)['matches'][0]
    assert 'placement' not in again and again['earlier'][0]['text'] == '照料人突发重病', again
    assert verdicts(again)['MAT-10'] == 'open' and verdicts(again).get('MAT-11') in (None, 'open'), verdicts(again)
    house.do('social', 'propose-match', child=child, family=family, match_reasons='病愈后再试')


def meeting(house):
    """a meeting decides: who took part is written down, and there are at least two"""
    placement = house.placement('吕兴民')
    staff = [s['id'] for s in house.list('staff', account='director')]
    before = paper(house, placement['matching'], 'social')
    for words in ('□同意匹配', 'MAT-02', 'MAT-10', '符合', '可寄养家庭', placement['placement_no']):
        assert words in before, (words, before)
    assert 'MAT-09' not in before, 'nobody met yet'
    agree = dict(placement=placement['id'], decision='AGREE', meetings=[{'on': '2026-11-10'}, {'on': '2026-11-17'}])
    found = house.refuse('director', 'decide-match', 'MAT-09', **agree)
    assert '参会 0 人' in found['MAT-09']['arithmetic_zh'], found['MAT-09']
    house.refuse('director', 'decide-match', 'MAT-09', attendees=staff[:1], **agree)
    house.refuse('director', 'decide-match', 'MAT-09', attendee_names='寄养科长', **agree)
    house.refuse('director', 'decide-match', status=2, attendees=staff[:2], decided_on='2026-11-23', **agree)
    house.do('director', 'decide-match', attendees=staff[:2], attendee_names='民政局代表、村儿童主任', note='各方面合适', **agree)
    kept = house.show('matching', placement['matching'])
    assert kept['attendees'] == staff[:2] and kept['attendee_names'] == '民政局代表、村儿童主任', kept
    assert kept['decision_text'] == '各方面合适', kept
    guards = {g['rule']: g for g in json.loads(kept['guards'])}
    assert guards['MAT-09']['severity'] == 'pass' and '参会 4 人' in guards['MAT-09']['values'], guards['MAT-09']
    assert house.show('placement', placement['id'])['status'] == 'MATCHED'
    printed(house, placement, staff[:2])


def borders(house):
    """another county only with the superior department's consent; another province not at all"""
    placement = house.placement('吕兴民')
    here = house.list('institution')[0]['division_code']
    county = here[:4] + ('81' if not here.startswith('81', 4) else '82')
    area = here.rstrip('0') if here.endswith('00') else here
    home = {'home_division': county if not county.startswith(area) else '321081'}
    decide = dict(placement=placement['id'], decision='AGREE', attendee_names='社工、寄养科长、负责人')
    house.do('social', 'edit-family', id=placement['family'], family=home)
    pair = house.get('social', 'match', 'pair', placement['child'], placement['family'])['matches'][0]
    assert verdicts(pair)['MAT-01D'] == 'decide' and pair['verdict'] == 'decide', verdicts(pair)
    house.refuse('director', 'decide-match', 'MAT-01D', **decide)
    path = house.folder / 'consent.pdf'
    house.get('social', 'print', 'growth-record', placement['child'], '--output', str(path))
    consent = house.do('social', 'add-document', path=str(path), owner_kind='child', owner_id=placement['child'],
                       document={'title': '跨县寄养同意文件'})['document']
    seen = house.call('director', 'preview', 'decide-match', '-', text=json.dumps(dict(decide, cross_area_doc=consent)))
    assert {f['rule']: f['severity'] for f in json.loads(seen.stdout)['findings']}['MAT-01D'] == 'pass'
    house.do('social', 'edit-family', id=placement['family'], family={'home_division': '370102'})
    pair = house.get('social', 'match', 'pair', placement['child'], placement['family'])['matches'][0]
    assert verdicts(pair)['MAT-01'] == 'refused' and pair['verdict'] == 'refused', verdicts(pair)
    house.refuse('director', 'decide-match', 'MAT-01', **dict(decide, cross_area_doc=consent))
    house.do('social', 'withdraw-match', placement=placement['id'], reason='家庭迁往外省')
    assert placement['family'] not in [m['family'] for m in ranked(house, '吕兴民')], 'another province is no candidate'


def weighed(house):
    """brothers, the child's word about the family, wishes and distances move a family; the line says which"""
    child = house.child('林小满')['id']
    matches = ranked(house, '林小满')
    living = {p['family']: p['child'] for p in house.list('placement') if p['status'] in
              ('CONFIRMED', 'INTEGRATION', 'EXTENDED')}
    last = next(m['family'] for m in reversed(matches) if m['family'] in living)
    brother = living[last]
    house.do('social', 'edit-child', id=child, child={'siblings': [brother]})
    matches = ranked(house, '林小满')
    place = next(m for m in matches if m['family'] == last)
    assert {f['rule']: f['severity'] for f in place['findings']}['FIT-06'] == 'pass', place['rank']
    assert all({f['rule']: f['severity'] for f in m['findings']}['FIT-06'] == 'advice' for m in matches if m is not place)
    assert place['rank'] <= 2, (place['rank'], place['why'])
    house.do('social', 'record-opinion', child=child, opinion={
        'about': 'PRE', 'related_kind': 'family', 'related_id': last, 'method': '1', 'present_persons': '社工',
        'caregiver_absent': True, 'words': '不喜欢那里。', 'opinion': 'DISAGREE'})
    place = next(m for m in ranked(house, '林小满') if m['family'] == last)
    assert {f['rule']: f['severity'] for f in place['findings']}['FIT-07'] == 'advice', place
    # Another threshold from a day on: a base at six kilometres is not near any more.
    house.do('social', 'edit-child', id=child, child={'disabled': True, 'disability_types': ['7'], 'disability_grade': '4'})
    house.do('social', 'edit-family', id=last, family={'rehab_base_km': 60})
    place = next(m for m in ranked(house, '林小满') if m['family'] == last)
    assert {f['rule']: f['severity'] for f in place['findings']}['MAT-05'] == 'pass'
    house.do('admin', 'set-threshold', key='match.rehab_near_km', value='5', reason='康复基地在城区')
    place = next(m for m in ranked(house, '林小满') if m['family'] == last)
    found = {f['rule']: f for f in place['findings']}['MAT-05']
    assert found['severity'] == 'advice' and '6.0 千米，5 千米以内' in found['arithmetic_zh'], found


def evaluate(house, family, conclusion, today=TODAY, result='PASS', made=None):
    """An evaluation of a family (annex B), @made or a new one, signed and reviewed."""
    staff = {s['login']: s['id'] for s in house.list('staff', account='director') if 'login' in s}
    made = made or house.do('social', 'open-evaluation', today=today, kind='EV_B_FAMILY_PRE', family=family, provider_type='2',
                            mode=['1'], reason_not_third_party='本地没有第三方机构', planned_on=today)['evaluation']
    house.do('social', 'assign-team', today=today, evaluation=made, members=[
        {'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
        for login, role in (('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))])
    house.do('social', 'edit-member', today=today, id=house.show('family', family)['main_caregiver_member'],
             family_member={'health_on': today, 'crime_check_on': today})
    done = next(e for e in house.list('evaluation', 'kind=EV_B_FAMILY_PRE', 'status=REVIEWED'))
    good = [{'item': a['item'], 'answer': a['answer']} for a in house.show('evaluation', done['id'])['answers']
            if a['answer'] not in ('pass', 'none') and a['item'] != 'FAM-06.date']
    house.do('assess1', 'fill-evaluation', today=today, evaluation=made, started_on=today, visited_on=[{'on': today}],
             finished_on=today, opinion_text='已查看。', answers=good + [{'item': 'FAM-06.date', 'answer': today}])
    for member in house.list('evaluation_member', f'evaluation={made}'):
        login = next(name for name, who in staff.items() if who == member['person'])
        house.do(login, 'sign-opinion', today=today, evaluation=made, member=member['id'], vote='AGREE', opinion='同意',
                 conclusion=conclusion)
    house.do('assess1', 'conclude-evaluation', today=today, evaluation=made, conclusion=conclusion)
    house.do('director', 'review-evaluation', today=today, evaluation=made, result=result, text='同意' if result == 'PASS' else '收入没有核实')
    return made


def suspended(house):
    """a suspended family gets no child: not decided, not signed, not moved in; an evaluation since then clears it"""
    proposed, matched, signed = (house.placement(name) for name in ('吕兴民', '温小鱼', '唐一苇'))
    for placement in (proposed, matched, signed):
        house.do('social', 'suspend-family', family=placement['family'], reason='接到投诉，先停止安排')
    stored = house.show('family', proposed['family'])
    assert (stored['status'], stored['status_before'], stored['suspended_on']) == ('SUSPENDED', 'TRAINED', TODAY), stored
    house.refuse('social', 'suspend-family', status=1, family=proposed['family'], reason='再停一次')
    found = house.refuse('director', 'decide-match', 'FST-04', placement=proposed['id'], decision='AGREE',
                         attendee_names='社工、寄养科长、负责人')
    assert '暂停' in found['FST-04']['arithmetic_zh'], found['FST-04']
    agreement = {'signed_inst_on': TODAY, 'signed_family_on': TODAY, 'term_from': TODAY, 'term_to': '2027-11-22',
                 'integration_days': 60, 'duties_inst': '…', 'duties_family': '…', 'breach': '…'}
    house.refuse('director', 'sign-agreement', 'FST-04', placement=matched['id'], agreement=agreement)
    house.refuse('social', 'move-in', 'FST-04', placement=signed['id'], moved_in_on=TODAY)
    assert house.show('family', signed['family'])['status'] == 'SUSPENDED', 'moved in all the same'
    pair = house.get('social', 'match', 'pair', proposed['child'], proposed['family'])['matches'][0]
    assert pair['verdict'] == 'refused' and verdicts(pair)['FST-04'] == 'refused', verdicts(pair)
    told = house.get('social', 'explain', 'family', proposed['family'])
    assert (told['state'], told['since'], told['state_reason']) == ('SUSPENDED', TODAY, '接到投诉，先停止安排'), told
    # It waits in Today for its decision.
    due = [t for t in house.get('director', 'today', today='2026-12-18') if t['rule'] == 'D28S']
    assert {t['record'] for t in due} == {p['family'] for p in (proposed, matched, signed)}, due
    found = house.refuse('director', 'resume-family', 'FST-02', family=proposed['family'], reason='已核实')
    assert TODAY in found['FST-02']['arithmetic_zh'], found['FST-02']
    evaluate(house, proposed['family'], 'B_PASS')
    house.do('director', 'resume-family', today='2026-11-25', family=proposed['family'], reason='投诉不实，专项评估合格')
    told = [house.get('social', 'explain', 'family', proposed['family'], '--on', on, today='2026-11-25')
            for on in ('2026-11-24', '2026-11-25')]
    assert [(t['state'], t.get('state_reason')) for t in told] == [('SUSPENDED', None), ('TRAINED', None)], told
    stored = house.show('family', proposed['family'])
    assert stored['status'] == 'TRAINED' and 'status_before' not in stored, stored
    assert not [t for t in house.get('director', 'today', today='2026-12-18')
                if t['rule'] == 'D28S' and t['record'] == proposed['family']]


def newcomer(house):
    """a new adult in the family is looked at by an evaluation from that day on; one evaluation of a kind at a time"""
    living = house.placement('李星沐')['family']

    def newcomers(today=TODAY):
        return [(t['record'], t['use_case'], t['due_on']) for t in house.get('social', 'today', today=today)
                if t['rule'] == 'D25A' and t['record'] == living]

    uncle = {'name': '演伯伯', 'sex': '1', 'relation_to_head': '10', 'joined_on': '2026-11-25'}
    teen = {'name': '演表姐', 'sex': '2', 'relation_to_head': '10', 'joined_on': '2026-11-25', 'birth_date': '2008-11-26'}
    house.do('social', 'add-member', family=living, member=teen)
    assert newcomers('2026-11-25') == [], 'seventeen on the day, and no day later asks for it'
    house.do('social', 'add-member', family=living, member=dict(uncle, birth_date='2008-11-25'))
    assert newcomers('2026-11-24') == [] and newcomers('2026-11-25') == newcomers('2026-12-25') == [
        (living, 'open-evaluation', '2026-11-25')], newcomers('2026-11-25')
    assert house.get('director', 'today', 'check', today='2026-11-25')['wrong'] == 0
    wanted = dict(kind='EV_B_FAMILY_PRE', family=living, provider_type='2', reason_not_third_party='本地没有第三方机构')
    early = house.do('social', 'open-evaluation', planned_on='2026-11-24', **wanted)['evaluation']
    assert newcomers('2026-11-25'), 'planned before the uncle came'
    # One at a time: the one that is open is named, and goes first.
    found = house.refuse('social', 'open-evaluation', 'EVAL-OPEN', planned_on='2026-11-25', **wanted)
    number = house.show('evaluation', early)['eval_no']
    assert number in found['EVAL-OPEN']['arithmetic_zh'] and found['EVAL-OPEN']['record'] == early, found['EVAL-OPEN']
    other = house.placement('周知夏')['family']
    assert other != living
    house.do('social', 'open-evaluation', planned_on='2026-11-25', **dict(wanted, family=other))
    evaluate(house, living, 'B_PASS', made=early)
    assert newcomers('2026-11-25'), 'looked at before the uncle came'
    house.do('social', 'open-evaluation', planned_on='2026-11-25', **wanted)
    assert newcomers('2026-11-25') == [] and house.get('director', 'today', 'check', today='2026-11-25')['wrong'] == 0


def renewed(house):
    """a new evaluation renews the qualification where the family stands; a failed one suspends; an expired one begins anew"""
    living = house.placement('李星沐')['family']
    before = house.show('family', living)

    evaluate(house, living, 'B_PASS')
    after = house.show('family', living)
    assert after['status'] == 'ACTIVE' and after['approved_on'] == TODAY, after
    assert after['approved_until'] == '2027-11-22' > before['approved_until'], after
    evaluate(house, living, 'B_FAIL', today='2027-06-01')
    after = house.show('family', living)
    assert (after['status'], after['status_before'], after['suspended_on']) == ('SUSPENDED', 'ACTIVE', '2027-06-01'), after
    assert house.show('placement', house.placement('李星沐')['id'])['status'] == 'CONFIRMED', 'children are not moved by it'
    rested = next(f for f in house.list('family') if f['status'] == 'TRAINED' and f['approved_until'] < TODAY)['id']
    waits = house.placement('吕兴民')
    house.refuse('social', 'expire-family', 'FST-01', today='2028-01-01', family=waits['family'])
    told = house.get('social', 'explain', 'family', rested)
    until = datetime.date.fromisoformat(told['approved_until'])
    assert not told['qualified'] and told['expired_since'] == str(until + datetime.timedelta(1)) <= TODAY, told
    last = house.get('social', 'explain', 'family', rested, '--on', told['approved_until'])
    assert last['qualified'] and 'expired_since' not in last, last
    house.do('social', 'expire-family', family=rested)
    assert rested not in [m['family'] for m in ranked(house, '林小满')]
    evaluate(house, rested, 'B_PASS')
    assert house.show('family', rested)['status'] == 'QUALIFIED'
    house.do('social', 'file-family', family=rested, filed_on=TODAY, filed_no='重新备案 1 号')
    assert house.show('family', rested)['status'] == 'TRAINED', 'trained before'
    assert rested in [m['family'] for m in ranked(house, '林小满')]


def again(house):
    """something to be put right keeps a family under evaluation; an approved failure is one, and the notice says so"""
    family = next(f for f in house.list('family') if f['status'] == 'TRAINED' and f['approved_until'] < TODAY)['id']
    house.do('social', 'expire-family', family=family)

    def returned():
        check = house.get('director', 'today', 'check', today='2026-11-24')
        assert check['wrong'] == 0, check
        return [(t['use_case'], t['level']) for t in house.get('social', 'today', today='2026-11-24')
                if t['rule'] == 'W12' and t['record'] == family]

    # Sent back: the family waits for another evaluation, says why, and is in Today until there is one.
    evaluate(house, family, 'B_PASS', result='BACK')
    stored = house.show('family', family)
    assert (stored['status'], stored['status_reason']) == ('EVALUATING', '审核退回：收入没有核实'), stored
    assert returned() == [('open-evaluation', 'today')], returned()
    for conclusion, state, told in (('B_REWORK', 'EVALUATING', '整改后复评'), ('B_FAIL', 'REJECTED', '不合格')):
        evaluate(house, family, conclusion)
        assert house.show('family', family)['status'] == state, conclusion
        assert returned() == [], 'evaluated anew'
        made = next(e for e in house.list('evaluation', f'subject_family={family}') if e.get('conclusion') == conclusion)
        notice = ''.join(words(house, 'review-notice', made['id']))
        assert told in notice and '符合寄养家庭的条件。请参加' not in notice, notice
        due = [t for t in house.get('social', 'today', today='2026-12-20') if t['rule'] == 'D20B' and t['record'] == family]
        assert [t['due_on'] for t in due] == (['2026-12-22'] if state == 'EVALUATING' else []), due
    house.refuse('social', 'open-evaluation', kind='EV_B_FAMILY_PRE', family=family, provider_type='2',
                 reason_not_third_party='无')

    # Five working days to tell it: Friday, the last of them, is the 27th.
    def untold(today):
        return [(t['use_case'], t['due_on'], t['level']) for t in house.get('social', 'today', today=today)
                if t['rule'] == 'D28N' and t['record'] == family]

    assert [untold(f'2026-11-{day}') for day in (23, 24, 27, 28)] == [
        [], *([('tell-review', '2026-11-27', level)] for level in ('week', 'today', 'late'))], untold('2026-11-24')
    assert house.get('director', 'today', 'check', today='2026-11-28')['wrong'] == 0
    # Reviews of long ago are not asked for: nobody could note then who was told.
    assert [len(untold(day)) for day in ('2028-05-22', '2028-05-23')] == [1, 0]
    assert house.get('director', 'today', 'check', today='2028-05-23')['wrong'] == 0
    house.refuse('social', 'tell-review', status=2, family=family, told_on='2026-11-21')
    house.refuse('social', 'tell-review', status=2, family=family, told_on='2026-11-23')
    house.do('social', 'tell-review', today='2026-11-24', family=family, told_on='2026-11-24', told_how='2')
    assert untold('2026-11-28') == [] and house.get('director', 'today', 'check', today='2026-11-28')['wrong'] == 0
    told = house.show('evaluation', made['id'])
    assert (told['told_on'], told['told_how'], told['status']) == ('2026-11-24', '2', 'REVIEWED'), told


def gone(house):
    """who cannot be found is not placed"""
    child = house.child('林小满')
    lost = house.do('social', 'report-incident', child=child['id'], incident={
        'kind': 'MISSING', 'mandatory': True, 'mandatory_ground': '6', 'description': '没有回来。'})['incident']
    house.do('social', 'record-report', incident=lost, to='POLICE')
    house.do('social', 'mark-missing', incident=lost)
    family = house.placement('吕兴民')['family']
    house.do('social', 'edit-family', id=family, family={'capacity': 2})
    house.refuse('social', 'propose-match', child=child['id'], family=family, match_reasons='合适')


if __name__ == '__main__':
    sys.exit(run(House(together=True), [again, gone, order, considered, locked, never_moved_in, meeting, borders, weighed, suspended, newcomer, renewed]))
