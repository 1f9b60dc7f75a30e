"""Several desks on one file: each does what people do, at random and at the same time. Afterwards a checker goes through
what was told as done: no lost update, no half transaction, the audit chain unbroken.

    test_history.py [--seconds N] [--desks N] [--seed N]
"""
import argparse
import collections
import json
import random
import sys
import threading
import time

from ctl import House

ACCOUNTS = ('social', 'social2', 'director')
FIELDS = ('allergies', 'chronic', 'living_unit')


class Desk(threading.Thread):
    """One person: reads a child, thinks, saves with the version that was read. Each word is written once only, so that
    the checker can tell whose it is."""

    def __init__(self, house, number, seed, children, until):
        super().__init__()
        self.house, self.number, self.children, self.until = house, number, children, until
        self.rng = random.Random(seed * 1000 + number)
        self.account = ACCOUNTS[number % len(ACCOUNTS)]
        self.told, self.tries, self.conflicts, self.busy, self.trouble = [], 0, 0, 0, None

    def do(self, use_case, **parameters):
        done = self.house.call(self.account, 'do', use_case, '-', text=json.dumps(parameters))
        answer = json.loads(done.stdout) if done.stdout.strip() else {}
        if done.returncode == 1 and 'conflict' in answer:
            self.conflicts += 1     # told, and everything of the other's is still there
        elif done.returncode == 3:
            self.busy += 1          # another desk holds the file for longer than one waits: nothing was done
        elif done.returncode != 0:
            raise AssertionError(f'{use_case}: {done.returncode} {done.stderr}{done.stdout[:500]}')
        return done.returncode == 0, answer

    def edit(self):
        """Adds a word of its own to what stands in a field."""
        child = self.rng.choice(self.children)
        field = self.rng.choice(FIELDS)
        seen = self.house.show('child', child, account=self.account)
        word = f'{self.number}-{self.tries}'
        time.sleep(self.rng.random() * 0.1)
        text = ' '.join(filter(None, (seen.get(field), word)))
        done, _ = self.do('edit-child', id=child, version=seen['version'], seen=seen, child={field: text})
        if done:
            self.told.append(('word', child, field, word, seen['version']))

    def measure(self):
        """Two rows in one transaction: the corrected measurement and the one that takes its place."""
        child = self.rng.choice(self.children)
        old = [m for m in self.house.list('growth_measure', f'child={child}', account='social') if not m.get('void')]
        if not old:
            return
        row = self.rng.choice(old)
        account, self.account = self.account, 'social' if self.number % 2 else 'social2'
        done = self.house.call(self.account, 'do', 'correct-measurement', '-', text=json.dumps(
            {'id': row['id'], 'reason': f'{self.number}-{self.tries}', 'confirmed': True,
             'measure': {'weight_g': row['weight_g'] + self.rng.randrange(1, 9), 'length_mm': row.get('length_mm', 900)}}))
        self.account = account
        if done.returncode == 0:
            self.told.append(('measure', row['id'], json.loads(done.stdout)['result']['growth_measure']))
        elif done.returncode not in (1, 3):     # 1: somebody corrected it first
            raise AssertionError(done.stderr)

    def run(self):
        try:
            while time.monotonic() < self.until or self.tries < 3:
                self.tries += 1
                self.measure() if self.rng.random() < 0.3 else self.edit()
        except Exception as error:  # noqa: BLE001: told by the checker
            self.trouble = error


def no_lost_update(house, told):
    """Every word that was told as saved stands in the record, once; versions were never given twice."""
    stored, versions = {}, collections.Counter()
    for _, child, field, word, version in (t for t in told if t[0] == 'word'):
        stored.setdefault(child, house.show('child', child))
        words = (stored[child].get(field) or '').split()
        assert words.count(word) == 1, f'{word} in {field} of {child}: {words}'
        versions[child, version] += 1
    twice = [key for key, n in versions.items() if n > 1]
    assert not twice, f'two saves over one version: {twice}'


def no_half_transaction(house, told):
    """A corrected measurement is void and has one successor; none is void without."""
    rows = {m['id']: m for child in {t for t in children_of(house)}
            for m in house.list('growth_measure', f'child={child}', account='social')}
    after = collections.Counter(m['supersedes'] for m in rows.values() if 'supersedes' in m)
    for _, old, new in (t for t in told if t[0] == 'measure'):
        assert rows[old].get('void') and rows[new]['supersedes'] == old, (rows[old], rows[new])
    for row in rows.values():
        assert bool(row.get('void')) == (after[row['id']] == 1), f'half a correction: {row}'


def children_of(house):
    return [c['id'] for c in house.list('child')]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--seconds', type=float, default=4)
    parser.add_argument('--desks', type=int, default=4)
    parser.add_argument('--seed', type=int, default=20261122)
    options = parser.parse_args()
    house = House()
    children = random.Random(options.seed).sample(children_of(house), 3)
    until = time.monotonic() + options.seconds
    desks = [Desk(house, n, options.seed, children, until) for n in range(options.desks)]
    print('1..4')
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    told = [t for desk in desks for t in desk.told]
    numbers = (f'# {options.desks} desks, seed {options.seed}: {sum(d.tries for d in desks)} tries, {len(told)} saved, '
               f'{sum(d.conflicts for d in desks)} conflicts, {sum(d.busy for d in desks)} waited in vain')
    bad = 0
    checks = ((lambda h, t: check_desks(desks, t), 'every desk was told what became of its work'),
              (no_lost_update, no_lost_update.__doc__.split('.')[0]),
              (no_half_transaction, no_half_transaction.__doc__.split('.')[0]),
              (lambda h, t: sound(h), 'the audit chain is unbroken and fits every record'))
    for number, (check, what) in enumerate(checks, 1):
        try:
            check(house, told)
            print(f'ok {number} {what}')
        except Exception as error:  # noqa: BLE001: every failure is a failed test
            bad += 1
            print(f'not ok {number} {what}\n# {type(error).__name__}: {str(error)[:1500]}')
    print(numbers)
    house.remove()
    return 1 if bad else 0


def check_desks(desks, told):
    for desk in desks:
        if desk.trouble is not None:
            raise desk.trouble
    assert told, 'nothing was saved'


def sound(house):
    report = house.get('admin', 'verify')
    assert report['sound'], report


if __name__ == '__main__':
    sys.exit(main())
