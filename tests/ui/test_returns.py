"""A journey through the return: built through the window, its findings counted against what is stored, a query
explained, approved, sent with the file that is in the register, partly returned, and corrected."""
import json
import os

from desk import Desktop, check, choose_path, finish, log_in, log_in_as, picture, start
from miao_house import House, PASSWORD, TODAY, go, sound

NUMBER = '32010220190305002X'      # made up; day of birth and sex are those of the first child
NAMES = {'fatal': '致命', 'error': '错误', 'query': '疑问', 'warning': '警告', 'info': '提示'}


def import_ledger(house):
    """A child without a citizen ID number: the return asks why."""
    path = os.path.join(house.folder, 'ledger.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('儿童姓名,性别,出生年月,身份证号码,民族,入院日期\n演小禾,女,2019-03-05,无,汉族,2020-06-01\n'
                   '演小穗,男,2018-07-11,无,汉族,2019-06-01\n')
    done = house.ask('admin', 'import', 'children', path)
    check(done['result']['created'] == 2, done)


def toggle(app, severity, n):
    name = f'{NAMES[severity]} {n}'
    found = app.find_all('toggle button', name) or app.find_all('button', name)
    check(found, f'no filter {name}')
    return found[0]


def build(app, house):
    go(app, '上报')
    app.find('label', '还没有批次')
    sound(app)
    app.find('button', '编制…').click()
    app.idle()
    sound(app)
    picture(app, 'returns-build')
    app.find('button', '编制上报批次').click(idle=False)
    app.wait(lambda: app.find('label', '已生成并校验'), timeout=20)
    batches = house.ask('admin', 'list', 'submission')
    check(len(batches) == 1 and batches[0]['period_from'] == '2026-10-01', batches)
    findings = house.ask('admin', 'list', 'submission_finding', '--limit', '10000')
    for severity in NAMES:
        toggle(app, severity, sum(row['severity'] == severity for row in findings))
    sound(app)
    picture(app, 'returns-batch')
    check(not app.find_all('button', '审核通过'), 'the maker can approve')
    queries = [row for row in findings if row['severity'] == 'query' and row['status'] == 'open']
    check(queries, 'nothing to explain')
    n = sum(row['severity'] == 'query' for row in findings)
    toggle(app, 'query', n).click()
    app.idle()
    before = {row['id'] for row in queries}
    picture(app, 'returns-queries')
    app.find('text box', '说明').click()
    app.desk.type('纸质台账如此，已核对。')
    app.find('button', '说明').click()

    def stored():
        after = house.ask('admin', 'list', 'submission_finding', '--limit', '10000')
        return [row for row in after if row['id'] in before and row['status'] == 'explained']

    app.wait(stored, timeout=20)
    explained = stored()
    check(len(explained) == 1 and explained[0]['note'] == '纸质台账如此，已核对。', explained)
    sound(app)


def approve(app, house):
    for row in house.ask('admin', 'list', 'submission_finding', 'severity=query', '--limit', '10000'):
        if row['status'] == 'open':
            house.ask('admin', 'do', 'explain-finding', '-',
                      text=json.dumps({'finding': row['id'], 'note': '已核对'}))
    go(app, '上报')
    sound(app)
    picture(app, 'returns-director')
    app.find('text box', '公民身份号码').type(NUMBER)
    app.find('button', '保存此项').click(idle=False)
    app.wait(lambda: app.find('label', '已保存'), timeout=10)
    stored = [house.ask('director', 'show', 'child', row['id']).get('id_no')
              for row in house.ask('director', 'list', 'child', '--limit', '1000')
              if row.get('name', '').startswith('演小')]
    check(NUMBER in stored, 'the number is not stored')
    app.gone('label', '已保存', timeout=15)
    batch = house.ask('admin', 'list', 'submission')[0]
    button = app.find('button', '审核通过')
    check(('sensitive' in button.states) == (batch['status'] == 'VALID'), batch['status'])
    if batch['status'] == 'VALID':
        button.click()
        app.wait(lambda: app.find('button', '生成上报文件…'), timeout=10)
        check(house.ask('admin', 'list', 'submission')[0]['status'] == 'APPROVED', 'not stored')
    sound(app)
    picture(app, 'returns-approved')


def choose_file(app, path):
    app.find('button', '选择文件…').click()
    choose_path(app, path)
    app.find('label', os.path.basename(path))


def newest(house):
    return max(house.ask('admin', 'list', 'submission'), key=lambda row: row['serial'])


def send(app, house):
    """A file that was touched is refused; the one of the register goes out."""
    batch = newest(house)
    good, bad = (os.path.join(house.folder, name) for name in ('return.xml', 'touched.xml'))
    house.ask('admin', 'do', 'write-submission', '-', text=json.dumps({'submission': batch['id'], 'path': good}))
    with open(good, 'rb') as file, open(bad, 'wb') as copy:
        copy.write(file.read() + b'\n')
    go(app, '上报')
    app.find('button', '登记报送…').click()
    app.idle()
    sound(app)
    choose_file(app, bad)
    app.find('text box', '报送方式').type('民政专网')
    picture(app, 'returns-send')
    app.find('button', '登记报送').click()
    app.idle()
    picture(app, 'returns-touched')
    check(newest(house)['status'] == 'SEALED', 'a touched file was sent')
    choose_file(app, good)
    app.find('button', '登记报送').click(idle=False)
    app.find('label', '报送已登记', timeout=15)
    sent = newest(house)
    check((sent['status'], sent['sent_how']) == ('SENT', '民政专网'), sent)
    app.gone('label', '报送已登记', timeout=15)
    sound(app)
    picture(app, 'returns-sent')
    receive(app, house, sent)
    correct(app, house, sent)


def receive(app, house, batch):
    """The receipt of the authority returns one child; the row leads to its field."""
    row = next(r for r in house.ask('admin', 'list', 'submission_child', '--limit', '1000'))
    path = os.path.join(house.folder, 'receipt.xml')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(f'<Receipt><BatchId>{batch["id"]}</BatchId><Status>PARTIAL</Status><ReceiptNo>苏儿2026-7</ReceiptNo>'
                   f'<Items><Item recordId="{row["child"]}" code="E12" field="id_no">公民身份号码与公安信息不符</Item>'
                   '</Items></Receipt>')
    app.find('button', '登记回执…').click()
    app.idle()
    sound(app)
    picture(app, 'returns-receipt-form')
    choose_file(app, path)
    app.find('button', '登记回执').click(idle=False)
    app.find('label', '回执已登记', timeout=15)
    app.gone('label', '回执已登记', timeout=15)
    check(newest(house)['status'] == 'PARTIAL', newest(house))
    app.find('label', '部分接收，退回 1 名儿童')
    sound(app)
    picture(app, 'returns-receipt')
    app.find('label', 'E12 错误')
    app.find('label', '公民身份号码与公安信息不符')


def correct(app, house, batch):
    app.find('button', '更正上报').click(idle=False)
    app.find('label', '已生成并校验', timeout=20)
    made = newest(house)
    check((made['submission_kind'], made['previous_batch'], made['n_children']) == ('correction', batch['id'], 1), made)
    app.gone('label', '已生成并校验', timeout=15)
    sound(app)
    picture(app, 'returns-correction')


if __name__ == '__main__':
    with Desktop(size='1290x810') as desktop:
        house = House(desktop)
        import_ledger(house)
        with start(desktop, '--today', TODAY, house.path) as app:
            log_in(app, 'admin', PASSWORD)
            build(app, house)
            log_in_as(app, 'director', PASSWORD)
            approve(app, house)
            log_in_as(app, 'admin', PASSWORD)
            send(app, house)
            finish(app)
    print('ok')
