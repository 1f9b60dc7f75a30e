"""An institution on a server, in the window: a wrong address and a wrong password are told, each
person logs in with their own account, and a connection that breaks between two acts is made anew."""
import os
import re
import subprocess
import urllib.parse

from desk import Desktop, check, finish, log_in, picture, start, sound
from miao_house import PASSWORD, TODAY, go

SERVER = os.environ['MIAO_TEST_SERVER']
ADDRESS = f'postgresql:///house?host={urllib.parse.quote(SERVER, safe="")}'


def administer(sql, database='postgres'):
    psql = os.path.join(os.environ['MIAO_TEST_SERVER_BIN'], 'psql')
    done = subprocess.run([psql, '-XqAt', '-h', SERVER, '-U', 'postgres', '-d', database, '-c', sql], capture_output=True,
                          text=True, check=True)
    return done.stdout.strip()


def cut_off():
    """Breaks every connection to the house, as a pulled cable or a restart does."""
    administer("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'house' AND "
               "pid <> pg_backend_pid()")


def main(desk):
    with start(desk) as app:
        app.find('button', re.compile('服务器')).click()
        app.find('text box', '地址').type('园.miaopu')
        app.find('button', '去登录').click()
        app.find('label', re.compile('postgresql://'))
        picture(app, 'server-address')
        app.find('text box', '地址').click()
        app.key('ctrl+a')
        desk.type(ADDRESS)
        app.key('Return')
        app.find('label', re.compile('服务器上'))
        app.find('text box', '账号').type('social')
        app.key('Tab')
        desk.type('not the password')
        app.key('Return')
        app.find('label', re.compile('没有接受这个账号或口令'), timeout=20)
        picture(app, 'server-refused')
        desk.type(PASSWORD)  # the account is still there, and the password's place is empty
        app.key('Return')
        app.wait(lambda: app.find('button', '锁定'), timeout=20)
        app.idle()
        go(app, '儿童')
        app.find('label', '12 名儿童', timeout=15)
        cut_off()
        go(app, '今日')
        go(app, '儿童')
        app.find('label', '12 名儿童', timeout=15)
        picture(app, 'server-children')
        sound(app)
        finish(app)
    back_up(desk)


def back_up(desk):
    """The head backs the server up at this computer: everything, also what only others see, and with a trace."""
    folder = os.path.join(desk.dir, 'backups')
    os.mkdir(folder)
    with start(desk, '--today', TODAY, ADDRESS) as app:
        log_in(app, 'director', PASSWORD)
        go(app, '管理')
        app.find('tab', '备份').click()
        app.idle()
        app.find('text box', '备份文件夹').type(folder)
        # Or the one that the schedule wants at once comes before or after it.
        app.find('combo box', '频率').choose('仅手动')
        app.find('label', re.compile('^草稿已加密'), timeout=5)
        app.find('button', '保存设置').click(idle=False)
        app.find('label', '已保存', timeout=15)
        app.find('button', '立即备份').click()
        app.find('label', '备份已完成并通过核验', timeout=90)
        app.find('button', re.compile('^核验 '))
        check(not app.find_all('button', re.compile('^恢复 ')), 'a server is put back here')
        picture(app, 'server-backup')
        go(app, '今日')
        app.find('label', re.compile('^最近一次通过核验的备份：'), timeout=15)
        finish(app)
    made = [name for name in os.listdir(folder) if name.startswith('house-')]
    check(len(made) == 1, made)
    trace = administer("SELECT string_agg(what, ' ' ORDER BY xact) FROM miaopu.act", 'house')
    check(trace == 'backup backup-end', f'not the trace of one backup: {trace}')


with Desktop(size='1290x810') as desktop:
    main(desktop)
print('ok')
