"""A practice institution that has lived: children in every state of foster care on a chosen day. What a
journey did is read back from the file by miaopuctl, never from the window."""
import json
import os

from desk import CTL, calls, UiError, go, practice, start  # noqa: F401

TODAY = '2026-11-22'
PASSWORD = 'miaopu-practice'


class Lived:
    def __init__(self, desk, today=TODAY):
        self.desk, self.today = desk, today
        folder = os.path.join(desk.dir, 'home', 'lived')
        self.path = os.path.join(folder, 'practice.miaopu')
        self.password = os.path.join(desk.dir, 'home', 'password')
        with open(self.password, 'w') as f:
            f.write(PASSWORD + '\n')
        practice(folder, '--children', '12', '--today', today)

    def ctl(self, *arguments, account='director', text=None):
        """What the file holds, as the head may read it; or what somebody else does meanwhile."""
        done = calls.run([CTL, '--store', self.path, '--account', account, '--password-file', self.password, '--today',
                          self.today, *arguments], text, self.desk.env)
        if done.returncode != 0:
            raise UiError(f'miaopuctl {arguments}: {done.stderr}')
        return json.loads(done.stdout)

    def placement_of(self, name):
        """The placement of the child of that name."""
        child = [c['id'] for c in self.ctl('list', 'child', f'name={name}')]
        return self.ctl('list', 'placement', f'child={child[0]}')[0]

    def open(self, login, today=None):
        app = start(self.desk, '--today', today or self.today, self.path)
        app.find('text box', '账号').type(login)
        app.key('Tab')
        app.desk.type(PASSWORD)
        app.key('Return')
        app.wait(lambda: app.find('button', '锁定'), timeout=20)
        app.idle()
        return app


def open_row(app, text):
    """Opens the row of a list that shows @text. With the keyboard: the record opens at the second press of a double
    click, and GTK 4.18 then warns of its own count."""
    app.find('label', text, rows=True).click()
    app.key('Return')
    app.idle()
