"""The server dies while somebody types: the window says so, typing goes on and outlives even the end of the program,
saving says what to do; when the server is back everything goes on by itself and what was typed is stored. A network
that swallows everything without a word is told within five seconds."""
import os
import re
import select
import socket
import subprocess
import threading
import time
import urllib.parse

from gi.repository import GLib

from desk import Desktop, UiError, check, finish, log_in, picture, start
from miao_house import PASSWORD, TODAY, go

SERVER = os.environ['MIAO_TEST_SERVER']
ADDRESS = f'postgresql:///house?host={urllib.parse.quote(SERVER, safe="")}'
LOST = '与服务器的连接断了'
FIELD = '住处（小家、班组）'
NOTICED = 5  # seconds


def administer(sql, database='postgres'):
    psql = os.path.join(os.environ['MIAO_TEST_SERVER_BIN'], 'psql')
    done = subprocess.run([psql, '-XqAt', '-h', SERVER, '-U', 'postgres', '-d', database, '-c', sql], capture_output=True,
                          text=True, check=True)
    return done.stdout.strip()


def control(what):
    command = [os.path.join(os.environ['MIAO_TEST_SERVER_BIN'], 'pg_ctl'), '-D', SERVER + '/data', '-l', SERVER + '/log',
               '-w', '-s', '-m', 'immediate', what]
    if os.getuid() == 0:
        command = ['runuser', '-u', os.environ['MIAO_TEST_SERVER_USER'], '--', *command]
    subprocess.run(command, cwd='/', check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def stored():
    return administer("SELECT coalesce(string_agg(living_unit, ','), '') FROM miaopu.child WHERE living_unit LIKE '%号楼%'",
                      'house')


def open_form(app):
    go(app, '儿童')
    app.find('button', '打开记录').click()
    app.idle()
    app.find('button', '修改').click()
    app.idle()
    return app.find('text box', FIELD)


def type_on(app, box, text):
    """Types at the end of what is there, key by key."""
    box.click()
    app.key('End')
    app.desk.type(text)
    app.wait(lambda: box.text.endswith(text))


def save_now(app, text):
    """What counts is what the server has: the word of it goes from the window after five seconds."""
    app.find('button', '保存').click(idle=False)
    app.wait(lambda: stored() == text, timeout=15, what=f'{text} stored, the server has {stored()}')


def while_typing(desk):
    """Stopped in the middle of a word, back before the form is left."""
    with start(desk, '--today', TODAY, ADDRESS) as app:
        log_in(app, 'social', PASSWORD)
        box = open_form(app)
        box.type('7号')
        control('stop')
        app.find('label', LOST, timeout=15)
        type_on(app, box, '楼')  # the bar took no key away
        app.find('label', re.compile('^草稿已加密存在本机'), timeout=5)
        picture(app, 'server-lost')
        app.find('button', '保存').click()
        app.find('label', re.compile('^没有保存：与服务器的连接断了'), timeout=10)
        check(box.text == '7号楼', box.text)
        picture(app, 'server-lost-saving')
        again = app.find('button', '立即重试')
        again.click()  # the server is not there yet
        time.sleep(1)
        app.find('label', LOST, what='the bar went without a server')
        control('start')
        try:
            again.click()
        except (UiError, GLib.Error):
            pass  # the program was quicker
        app.wait(lambda: not app.find_all('label', LOST), timeout=15)
        app.find('label', '已重新连上服务器', timeout=5)
        picture(app, 'server-back')
        check(box.text == '7号楼', box.text)
        save_now(app, '7号楼')
        finish(app)


def by_itself(desk):
    """Nobody presses anything: the program comes back alone, and the draft is the server's again."""
    with start(desk, '--today', TODAY, ADDRESS) as app:
        log_in(app, 'social', PASSWORD)
        box = open_form(app)
        control('stop')
        app.find('label', LOST, timeout=15)
        type_on(app, box, '东')
        app.find('label', re.compile('^草稿已加密存在本机'), timeout=5)
        control('start')
        app.wait(lambda: not app.find_all('label', LOST), timeout=40)
        check(box.text == '7号楼东', box.text)
        app.wait(lambda: not os.listdir(drafts(desk)), timeout=10)
        check(administer('SELECT count(*) FROM miaopu.draft', 'house') == '1', 'the draft is not on the server')
        save_now(app, '7号楼东')
        finish(app)


def drafts(desk):
    servers = os.path.join(desk.dir, 'data', 'miaopu', 'servers')
    return os.path.join(servers, next(name for name in os.listdir(servers) if name.endswith('.drafts')))


def killed(desk):
    """The program ends without warning while the server is away: the next log-in has the typing."""
    with start(desk, '--today', TODAY, ADDRESS) as app:
        log_in(app, 'social', PASSWORD)
        box = open_form(app)
        control('stop')
        app.find('label', LOST, timeout=15)
        type_on(app, box, '西')
        time.sleep(1)  # what the program promises
        app.proc.kill()
        app.proc.wait()
        app.stop(0)
    names = os.listdir(drafts(desk))
    check(len(names) == 1, names)
    with open(os.path.join(drafts(desk), names[0]), 'rb') as file:
        check('号楼'.encode() not in file.read(), 'the draft lies on the computer in clear')
    control('start')
    with start(desk, '--today', TODAY, ADDRESS) as app:
        log_in(app, 'social', PASSWORD)
        box = open_form(app)
        check(box.text == '7号楼东西', box.text)
        save_now(app, '7号楼东西')
        finish(app)


class Network(threading.Thread):
    """A way to the server that one can make swallow everything: connections stand, and nothing comes through."""

    def __init__(self, folder):
        super().__init__(daemon=True)
        os.makedirs(folder)
        name = next(n for n in os.listdir(SERVER) if re.fullmatch(r'\.s\.PGSQL\.\d+', n))
        self.server = os.path.join(SERVER, name)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(os.path.join(folder, name))
        self.listener.listen(20)
        self.pairs = {}
        self.silent = False
        self.start()

    def run(self):
        while True:
            ready, _, _ = select.select([] if self.silent else [self.listener, *self.pairs], [], [], 0.02)
            for one in ready if not self.silent else []:
                if one is self.listener:
                    near, far = self.listener.accept()[0], socket.socket(socket.AF_UNIX)
                    far.connect(self.server)
                    self.pairs |= {near: far, far: near}
                elif one in self.pairs:
                    self.carry(one)

    def carry(self, one):
        try:
            data = one.recv(65536)
            self.pairs[one].sendall(data)
        except OSError:
            data = b''
        if not data:
            other = self.pairs.pop(one)
            self.pairs.pop(other)
            one.close()
            other.close()


def slowness(app):
    """How long this machine takes at present to look at the window."""
    begun = time.monotonic()
    app.find_all('label', re.compile('服务器上'))
    return time.monotonic() - begun


def hears(app, begun, looking, what):
    app.find('label', LOST, timeout=15)
    taken = time.monotonic() - begun
    looking = max(looking, slowness(app))
    print(f'silence was told of after {taken:.1f} s of {what}; to look takes {looking:.1f} s')
    check(taken < NOTICED + 3 * looking, f'told after {taken:.1f} s')


def swallowed(desk):
    """Nothing comes through any more: whoever saves, and whoever only types, hears of it within five seconds."""
    folder = os.path.join(desk.dir, 'network')
    network = Network(folder)
    with start(desk, '--today', TODAY, f'postgresql:///house?host={urllib.parse.quote(folder, safe="")}') as app:
        log_in(app, 'social', PASSWORD)
        box = open_form(app)
        box.type('8号楼')
        app.find('label', re.compile('^草稿已加密'), timeout=5)
        time.sleep(1)
        save = app.find('button', '保存')
        looking = slowness(app)
        network.silent = True
        begun = time.monotonic()
        save.click(idle=False)
        hears(app, begun, looking, 'saving')
        picture(app, 'server-swallowed')
        check(box.text == '8号楼' and stored() != '8号楼', box.text)
        network.silent = False
        app.wait(lambda: not app.find_all('label', LOST), timeout=40)
        time.sleep(1)
        looking = slowness(app)
        network.silent = True
        type_on(app, box, '北')
        hears(app, time.monotonic() + 1, looking, 'typing')  # a draft is kept after a second
        network.silent = False
        app.wait(lambda: not app.find_all('label', LOST), timeout=40)
        save_now(app, '8号楼北')
        finish(app)


with Desktop(size='1290x810') as desktop:
    while_typing(desktop)
    by_itself(desktop)
    killed(desktop)
    swallowed(desktop)
print('ok')
