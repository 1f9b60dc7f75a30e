"""The administrator edits the institution, makes and disables an account, moves the day of the practice
file and checks the file; the new archivist logs in and sees only their pages."""
import re

from desk import Desktop, check, finish, go, log_in, make_practice, picture, start, sound


def administer(desk, path):
    with start(desk, path) as app:
        log_in(app)
        row = app.find('list item', '管理')
        row.click()
        app.find('text box', '联系电话').type('0517-23450000')
        # The line about the draft comes within a second and moves what is below it.
        app.wait(lambda: [node for node in app.find_all('label') if node.name.startswith('草稿已加密保存')], timeout=20)
        app.idle()
        app.find('button', '保存').click(idle=False)
        app.find('label', '已保存')
        picture(app, 'institution')

        app.key('ctrl+2')
        app.find('button', '新建账号…').click()
        app.find('text box', '账号').type('li')
        app.find('text box', '姓名').type('李青')
        app.find('combo box', '角色').choose('档案员')
        app.find('text box', '初始口令').click()
        desk.type('short')
        app.find('button', '建立账号').click()
        app.idle()
        check(app.find_all('button', '建立账号'), 'a short password was taken')
        picture(app, 'account-refused')
        app.find('text box', '初始口令').click()
        app.key('ctrl+a')
        desk.type('another horse 9')
        app.find('button', '建立账号').click()
        app.gone('button', '建立账号', timeout=15)
        app.find('label', '李青', rows=True)
        app.find('label', '宋知微', rows=True).click()
        app.find('button', '停用…').click()
        app.find('button', '停用').click(idle=False)
        app.find('label', '账号已停用')
        app.find('label', '已停用', rows=True)
        picture(app, 'accounts')

        app.key('ctrl+4')
        app.find('button', '全部核对').click()
        app.find('label', '数据完好，与写入时一致', timeout=15)
        picture(app, 'file')
        sound(app)
        finish(app)


def crash(desk, path):
    """Typing outlives the end of the program without warning."""
    with start(desk, path) as app:
        log_in(app)
        go(app, '管理')
        app.find('text box', '邮政编码').type('223200')
        app.wait(lambda: app.find('label', re.compile('^草稿已加密保存')), timeout=5)
        app.proc.kill()
        app.proc.wait()
        app.stop(0)
    with start(desk, path) as app:
        log_in(app)
        go(app, '管理')
        box = app.find('text box', '邮政编码')
        check(box.text == '223200', f'the draft says {box.text!r}')
        app.find('button', '保存').click(idle=False)
        app.find('label', '已保存')
        app.idle()
        finish(app)


def archivist(desk, path):
    with start(desk, path) as app:
        app.find('text box', '账号').type('song')
        app.key('Tab')
        desk.type('correct horse 8')
        app.key('Return')
        app.wait(lambda: 'sensitive' in app.find('button', '登录').states, timeout=15)
        check(not app.find_all('button', '锁定'), 'a disabled account got in')
        log_in(app, 'li', 'another horse 9')
        app.find('button', '李青 · 档案员')
        go(app, '管理')
        app.idle()
        check(not app.find_all('tab', '账号'), 'an archivist manages accounts')
        app.find('button', '李青 · 档案员').click()
        app.find('menu item', '退出登录').click()
        app.find('label', '登录')
        finish(app)


with Desktop(size='1290x810') as desktop:
    file = make_practice(desktop, children=5)
    administer(desktop, file)
    crash(desktop, file)
    archivist(desktop, file)
print('ok')
