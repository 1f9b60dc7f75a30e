"""kill -9 in the middle of use cases: the state is the one before or the one after, never between;
the file opens, its chain is whole, and nothing that was told as done is lost."""
import json
import random
import subprocess
import sys
import time

from ctl import CTL, TODAY, House

ROUNDS = 40


def main():
    rng = random.Random(20261122)
    house = House()
    told, killed, rounds = set(), 0, 0
    before = {c['id'] for c in house.list('child')}
    families = {f['id'] for f in house.list('family')}
    whole = time.monotonic()
    house.list('institution', account='director')
    whole = time.monotonic() - whole  # how long a process takes here, from start to end
    for n in range(ROUNDS):
        admit = n % 2 == 0
        use_case = 'admit-child' if admit else 'register-family'
        parameters = {'child': {'name': f'演{n}', 'sex': '1', 'birth_date': '2020-01-01', 'child_category': '12',
                                'guardianship': '1'},
                      'admission': {'arrived_on': TODAY, 'intake_code': 'L1', 'sender_docs': '证明'}} if admit else {
            'family': {'home_division': '320102'},
            'applicant': {'name': f'演家{n}', 'sex': '2', 'birth_date': '1980-01-01', 'relation_to_head': '02'}}
        process = subprocess.Popen([CTL, '--store', str(house.store), '--account', 'social', '--password-file',
                                    str(house.password), '--today', TODAY, 'do', use_case, '-'], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        process.stdin.write(json.dumps(parameters))
        process.stdin.close()
        time.sleep(whole * rng.uniform(0.2, 1.6))
        process.kill()
        out = process.stdout.read()
        process.wait()
        rounds += 1
        if out.strip().endswith('}'):
            told.add(json.loads(out)['result']['child' if admit else 'family'])
            whole *= 0.85  # however fast or busy the machine is: aim around the commit
        else:
            killed += 1
            whole *= 1.15
    children = {c['id']: c for c in house.list('child')}
    admissions = {a['child'] for a in house.list('admission')}
    now_families = {f['id']: f for f in house.list('family')}
    members = {m['family'] for m in house.list('family_member')}
    lost = told - set(children) - set(now_families)
    half = [c for c in children if c not in admissions] + [f for f in now_families if f not in members]
    half += [f['id'] for f in now_families.values() if 'main_caregiver_member' not in f]
    sound = house.get('admin', 'verify')['sound']
    print('1..1')
    print(f'# {rounds} rounds, {killed} cut short, {len(told)} told as done, '
          f'{len(children) - len(before) + len(now_families) - len(families)} stored, {len(lost)} lost, {len(half)} half')
    good = not lost and not half and sound and killed > 0 and told
    print('ok 1 nothing lost, nothing half done' if good else f'not ok 1 lost {lost} half {half} sound {sound}')
    house.remove()
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
