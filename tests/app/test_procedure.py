"""Follows the manual's independent check word for word, without the program, on a sound backup and on spoiled ones."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from ctl import PASSWORD, TODAY, House

MANUAL = pathlib.Path(os.environ.get('MIAO_SOURCE_DIR') or pathlib.Path(__file__).parents[2])
PAGE = MANUAL / 'data' / 'help' / '14-independent-check.md'


def blocks():
    """The page's blocks: the first sets the variables of the reader's own place."""
    found = re.findall(r'^```(sh|python|sql)\n(.*?)^```$', PAGE.read_text(), re.M | re.S)
    assert [kind for kind, _ in found].count('sh') >= 8, 'the page lost its steps'
    return found[0][1], found[1:]


def follow(backup, folder, login='director', password=PASSWORD):
    """Does what the page says, in order; returns the finished process."""
    first, rest = blocks()
    (folder / 'password').write_text(password + '\n')
    assert re.findall(r'^(\w+)=', first, re.M) == ['backup', 'login', 'password'], first
    script = [f"backup='{backup}'\nlogin={login}\npassword='{folder}/password'\n"]
    for kind, text in rest:
        if kind == 'sh':
            script.append(text)
        else:
            name = re.match(r'(?:#|--) (\S+)\n', text).group(1)
            script.append(f"cat >{name} <<'END OF THE BLOCK'\n{text}END OF THE BLOCK\n")
    return subprocess.run(['bash', '-eu', '-o', 'pipefail', '-c', ''.join(script)], cwd=folder, capture_output=True,
                          text=True)


def digests_again(backup):
    """An attacker who can write the folder also writes its list of digests anew."""
    listed = [line.split('  ', 1)[1] for line in (backup / 'manifest.sha256').read_text().splitlines()]
    done = subprocess.run(['sha256sum', *listed], cwd=backup, capture_output=True, text=True, check=True)
    (backup / 'manifest.sha256').write_text(done.stdout)
    own = subprocess.run(['sha256sum', 'manifest.sha256'], cwd=backup, capture_output=True, text=True, check=True)
    note = (backup / 'backup.txt').read_text()
    (backup / 'backup.txt').write_text(re.sub(r'^manifest: .*$', f'manifest: {own.stdout.split()[0]}', note, flags=re.M))


def change_rows(backup, folder, sql):
    """With the data key and without the guards: the keys lie where the page put them."""
    store = next(backup.glob('*.miaopu'))
    key = subprocess.run(['python3', folder / 'copy' / 'keys.py', f'{store}.keys', 'director', folder / 'password'],
                         cwd=backup, capture_output=True, text=True)
    assert key.returncode == 0, key.stderr
    drop = "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_schema WHERE type = 'trigger';"
    opened = (backup / 'database.key').read_text()
    drops = subprocess.run(['sqlcipher', store], input=opened + drop, capture_output=True, text=True, check=True).stdout
    drops = '\n'.join(line for line in drops.splitlines() if line.startswith('DROP'))
    done = subprocess.run(['sqlcipher', store], input=opened + drops + '\n' + sql, capture_output=True, text=True)
    assert done.returncode == 0 and 'rror' not in done.stderr, done.stderr
    for name in ('database.key', 'documents.key', 'anchor'):
        (backup / name).unlink()


def main():
    house = House()
    target = house.folder / 'backups'
    target.mkdir()
    volume = house.do('archive', 'seal-item', child=house.list('child')[0]['id'], paper='growth-record')
    other = next(s for s in house.list('staff', account='director') if s.get('login') == 'director')
    house.do('archive', 'close-volume', volume=volume['archive_volume'], checked_by=other['id'], note='完整')
    made = house.get('director', 'backup', 'run', str(target), today=TODAY)
    good = pathlib.Path(made['path'])
    folder = pathlib.Path(tempfile.mkdtemp(prefix='miaopu-test-'))
    tests = []

    done = follow(good, folder)
    tests.append(('the page says that a sound backup passes',
                  done.returncode == 0 and done.stdout.rstrip().endswith('全部通过')
                  and f'操作记录 {made["audit_lines"]} 行' in done.stdout and made['audit_head'] in done.stdout
                  and '签名正确' in done.stdout and f'材料 {made["documents"]} 份' in done.stdout,
                  done.stdout + done.stderr))
    tests.append(('nothing that opens the data is left behind',
                  not list(folder.rglob('database.key')) and not list(folder.rglob('documents.key')), ''))

    spoils = [
        ('a changed document', '已损坏', lambda b: spoil(next(p for p in b.rglob('*.d/*/*')))),
        ('a changed page', None, lambda b: spoil(next(b.glob('*.miaopu')))),
        ('a rewritten line of the log', '与摘要不符', lambda b: change_rows(
            b, folder, "UPDATE audit SET who = 'x' WHERE seq = 7;")),
        ('a line less', '缺失', lambda b: change_rows(b, folder, 'DELETE FROM audit WHERE seq = 7;')),
        ('a log cut short', '锚点', lambda b: change_rows(
            b, folder, 'DELETE FROM seal; DELETE FROM audit WHERE seq > 900;')),
        ('a false seal', '封存签名不对', lambda b: change_rows(
            b, folder, "UPDATE seal SET signature = zeroblob (64);")),
        ('another digest of a document', '与登记的摘要不符', lambda b: change_rows(
            b, folder, "UPDATE document SET sha256 = replace (sha256, substr (sha256, 1, 4), '0000');")),
    ]
    for number, (name, words, spoiling) in enumerate(spoils):
        bad = folder / f'bad{number}'
        shutil.copytree(good, bad)
        for path in bad.rglob('*'):
            path.chmod(0o700)
        spoiling(bad)
        at_once = folder / f'at-once{number}'
        at_once.mkdir()
        done = follow(bad, at_once)
        tests.append((f'{name}: the digests tell', done.returncode != 0 and '全部通过' not in done.stdout,
                      done.stdout + done.stderr))
        digests_again(bad)
        later = folder / f'later{number}'
        later.mkdir()
        done = follow(bad, later)
        text = done.stdout + done.stderr
        tests.append((f'{name}: with new digests the content tells',
                      done.returncode != 0 and '全部通过' not in text and (words is None or words in text), text))
    wrong = folder / 'wrong'
    wrong.mkdir()
    done = follow(good, wrong, password='another password')
    tests.append(('a wrong password opens nothing', done.returncode != 0 and '口令不对' in done.stderr,
                  done.stdout + done.stderr))

    print(f'1..{len(tests)}')
    for number, (name, passed, text) in enumerate(tests, 1):
        print(f'{"ok" if passed else "not ok"} {number} {name}')
        if not passed:
            print('\n'.join('# ' + line for line in text.splitlines()[-15:]))
    shutil.rmtree(folder)
    house.remove()
    return 0 if all(passed for _, passed, _ in tests) else 1


def spoil(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


if __name__ == '__main__':
    sys.exit(main())
