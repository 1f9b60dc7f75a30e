"""A practice institution for journeys, and what is stored in it, read with miaopuctl."""
import json
import os

from desk import Colleagues, check, go, log_in, practice, start  # noqa: F401

PASSWORD = 'miaopu-practice'


class Institution:
    def __init__(self, desk):
        self.desk, folder = desk, os.path.join(desk.dir, 'home', 'practice')
        self.path = os.path.join(folder, 'practice.miaopu')
        self.password = os.path.join(desk.dir, 'home', 'password')
        with open(self.password, 'w') as file:
            file.write(PASSWORD + '\n')
        practice(folder)
        self.colleagues = Colleagues(desk, self.path, self.password)

    def ctl(self, *arguments, account='director', given=None):
        """Runs miaopuctl on the file and returns what it prints, as JSON."""
        done = self.colleagues.call(account, *arguments, text=json.dumps(given) if given is not None else None)
        check(done.returncode == 0, f'{arguments}: {done.stdout} {done.stderr}')
        return json.loads(done.stdout)

    def list(self, kind, **where):
        return self.ctl('list', kind, *[f'{name}={value}' for name, value in where.items()])

    def one(self, kind, **where):
        found = self.list(kind, **where)
        check(len(found) == 1, f'{len(found)} {kind} with {where}')
        return found[0]

    def show(self, kind, record):
        return self.ctl('show', kind, record)

    def do(self, use_case, account, **given):
        return self.ctl('do', use_case, '-', account=account, given=given)

    def open(self, account):
        """The program, to be used with "with"; then log in."""
        return start(self.desk, self.path)

    def log_in(self, app, account):
        log_in(app, account, PASSWORD)
