"""A journey through the return: built through the window, its findings counted against what is stored, a query
explained."""
import json
import os

from desk import Desktop, check, finish, log_in, picture, start
from miao_house import House, PASSWORD, go_to, sound

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


def build(desk, house):
    with start(desk, house.path) as app:
        log_in(app, 'admin', PASSWORD)
        go_to(app, '上报')
        app.find('label', '还没有批次')
        sound(app)
        app.find('button', '编制…').click()
        app.idle()
        sound(app)
        picture(app, 'returns-build')
        app.find('button', '编制上报批次').click()
        app.wait(lambda: app.find('label', '已生成并校验'), timeout=20)
        app.gone('label', '已生成并校验', timeout=15)
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
        desk.type('纸质台账如此，已核对。')
        app.find('button', '说明').click()
        app.wait(lambda: app.find('label', '已说明'), timeout=10)
        after = house.ask('admin', 'list', 'submission_finding', '--limit', '10000')
        explained = [row for row in after if row['id'] in before and row['status'] == 'explained']
        check(len(explained) == 1 and explained[0]['note'] == '纸质台账如此，已核对。', explained)
        sound(app)
        finish(app)


def approve(desk, house):
    for row in house.ask('admin', 'list', 'submission_finding', 'severity=query', '--limit', '10000'):
        if row['status'] == 'open':
            house.ask('admin', 'do', 'explain-finding', '-',
                      text=json.dumps({'finding': row['id'], 'note': '已核对'}))
    with start(desk, house.path) as app:
        log_in(app, 'director', PASSWORD)
        go_to(app, '上报')
        sound(app)
        picture(app, 'returns-director')
        app.find('text box', '公民身份号码').type(NUMBER)
        app.find('button', '保存此项').click()
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
        finish(app)


if __name__ == '__main__':
    with Desktop(size='1290x810') as desktop:
        house = House(desktop)
        import_ledger(house)
        build(desktop, house)
        approve(desktop, house)
    print('ok')
