"""A practice institution beside the window: what is stored is asked with miaopuctl."""
import json
import os

from desk import CTL, Colleagues, check, go, sound, practice  # noqa: F401

PASSWORD = 'miaopu-practice'
TODAY = '2026-11-22'


class House:
    def __init__(self, desk, children=12):
        self.folder = os.path.join(desk.dir, 'home')
        self.env = desk.env
        practice(os.path.join(self.folder, 'house'), '--children', str(children), '--today', TODAY)
        self.path = os.path.join(self.folder, 'house', 'practice.miaopu')
        self.password = os.path.join(self.folder, 'password.txt')
        with open(self.password, 'w') as file:
            file.write(PASSWORD + '\n')
        os.chmod(self.password, 0o600)
        self.colleagues = Colleagues(desk, self.path, self.password, '--today', TODAY)

    def ask(self, account, *arguments, text=None):
        done = self.colleagues.call(account, *arguments, text=text)
        check(done.returncode == 0, f'{arguments}: {done.stdout[-2000:]}{done.stderr[-2000:]}')
        return json.loads(done.stdout)
