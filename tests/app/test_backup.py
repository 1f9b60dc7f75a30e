"""Backups and restores through miaopuctl: made, checked, rotated, spoiled, put back, cut short."""
import fcntl
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

from ctl import CTL, TODAY, House, run

PLACE = 'backups'


def target(house):
    folder = house.folder / PLACE
    folder.mkdir(exist_ok=True)
    return folder


def set_up(house, every='daily', hour=8):
    house.do('director', 'set-backup', folder=str(target(house)), every=every, hour=hour)


def make(house, today=TODAY, account='director'):
    return house.get(account, 'backup', 'run', today=today)


def check(path):
    done = subprocess.run([CTL, 'backup', 'check', str(path)], capture_output=True, text=True)
    return json.loads(done.stdout)


def look_into(house, path):
    done = house.call('admin', 'backup', 'check', str(path))
    assert done.stdout, done.stderr
    return json.loads(done.stdout)


def facts(house, account='director'):
    return {kind: house.list(kind, account=account) for kind in ('child', 'family', 'placement', 'evaluation')}


def admit(house, name):
    return house.do('social', 'admit-child',
                    child={'name': name, 'sex': '1', 'birth_date': '2020-01-01', 'child_category': '12',
                           'guardianship': '1'},
                    admission={'arrived_on': TODAY, 'intake_code': 'L1', 'sender_docs': '证明'})['child']


def restore(house, path, *arguments, account='director', status=0):
    done = house.call(account, 'backup', 'restore', str(path), *(arguments or ('--reason', '演练')))
    assert done.returncode == status, f'{done.returncode}: {done.stderr}{done.stdout}'
    return json.loads(done.stdout) if done.stdout else done.stderr


def test_made(house):
    """a backup is whole, checked, and can be compared with sha256sum alone"""
    set_up(house)
    first = make(house)
    assert first['verified'] and first['children'] == len(house.list('child')), first
    path = pathlib.Path(first['path'])
    subprocess.run(['sha256sum', '--quiet', '-c', 'manifest.sha256'], cwd=path, check=True)
    assert check(path)['sound'] and not check(path)['opened']
    inside = look_into(house, path)
    assert inside['sound'] and inside['opened'], inside
    # the state that the note holds outside the database can be compared later, as can one on paper
    assert house.get('admin', 'verify', '--anchor', f'{first["audit_lines"]}:{first["audit_head"]}')['sound']
    for wrong in (f'{first["audit_lines"] - 1}:{first["audit_head"]}', f'99999999:{first["audit_head"]}'):
        assert house.call('admin', 'verify', '--anchor', wrong).returncode == 3, wrong
    names = {p.name for p in path.iterdir()}
    assert names == {'backup.txt', 'manifest.sha256', 'practice.miaopu', 'practice.miaopu.keys',
                     'practice.miaopu.keys.spare', 'practice.miaopu.d'}, names
    assert all(p.stat().st_mode & 0o077 == 0 for p in path.rglob('*')), 'somebody else may read it'
    content = b''.join(p.read_bytes() for p in path.rglob('*') if p.is_file())
    for child in house.list('child'):
        assert child['name'].encode() not in content, 'a name can be read in the backup'
    # the second one shares the documents with the first
    second = pathlib.Path(make(house, today='2026-11-23')['path'])
    shared = [p for p in (second / 'practice.miaopu.d').rglob('*') if p.is_file() and p.stat().st_nlink > 1]
    assert len(shared) == first['documents'] > 0, shared
    assert [b['path'] for b in house.get('director', 'backup', 'list')] == [str(second), str(path)]


def test_slots(house):
    """a backup opens for the head and for nobody else"""
    set_up(house)
    path = pathlib.Path(make(house)['path'])
    for account in ('social', 'admin', 'archive', 'assess1'):
        fresh = House(house.folder)
        fresh.store = house.folder / 'other' / 'x.miaopu'
        restore(fresh, path, account=account, status=3)
    few = (path / 'practice.miaopu.keys').stat().st_size
    assert few < house.store.with_name('practice.miaopu.keys').stat().st_size


def test_fresh(house):
    """the drill: restored into an empty place, the head logs in, everything is equal and sound"""
    before = facts(house)
    documents = len(house.list('document', account='director'))
    set_up(house)
    path = make(house)['path']
    shutil.rmtree(house.store.parent)
    house.store = house.folder / 'new machine' / '园.miaopu'
    done = restore(house, path)
    assert done['done'] and not done['replaces']['exists'], done
    assert facts(house) == before
    report = house.get('director', 'verify')
    assert report['sound'] and report['documents'] == documents, report
    assert house.get('director', 'alarm')['alarm'] is None
    assert house.call('social', 'find', 'a').returncode == 3, 'other passwords are not in a backup'
    raise_again(house)


def raise_again(house):
    """The rest of the tests' frame asks the administrator, whose password a backup does not hold."""
    house.get = lambda account, *rest, **more: House.get(house, 'director', *rest, **more)


def test_in_place(house):
    """restoring over the present state tells what is lost, keeps it aside, and passwords stay"""
    set_up(house)
    before = facts(house)
    path = make(house)['path']
    late = admit(house, '后来')
    seen = restore(house, path, '--dry-run')
    assert seen['replaces']['same_history'] and seen['replaces']['lost_lines'] > 0, seen
    assert seen['replaces']['children'] == seen['backup']['children'] + 1, seen
    assert house.show('child', late)['name'] == '后来', 'looking changed something'
    refused = house.call('director', 'backup', 'restore', path)
    assert refused.returncode == 2 and '原因' in refused.stderr, refused.stderr
    stands, house.store = house.store, 'postgresql:///yuan'
    refused = house.call('director', 'backup', 'restore', path, '--reason', '演练')
    house.store = stands
    assert refused.returncode == 2 and 'miaopuctl move' in refused.stderr, refused.stderr
    done = restore(house, path)
    assert facts(house) == before
    aside = pathlib.Path(done['kept_aside'])
    assert (aside / 'practice.miaopu').exists() and (aside / 'practice.miaopu.keys').exists()
    assert house.get('director', 'alarm')['alarm'] is None
    # what was set aside is whole: it can be looked at in its place
    old = House(house.folder)
    old.store = aside / 'practice.miaopu'
    assert old.show('child', late)['name'] == '后来' and old.get('admin', 'verify')['sound']


def test_spoiled(house):
    """one changed bit in any file, or one file less, is told and not restored"""
    set_up(house)
    path = pathlib.Path(make(house)['path'])
    rng = random.Random(20261122)
    files = [p for p in path.rglob('*') if p.is_file()]
    rng.shuffle(files)
    fixed = {'backup.txt', 'manifest.sha256', 'practice.miaopu', 'practice.miaopu.keys'}
    files = [f for f in files if f.name in fixed] + [f for f in files if f.name not in fixed][:2]
    for file in files:
        good = file.read_bytes()
        file.chmod(0o600)
        at = rng.randrange(len(good)) if file.name not in ('backup.txt',) else good.index(b'children: ') + 10
        file.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1:])
        report = look_into(house, path)
        assert not report['sound'], f'{file.name} {at}: not told'
        restore(house, path, status=3)
        file.unlink()
        done = house.call('admin', 'backup', 'check', str(path))
        assert done.returncode != 0, f'{file.name} gone: not told'
        file.write_bytes(good)
        assert look_into(house, path)['sound']
    restore(house, path)


def test_rotation(house):
    """days of backups leave those that the rule keeps"""
    set_up(house)
    for day in range(1, 13):
        make(house, today=f'2026-11-{day:02}')
    left = [(b['made'][:10], b['kept_as']) for b in house.get('director', 'backup', 'list')]
    assert [d for d, _ in left] == ['2026-11-12', '2026-11-11', '2026-11-10', '2026-11-09', '2026-11-08', '2026-11-07',
                                    '2026-11-06', '2026-11-01'], left
    assert left[0][1] == ['newest', 'day', 'week', 'month', 'year'] and left[-1][1] == ['week'], left
    assert all(check(b['path'])['sound'] for b in house.get('director', 'backup', 'list'))
    # a clock put back does not remove what was just made
    early = make(house, today='2026-10-01')
    assert pathlib.Path(early['path']).exists()


def test_schedule(house):
    """the schedule makes one a day, whoever is at work, and remembers a failure"""
    assert house.get('director', 'backup', 'run', '--scheduled')['made_now'] is False, 'nothing is set up'
    set_up(house)
    assert house.get('social', 'backup', 'run', '--scheduled')['made_now'] is True
    assert house.get('social', 'backup', 'run', '--scheduled')['made_now'] is False
    assert house.get('social', 'backup', 'run', '--scheduled', today='2026-11-23')['made_now'] is True
    assert house.call('social', 'backup', 'run').returncode == 3, 'by hand is for those who may'
    moved = house.folder / 'away'
    target(house).rename(moved)
    done = house.call('director', 'backup', 'run')
    assert done.returncode == 2 and '磁盘是否接好' in done.stderr, done.stderr
    assert not target(house).joinpath('practice.miaopu').exists()
    target(house).rmdir()
    moved.rename(target(house))
    assert make(house, today='2026-11-24')['verified']


def test_missing_document(house):
    """a document whose file is gone does not stop the backup, which does not count as verified"""
    set_up(house)
    good = make(house)['path']
    victim = next(p for p in (house.store.parent / 'practice.miaopu.d').rglob('*') if p.is_file())
    content = victim.read_bytes()
    victim.unlink()
    done = house.call('director', 'backup', 'run', today='2026-11-23')
    made = json.loads(done.stdout)
    assert done.returncode == 3 and made['problems'] == 1 and not made['verified'], made
    assert pathlib.Path(good).exists(), 'the sound one went'
    victim.write_bytes(content)
    assert make(house, today='2026-11-24')['verified']
    assert not pathlib.Path(made['path']).exists(), 'the unsound one need not stay'


def test_busy(house):
    """nothing is restored under somebody who has the file open; two backups do not mix"""
    set_up(house)
    path = make(house)['path']
    with open(house.store, 'r+b') as file:
        fcntl.lockf(file, fcntl.LOCK_SH, 1, 0x40000002 + 5)
        assert '还打开着' in restore(house, path, status=3)
    with open(target(house) / '.miaopu-backup.lock', 'w') as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        done = house.call('director', 'backup', 'run')
        assert done.returncode == 3 and '另一个程序' in done.stderr, done.stderr
    restore(house, path)


def test_cut_log(house):
    """a write-ahead log cut off, and an old copy put back, are told at opening; the head accepts"""
    keep = {p: p.read_bytes() for p in (house.store,)}
    admit(house, '一')
    house.store.write_bytes(keep[house.store])
    for end in ('-wal', '-shm'):
        pathlib.Path(str(house.store) + end).unlink(missing_ok=True)
    done = house.call('admin', 'alarm')
    assert done.returncode == 3 and '旧副本' in json.loads(done.stdout)['alarm'], done.stdout
    assert house.call('admin', 'alarm', '--reason', '我知道').returncode == 3, 'only the head accepts'
    assert house.call('director', 'alarm').returncode == 3
    assert house.get('director', 'alarm', '--reason', '从演练恢复')['alarm'] is None
    assert house.get('admin', 'alarm')['alarm'] is None


def test_all_put_back(house):
    """data put back together with their key file are told by the backups; the head accepts with a reason"""
    set_up(house)
    old = house.folder / 'old'
    shutil.copytree(house.store.parent, old)
    admit(house, '一')
    newest = make(house)['path']
    shutil.rmtree(house.store.parent)
    shutil.copytree(old, house.store.parent)
    assert house.get('director', 'alarm')['alarm'] is None, 'nothing beside the backups can know'
    done = house.call('social', 'backup', 'run', '--scheduled', today='2026-11-23')
    assert done.returncode == 1 and '旧副本' in done.stderr, done.stderr
    assert pathlib.Path(newest).exists()
    done = house.call('social', 'alarm')
    assert done.returncode == 3 and '旧副本' in json.loads(done.stdout)['alarm'], done.stdout
    assert house.get('director', 'alarm', '--reason', '演练放回')['alarm'] is None
    assert house.get('social', 'alarm')['alarm'] is None
    assert make(house, today='2026-11-24')['verified']
    # going back to an older backup with the program is no alarm
    restore(house, newest)
    assert make(house, today='2026-11-25')['verified']


def kill_after(house, seconds, *arguments):
    process = subprocess.Popen([CTL, '--store', str(house.store), '--account', 'director', '--password-file',
                                str(house.password), '--today', TODAY, *arguments], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    process.kill()
    return process.communicate()[0]


def test_kill_backup(house):
    """kill -9 in the middle of backups: whatever has a name is whole, left-overs go"""
    set_up(house)
    start = time.monotonic()
    make(house)
    whole = time.monotonic() - start
    rng = random.Random(5)
    cut = 0
    for n in range(32):
        if n >= 8 and cut:
            break
        # The machine may have been slow when the first was measured.
        soon = 0.85 ** max(0, n - 8)
        cut += not kill_after(house, soon * whole * rng.uniform(0.1, 1.0), 'backup', 'run')
        for path in target(house).iterdir():
            if path.is_dir() and not path.name.endswith('.part'):
                assert check(path)['sound'], path
    assert cut > 0, 'nothing was cut short'
    make(house)
    assert not list(target(house).glob('*.part'))
    print(f'# {cut} backups cut short, none lost')


def test_kill_restore(house):
    """kill -9 in the middle of restores: the old state or the new one, never between"""
    set_up(house)
    path = make(house)['path']
    old, rounds, cut, seen = admit(house, '新儿童'), 8, 0, set()
    state = house.folder / 'state'
    shutil.copytree(house.store.parent, state)
    start = time.monotonic()
    restore(house, path)
    whole = time.monotonic() - start
    rng = random.Random(6)
    for n in range(4 * rounds):
        if n >= rounds and cut:
            break
        shutil.rmtree(house.store.parent)
        shutil.copytree(state, house.store.parent)
        # The machine may have been slow when the first was measured.
        soon = 0.85 ** max(0, n - rounds)
        cut += not kill_after(house, soon * whole * rng.uniform(0.4, 1.4), 'backup', 'restore', path, '--reason', '演练')
        names = {c['name'] for c in house.list('child', account='director')}
        seen.add('新儿童' in names)
        report = house.get('director', 'verify')
        assert report['sound'] and 'alarm' not in report, report
        assert not pathlib.Path(str(house.store) + '.restore').exists()
    assert cut > 0 and old
    print(f'# {cut} restores cut short, states seen: {sorted(seen)}')


def test_every_step(house):
    """a restore cut short after each single move is finished by the next opening"""
    set_up(house)
    path = make(house)['path']
    admit(house, '新儿童')
    base = house.store.parent
    shutil.copytree(base, house.folder / 'state')
    # a finished restore, taken apart again into what it prepared and what it moves aside
    done = restore(house, path)
    ready = {n: base / n for n in ('practice.miaopu', 'practice.miaopu.keys', 'practice.miaopu.d')}
    aside_name = pathlib.Path(done['kept_aside']).name
    shutil.move(str(base), str(house.folder / 'new'))
    names = ['practice.miaopu', 'practice.miaopu.keys', 'practice.miaopu.d']
    for moves in range(0, 2 * len(names) + 1):
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(house.folder / 'state', base)
        folder = base / 'practice.miaopu.restore'
        folder.mkdir()
        aside = base / aside_name
        aside.mkdir()
        (folder / 'aside').write_text(aside_name)
        for name in names:
            source = house.folder / 'new' / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / name)
        for step in range(moves):
            name = names[step // 2]
            if step % 2 == 0:
                (base / name).rename(aside / name)
            else:
                (folder / name).rename(base / name)
        if moves == 2 * len(names):
            (folder / 'aside').unlink()
        report = house.get('director', 'verify')
        assert report['sound'] and 'alarm' not in report, (moves, report)
        assert '新儿童' not in {c['name'] for c in house.list('child', account='director')}, moves
        assert not folder.exists() and (aside / 'practice.miaopu').exists(), moves
    assert ready


if __name__ == '__main__':
    sys.exit(run(House(), [test_made, test_slots, test_fresh, test_in_place, test_spoiled, test_rotation, test_schedule,
                           test_missing_document, test_busy, test_cut_log, test_all_put_back, test_kill_backup, test_kill_restore,
                           test_every_step]))
