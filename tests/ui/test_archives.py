"""A journey through the archive: a paper is sealed, the volume verified, closed and packaged; what is stored is
asked with miaopuctl."""
import json
import os
import subprocess

from desk import BUILD, Desktop, check, finish, log_in, picture, start

CTL = os.path.abspath(os.path.join(BUILD, 'app', 'ctl', 'miaopuctl'))
PASSWORD = 'miaopu-practice'
TODAY = '2026-11-22'


class Store:
    """What is stored, asked beside the window."""
    def __init__(self, desk, folder):
        self.folder = os.path.join(desk.dir, 'home', folder)
        made = subprocess.run([CTL, 'practice', self.folder, '--children', '12', '--today', TODAY],
                              capture_output=True, text=True, check=True, env=desk.env, timeout=120)
        self.path = json.loads(made.stdout)['store']
        self.password = os.path.join(desk.dir, 'home', 'password.txt')
        with open(self.password, 'w') as file:
            file.write(PASSWORD + '\n')
        os.chmod(self.password, 0o600)
        self.env = desk.env

    def ask(self, account, *arguments):
        done = subprocess.run([CTL, '--store', self.path, '--account', account, '--password-file', self.password,
                               '--today', TODAY, *arguments], capture_output=True, text=True, env=self.env)
        check(done.returncode == 0, f'{arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}')
        return json.loads(done.stdout)


def go_to(app, page):
    pages = app.find('list', '页面')
    for row in pages.children:
        if any(node.role == 'label' and node.name == page for node in row.walk()):
            row.click()
            app.idle()
            return
    check(False, f'no page {page}')


def look(desk, store):
    with start(desk, store.path) as app:
        log_in(app, 'archive', PASSWORD)
        go_to(app, '档案')
        picture(app, 'archives-none')
        app.find('button', '选择儿童…').click()
        app.idle()
        desk.type('李星沐')
        app.idle()
        picture(app, 'archives-choose')
        app.key('Down')
        app.key('Return')
        app.idle()
        picture(app, 'archives-child')
        check(app.audit(types='Gtk|Gdk|Miao') == [], app.audit(types='Gtk|Gdk|Miao'))
        app.find('button', '归档封存…').click()
        app.idle()
        picture(app, 'archives-seal')
        check(app.audit(types='Gtk|Gdk|Miao') == [], app.audit(types='Gtk|Gdk|Miao'))
        finish(app)


if __name__ == '__main__':
    with Desktop(size='1290x810') as desktop:
        look(desktop, Store(desktop, 'house'))
    print('ok')
