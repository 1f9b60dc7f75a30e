"""An old ledger in GB18030, wrong in two rows: the assistant shows where, imports the mended one, and undoes it."""
import os

from desk import Desktop, check, choose_path, finish, go, log_in, make_practice, picture, start, sound

HEAD = ['在院儿童台账', '序号,小孩名字,性别,出生年月,身份证号码,来院时间,来源']
GOOD = ['1,叶知秋,女,2016-6-18,,2016/07/02,弃婴',
        '2,方向晚,男,2014年4月2日,,2014-04-11,弃婴',
        '3,何小川,男,20130518,,2013.06.05,孤儿']
BAD = ['4,秦昭昭,女,2013-02-30,,2013-05-20,弃婴',
       '5,宁可蘋,女,2014-01-16,,2013-01-30,弃婴']


def write(path, rows):
    with open(path, 'wb') as ledger:
        ledger.write('\r\n'.join(HEAD + rows).encode('gb18030'))


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
        finish(app)
print('ok')
