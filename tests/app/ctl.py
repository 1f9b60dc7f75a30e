"""What the tests that drive miaopuctl share: a practice institution and one call for each verb."""
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import urllib.parse

import calls
from pdf import pdf_text

CTL = os.environ.get('MIAO_CTL') or str(pathlib.Path(__file__).parents[2] / 'build/app/ctl/miaopuctl')
TODAY = '2026-11-22'
PASSWORD = 'miaopu-practice'


class Refused(AssertionError):
    pass


SERVER = os.environ.get('MIAO_TEST_SERVER')  # the folder of tests/app/on-server


def administer(sql, database='postgres'):
    """Runs one statement as the server's administrator."""
    psql = pathlib.Path(os.environ['MIAO_TEST_SERVER_BIN']) / 'psql'
    done = subprocess.run([str(psql), '-XqAt', '-h', SERVER, '-U', 'postgres', '-d', database, '-c', sql],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def address(database, user=None):
    """Everybody connects with a login of their own but the administrator of the server."""
    return f'postgresql:///{database}?host={urllib.parse.quote(SERVER, safe="")}' + (f'&user={user}' if user else '')


def practice(folder, *arguments):
    """Fills the folder with a practice institution. What several tests ask for is made once, beside the program, and
    copied; a newer program makes it anew, and so does another day."""
    made = f'{os.stat(CTL).st_mtime_ns:x}-{datetime.date.today()}'
    kept = pathlib.Path(CTL).parent / '-'.join(['practice', made, *arguments])
    if not kept.exists():
        mine = tempfile.mkdtemp(prefix='practice-', dir=kept.parent)
        done = subprocess.run([CTL, 'practice', f'{mine}/made', *arguments], capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr
        try:
            os.rename(f'{mine}/made', kept)
        except OSError:                                      # another test was quicker
            assert kept.exists()
        shutil.rmtree(mine)
    shutil.copytree(kept, folder, dirs_exist_ok=True)


class House:
    """A practice institution of its own, in a folder or on the server that the test runs beside; copy() gives one that
    can be spoiled. On a server there is one copy at a time, under the name that the logins are made for; everybody connects
    with their own, and the server itself keeps them apart (@logins: false for what its ruler does)."""
    database = 'house'

    def __init__(self, folder=None, children=12, like=None, logins=bool(SERVER), today=TODAY, together=False):
        """@together: each account logs in once and makes its calls one after another, as at a desk; otherwise each call
        is a process with a login of its own."""
        self.together, self.at_desk = together, {}
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix='miaopu-test-'))
        self.password = self.folder / 'password'
        self.password.write_text(PASSWORD + '\n')
        self.kept, self.logins = None, logins
        if SERVER:
            # A copy that another object made is taken up as it is.
            there = administer(f"SELECT count(*) FROM pg_database WHERE datname = '{self.database}'") == '1'
            if not there:
                administer(f'CREATE DATABASE {self.database} TEMPLATE {like or "template0"} STRATEGY file_copy')
            self.store = address(self.database, None if logins else 'postgres')
            place, there = address(self.database, 'postgres'), there or like is not None
        else:
            self.store = self.folder / 'practice' / 'practice.miaopu'
            place, there = str(self.store.parent), self.store.exists()
        if there:
            return
        arguments = '--children', str(children), '--today', today
        if not SERVER:
            practice(place, *arguments)
        else:
            done = subprocess.run([CTL, 'practice', place, *arguments], capture_output=True, text=True)
            assert done.returncode == 0, done.stderr

    def copy(self):
        folder = tempfile.mkdtemp(prefix='miaopu-test-')
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        if SERVER and not self.kept:
            self.kept = self.database + '_kept'
            administer(f'ALTER DATABASE {self.database} RENAME TO {self.kept}')
        self.leave()
        return type(self)(folder, like=self.kept, logins=self.logins, together=self.together)

    def leave(self):
        """Everybody logs out."""
        while self.at_desk:
            self.at_desk.popitem()[1].close()

    def remove(self):
        self.leave()
        shutil.rmtree(self.folder)
        if SERVER:
            administer(f'DROP DATABASE {self.kept or self.database} WITH (FORCE)')

    def call(self, account, *arguments, today=TODAY, text=None):
        login = [CTL, '--store', self.store, '--account', account, '--password-file', self.password]
        done = self.among_calls(account, login, ['--today', today, *arguments], text) if self.together else None
        if done is None:
            self.leave()
            done = calls.run([*login, '--today', today, *arguments], text)
        for word in ('CRITICAL', 'WARNING', 'Sanitizer', 'runtime error'):
            assert word not in done.stderr, done.stderr
        return done

    def among_calls(self, account, login, words, text):
        """None where it is a call of its own: of a verb that is, with parameters that are none, by whom nobody lets in."""
        try:
            given = json.loads(text) if text is not None else None
        except json.JSONDecodeError:
            return None
        if str(words[2]) in calls.Login.APART or not (given is None or isinstance(given, dict)):
            return None
        who = str(self.store), account, self.password.read_text()
        if who not in self.at_desk:
            self.at_desk[who] = calls.Login(login)
        done = self.at_desk[who].run(words, given)
        if done is None:
            self.at_desk.pop(who).close()
        return done

    def get(self, account, *arguments, today=TODAY):
        done = self.call(account, *arguments, today=today)
        assert done.returncode == 0, f'{arguments}: {done.returncode} {done.stderr}{done.stdout}'
        return json.loads(done.stdout)

    def list(self, kind, *conditions, account='social'):
        return self.get(account, 'list', kind, *conditions, '--limit', '100000')

    def show(self, kind, record, account='social'):
        return self.get(account, 'show', kind, record)

    def do(self, account, use_case, today=TODAY, **parameters):
        """Runs a use case that must succeed; returns its result."""
        done = self.call(account, 'do', use_case, '-', today=today, text=json.dumps(parameters))
        assert done.returncode == 0, f'{use_case}: {done.returncode} {done.stderr}{done.stdout}'
        return json.loads(done.stdout)['result']

    def refuse(self, account, use_case, rule=None, status=1, today=TODAY, **parameters):
        """Runs a use case that must be refused, by @rule if given; returns the findings by rule."""
        done = self.call(account, 'do', use_case, '-', today=today, text=json.dumps(parameters))
        assert done.returncode == status, f'{use_case}: {done.returncode}, not {status}: {done.stderr}{done.stdout}'
        found = {f['rule']: f for f in json.loads(done.stdout)['findings']} if done.stdout.strip() else {}
        if rule:
            assert rule in found and found[rule]['severity'] in ('block', 'reason'), f'{use_case}: no {rule} in {found}'
        return found

    def child(self, name):
        return next(c for c in self.list('child') if c.get('name') == name)

    def placement(self, name):
        return self.list('placement', f'child={self.child(name)["id"]}')[0]


def words(house, *paper, account='director', today=TODAY):
    """The lines of a print as another program reads them, without what each print has of its own: who printed it, when,
    under which number of the register, and the seal of that file."""
    target = house.folder / 'words.pdf'
    house.get(account, 'print', *paper, '--output', str(target), today=today)
    text = pdf_text(target, '-layout')
    lines = (' '.join(line.split()) for line in text.replace('\f', '\n').splitlines())
    # The watermark of a practice institution lies across the page.
    return [line for line in lines if line not in ('', '演', '示') and not re.search(r'打印人|登记号|^SM3|\d{4}年\d+月\d+日 \d\d:\d\d$|^第 ?\d+ ?页', line)]


def golden(house, name, *paper, **on):
    """Compares a print with tests/golden/papers/NAME.txt; MIAO_GOLDEN=write writes that file anew, to be looked at."""
    path = pathlib.Path(__file__).parent.parent / 'golden' / 'papers' / f'{name}.txt'
    told = '\n'.join(words(house, *paper, **on)) + '\n'
    if os.environ.get('MIAO_GOLDEN') == 'write':
        path.parent.mkdir(exist_ok=True)
        path.write_text(told)
    kept = path.read_text()
    assert told == kept, f'{name}: {[line for line in told.splitlines() if line not in kept.splitlines()]}'


def run(house, tests):
    """Each test gets a copy of its own. Prints TAP."""
    bad = 0
    print(f'1..{len(tests)}')
    for number, test in enumerate(tests, 1):
        own = house.copy()
        said = ' '.join(test.__doc__.split())               # one line, however long
        try:
            test(own)
            assert own.get('admin', 'verify')['sound'], 'the file is not sound any more'
            print(f'ok {number} {said}', flush=True)
        except Exception as error:  # noqa: BLE001: every failure is a failed test
            bad += 1
            print(f'not ok {number} {said}\n# {type(error).__name__}: ' + str(error)[:2000].replace('\n', '\n# '), flush=True)
        finally:
            own.remove()
    house.remove()
    return 1 if bad else 0
