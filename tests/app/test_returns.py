"""The way of a return to its end, through miaopuctl: sent, received, returned, corrected; and its rules."""
import hashlib
import json
import sys

from ctl import House, run, TODAY


def build(house, **more):
    """An approved batch of October."""
    built = house.do('admin', 'build-submission', period='2026-10', **more)
    return approve(house, built)


def approve(house, built):
    assert built['status'] == 'VALID', house.list('submission_finding', f'submission={built["submission"]}', account='admin')
    for finding in house.list('submission_finding', f'submission={built["submission"]}', account='admin'):
        if finding['severity'] == 'query' and finding['status'] == 'open':
            house.do('admin', 'explain-finding', finding=finding['id'], note='已核对')
    house.do('director', 'approve-submission', submission=built['submission'])
    return built['submission']


def write(house, batch, name='october.xml'):
    path = house.folder / name
    done = house.do('admin', 'write-submission', submission=batch, path=str(path))
    assert done['sha256'] == hashlib.sha256(path.read_bytes()).hexdigest(), done
    return path


def sent(house, name='october.xml', **more):
    batch = build(house, **more)
    path = write(house, batch, name)
    house.do('admin', 'send-submission', submission=batch, path=str(path), sent_how='专网报送')
    return batch, path


def status(house, batch):
    return house.show('submission', batch, account='admin')['status']


def children(house, batch):
    return house.list('submission_child', f'submission={batch}', account='admin')


def no_step_is_skipped(house):
    """nothing is sent that was not approved and written; no receipt before the sending"""
    batch = house.do('admin', 'build-submission', period='2026-10')['submission']
    path = house.folder / 'x.xml'
    path.write_text('x')
    send = dict(submission=batch, path=str(path), sent_how='光盘')
    receipt = dict(submission=batch, result='ACCEPTED', receipt_no='1')
    house.refuse('admin', 'send-submission', **send)
    house.refuse('admin', 'record-receipt', **receipt)
    approve(house, house.do('admin', 'build-submission', period='2026-10'))
    newest = max(house.list('submission', account='admin'), key=lambda row: row['serial'])['id']
    house.refuse('admin', 'send-submission', **{**send, 'submission': newest})
    write(house, newest)
    house.refuse('admin', 'record-receipt', **{**receipt, 'submission': newest})
    house.refuse('admin', 'correct-submission', submission=newest)
    assert status(house, newest) == 'SEALED'
    assert len(children(house, newest)) == house.show('submission', newest, account='admin')['n_children']


def only_the_file_in_the_register(house):
    """a file that differs by one byte from the register is not sent"""
    batch = build(house)
    path = write(house, batch)
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b' ')
    done = house.call('admin', 'do', 'send-submission', '-', text=json.dumps(
        {'submission': batch, 'path': str(path), 'sent_how': '专网'}))
    assert done.returncode == 1 and hashlib.sha256(good).hexdigest()[:8] in done.stdout, done.stdout
    house.refuse('admin', 'send-submission', status=2, submission=batch, path=str(path) + '.gone', sent_how='专网')
    path.write_bytes(good)
    house.refuse('admin', 'send-submission', status=2, submission=batch, path=str(path), sent_how='专网',
                 sent_on='2026-11-21')
    house.refuse('admin', 'send-submission', status=2, submission=batch, path=str(path), sent_how='专网',
                 sent_on='2026-11-23')
    house.do('admin', 'send-submission', submission=batch, path=str(path), sent_how='专网')
    row = house.show('submission', batch, account='admin')
    assert (row['status'], row['sent_on'], row['sent_how']) == ('SENT', TODAY, '专网'), row
    house.refuse('admin', 'send-submission', submission=batch, path=str(path), sent_how='专网')


def others_may_not(house):
    """a caseworker neither sends nor records receipts; whoever does is told of the next month"""
    batch, path = sent(house)
    house.refuse('social', 'record-receipt', status=3, submission=batch, result='ACCEPTED', receipt_no='1')
    house.refuse('social', 'send-submission', status=3, submission=batch, path=str(path), sent_how='x')
    # The next month is due at its end, five days before it is said.
    for today, expected in (('2026-11-24', []), ('2026-11-25', ['week']), ('2026-11-30', ['today']), ('2026-12-01', ['late'])):
        due = [t for t in house.get('archive', 'today', today=today) if t['rule'] == 'D40']
        assert [t['level'] for t in due] == expected and all(t['due_on'] == '2026-11-30' for t in due), (today, due)


def all_accepted(house):
    """a receipt that accepts ends the way; its day lies between sending and today"""
    batch, _ = sent(house)
    refuse = dict(submission=batch, receipt_no='7', result='ACCEPTED')
    house.refuse('admin', 'record-receipt', status=2, submission=batch, result='ACCEPTED')
    house.refuse('admin', 'record-receipt', status=2, submission=batch, receipt_no='7')
    house.refuse('admin', 'record-receipt', status=2, **refuse, receipt_on='2026-11-21')
    house.refuse('admin', 'record-receipt', status=2, **refuse, receipt_on='2026-11-23')
    number = children(house, batch)[0]['child_no']
    house.refuse('admin', 'record-receipt', status=2, **refuse, items=f'{number}：有误')
    house.do('admin', 'record-receipt', **refuse, receipt_text='予以接收')
    row = house.show('submission', batch, account='admin')
    assert (row['status'], row['receipt_no'], row['receipt_on']) == ('ACCEPTED', '7', TODAY), row
    assert row['n_returned'] == 0 and row['receipt_text'] == '予以接收'
    house.refuse('admin', 'record-receipt', **refuse)


def some_returned(house):
    """returned children are marked with the reason and lead to their field; the correction holds just them"""
    batch, _ = sent(house)
    rows = children(house, batch)
    one, two = rows[0], rows[1]
    house.refuse('admin', 'record-receipt', status=2, submission=batch, receipt_no='8', result='PARTIAL')
    house.refuse('admin', 'record-receipt', status=2, submission=batch, receipt_no='8', result='PARTIAL',
                 items='ET-1900-99999：不存在')
    assert status(house, batch) == 'SENT' and not any(row.get('returned') for row in children(house, batch))
    done = house.do('admin', 'record-receipt', submission=batch, receipt_no='8', result='PARTIAL',
                    items=f'{one["child_no"]}：公民身份号码与公安信息不符\n{two["child_no"]} 照片不清')
    assert done['returned'] == 2 and done['status'] == 'PARTIAL', done
    returned = {row['child']: row for row in children(house, batch) if row.get('returned')}
    assert set(returned) == {one['child'], two['child']}
    assert returned[two['child']]['reason'] == '照片不清'
    found = house.list('submission_finding', f'submission={batch}', 'origin=receipt', account='admin')
    assert {row['record'] for row in found} == set(returned)
    first = next(row for row in found if row['record'] == one['child'])
    assert (first['record_kind'], first['field'], first['severity']) == ('child', 'id_no', 'error'), first

    correction = house.do('admin', 'correct-submission', submission=batch)
    fresh = house.show('submission', correction['submission'], account='admin')
    assert correction['children'] == 2 and fresh['submission_kind'] == 'correction', fresh
    assert fresh['previous_batch'] == batch and fresh['period_from'] == '2026-10-01'
    approve(house, correction)
    house.refuse('admin', 'correct-submission', submission=batch)
    path = write(house, correction['submission'], 'correction.xml')
    text = path.read_text(encoding='utf-8')
    assert f'<PreviousBatchId>{batch}' in text.replace('cwx:', '') and text.count('childNo="') in (0, 2)
    assert {row['child'] for row in children(house, correction['submission'])} == set(returned)
    assert house.get('admin', 'validate', str(path))['counts']['fatal'] == 0
    assert status(house, batch) == 'PARTIAL'
    house.do('admin', 'send-submission', submission=correction['submission'], path=str(path), sent_how='专网')
    assert status(house, batch) == 'CORRECTED'
    found = house.list('submission_finding', f'submission={batch}', 'origin=receipt', account='admin')
    assert all(row['status'] == 'fixed' for row in found), found
    house.do('admin', 'record-receipt', submission=correction['submission'], receipt_no='9', result='ACCEPTED')


def a_file_of_the_authority(house):
    """a receipt.xml is read: another batch's is refused, a record id leads to its child"""
    batch, _ = sent(house)
    row = children(house, batch)[0]
    admission = house.list('admission', f'child={row["child"]}')[0]['id']
    path = house.folder / 'receipt.xml'
    text = ('<Receipt xmlns="urn:cn:cwx:1:receipt"><BatchId>{}</BatchId><Status>PARTIAL</Status>'
            '<ReceiptNo>甲-10</ReceiptNo><ReceivedOn>2026-11-22</ReceivedOn><Items>'
            '<Item recordId="{}" code="E201">到院日期缺依据</Item></Items></Receipt>')
    path.write_text(text.format('0192f000-0000-7000-8000-000000000000', admission), encoding='utf-8')
    house.refuse('admin', 'record-receipt', submission=batch, path=str(path))
    path.write_text(text.format(batch, admission), encoding='utf-8')
    house.refuse('admin', 'record-receipt', status=2, submission=batch, path=str(path), result='ACCEPTED')
    house.do('admin', 'record-receipt', submission=batch, path=str(path))
    done = house.show('submission', batch, account='admin')
    assert (done['status'], done['receipt_no'], done['receipt_file']) == ('PARTIAL', '甲-10', 'receipt.xml'), done
    assert done['receipt_sha256'] == hashlib.sha256(path.read_bytes()).hexdigest()
    found = house.list('submission_finding', f'submission={batch}', 'origin=receipt', account='admin')
    assert [(f['rule'], f['record_kind'], f['record'], f['field'], f['child_no']) for f in found] == [
        ('E201', 'admission', admission, 'arrived_on', row['child_no'])], found


def all_returned(house):
    """a batch that came back as a whole is corrected as a whole and does not count as accepted"""
    batch, _ = sent(house)
    n = len(children(house, batch))
    house.do('admin', 'record-receipt', submission=batch, receipt_no='11', result='REJECTED', receipt_text='格式版本不对')
    assert house.show('submission', batch, account='admin')['n_returned'] == n
    correction = house.do('admin', 'correct-submission', submission=batch)
    assert correction['children'] == n, correction
    again = house.do('admin', 'build-submission', period='2026-10')
    found = house.list('submission_finding', f'submission={again["submission"]}', account='admin')
    assert not any(row['rule'] in ('V402', 'V403') for row in found), found


def compared_with_the_last(house):
    """V402, V403 and V404 compare with what was accepted; V501 with the quarterly statistics"""
    batch, _ = sent(house)
    house.do('admin', 'record-receipt', submission=batch, receipt_no='12', result='ACCEPTED')
    child = next(row for row in house.list('child') if row['status'] == 'IN_CARE' and row['ethnic'] == '01')
    house.do('social', 'edit-child', id=child['id'], version=child['version'], child={'ethnic': '02'})
    stay = house.list('admission', f'child={child["id"]}')[0]
    house.do('social', 'edit-admission', id=stay['id'], version=stay['version'],
             admission={'paid_through': '2026-10', 'last_paid_month': '2026-09'})
    house.do('social', 'add-measurement', child=child['id'],
             measure={'measured_on': '2026-10-20', 'weight_g': 13900, 'length_mm': 961, 'posture': 'S', 'place': '1'},
             reasons={'GRO-01': '已复测'})
    built = house.do('admin', 'build-submission', period='2026-10', stat_in_care=1000)
    found = house.list('submission_finding', f'submission={built["submission"]}', account='admin')
    by_rule = {rule: [row for row in found if row['rule'] == rule] for rule in ('V402', 'V403', 'V404', 'V501')}
    assert [(r['field'], r['record']) for r in by_rule['V402']] == [('ethnic', child['id'])], by_rule
    assert any(r['record_kind'] == 'growth_measure' for r in by_rule['V403']), by_rule
    assert [(r['field'], r['record'], r['severity']) for r in by_rule['V404']] == [
        ('last_paid_month', stay['id'], 'error')], by_rule
    assert [r['severity'] for r in by_rule['V501']] == ['info'] and '1000' in by_rule['V501'][0]['message_zh'], by_rule
    assert built['status'] == 'INVALID'
    stay = house.show('admission', stay['id'])
    house.do('social', 'edit-admission', id=stay['id'], version=stay['version'], admission={'last_paid_month': '2026-10'})
    built = house.do('admin', 'build-submission', period='2026-10')
    found = house.list('submission_finding', f'submission={built["submission"]}', account='admin')
    assert built['status'] == 'VALID' and not any(row['rule'] == 'V404' for row in found), found
    assert any(row['rule'] == 'V501' for row in found), 'the figure of the quarter was forgotten'


def struck_out(house):
    """30, V401: a child that was struck out stands under Deleted with the reason; one that is just missing is an error"""
    ledger = house.folder / 'ledger.csv'
    ledger.write_text('姓名,性别,出生日期,入院日期,民族\n演去来,女,2018-03-05,2019-06-01,汉族\n', encoding='utf-8')
    done = house.get('admin', 'import', 'children', str(ledger))['result']
    batch, before = sent(house)
    house.do('admin', 'record-receipt', submission=batch, receipt_no='13', result='ACCEPTED')
    # At a desk whose clock is behind.
    house.do('admin', 'undo-import', today='2026-11-21', batch=done['import_batch'], reason='登记重复')
    # The local figures of the last day of the period; those after it are not stated.
    house.do('admin', 'set-local-figures', living_area=260, year=2025, valid_from='2026-10-31', reason='市统计公报')
    house.do('admin', 'set-local-figures', living_area=270, year=2025, valid_from='2026-11-01', reason='市统计公报')
    again = build(house, submission_kind='full')
    path = write(house, again, 'full.xml')
    text = path.read_text(encoding='utf-8')
    assert '<LocalAvgLivingArea>260</LocalAvgLivingArea>' in text and '<ValidYear>2025</ValidYear>' in text, text[:3000]
    struck = text[text.index('<Deleted'):]
    assert done['child'] in struck and struck.count('登记重复') == 1, (done, struck[:2000])
    rules = [f['rule'] for f in house.get('admin', 'validate', str(path), str(before))['findings']]
    assert 'V401' not in rules, rules
    start, end = text.index('<Deleted>'), text.index('</Deleted>')
    path.write_text(text[:start + 9] + text[end:], encoding='utf-8')
    done = house.call('admin', 'validate', str(path), str(before))
    assert 'V401' in [f['rule'] for f in json.loads(done.stdout)['findings']], done.stdout


if __name__ == '__main__':
    tests = [no_step_is_skipped, only_the_file_in_the_register, others_may_not, all_accepted, some_returned,
             a_file_of_the_authority, all_returned, compared_with_the_last,
             struck_out]
    if len(sys.argv) > 1:
        tests = [t for t in tests if t.__name__ in sys.argv[1:]]
    sys.exit(run(House(together=True), tests))
