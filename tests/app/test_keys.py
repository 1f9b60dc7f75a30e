"""Who may open the file, through miaopuctl: removing a person, locking, the recovery sheet, a damaged
key file; and that no secret is told to anybody on the way."""
import json
import pathlib
import random
import subprocess
import sys
import time

from ctl import CTL, PASSWORD, House, run

NEW = '梧桐细雨 到黄昏 7'


def keys_of(house):
    return house.store.with_name(house.store.name + '.keys')


def secret(house, name, text):
    path = house.folder / name
    path.write_text(text + '\n')
    return str(path)


def state(house, login):
    return next(a['state'] for a in house.get('admin', 'accounts', 'list') if a['login'] == login)


def leaves(house):
    """a person who is removed opens nothing, with no copy of anything"""
    stolen = keys_of(house).read_bytes()
    assert house.get('admin', 'accounts', 'remove', 'social')['done']
    assert state(house, 'social') == 'disabled'
    status = house.get('admin', 'keys', 'status')
    assert status['epoch'] == 2 and not status['replacing'], status
    assert house.call('social', 'list', 'child').returncode == 3
    assert house.list('child', account='director')
    present = keys_of(house).read_bytes()
    keys_of(house).write_bytes(stolen)
    for who in ('social', 'director', 'admin'):
        done = house.call(who, 'list', 'child')
        assert done.returncode == 3 and not done.stdout, f'{who} opens with the old key file'
    keys_of(house).write_bytes(present)
    assert house.list('child', account='director')


def locked(house):
    """a locked account waits for the administrator"""
    assert house.call('director', 'accounts', 'lock', 'social').returncode == 3
    house.get('admin', 'accounts', 'lock', 'social')
    assert state(house, 'social') == 'locked'
    done = house.call('social', 'list', 'child')
    assert done.returncode == 3 and '锁定' in done.stderr, done.stderr
    house.get('admin', 'accounts', 'unlock', 'social')
    assert state(house, 'social') == 'in-use'
    assert house.list('child')


def password(house):
    """one's own password, and one that the administrator gives"""
    new = secret(house, 'new', NEW)
    house.get('social', 'keys', 'password', new)
    assert house.call('social', 'list', 'child').returncode == 3
    house.get('admin', 'accounts', 'reset', 'social', secret(house, 'given', PASSWORD))
    assert house.list('child')


def damaged(house):
    """a damaged key file is refused and the spare put in its place"""
    keys = keys_of(house)
    whole = keys.read_bytes()
    changed = bytearray(whole)
    changed[len(changed) // 3] ^= 1
    keys.write_bytes(changed)
    done = house.call('admin', 'keys', 'status')
    told = json.loads(done.stdout)
    assert done.returncode == 3 and not told['sound'] and told['spare_helps'], told
    assert '备用密钥文件完好' in house.call('social', 'list', 'child').stderr
    assert house.get('admin', 'keys', 'spare')['done']
    assert keys.read_bytes() == whole
    assert len(list(keys.parent.glob(keys.name + '.damaged-*'))) == 1
    assert house.list('child')
    assert house.call('admin', 'keys', 'spare').returncode == 2  # there is no need any more


def sheet(house):
    """the recovery sheet: a typing error is told by its group, a new sheet replaces the old one"""
    key = house.get('admin', 'keys', 'renew')['recovery_key']
    groups = key.split('-')
    wrong = groups[:]
    wrong[4] = wrong[4][:5] + str((int(wrong[4][5]) + 1) % 10)
    new = secret(house, 'new', NEW)

    def recover(words, login='admin'):
        return subprocess.run([CTL, '--store', str(house.store), '--password-file', secret(house, 'sheet', words),
                               'keys', 'recover', login, new], capture_output=True, text=True)
    done = recover('-'.join(wrong))
    assert done.returncode == 2 and '第 5 组' in done.stderr, done.stderr
    assert recover('000011-000022-000033-000044-000055-000066-000077-720885').returncode == 3
    assert recover(' '.join(groups)).returncode == 0
    assert house.call('admin', 'accounts', 'list').returncode == 3
    house.password.write_text(NEW + '\n')
    renewed = house.get('admin', 'keys', 'renew')['recovery_key']
    assert recover(key).returncode == 3 and recover(renewed).returncode == 0
    # A removal keeps the sheet: its public key got the new data key.
    house.get('admin', 'accounts', 'remove', 'assess1')
    assert recover(renewed).returncode == 0


def killed(house):
    """kill -9 in the middle of a removal: out at once, and the rest at the next log-in"""
    rng = random.Random(20261122)
    cut = 0
    for login in [a['login'] for a in house.get('admin', 'accounts', 'list') if a['login'] not in ('admin', 'director')]:
        whole = time.monotonic()
        house.list('institution', account='director')
        whole = time.monotonic() - whole
        process = subprocess.Popen([CTL, '--store', str(house.store), '--account', 'admin', '--password-file',
                                    str(house.password), 'accounts', 'remove', login], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
        time.sleep(whole * rng.uniform(0.6, 1.6))
        process.kill()
        told = b'done' in process.stdout.read()
        process.wait()
        replacing = json.loads(house.call('admin', 'keys', 'status').stdout)['replacing']
        cut += replacing
        assert house.list('child', account='director')
        status = house.get('admin', 'keys', 'status')
        assert not status['replacing'], 'the log-in did not go on'
        assert not (told or replacing) or state(house, login) == 'disabled'
    print(f'# {cut} removals were cut in the middle')


def quiet(house):
    """no secret in arguments, environment, output, core dumps"""
    process = subprocess.Popen([CTL, '--store', str(house.store), '--account', 'social', '--password-file', '-', 'list',
                                'child'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    proc = pathlib.Path('/proc') / str(process.pid)
    end = time.monotonic() + 20
    core = ''
    while time.monotonic() < end and core.split()[-3:-1] != ['0', '0']:
        core = next(line for line in (proc / 'limits').read_text().splitlines() if 'core file' in line)
        time.sleep(0.02)
    assert core.split()[-3:-1] == ['0', '0'], core
    process.stdin.write((PASSWORD + '\n').encode())
    process.stdin.flush()
    seen = (proc / 'cmdline').read_bytes() + (proc / 'environ').read_bytes()
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert PASSWORD.encode() not in seen + out + err
    for file in house.store.parent.rglob('*'):
        assert not file.is_file() or PASSWORD.encode() not in file.read_bytes(), file


def whose(house):
    """an account is given to somebody of the staff; nobody has two, and it is the administrator's to give"""
    accounts = {a['login']: a for a in house.get('admin', 'accounts', 'list')}
    taken = accounts['social']['staff']
    free = house.do('director', 'add-staff', staff={'name': '演米晓岚', 'post': 'social'})['staff']
    assert house.call('director', 'accounts', 'staff', 'social', free).returncode == 3
    refused = house.call('admin', 'accounts', 'staff', 'assess1', taken)
    assert refused.returncode == 2 and 'social' in refused.stderr, refused
    house.get('admin', 'accounts', 'staff', 'social', free)
    house.get('admin', 'accounts', 'staff', 'assess1', taken)
    house.get('admin', 'accounts', 'staff', 'assess2')
    accounts = {a['login']: a for a in house.get('admin', 'accounts', 'list')}
    assert accounts['social']['staff'] == free and accounts['assess1']['staff'] == taken, accounts
    assert 'staff' not in accounts['assess2'], accounts


def main():
    return run(House(), [leaves, locked, password, damaged, sheet, killed, quiet, whose])


if __name__ == '__main__':
    sys.exit(main())
