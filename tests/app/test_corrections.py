"""What follows when a final evaluation is corrected: for the needs that it found, the family, the placement, Today and the
papers; whichever was opened last, the newest evaluation counts, in its newest version."""
import sys

from ctl import TODAY, House, run, words
from test_course import FULL, day, fill_and_sign, open_evaluation, scored, sign, text_of
from test_match import evaluate


def correct(house, evaluation, reason='抄录有误', today=TODAY):
    """By the leader: whoever opens a correction does not review it."""
    return house.do('assess1', 'correct-evaluation', today=today, evaluation=evaluation, reason=reason)['evaluation']


def corrected(house, evaluation, conclusion, result='PASS', today=TODAY):
    """A correction of it, concluded otherwise and, with a result, reviewed."""
    made = correct(house, evaluation, today=today)
    if house.show('evaluation', made)['kind'] == 'EV_B_FAMILY_PRE':
        return evaluate(house, house.show('evaluation', made)['subject_family'], conclusion, today=today, result=result, made=made)
    sign(house, made, conclusion)
    house.do('assess1', 'conclude-evaluation', today=today, evaluation=made, conclusion=conclusion, reasons={'INT-03': '…'})
    if result:
        house.do('director', 'review-evaluation', today=today, evaluation=made, result=result, text='已核对')
    return made


def asked(house, record, *rules, account='director', today=TODAY):
    assert house.get('director', 'today', 'check', today=today)['wrong'] == 0
    return [(t['rule'], t['use_case']) for t in house.get(account, 'today', today=today)
            if t['record'] == record and (not rules or t['rule'] in rules)]


def needs(house):
    """needs of a corrected evaluation are entered once, whichever version found them; the next one tells what became of all"""
    placement = house.placement('李星沐')
    staff = next(s['id'] for s in house.list('staff', account='director') if s.get('login') == 'social')
    prefix = 'FND'

    def enter(evaluation, item, text):
        return house.do('social', 'plan-need', evaluation=evaluation, need={
            'item': f'{prefix}-{item}', 'area': 'OTHER', 'urgency': 'NORMAL', 'text': text, 'staff': staff, 'due': day(30)})['need']

    def answer(evaluation, *found):
        fill_and_sign(house, evaluation, {**{f'{prefix}-{n:02d}': 'yes' if n in found else 'no' for n in range(1, 10)},
                                          f'{prefix}-12': '每月上门一次。'})

    def conclude(evaluation, missing=None):
        if missing:
            found = house.refuse('assess1', 'conclude-evaluation', 'NEED-01', evaluation=evaluation, conclusion='E_DONE')
            asks = found['NEED-01']['arithmetic_zh']
            assert f'{prefix}-{missing}' in asks and asks.count(prefix) == 1, asks
            return
        house.do('assess1', 'conclude-evaluation', evaluation=evaluation, conclusion='E_DONE')
        kept = house.show('evaluation', evaluation)['needs']
        return [sorted(n['text'] for n in kept if n['last'] == last) for last in (False, True)]

    def meet(need):
        house.do('social', 'meet-need', need=need, done='已落实。')

    oldest = next(e['id'] for e in house.list('evaluation', 'kind=EV_E_FAMILY_NEED', f'placement={placement["id"]}'))
    earlier = house.list('need', f'evaluation={oldest}')
    texts = sorted(n['text'] for n in earlier)
    for need in earlier:
        if need['status'] == 'OPEN':
            house.do('social', 'meet-need', need=need['id'], done='已落实。', closed_on=day(-30))
    assert earlier and all(n['closed_on'] < TODAY for n in house.list('need', f'evaluation={oldest}')), earlier
    first = open_evaluation(house, placement, 'EV_E_FAMILY_NEED')
    answer(first, 9)
    one = enter(first, '09', '第一版的需求')
    sign(house, first)
    assert conclude(first) == [['第一版的需求'], texts]
    # A correction that comes to nothing: what it entered is not entered again.
    refused = correct(house, first)
    answer(refused, 9, 2)
    conclude(refused, missing='02')
    two = enter(refused, '02', '退回版的需求')
    sign(house, refused)
    assert conclude(refused) == [['第一版的需求', '退回版的需求'], texts]
    house.do('director', 'review-evaluation', evaluation=refused, result='BACK', text='没有签名')
    second = correct(house, first)
    answer(second, 9, 2, 3)
    conclude(second, missing='03')
    three = enter(second, '03', '第二版的需求')
    sign(house, second)
    all_of_it = ['第一版的需求', '第二版的需求', '退回版的需求']
    assert conclude(second) == [all_of_it, texts]
    third = correct(house, second)
    answer(third, 9, 2, 3)
    assert conclude(third) == [all_of_it, texts], 'a correction of a correction'
    assert len([n for n in house.list('need', f'placement={placement["id"]}') if n['text'] in all_of_it]) == 3
    # All met before the next one begins; the oldest is corrected after them, and is not the last one for that.
    for need in (one, two, three):
        meet(need)
    late = correct(house, oldest)
    answer(late, *{int(n['item'][-2:]) for n in earlier if n.get('item')}, 8)
    conclude(late, missing='08')
    enter(late, '08', '以前漏登的需求')
    sign(house, late)
    assert conclude(late) == [sorted([*texts, '以前漏登的需求']), []]
    following = open_evaluation(house, placement, 'EV_E_FAMILY_NEED')
    answer(following)
    assert conclude(following) == [[], sorted([*all_of_it, '以前漏登的需求'])], 'those of the last one, and what is open'


def failed(house):
    """D: the correction that fails the placement asks for its end, that of an older one does not, and neither does one that was refused"""
    placement = house.placement('李星沐')
    old = next(e['id'] for e in house.list('evaluation', 'kind=EV_D_EFFECT'))
    first = open_evaluation(house, placement, 'EV_D_EFFECT')
    fill_and_sign(house, first, scored(FULL), 'D_EXCELLENT')
    house.do('assess1', 'conclude-evaluation', evaluation=first, conclusion='D_EXCELLENT')

    def ends():
        return asked(house, placement['id'], 'D19F', account='social')

    low = scored({item: 1 for item in FULL})
    late = correct(house, old)
    fill_and_sign(house, late, low, 'D_FAIL')
    house.do('assess1', 'conclude-evaluation', evaluation=late, conclusion='D_FAIL')
    assert ends() == [], 'another one was made since'
    second = correct(house, first)
    fill_and_sign(house, second, low, 'D_FAIL')
    house.do('assess1', 'conclude-evaluation', evaluation=second, conclusion='D_FAIL')
    assert ends() == [('D19F', 'begin-ending')]
    third = correct(house, second)
    fill_and_sign(house, third, scored(FULL), 'D_EXCELLENT')
    assert ends() == [('D19F', 'begin-ending')], 'not final'
    house.do('assess1', 'conclude-evaluation', evaluation=third, conclusion='D_EXCELLENT')
    assert ends() == []
    house.do('director', 'review-evaluation', evaluation=third, result='FAIL', text='改动没有依据')
    assert ends() == [('D19F', 'begin-ending')], 'what was refused replaces nothing'


def family(house):
    """B: a pass that is taken back suspends the family and stops its matches; given back to it, it can go on"""
    waits = house.placement('吕兴民')
    home = waits['family']
    old = next(e['id'] for e in house.list('evaluation', 'kind=EV_B_FAMILY_PRE', f'subject_family={home}'))

    def match():
        pair = house.get('social', 'match', 'pair', waits['child'], home)['matches'][0]
        return next(f['arithmetic_zh'] for f in pair['findings'] if f['rule'] == 'MAT-03')

    before, agreed = house.show('family', home), match()
    made = correct(house, old)
    assert (house.show('family', home), match()) == (before, agreed), 'an open correction says nothing'
    evaluate(house, home, 'B_FAIL', result='FAIL', made=made)
    assert (house.show('family', home)['status'], match()) == ('TRAINED', agreed), 'the review did not agree'
    second = corrected(house, old, 'B_FAIL')
    stored = house.show('family', home)
    assert (stored['status'], stored['status_before'], stored['status_reason']) == ('SUSPENDED', 'TRAINED', '评估更正后不再合格。'), stored
    assert match() != agreed, match()
    house.refuse('director', 'decide-match', placement=waits['id'], decision='AGREE', attendee_names='社工、负责人')
    house.refuse('director', 'resume-family', family=home, reason='继续')
    # What it replaced is not reviewed again; nor does an older evaluation of the family move it.
    done = house.call('director', 'do', 'review-evaluation', '-', text=f'{{"evaluation": "{old}", "result": "PASS"}}')
    assert done.returncode == 1 and '更正版' in done.stderr + done.stdout, (done.stderr, done.stdout)
    third = corrected(house, second, 'B_PASS')
    house.do('director', 'resume-family', family=home, reason='更正为合格')
    stored = house.show('family', home)
    assert (stored['status'], stored['approved_until']) == ('TRAINED', house.show('evaluation', third)['valid_until']), stored
    newer = evaluate(house, home, 'B_PASS')
    corrected(house, third, 'B_FAIL')
    assert house.show('family', home)['status'] == 'TRAINED', 'it goes by the newer one'
    fallen = corrected(house, newer, 'B_REWORK')
    assert house.show('family', home)['status'] == 'SUSPENDED', 'approved by what passes it no more'
    assert house.show('evaluation', fallen)['supersedes'] == newer


def rejected(house):
    """B: what has to be put right stays due until the correction is final; the family is told what holds, whichever version said it"""
    home = next(f for f in house.list('family') if f['status'] == 'TRAINED' and f['approved_until'] < TODAY)['id']
    house.do('social', 'expire-family', family=home)
    first = evaluate(house, home, 'B_REWORK')
    due = [('D20B', 'open-evaluation')]
    assert asked(house, home, 'D20B', 'D28N', today='2026-12-20') == due
    made = correct(house, first)
    assert asked(house, home, 'D20B', 'D28N', today='2026-12-20') == due, 'an open correction says nothing yet'
    evaluate(house, home, 'B_FAIL', made=made)
    assert house.show('family', home)['status'] == 'REJECTED'
    told = asked(house, home, 'D20B', 'D28N', today='2026-11-24')
    assert told == [('D28N', 'tell-review')], told
    house.do('social', 'tell-review', today='2026-11-24', family=home, told_on='2026-11-24', told_how='2')
    assert house.show('evaluation', made)['told_on'] == '2026-11-24' and 'told_on' not in house.show('evaluation', first)
    again = corrected(house, made, 'B_PASS')
    assert house.show('family', home)['status'] == 'REJECTED', 'it applies anew'
    assert asked(house, home, 'D20B', 'D28N', today='2026-11-24') == [('D28N', 'tell-review')], 'nobody told it what holds now'
    house.do('social', 'tell-review', today='2026-11-24', family=home, told_on='2026-11-24', told_how='2')
    assert house.show('evaluation', again)['told_on'] == '2026-11-24'
    assert asked(house, home, 'D20B', 'D28N', today='2026-11-24') == []


def integration(house):
    """C: what is confirmed goes by the correction; of a placement confirmed by what was wrong, the head is told"""
    running = house.placement('陈星屿')
    old = next(e for e in house.list('evaluation', 'kind=EV_C_INTEGRATION', f'placement={running["id"]}'))
    steps = 'D16', 'D16C', 'D16E'
    assert asked(house, running['id'], *steps) == [('D16C', 'confirm-placement')]
    made = corrected(house, old['id'], 'C_END', result=None)
    assert asked(house, running['id'], *steps) == [('D16E', 'begin-ending')]
    for named in ({'integration_eval': old['id']}, {}):
        house.refuse('director', 'confirm-placement', today='2026-11-23', placement=running['id'], reasons={'INT-03': '…'}, **named)
    assert house.show('placement', running['id'])['status'] == 'INTEGRATION'
    # Before the correction was signed, the first version counted.
    for on, said in ((day(-1), 'pass'), (TODAY, 'block')):
        told = {f['rule']: f['severity'] for f in house.get('director', 'explain', 'placement', running['id'], '--on', on)['findings']}
        assert told['INT-13'] == said, (on, told)
    # Nobody reviews a version that counts no more.
    waits = [t['record'] for t in house.get('director', 'today') if t['rule'] == 'W8']
    assert made in waits and old['id'] not in waits, waits
    again = corrected(house, made, 'C_CONFIRM')
    assert made not in [t['record'] for t in house.get('director', 'today') if t['rule'] == 'W8']
    house.do('director', 'confirm-placement', today='2026-11-23', placement=running['id'], reasons={'INT-03': '…'})
    assert house.show('placement', running['id'])['integration_eval'] == again
    done = house.placement('苏禾')
    wrong = done['integration_eval']
    made = correct(house, wrong)
    sign(house, made, 'C_END')
    said = house.call('assess1', 'do', 'conclude-evaluation', '-',
                      text=f'{{"evaluation": "{made}", "conclusion": "C_END", "reasons": {{"INT-03": "…"}}}}')
    assert said.returncode == 0 and 'EVAL-RESTED' in said.stdout and '2026-08-17' in said.stdout, said.stdout
    said = house.call('director', 'do', 'review-evaluation', '-', text=f'{{"evaluation": "{made}", "result": "PASS"}}')
    assert said.returncode == 0 and 'EVAL-RESTED' in said.stdout, said.stdout
    stored = house.show('placement', done['id'])
    assert (stored['status'], stored['integration_eval']) == ('CONFIRMED', wrong), 'children are not moved by it'
    # It waits for the head until somebody looks at the placement again.
    assert asked(house, done['id'], 'W13') == [('W13', 'begin-ending')]
    house.do('social', 'open-evaluation', kind='EV_H_CHILD_NEED', placement=done['id'], planned_on=TODAY, provider_type='2')
    assert asked(house, done['id'], 'W13') == [('W13', 'begin-ending')], 'what the child needs is another matter'
    house.do('social', 'open-evaluation', kind='EV_D_EFFECT', placement=done['id'], planned_on=TODAY, provider_type='2')
    assert asked(house, done['id'], 'W13') == []


def papers(house):
    """an agreement names the evaluation of its day; the growth record lists all versions and says which counts"""
    placement = house.placement('唐一苇')
    agreement = next(a for a in house.list('agreement') if a['family'] == placement['family'])
    old = next(e for e in house.list('evaluation', 'kind=EV_B_FAMILY_PRE', f'subject_family={placement["family"]}'))
    before = words(house, 'agreement', agreement['id'])
    assert any(old['eval_no'] in line for line in before), before
    corrected(house, old['id'], 'B_PASS')
    assert words(house, 'agreement', agreement['id']) == before, 'what was signed reads otherwise'
    child = house.child('苏禾')['id']
    old = next(e for e in house.list('evaluation', 'kind=EV_C_INTEGRATION', f'subject_child={child}'))
    made = correct(house, old['id'])
    number = house.show('evaluation', made)['eval_no']
    assert number not in ''.join(words(house, 'growth-record', child)), 'an open correction is no result'
    sign(house, made, 'C_CONFIRM')
    house.do('assess1', 'conclude-evaluation', evaluation=made, conclusion='C_CONFIRM', reasons={'INT-03': '…'})
    text = text_of(house, 'growth-record', child)
    assert f'已更正，见{number}' in text and f'更正{old["eval_no"]}' in text, text


if __name__ == '__main__':
    sys.exit(run(House(together=True), [t for t in (needs, failed, family, rejected, integration, papers)
                           if len(sys.argv) < 2 or t.__name__ in sys.argv[1:]]))
