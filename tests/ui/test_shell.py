"""A journey through the frame: set up a practice file, log in, walk the pages, lock, log out; midnight."""
import datetime
import glob
import os
import re
import subprocess

from desk import Desktop, check, finish, log_in, make_practice, picture, start, sound


def go_back(app, desk):
    """The names are still there after an error and after going back; the passwords are not, and nothing is on the disk:
    there is no key yet that could keep it."""
    app.find('button', '返回').click()
    app.find('button', '建立练习文件…').click()
    typed = {name: app.find('text box', name) for name in ('机构名称', '管理员姓名', '账号', '口令', '再输一次口令')}
    check([box.text for box in typed.values()] == ['江宁市儿童福利院', '袁立', 'yuan', '', ''],
          [box.text for box in typed.values()])
    for name in ('口令', '再输一次口令'):
        typed[name].click()
        desk.type('correct horse 8')
    kept = subprocess.run(['grep', '-rlE', '江宁市儿童福利院|袁立|correct horse', desk.dir], capture_output=True, text=True)
    check(kept.stdout == '', f'on the disk: {kept.stdout}')


def set_up(desk):
    with start(desk) as app:
        picture(app, 'welcome')
        sound(app)
        app.find('button', '建立练习文件…').click()
        app.find('text box', '机构名称').type('江宁市儿童福利院')
        app.find('text box', '管理员姓名').type('袁立')
        app.find('text box', '账号').type('yuan')
        app.find('text box', '口令').click()
        desk.type('correct horse 8')
        app.find('text box', '再输一次口令').click()
        desk.type('correct horse 9')
        app.find('button', '选择保存位置…').click()
        app.wait(lambda: app.find('label', '两次输入的口令不一致，请重新输入第二次。'))
        go_back(app, desk)
        sound(app)
        picture(app, 'set-up')
        app.find('button', '选择保存位置…').click()
        app.wait(lambda: len(app.windows) > 1)
        app.idle()
        app.key('Return')
        app.wait(lambda: app.find('checkbox'), timeout=15)
        sound(app)
        picture(app, 'recovery-key')
        check('sensitive' not in app.find('button', '继续').states, 'goes on without the key kept')
        app.find('checkbox').click()
        app.find('button', '继续').click()
        app.find('label', '江宁市儿童福利院')
        app.find('label', '演示数据')
        finish(app)


def walk(desk, path):
    with start(desk, path) as app:
        picture(app, 'log-in')
        sound(app)
        app.find('text box', '账号').type('admin')
        app.key('Tab')
        desk.type('not the password')
        app.key('Return')
        app.wait(lambda: 'sensitive' in app.find('button', '登录').states, timeout=15)
        check(not app.find_all('button', '锁定'), 'opened with a wrong password')
        log_in(app, 'shao')
        pages = app.find('list', '页面').children
        for number in range(1, len(pages) + 1):
            app.key(f'alt+{number}')
            app.idle()
            picture(app, f'page-{number}')
            check('selected' in app.find('list', '页面').children[number - 1].states, f'Alt+{number}')
            sound(app, f'page {number}')
        # Tab passes the list in one step, and takes nobody to another page.
        app.key('alt+2')
        app.idle()
        app.find('list', '页面').children[1].click()
        for key in ('Tab', 'shift+Tab'):
            app.key(key)
            app.idle()
            states = app.states_of(app.find('list', '页面').children)
            check([n for n, row in enumerate(states) if 'selected' in row] == [1], f'{key} leads to another page')
            check([n for n, row in enumerate(states) if 'focused' in row] == ([] if key == 'Tab' else [1]), f'{key}: {states}')
        app.key('ctrl+k')
        check('focused' in app.find('search box', '搜索').states, 'Ctrl+K')
        app.key('ctrl+l')
        app.find('label', '已锁定')
        picture(app, 'locked')
        check(not app.find_all('search box', '搜索'), 'the page shows through the lock')
        sound(app)
        desk.type('correct horse 8')
        app.key('Return')
        app.wait(lambda: app.find('button', '锁定'), timeout=15)
        finish(app)


def midnight(desk, path):
    """The day passes while the window is open and nobody writes anything: the header and the pages say the new one."""
    library = glob.glob('/usr/lib/*/faketime/libfaketimeMT.so.1')[0]
    ahead = os.path.join(desk.dir, 'home', 'ahead')

    def go_ahead(seconds):
        with open(ahead, 'w') as f:
            f.write(f'+{seconds}\n')
    go_ahead(0)
    clock = {'LD_PRELOAD': library, 'FAKETIME_TIMESTAMP_FILE': ahead, 'FAKETIME_CACHE_DURATION': '1',
             'FAKETIME_DONT_FAKE_MONOTONIC': '1'}
    with start(desk, path, env=clock) as app:
        log_in(app, 'shao')
        today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
        tomorrow = today + datetime.timedelta(1)
        app.find('label', re.compile(f'{today.month}月{today.day}日'))
        go_ahead(24 * 3600)
        app.find('label', re.compile(f'{tomorrow.month}月{tomorrow.day}日'), timeout=20)
        check(app.find_all(None, f'{tomorrow} 今天'), 'the header')
        finish(app)


with Desktop(size='1290x810') as desktop:
    set_up(desktop)
    walk(desktop, make_practice(desktop))
    midnight(desktop, os.path.join(desktop.dir, 'home', 'practice.miaopu'))
print('ok')
