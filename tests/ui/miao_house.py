"""A practice institution beside the window: what is stored is asked with miaopuctl."""
import json
import os
import subprocess

from desk import BUILD, check, go  # noqa: F401

CTL = os.path.abspath(os.path.join(BUILD, 'app', 'ctl', 'miaopuctl'))
PASSWORD = 'miaopu-practice'
TODAY = '2026-11-22'


class House:
    def __init__(self, desk, children=12):
        self.folder = os.path.join(desk.dir, 'home')
        self.env = desk.env
        made = subprocess.run([CTL, 'practice', os.path.join(self.folder, 'house'), '--children', str(children),
                               '--today', TODAY], capture_output=True, text=True, check=True, env=desk.env, timeout=120)
        self.path = json.loads(made.stdout)['store']
        self.password = os.path.join(self.folder, 'password.txt')
        with open(self.password, 'w') as file:
            file.write(PASSWORD + '\n')
        os.chmod(self.password, 0o600)

    def ask(self, account, *arguments, text=None):
        done = subprocess.run([CTL, '--store', self.path, '--account', account, '--password-file', self.password,
                               '--today', TODAY, *arguments], capture_output=True, text=True, env=self.env,
                              input=text)
        check(done.returncode == 0, f'{arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}')
        return json.loads(done.stdout)


def sound(app):
    problems = app.audit(types='Gtk|Gdk|Miao')
    check(problems == [], problems)
