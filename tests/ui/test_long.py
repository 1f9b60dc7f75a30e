"""Long work beside the window: a ledger of 100,000 lines says how far it is, and leaves nothing when it is cancelled."""
import os

from desk import Desktop, check, finish, log_in, picture, start
from miao_house import House, PASSWORD, go_to, sound

ROWS = 100000


def write_ledger(path):
    with open(path, 'w', encoding='utf-8') as ledger:
        ledger.write('院内编号,姓名,性别,出生日期,入院日期\n')
        for n in range(ROWS):
            ledger.write(f'L-{n:06d},演{chr(0x4e00 + n % 2000)}{chr(0x4e00 + n // 2000)},女,2018-03-05,2019-06-01\n')


def type_path(app, path):
    """Into the file chooser that has just been opened."""
    app.wait(lambda: len(app.windows) > 1)
    app.idle()
    app.key('ctrl+l')
    app.idle()
    app.desk.type(path)
    app.idle()
    for _ in range(3):                   # the first Return may only take the completion
        if [node for node in app.find_all('button') if '(O)' in node.name]:
            app.key('Return')
            app.idle(quiet=0.3)


def state(house):
    """What everybody else sees: children, imports, and that the file is sound."""
    report = house.ask('admin', 'verify')
    return report['records'], len(house.ask('admin', 'list', 'import_batch')), report['sound']


def long_ledger(desk, house):
    ledger = os.path.join(house.folder, 'long.csv')
    write_ledger(ledger)
    before = state(house)
    with start(desk, house.path) as app:
        log_in(app, 'admin', PASSWORD)
        go_to(app, '管理')
        app.find('tab', '导入').click()
        app.find('button', '选择台账…').click()
        type_path(app, ledger)
        app.wait(lambda: 'sensitive' in app.find('button', '导入', timeout=60).states, timeout=60)

        app.find('button', '导入').click()
        app.find('progress bar', '导入儿童台账', timeout=60)
        app.find('button', '取消').click()
        app.find('label', '“导入儿童台账”已取消，没有改动任何数据。', timeout=60)
        picture(app, 'long-cancelled')
        sound(app)
        check(state(house) == before, (before, state(house)))
        finish(app)


if __name__ == '__main__':
    with Desktop(size='1290x810') as desktop:
        long_ledger(desktop, House(desktop, children=3))
    print('ok')
