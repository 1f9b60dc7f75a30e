"""The head sets up backups, makes one from the page of the day, checks and restores it; a new computer begins from
the backup alone; data that are not as they were left are told and accepted with a reason."""
import glob
import os
import re
import shutil

from desk import Desktop, check, finish, go, log_in, make_practice, picture, start, sound

HEAD = 'shao'


def section(app):
    go(app, '管理')
    app.find('tab', '备份').click()
    app.idle()


def make(desk, path, target):
    with start(desk, path) as app:
        log_in(app, HEAD)
        app.find('label', '还没有设置备份。')
        app.find('button', '设置备份…').click()
        app.idle()
        picture(app, 'nothing-yet')
        app.find('text box', '备份文件夹').type(target)
        app.find('label', re.compile('同一块磁盘'))
        app.find('button', '保存设置').click(idle=False)
        app.find('label', '已保存')
        go(app, '今日')
        app.find('button', '立即备份').click()
        app.find('label', re.compile('^最近一次通过核验的备份：'), timeout=30)
        app.idle()
        picture(app, 'today')
        section(app)
        app.find('button', re.compile('^核验 ')).click()
        app.find('label', '这份备份完好', timeout=30)
        app.idle()
        picture(app, 'checked')
        sound(app)
        app.find('text box', '备份文件夹').type(target + '2')  # and not saved
        app.find('label', re.compile('^草稿已加密'), timeout=5)
        finish(app)


def restore_here(desk, path, target):
    with start(desk, path) as app:
        log_in(app, HEAD)
        section(app)
        check(app.find('text box', '备份文件夹').text == target + '2', 'what was typed is gone')
        app.find('button', re.compile('^恢复 ')).click()
        app.find('text box', '口令，或恢复单上的数字').click()
        desk.type('correct horse 8')
        app.find('button', '比较').click()
        app.find('label', re.compile('备份之后又写了 [1-9][0-9]* 行操作记录'), timeout=15)
        app.idle()
        picture(app, 'compared')
        check('sensitive' not in app.find('button', '恢复').states, 'restored without a reason')
        app.find('text box', '恢复的原因').type('演练')
        app.find('button', '恢复').click()
        app.gone('button', '恢复', timeout=30)
        log_in(app, HEAD)
        finish(app)
    check(glob.glob(path + '.replaced-*'), 'what was replaced is gone')


def restore_there(desk, backup, path):
    with start(desk) as app:
        app.find('button', '从备份恢复…', timeout=10).click()
        app.idle()
        app.find('text box', '备份').type(backup)
        app.find('text box', '恢复为').type(path)
        app.find('text box', '负责人账号').type(HEAD)
        app.find('text box', '口令，或恢复单上的数字').click()
        desk.type('correct horse 8')
        app.find('button', '比较').click()
        app.find('label', re.compile('目标位置还没有数据'), timeout=15)
        app.find('text box', '恢复的原因').type('换电脑')
        app.find('button', '恢复').click()
        app.gone('button', '恢复', timeout=30)
        log_in(app, HEAD)
        picture(app, 'new-computer')
        finish(app)


def accept(desk, path, old):
    for name in glob.glob(path + '-*'):
        os.remove(name)
    shutil.copy(old, path)
    with start(desk, path) as app:
        log_in(app, HEAD)
        app.find('label', re.compile('操作记录比上次关闭时短'))
        section(app)
        app.find('button', '确认并写明原因…').click()
        app.find('text box', '原因').type('手工放回旧副本')
        app.find('button', '确认').click(idle=False)
        app.find('label', '已确认，并记入操作记录')
        picture(app, 'accepted')
        finish(app)
    with start(desk, path) as app:
        log_in(app, HEAD)
        check(not app.find_all('label', re.compile('操作记录比上次关闭时短')), 'told again')
        finish(app)


with Desktop(size='1290x810') as desktop:
    file = make_practice(desktop, children=5)
    folder = os.path.join(desktop.dir, 'home', 'backups')
    os.mkdir(folder)
    older = os.path.join(desktop.dir, 'home', 'older')
    shutil.copy(file, older)
    make(desktop, file, folder)
    restore_here(desktop, file, folder)
    made = sorted(glob.glob(os.path.join(folder, 'practice-*')))[0]
    fresh = os.path.join(desktop.dir, 'home', 'new', '园.miaopu')
    restore_there(desktop, made, fresh)
    accept(desktop, file, older)
print('ok')
