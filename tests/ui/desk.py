"""What the tests of the window share: where the programs are, a practice file, logging in."""
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from uidrive import Desktop, UiError, poll  # noqa: F401

BUILD = os.environ.get('MIAO_BUILD_DIR') or os.path.join(os.path.dirname(__file__), '..', '..', 'build')
CTL = os.path.abspath(os.path.join(BUILD, 'app', 'ctl', 'miaopuctl'))
PROGRAM = os.path.abspath(os.path.join(BUILD, 'ui', 'miaopu'))
PRACTICE = os.path.abspath(os.path.join(BUILD, 'tests', 'ui', 'practice-file'))
PASSWORD = 'correct horse 8'


# The practice institution is made by the tests of app/.
os.environ.setdefault('MIAO_CTL', CTL)
sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'app'))
import calls  # noqa: E402,F401
from pdf import pdf_text, pdf_words  # noqa: E402,F401
from ctl import practice  # noqa: E402,F401


class Colleagues:
    """What others do at their desks, or see there, beside the window: miaopuctl, in which each account logs in once."""
    def __init__(self, desk, store, password, *options):
        self.login = [CTL, '--store', store, '--password-file', password]
        self.desk, self.options, self.there = desk, options, {}
        desk.guests.append(self.leave)

    def call(self, account, *words, text=None):
        """As subprocess.run() of one call; @text: the parameters, in JSON."""
        words = [*self.options, *words]
        if account not in self.there:
            self.there[account] = calls.Login([*self.login, '--account', account], self.desk.env)
        done = self.there[account].run(words, json.loads(text) if text is not None else None)
        check(done is not None, f'{account} could not log in')
        return done

    def leave(self):
        while self.there:
            self.there.popitem()[1].close()


def make_practice(desk, name='practice.miaopu', children=40):
    """A practice file in the desktop's own folder, see practice-file.c. Returns its path."""
    path = os.path.join(desk.dir, 'home', name)
    subprocess.run([PRACTICE, path, str(children)], env=desk.env, check=True, timeout=120)
    return path


def start(desk, *arguments, env=None):
    return desk.start([PROGRAM, *arguments], env=env, cwd=os.path.join(desk.dir, 'home'))


def log_in(app, login='admin', password=PASSWORD):
    """Fills in the log-in that a file given on the command line begins with."""
    app.find('text box', '账号').type(login)
    app.key('Tab')
    app.desk.type(password)
    app.key('Return')
    app.wait(lambda: app.find('list', '页面'), timeout=15)
    app.idle()


ACCOUNT = re.compile(r'^\S+ · (社工|评估员|档案员|负责人|管理员)$')


def log_out(app):
    app.find('button', ACCOUNT).click()
    app.find('menu item', '退出登录').click()


def log_in_as(app, login, password=PASSWORD):
    """Another person takes over the desk: quicker than another start of the program."""
    log_out(app)
    log_in(app, login, password)


def go(app, page):
    """To a page by its name in the page list. The list is filled anew when the rights or the counts change: a row
    that went while it was pressed is pressed again."""
    def row():
        pages = app.see(app.find('list', '页面'), rows=True, names='label')
        return next((row.live() for row in pages.children if any(
            node.role == 'label' and node.name == page for node in row.walk())), None)

    def pressed():
        there = row()
        if 'selected' in there.states:
            return True
        there.click()
        return 'selected' in row().states
    app.wait(row, what=f'the page {page} in the list')
    app.wait(pressed, what=f'the page {page}')
    app.idle()


def sound(app, where=''):
    """Nothing on the screen would stop somebody who uses keyboard or screen reader."""
    problems = app.audit(types='Gtk|Gdk|Miao')
    check(problems == [], f'{where} {problems}')


def choose_path(app, path, until=None):
    """Gives the open file dialog a path. Not key by key: what the dialog completes meanwhile depends on the folder.
    until: says that the path was taken where another window comes after it."""
    taken = until or (lambda: len(app.windows) == 1)
    app.wait(lambda: len(app.windows) > 1)
    app.idle()
    app.key('ctrl+l')
    app.idle()
    app.wait(lambda: app.focused('text box')).set_text(path)
    app.idle()
    for _ in range(3):                   # the first Return may only take the completion
        if not taken():
            app.key('Return')
            app.idle(quiet=0.3)
    app.wait(taken)
    app.idle()


def picture(app, name):
    """Keeps a picture when MIAO_PICTURES names a folder, to look at."""
    folder = os.environ.get('MIAO_PICTURES')
    if folder:
        os.makedirs(folder, exist_ok=True)
        app.screenshot(os.path.join(folder, name + '.png'))


def check(condition, what):
    if not condition:
        raise UiError(what)


def finish(app):
    """Closes the program and fails on anything it complained about."""
    result = app.stop()
    check(result.ok, f'{result}')
