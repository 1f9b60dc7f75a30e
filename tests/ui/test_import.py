"""An old ledger in GB18030, wrong in two rows: the assistant shows where, imports the mended one, and undoes it. A long
one is cancelled on the way: nobody of it is stored."""
import json
import os
import subprocess

from desk import CTL, Desktop, PASSWORD, check, choose_path, finish, go, log_in, make_practice, picture, sound, start

HEAD = ['在院儿童台账', '序号,小孩名字,性别,出生年月,身份证号码,来院时间,来源']
GOOD = ['1,叶知秋,女,2016-6-18,,2016/07/02,弃婴',
        '2,方向晚,男,2014年4月2日,,2014-04-11,弃婴',
        '3,何小川,男,20130518,,2013.06.05,孤儿']
BAD = ['4,秦昭昭,女,2013-02-30,,2013-05-20,弃婴',
       '5,宁可蘋,女,2014-01-16,,2013-01-30,弃婴']


def write(path, rows):
    with open(path, 'wb') as ledger:
        ledger.write('\r\n'.join(HEAD + rows).encode('gb18030'))


LONG = 20000    # rows: reading them takes much longer than pressing Cancel


def stored(desk, file):
    password = os.path.join(desk.dir, 'home', 'password')
    with open(password, 'w') as out:
        out.write(PASSWORD + '\n')
    os.chmod(password, 0o600)
    done = subprocess.run([CTL, '-s', file, '-a', 'shao', '-p', password, 'list', 'child', '--limit', '100000'],
                          env=desk.env, capture_output=True, text=True, timeout=60)
    check(done.returncode == 0, done.stderr)
    return len(json.loads(done.stdout))


def import_and_cancel(app, desk, file):
    long = os.path.join(desk.dir, 'home', 'long.csv')
    write(long, [f'{n},演{chr(0x4e00 + n)}{n},女,2016-6-18,,2016/07/02,弃婴' for n in range(LONG)])
    before = stored(desk, file)
    choose(app, long, '选择台账…')
    app.wait(lambda: 'sensitive' in app.find('button', '导入').states, timeout=15)
    app.find('button', '导入').click(idle=False, working=True)
    bar = app.find('progress bar', '导入儿童台账', timeout=15)
    app.find('button', '取消', within=bar.toplevel()).click(idle=False, working=True)
    app.find('label', '“导入儿童台账”已取消，没有改动任何数据。', timeout=15)
    picture(app, 'import-cancelled')
    check(stored(desk, file) == before, 'imported in part')
    app.wait(lambda: len(app.windows) == 1)
    app.idle()


def choose(app, path, button):
    app.find('button', button).click()
    choose_path(app, path)


with Desktop(size='1290x810') as desk:
    file = make_practice(desk, children=3)
    bad = os.path.join(desk.dir, 'home', 'bad.csv')
    good = os.path.join(desk.dir, 'home', 'good.csv')
    write(bad, GOOD + BAD)
    write(good, GOOD)
    with start(desk, file) as app:
        log_in(app)
        go(app, '管理')
        app.find('tab', '导入').click()
        picture(app, 'import-empty')
        sound(app)

        choose(app, bad, '选择台账…')
        app.find('checkbox', 'GB18030')
        picture(app, 'import-bad')
        # Another program spoils the desktop's list of recent files.
        write(os.path.join(desk.dir, 'data', 'recently-used.xbel'), ['no list'])
        check('sensitive' not in app.find('button', '导入').states, 'a wrong ledger can be imported')
        problems = app.find('list', '问题')
        check(len(problems.children) >= 2, f'{len(problems.children)} problems')
        sound(app)

        choose(app, good, '换一个台账…')
        picture(app, 'import-good')
        app.find('button', '导入').click(idle=False)
        app.find('label', '已导入儿童 3 名，另有 0 名早已登记', timeout=15)
        picture(app, 'import-done')

        app.find('button', '撤销上次导入…').click()
        app.find('text box', '原因').type('试导入')
        app.find('button', '撤销导入').click(idle=False)
        app.find('label', '本次导入已撤销', timeout=15)
        import_and_cancel(app, desk, file)
        finish(app)
print('ok')
