"""Foster allowances: dated rates, a month prepared and approved by two people, back pay and claw-back in a later month, the
sheet to sign, the table for office programs, what is due."""
import csv
import re
import subprocess
import sys

from ctl import House, golden, run, words
from pdf import pdf_text

LIVING = {'kind': '1', 'scope': 'ALL', 'fen': 310000, 'valid_from': '2026-09-01', 'decision': '江民发〔2026〕演示 8 号',
          'fund_source': '2'}
LABOUR = dict(LIVING, kind='2', fen=62000, in_short_care=True, fund_source='1')


def rates(house):
    for rate in (LIVING, LABOUR):
        house.do('director', 'set-allowance-rate', today='2026-11-02', rate=rate)


def month(house, text, today, preparer='social', approver='director', **reasons):
    """Prepares and approves a month; returns its run."""
    made = house.do(preparer, 'prepare-allowances', today=today, month=text, **reasons)['allowance_run']
    house.do(approver, 'finalise-allowances', today=today, run=made)
    return house.get('director', 'allowances', made)


def amounts(lines, **wanted):
    return sorted(line['fen'] for line in lines if all(line.get(k) == v for k, v in wanted.items()))


def rates_follow(house):
    """a rate is dated, ends the one before, and stands alone on its days"""
    house.refuse('social', 'set-allowance-rate', status=3, rate=LIVING)
    house.refuse('director', 'set-allowance-rate', status=2, rate={k: v for k, v in LIVING.items() if k != 'decision'})
    first = house.do('director', 'set-allowance-rate', rate=LIVING)['allowance_rate']
    house.refuse('director', 'set-allowance-rate', 'ALW-01', rate=LIVING)
    house.refuse('director', 'set-allowance-rate', 'ALW-01', rate=dict(LIVING, valid_from='2026-08-01'))
    house.do('director', 'set-allowance-rate', rate=dict(LIVING, scope='DISABLED', fen=31000))
    second = house.do('director', 'set-allowance-rate', rate=dict(LIVING, valid_from='2026-12-01', fen=320000))['allowance_rate']
    old = house.show('allowance_rate', first)
    assert old['valid_to'] == '2026-11-30' and old['fen'] == 310000, old
    house.refuse('director', 'end-allowance-rate', rate=first, valid_to='2026-12-31', reason='再停一次')
    house.refuse('director', 'end-allowance-rate', rate=second, valid_to='2026-11-30', reason='早于执行日期')
    house.do('director', 'end-allowance-rate', rate=second, valid_to='2026-12-31', reason='标准另行规定')
    assert house.show('allowance_rate', second)['valid_to'] == '2026-12-31'


def two_people(house):
    """prepared by one, approved by another; final is for ever; paid late only with a reason"""
    house.refuse('social', 'prepare-allowances', 'ALW-07', today='2026-11-02', month='2026-10')
    rates(house)
    for who in ('assess1', 'archive', 'admin'):
        house.refuse(who, 'prepare-allowances', status=3, today='2026-11-02', month='2026-10')
    house.refuse('social', 'prepare-allowances', 'ALW-04', today='2026-11-02', month='2026-12')
    house.refuse('social', 'prepare-allowances', status=2, today='2026-11-02', month='2026-13')
    made = house.do('director', 'prepare-allowances', today='2026-11-02', month='2026-10')['allowance_run']
    house.refuse('director', 'finalise-allowances', status=3, today='2026-11-02', run=made)
    house.refuse('social', 'finalise-allowances', status=3, today='2026-11-02', run=made)
    house.refuse('social', 'pay-allowances', today='2026-11-02', run=made, method='BANK')
    house.refuse('social', 'prepare-allowances', 'ALW-03', today='2026-11-02', month='2026-09')
    again = house.do('social', 'prepare-allowances', today='2026-11-03', month='2026-10')['allowance_run']
    assert again == made, 'one a month'
    # Somebody is taken out meanwhile: what was prepared is not what would be paid.
    house.do('social', 'suspend-placement', today='2026-11-03', placement=house.placement('李星沐')['id'])
    run = house.show('allowance_run', made)
    assert run['revision'] == 2 and run['status'] == 'OPEN' and run['pay_due'] == '2026-11-10', run
    house.do('director', 'set-allowance-rate', today='2026-11-03', rate=dict(LIVING, kind='3', fen=1000))
    found = house.refuse('director', 'finalise-allowances', 'ALW-08', today='2026-11-03', run=made)
    assert '重新编制' in found['ALW-08']['hint_zh'], found
    house.do('social', 'prepare-allowances', today='2026-11-03', month='2026-10')
    house.do('director', 'finalise-allowances', today='2026-11-04', run=made)
    house.refuse('social', 'prepare-allowances', today='2026-11-04', month='2026-10')
    house.refuse('director', 'finalise-allowances', today='2026-11-04', run=made)
    house.refuse('social', 'pay-allowances', 'ALW-10', today='2026-11-05', run=made, method='BANK', paid_on='2026-11-03')
    house.refuse('social', 'pay-allowances', 'ALW-11', today='2026-11-12', run=made, method='BANK')
    house.do('social', 'pay-allowances', today='2026-11-12', run=made, method='BANK', voucher_no='演-1',
             reasons={'ALW-11': '银行系统升级。'})
    paid = house.show('allowance_run', made)
    assert (paid['status'], paid['paid_on'], paid['prepared_by'] != paid['finalised_by']) == ('PAID', '2026-11-12', True), paid
    assert [r['rule'] for r in paid['reasons']] == ['ALW-11'], paid
    house.refuse('social', 'pay-allowances', today='2026-11-12', run=made, method='CASH')


def by_days(house):
    """days of the month, the sum on each line, the whole as its parts"""
    rates(house)
    before = house.get('social', 'allowances', '2026-10', today='2026-11-02')
    assert house.list('allowance_run') == [] and before['lines'], 'a preview writes nothing'
    run = month(house, '2026-10', '2026-11-02')
    assert run['total_fen'] == before['total_fen'] == sum(line['fen'] for line in run['lines']), run
    assert run['n_lines'] == len(run['lines']) and run['clawback_fen'] == run['added_fen'] == 0
    placements = {p['id']: p for p in house.list('placement')}
    for line in run['lines']:
        placement = placements[line['placement']]
        first = max('2026-10-01', placement['moved_in_on'])
        last = min('2026-10-31', placement.get('ended_on', '9999'))
        assert (line['from_on'], line['to_on']) == (first, last) and line['origin'] == 'REGULAR', (line, placement)
        assert line['days'] == int(last[8:]) - int(first[8:]) + 1 and line['month_days'] == 31
        if line['days'] == 31:
            assert line['fen'] == line['standard_fen'] and line['sum_zh'].startswith('整月 31 天'), line
        else:
            assert f"÷ 31 天 × {line['days']} 天 = " in line['sum_zh'], line
    assert {line['days'] for line in run['lines']} - {31}, 'somebody moved in or out in October'


def later_months(house):
    """what turns out otherwise is paid or taken back in the next month; the old month stays"""
    rates(house)
    child = house.child('李星沐')['id']
    october = month(house, '2026-10', '2026-11-02')
    assert amounts(october['lines'], child=child) == [62000, 310000], october
    # A month in advance, then taken out on the 10th: the days after it come back.
    house.do('social', 'prepare-allowances', today='2026-11-05', month='2026-11')
    november = house.list('allowance_run', 'month=2026-11')[0]['id']
    house.do('director', 'finalise-allowances', today='2026-11-05', run=november)
    house.do('social', 'suspend-placement', today='2026-11-10', placement=house.placement('李星沐')['id'])
    stop = [t for t in house.get('director', 'today', today='2026-12-20') if t['rule'] == 'D32' and t['who'] == '李星沐']
    assert len(stop) == 1 and '离开家庭 2026-11-10，次日起停发，计入 2026-12 寄养费' in stop[0]['why_zh'], stop
    december = month(house, '2026-12', '2026-12-20')
    back = [line for line in december['lines'] if line['child'] == child]
    assert amounts(back, origin='CLAWBACK', kind='1') == [-206667] and amounts(back, kind='2') == [-41333], back
    assert {line['month'] for line in back} == {'2026-11'} and {line['days'] for line in back} == {-20}, back
    assert '2026-11 应发 1033.33 − 已发 3100.00 元' in [line['sum_zh'] for line in back], back
    assert december['clawback_fen'] == 206667 + 41333
    assert house.get('director', 'allowances', november)['lines'] == [
        dict(line) for line in house.get('director', 'allowances', november)['lines']]
    # A rate that reaches back asks for words, and is paid with the next month, once.
    found = house.refuse('director', 'set-allowance-rate', 'ALW-02', today='2026-12-21',
                         rate=dict(LABOUR, fen=93000, valid_from='2026-12-01'))
    assert '2026-12' in found['ALW-02']['arithmetic_zh'], found
    house.do('director', 'set-allowance-rate', today='2026-12-21', rate=dict(LABOUR, fen=93000, valid_from='2026-12-01'),
             reasons={'ALW-02': '文件自 12 月起执行。'})
    january = month(house, '2027-01', '2027-02-01')
    added = [line for line in january['lines'] if line['origin'] == 'ADDED']
    whole = [line for line in december['lines'] if line['kind'] == '2' and line['origin'] == 'REGULAR']
    assert len(added) == len(whole) and all(line['month'] == '2026-12' and line['days'] == 0 for line in added), added
    assert january['added_fen'] == sum(31000 for line in whole), (january, whole)
    february = month(house, '2027-02', '2027-03-01')
    assert february['added_fen'] == february['clawback_fen'] == 0, 'a difference is paid once'


def away(house):
    """short-term care stops what it stops; a child who came back is paid for again"""
    rates(house)
    placement = house.placement('李星沐')['id']
    house.do('director', 'begin-short-care', today='2026-11-22', placement=placement,
             care={'from_on': '2026-11-10', 'until_on': '2026-11-25', 'reason': '1', 'place': 'INSTITUTION', 'carer': '演姨',
                   'approved_on': '2026-11-09'})
    house.do('social', 'end-short-care', today='2026-11-22', placement=placement, returned_on='2026-11-20')
    house.do('social', 'suspend-placement', today='2026-11-24', placement=placement)
    house.do('social', 'begin-ending', today='2026-11-25', placement=placement,
             termination={'initiator': 'INSTITUTION', 'ground': 'T08', 'ground_text': '核实中'})
    house.do('social', 'withdraw-ending', today='2026-11-28', placement=placement, reason='核实清楚，继续寄养。')
    assert house.show('placement', placement)['removals'] == [{'on': '2026-11-24', 'returned_on': '2026-11-28'}]
    lines = [line for line in house.get('social', 'allowances', '2026-11', today='2026-12-01')['lines']
             if line['placement'] == placement]
    days = {kind: [(line['from_on'][8:], line['to_on'][8:]) for line in lines if line['kind'] == kind] for kind in '12'}
    assert days == {'1': [('01', '10'), ('20', '24'), ('28', '30')], '2': [('01', '24'), ('28', '30')]}, days


def once(house):
    """an amount outside the rates: proposed by one, approved by another, on the sheet, never twice, never counted as overpaid"""
    rates(house)
    placement, child = house.placement('李星沐')['id'], house.child('李星沐')['id']
    school = {'placement': placement, 'month': '2026-10', 'kind': '3', 'fen': 50000, 'reason': '开学购置被褥', 'fund_source': '2'}
    propose = lambda who='social', **k: house.do(who, 'propose-allowance-extra', today='2026-11-02', extra=dict(school, **k))['allowance_extra']
    for who in ('assess1', 'archive', 'admin'):
        house.refuse(who, 'propose-allowance-extra', status=3, today='2026-11-02', extra=school)
    house.refuse('social', 'propose-allowance-extra', status=2, today='2026-11-02', extra=dict(school, fen=0))
    house.refuse('social', 'propose-allowance-extra', status=2, today='2026-11-02', extra={k: v for k, v in school.items() if k != 'reason'})
    house.refuse('social', 'propose-allowance-extra', 'ALW-13', today='2026-11-02', extra=dict(school, month='2020-10'))
    made = propose()
    stored = house.show('allowance_extra', made)
    waiting = lambda who='director', today='2026-11-05': [
        (t['record'], t['mine'], t['use_case']) for t in house.get(who, 'today', today=today) if t['rule'] == 'W11']
    assert waiting() == [(made, True, 'approve-allowance-extra')] and waiting('social') == waiting('assess1') == []
    assert (stored['child'], stored['status'], 'decided_by' in stored) == (child, 'PROPOSED', False), stored
    # Nobody approves what they proposed; who may not approve at all does not either.
    house.refuse('social', 'approve-allowance-extra', status=3, extra=made)
    own = propose('director', fen=-20000, reason='重复报销，扣减')
    house.refuse('director', 'approve-allowance-extra', status=3, extra=own)
    assert waiting() == [(made, True, 'approve-allowance-extra')], 'their own one is not theirs to approve'
    house.refuse('social', 'withdraw-allowance-extra', status=2, extra=own)
    # What nobody approved is not paid, and whoever prepares the month is told.
    found = house.call('social', 'do', 'prepare-allowances', '-', today='2026-11-02', text='{"month": "2026-10"}')
    assert found.returncode == 0 and '2 笔，合计 300.00 元' in found.stdout + found.stderr, found
    run_id = house.list('allowance_run')[0]['id']
    assert [x for x in house.get('social', 'allowances', run_id)['lines'] if x['origin'] == 'ONCE'] == []
    house.do('director', 'approve-allowance-extra', today='2026-11-02', extra=made)
    assert waiting() == []
    late = propose(fen=100)
    assert [task[0] for task in waiting()] == [late]
    house.refuse('director', 'approve-allowance-extra', today='2026-11-02', extra=made)
    # Approved after the month was prepared: it is prepared again.
    house.refuse('director', 'finalise-allowances', 'ALW-08', today='2026-11-02', run=run_id)
    house.do('social', 'withdraw-allowance-extra', today='2026-11-02', extra=own, reason='核对后不用扣减。')
    october = month(house, '2026-10', '2026-11-02')
    line = [x for x in october['lines'] if x['origin'] == 'ONCE']
    assert [(x['fen'], x['days'], x['extra'], x['note'], x['sum_zh']) for x in line] == [
        (50000, 0, made, '开学购置被褥', '一次性 500.00 元：开学购置被褥')], line
    assert october['once_fen'] == 50000 and october['total_fen'] == october['regular_fen'] + 50000, october
    # That month is approved: nothing more goes with it, and nothing is taken out of it.
    house.refuse('director', 'approve-allowance-extra', 'ALW-12', today='2026-11-02', extra=late)
    assert waiting() == [], 'nobody can approve it any more'
    house.refuse('social', 'propose-allowance-extra', 'ALW-12', today='2026-11-02', extra=school)
    house.refuse('social', 'withdraw-allowance-extra', 'ALW-12', today='2026-11-02', extra=made, reason='试一试')
    # The next month compares what was paid by the rates only; a minus is held back.
    back = propose(month='2026-11', fen=-20000, reason='十月多报')
    house.do('director', 'approve-allowance-extra', today='2026-11-02', extra=back)
    november = month(house, '2026-11', '2026-12-01')
    assert november['clawback_fen'] == november['added_fen'] == 0 and november['once_fen'] == -20000, november
    target = house.folder / 'once.pdf'
    house.get('director', 'print', 'allowance-sheet', run_id, '--output', str(target))
    flat = ''.join(pdf_text(target, '-layout').split())
    assert '教育费：一次性500.00（开学购置被褥）' in flat, flat
    house.get('director', 'allowances', run_id, '--output', str(house.folder / 'once.csv'))
    assert '开学购置被褥' in (house.folder / 'once.csv').read_text('utf-8-sig')


def account(house):
    """what the pages of a child, a family and a placement tell: paid, due, stopped, taken back"""
    rates(house)
    placement = house.placement('李星沐')
    tell = lambda kind, id, today: house.get('social', 'allowances', kind, id, today=today)
    before = tell('child', placement['child'], '2026-11-02')
    assert before['months'] == [] and (before['due'], before['due_fen']) == ('2026-10', 372000), before
    october = month(house, '2026-10', '2026-11-02')
    house.do('social', 'pay-allowances', today='2026-11-05', run=october['id'], method='BANK')
    november = month(house, '2026-11', '2026-11-06')
    house.do('social', 'suspend-placement', today='2026-11-10', placement=placement['id'])
    house.do('social', 'propose-allowance-extra', today='2026-11-11', extra={
        'placement': placement['id'], 'month': '2026-12', 'kind': '4', 'fen': 8000, 'reason': '门诊费'})
    for kind, id in (('placement', placement['id']), ('child', placement['child'])):
        now = tell(kind, id, '2026-11-12')
        assert [(m['month'], m['status'], m['fen']) for m in now['months']] == [
            ('2026-11', 'FINAL', 372000), ('2026-10', 'PAID', 372000)], now
        assert now['months'][1]['paid_on'] == '2026-11-05' and now['months'][0]['run'] == november['id'], now
        assert (now['due'], now['due_fen'], now['clawback_fen']) == ('2026-12', -248000, 248000), now
        assert [(s['from'], s['reason']) for s in now['stops']] == [('2026-11-11', 'SUSPENDED')], now
        assert [(e['fen'], e['status']) for e in now['extras']] == [(8000, 'PROPOSED')], now
    family = tell('family', placement['family'], '2026-11-12')
    paid = [sum(x['fen'] for x in run['lines'] if x['family'] == placement['family']) for run in (november, october)]
    assert [m['fen'] for m in family['months']] == paid, (family, paid)
    assert house.call('assess1', 'allowances', 'family', placement['family']).returncode == 3
    assert house.call('social', 'allowances', 'visit', placement['family']).returncode == 2


def due(house):
    """the day of payment and who begins to be paid stand in Today, with their sums, until it is done"""
    def tasks(account, today):
        return [t for t in house.get(account, 'today', today=today) if t['rule'] in ('D31', 'D32')]
    assert tasks('director', '2026-11-02') == [], 'a house without rates is not asked'
    rates(house)
    pay = [t for t in tasks('director', '2026-11-06') if t['rule'] == 'D31']
    assert [(t['record'], t['due_on']) for t in pay] == [('2026-09', '2026-10-10')], pay
    pay = [t for t in tasks('director', '2026-11-07') if t['rule'] == 'D31']
    assert [(t['record'], t['due_on'], t['use_case']) for t in pay] == [
        ('2026-09', '2026-10-10', 'prepare-allowances'), ('2026-10', '2026-11-10', 'prepare-allowances')], pay
    assert '发放日 2026-11-10，还有 3 天' in pay[1]['why_zh'], pay
    assert tasks('assess1', '2026-11-02') == []
    house.do('admin', 'set-threshold', today='2026-11-02', key='allowance.pay_day', value='8', reason='院务会决定')
    moved = [t['due_on'] for t in tasks('director', '2026-11-05') if t['rule'] == 'D31']
    assert moved == ['2026-10-08', '2026-11-08'], moved
    new = [t for t in tasks('social', '2026-11-02') if t['rule'] == 'D32']
    assert new and all('当日起发' in t['why_zh'] or '次日起停发' in t['why_zh'] for t in new), new
    for text in ('2026-09', '2026-10'):
        run = month(house, text, '2026-11-07')
        step = [t for t in tasks('social', '2026-11-07') if t['record'] == run['id']]
        assert [(t['rule'], t['use_case'], t['mine']) for t in step] == [('D31', 'pay-allowances', True)], step
        house.do('social', 'pay-allowances', today='2026-11-07', run=run['id'], method='CARD',
                 reasons={'ALW-11': '首次发放。'})
    assert [t for t in tasks('social', '2026-11-07') if t['rule'] == 'D31'] == []


def outward(house):
    """the sheet to sign prints the same twice; the table takes nothing for a formula"""
    rates(house)
    home = house.show('placement', house.placement('李星沐')['id'])['family']
    house.do('social', 'edit-family', id=home, family={'name': '=HYPERLINK("x")'})
    made = house.do('social', 'prepare-allowances', today='2026-11-02', month='2026-10')['allowance_run']

    def text(name):
        target = house.folder / name
        house.get('director', 'print', 'allowance-sheet', made, '--output', str(target))
        shown = pdf_text(target, '-layout')
        size = subprocess.run(['pdfinfo', str(target)], capture_output=True, text=True, check=True).stdout
        assert 'A4' in size, size
        return shown
    draft = text('draft.pdf')
    assert '不得据此发放' in ''.join(draft.split()), draft
    house.do('director', 'finalise-allowances', today='2026-11-03', run=made)
    one, two = text('one.pdf'), text('two.pdf')
    # The foot says when and under which number of the register it was printed.
    foot = re.compile(r'.*(打印|登记号|第 *\d+ *页).*')
    keep = [[line for line in page.splitlines() if not foot.match(line)] for page in (one, two)]
    assert keep[0] == keep[1] and len(keep[0]) > 10, (one, two)
    flat = ''.join(one.split())
    run = house.get('director', 'allowances', made, '--output', str(house.folder / 'out.csv'))
    for words in ('寄养费签领表', '2026年10月', '2026年11月10日', '李星沐', '整月3100.00', '签领', '编制人', '审定人',
                  f"{run['total_fen'] / 100:.2f}元（人民币", '按资金来源', '中央补助', '地方财政'):
        assert words in flat, (words, one)
    families = {}
    for line in run['lines']:
        families[line['family']] = families.get(line['family'], 0) + line['fen']
        assert f"{line['fen'] / 100:.2f}" in flat, (line, one)
    assert all(f'{fen / 100:.2f}' in flat for fen in families.values()), families
    raw = (house.folder / 'out.csv').read_bytes()
    assert raw.startswith('\ufeff序号,'.encode()), raw[:30]
    table = list(csv.reader(raw.decode('utf-8-sig').splitlines()))
    assert len(table) == len(run['lines']) + 1
    assert round(sum(float(row[15]) for row in table[1:]) * 100) == run['total_fen'], table
    assert "'=HYPERLINK(\"x\")" in {row[2] for row in table}, table
    house.refuse('assess1', 'prepare-allowances', status=3, month='2026-10')
    assert house.call('assess1', 'allowances', made).returncode == 3
    outputs = house.get('director', 'outputs')
    assert 'allowances' in str(outputs) and 'allowance-sheet' in str(outputs), outputs


def receipt(house):
    """the receipt of one family: of a month, or of the newest in which it gets something; never as if it were approved"""
    rates(house)
    placement = house.placement('李星沐')
    family = placement['family']
    target = str(house.folder / 'none.pdf')
    assert house.call('director', 'print', 'allowance-receipt', family, '--output', target).returncode not in (0, 3)
    made = house.do('social', 'propose-allowance-extra', today='2026-11-02', extra={
        'placement': placement['id'], 'month': '2026-10', 'kind': '3', 'fen': 50000, 'reason': '开学购置被褥'})
    house.do('director', 'approve-allowance-extra', today='2026-11-02', extra=made['allowance_extra'])
    run = house.do('social', 'prepare-allowances', today='2026-11-02', month='2026-10')['allowance_run']
    draft = ''.join(words(house, 'allowance-receipt', family, today='2026-11-02')).replace(' ', '')
    assert '不得据此发放' in draft, draft
    house.do('director', 'finalise-allowances', today='2026-11-03', run=run)
    golden(house, 'allowance-receipt', 'allowance-receipt', f'{family}/2026-10', today='2026-11-03')
    house.do('social', 'pay-allowances', today='2026-11-05', run=run, method='BANK')
    # The next month: the child was taken out in the last one, which is held back and more than the family gets.
    house.do('social', 'suspend-placement', today='2026-11-05', placement=placement['id'])
    month(house, '2026-11', '2026-12-01')
    newest = ''.join(words(house, 'allowance-receipt', family, today='2026-12-01')).replace(' ', '')
    older = ''.join(words(house, 'allowance-receipt', f'{family}/2026-10', today='2026-12-01')).replace(' ', '')
    assert '2026年11月' in newest and '2026年10月' not in newest.split('领款人')[0], newest
    assert '2026年11月5日已发放' in older and '4220.00元（人民币' in older, older
    for wrong in (f'{family}/2026-09', f'{family}/x'):
        said = house.call('director', 'print', 'allowance-receipt', wrong, '--output', target)
        assert said.returncode not in (0, 3) and '没有寄养费' in said.stderr, said
    assert house.call('assess1', 'print', 'allowance-receipt', family, '--output', target).returncode == 3
    assert house.call('director', 'print', 'allowance-receipt', 'all', '--output', target).returncode != 0
    outputs = [o for o in house.get('director', 'outputs') if 'allowance-receipt' in str(o)]
    assert len(outputs) == 4 and all(o['record'] == family for o in outputs), outputs


if __name__ == '__main__':
    sys.exit(run(House(together=True), [rates_follow, two_people, by_days, later_months, away, once, account, due, outward, receipt]))
