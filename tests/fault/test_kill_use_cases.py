"""kill -9 in the middle of every use case that the tests of whole journeys run: each call is first made
on copies and killed there at some moment. The copy opens, its chain is whole, and it holds all lines of
the use case or none.

    test_kill_use_cases.py           some calls of each journey, once
    test_kill_use_cases.py --full    every use case there is, at its first calls, several times each
"""
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import time

TESTS = pathlib.Path(__file__).parents[1] / 'app'
sys.path.insert(0, str(TESTS))

import test_cases  # noqa: E402
import test_foster  # noqa: E402
import test_stays  # noqa: E402
from ctl import CTL, TODAY, House  # noqa: E402

FULL = '--full' in sys.argv
ROUNDS = 4 if FULL else 1
BRIEF_EVERY = 2
FULL_CALLS = 3  # of each use case
rng = random.Random(20261122)
score = {'killed': 0, 'ended': 0, 'before': 0, 'logged in': 0, 'after': 0, 'bad': []}
met = collections.Counter()
calls = 0
whole = 0.3  # seconds that a call takes here, more or less


def lines(house):
    """Lines of the chain of a copy, which is sound; one more than there were: that of this log-in."""
    report = house.get('admin', 'verify')
    assert report['sound'], report
    return report['audit_lines']


class KillingHouse(House):
    def killed(self, account, arguments, today, text):
        """Makes the call on a copy and kills it there. Returns the lines of the copy."""
        global whole
        copy = House.copy(self)
        try:
            process = subprocess.Popen([CTL, '--store', str(copy.store), '--account', account, '--password-file',
                                        str(copy.password), '--today', today, *arguments], stdin=subprocess.PIPE,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            # What it writes lies beside the copy.
            process.stdin.write(text.replace(str(self.folder), str(copy.folder)).encode())
            process.stdin.close()
            time.sleep(whole * rng.uniform(0.2, 1.2))
            process.kill()
            if process.wait() < 0:
                score['killed'] += 1
                whole *= 1.05
            else:
                score['ended'] += 1
                whole *= 0.9
            return lines(copy)
        finally:
            copy.remove()

    def do(self, account, use_case, today=TODAY, **parameters):
        global calls
        calls += 1
        if met[use_case] >= FULL_CALLS if FULL else calls % BRIEF_EVERY != 1:
            return super().do(account, use_case, today, **parameters)
        met[use_case] += 1
        text = json.dumps(parameters)
        copy = House.copy(self)
        before = lines(copy)
        copy.remove()
        left = [self.killed(account, ('do', use_case, '-'), today, text) for _ in range(ROUNDS)]
        result = super().do(account, use_case, today, **parameters)
        copy = House.copy(self)
        after = lines(copy)
        copy.remove()
        for n in left:
            if n == before:
                score['before'] += 1
            elif n == before + 1:
                score['logged in'] += 1
            elif n == after:
                score['after'] += 1
            else:
                score['bad'].append(f'{use_case}: {before} lines before, {after} after, {n} when killed')
        return result

    def copy(self):
        other = House.copy(self)
        return KillingHouse(other.folder)


def the_others(house):
    """use cases that no journey runs, from a staff record to the file of a return"""
    someone = house.list('staff', account='admin')[-1]
    house.do('admin', 'edit-staff', id=someone['id'], staff={'hired_on': '2020-05-06'})
    measure = house.list('growth_measure')[0]
    house.do('social', 'correct-measurement', id=measure['id'], reason='抄录有误', confirmed=True,
             measure={'weight_g': measure['weight_g'] + 100})
    family = house.do('social', 'register-family', family={'home_division': '320102'}, applicant={
        'name': '演家', 'sex': '2', 'birth_date': '1980-01-01', 'relation_to_head': '02'})['family']
    papers = [{'item': f'APP-{n:02d}', 'ok': True} for n in range(1, 12)]
    house.do('social', 'apply-family', family=family,
             application={'motive': 'love', 'channel': '1', 'privacy_consent_on': TODAY, 'documents': papers})
    placement = next(p for p in house.list('placement') if p['moved_in_on'] == '2026-09-08')
    house.do('director', 'extend-integration', placement=placement['id'], extended_to='2026-12-20',
             extend_reason='孩子需要再适应一段时间')
    child = house.child('林小满')['id']
    volume = house.do('archive', 'seal-item', child=child, paper='growth-record')['archive_volume']
    house.do('archive', 'verify-volume', volume=volume)
    ledger = house.folder / 'ledger.csv'
    ledger.write_text('编号,姓名,性别,出生日期,入院日期\nQ1,演问,男,2010-01-01,2020-06-01\n', encoding='utf-8')
    house.do('admin', 'import-children', path=str(ledger))
    submission = house.do('admin', 'build-submission', period='2026-10')['submission']
    for finding in house.list('submission_finding', f'submission={submission}', account='admin'):
        if finding['severity'] == 'query' and finding['status'] == 'open':
            house.do('admin', 'explain-finding', finding=finding['id'], note='属实')
    house.do('director', 'approve-submission', submission=submission)
    house.do('admin', 'write-submission', submission=submission, path=str(house.folder / 'return.xml'))


def main():
    journeys = [the_others] + test_foster.JOURNEYS + test_stays.JOURNEYS + (test_cases.CASES if FULL else [])
    names = [name for name in sys.argv[1:] if name != '--full']
    base = House()
    bad = 0
    if not FULL:
        journeys = journeys[::8]
    if names:
        journeys = [journey for journey in journeys if journey.__name__ in names]
    print(f'1..{len(journeys) + 1}')
    for number, journey in enumerate(journeys, 1):
        house = KillingHouse(House.copy(base).folder)
        try:
            journey(house)
            print(f'ok {number} {journey.__doc__}', flush=True)
        except Exception as error:  # noqa: BLE001: every failure is a failed test
            bad += 1
            print(f'not ok {number} {journey.__doc__}\n# {type(error).__name__}: {str(error)[:2000]}', flush=True)
        finally:
            house.remove()
    everything = {u['use_case'] for u in json.loads(base.call('admin', 'describe').stdout)['use_cases']}
    base.remove()
    left_out = sorted(everything - set(met)) if FULL and not names else []
    print(f'# {len(met)} of {len(everything)} use cases: {" ".join(sorted(met))}')
    print(f'# {score["killed"]} calls killed, {score["ended"]} had ended; left as before {score["before"]}, logged in '
          f'only {score["logged in"]}, done {score["after"]}, between {len(score["bad"])}')
    good = not score['bad'] and (score['killed'] > 0 or not FULL) and not left_out
    print(f'{"ok" if good else "not ok"} {len(journeys) + 1} nothing half done {score["bad"][:5]} {left_out}')
    return 0 if good and not bad else 1


if __name__ == '__main__':
    os.environ.setdefault('PYTHONDONTWRITEBYTECODE', '1')
    sys.exit(main())
