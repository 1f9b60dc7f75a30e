"""Files of documents, through miaopuctl: names as they are, type by content, limits, never replaced,
taken out under a number, left-overs swept."""
import json
import os
import pathlib
import struct
import subprocess
import sys
import unicodedata
import zlib

from ctl import House, golden, run, words


def png(width=30, height=20, colour=(200, 30, 30)):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + bytes(colour) * width) * height
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def add(house, path, status=0, **more):
    child = house.list('child')[0]['id']
    given = {'owner_kind': 'child', 'owner_id': child, 'path': str(path), **more}
    done = house.call('social', 'do', 'add-document', '-', text=json.dumps(given))
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout)['result']['document'] if status == 0 else done.stderr


def write(house, name, content):
    folder = house.folder / 'usb'
    folder.mkdir(exist_ok=True)
    path = os.path.join(os.fsencode(folder), name if isinstance(name, bytes) else os.fsencode(name))
    with open(path, 'wb') as file:
        file.write(content)
    return os.fsdecode(path)


def names(house):
    """original names stay as they are: Chinese, composed and decomposed, long"""
    for number, name in enumerate(['出生医学证明（副本）.png', unicodedata.normalize('NFC', 'Zoë Ågren é.png'),
                                   unicodedata.normalize('NFD', 'Zoë Ågren é.png'), '𠮷野家 〇〇.png',
                                   '长' * 80 + '.png', 'a  b\u3000c.png']):
        document = add(house, write(house, name, png(30 + number)))
        kept = house.show('document', document)
        assert kept['name'] == name, (kept['name'], name)
        assert kept['mime'] == 'image/png', kept


def content(house):
    """the type is told by the content, whatever the name says; limits are told"""
    assert '不支持' in add(house, write(house, '证明.pdf', b'MZ\x90\0 a program'), 2)
    document = add(house, write(house, '其实是图片.pdf', png(41)))
    assert house.show('document', document)['mime'] == 'image/png'
    assert '空' in add(house, write(house, '空.png', b''), 2)
    assert '损坏' in add(house, write(house, '坏.png', png(42)[:20]), 2)
    wide = bytearray(png(43))
    wide[16:20] = struct.pack('>I', 40000)
    assert '30000' in add(house, write(house, '宽.png', bytes(wide)), 2)
    large = write(house, '大.pdf', b'%PDF-1.7\n')
    os.truncate(large, 300 << 20)
    assert '超过上限' in add(house, large, 3)
    assert '读不到' in add(house, house.folder / 'usb' / '没有.png', 2)


def kept(house):
    """a stored file is never replaced; the same file is kept once; nothing readable lies on the disk"""
    marker = b'%PDF-1.7\n' + '只此一份的内容'.encode() * 50
    path = write(house, '一.pdf', marker)
    document = add(house, path)
    stored = [f for f in pathlib.Path(str(house.store) + '.d').rglob('*') if f.name == document]
    assert len(stored) == 1 and '只此一份'.encode() not in stored[0].read_bytes()
    before = stored[0].read_bytes()
    assert '已经登记过' in add(house, path, 2)
    other = write(house, '二.pdf', marker + b'x')
    assert add(house, other) != document and stored[0].read_bytes() == before
    out = house.folder / 'out.pdf'
    number = house.get('social', 'export', 'document', document, '--output', str(out))['number']
    assert out.read_bytes() == marker
    again = house.get('social', 'export', 'document', document, '--output', str(out))['number']
    assert again == number + 1
    lines = house.get('admin', 'outputs')
    assert [line['number'] for line in lines[:2]] == [again, number] and lines[0]['action'] == 'export', lines
    assert lines[0]['record'] == document and lines[0]['who'] and not lines[0]['cancelled']
    assert house.call('admin', 'export', 'document', document, '--output', str(out)).returncode == 3
    changed = bytearray(before)
    changed[len(changed) // 2] ^= 1
    stored[0].write_bytes(changed)
    done = house.call('social', 'export', 'document', document, '--output', str(out))
    assert done.returncode == 3 and out.read_bytes() == marker, 'a damaged file went out'
    assert house.get('admin', 'outputs')[0]['cancelled']
    stored[0].write_bytes(before)


def paper(house):
    """a printed page says who, when and under which number"""
    child = house.list('child')[0]['id']
    out = house.folder / 'p.pdf'
    first = house.get('archive', 'print', 'growth-sheet', child, '--output', str(out))
    second = house.get('archive', 'print', 'growth-sheet', child, '--output', str(out))
    assert second['number'] == first['number'] + 1
    line = house.get('admin', 'outputs', '--limit', '1')[0]
    assert line['number'] == second['number'] and line['what'] == 'growth-sheet' and line['pages'] == second['pages']
    text = subprocess.run(['pdftotext', str(out), '-'], capture_output=True, text=True)
    if text.returncode == 0:
        assert f'登记号 {second["number"]}' in text.stdout.replace('\u3000', ' '), text.stdout


def swept(house):
    """left by a kill between file and record: swept after a day, and only that"""
    document = add(house, write(house, '一.png', png(51)))
    folder = pathlib.Path(str(house.store) + '.d')
    stored = next(f for f in folder.rglob(document))
    orphan = stored.with_name(document[:-4] + ('0' if document[-4] != '0' else '1') + document[-3:])
    orphan.write_bytes(stored.read_bytes())
    assert house.get('admin', 'sweep')['removed'] == 0 and orphan.exists()
    old = 1_700_000_000
    for path in (orphan, stored):
        os.utime(path, (old, old))
    assert house.get('admin', 'sweep')['removed'] == 1
    assert stored.exists() and not orphan.exists()


def years_later(house):
    """every paper of a record that is final is the same page when it is printed again years later"""
    final = {'agreement': 'agreement', 'evaluation': 'evaluation', 'application': 'application', 'visit': 'visit',
             'opinion': 'child_opinion', 'match-opinion': 'matching', 'integration-report': 'placement', 'removal': 'placement',
             'ending-notice': 'termination', 'consent': 'application', 'family-filing': 'family', 'agreement-filing': 'agreement',
             'ending-filing': 'termination', 'handover': 'placement', 'caregiver-change': 'caregiver_period'}
    for paper, kind in final.items():
        made = 0
        for record in house.list(kind, account='director'):
            if record.get('status') in ('DRAFT', 'SCHEDULED', 'FIELDWORK', 'SIGNING', 'PROPOSED'):
                continue
            now = words(house, paper, record['id'])
            then = words(house, paper, record['id'], today='2031-03-01')
            assert now == then and len(now) > 5, (paper, record['id'], [line for line in then if line not in now])
            made += 1
            if made == 2:
                break
        assert made, f'no {paper} to print'


def letters(house):
    """the short papers of foster care, to the letter, one by one and all in one file; none where there is nothing to say"""
    home = house.placement('李星沐')
    family = home['family']
    own = lambda kind, **wanted: next(r for r in house.list(kind, f'family={family}')
                                      if all(r.get(k) == v for k, v in wanted.items()))
    evaluation = next(e for e in house.list('evaluation', f'subject_family={family}')
                      if e['kind'] == 'EV_B_FAMILY_PRE' and e.get('review_on'))
    training = own('training', result='PASS')
    papers = {'consent': own('application')['id'], 'review-notice': evaluation['id'], 'family-filing': family,
              'agreement-filing': home['agreement'], 'training-certificate': training['id'], 'handover': home['id'],
              'confirmation': home['id'], 'caregiver-change': own('caregiver_period')['id'],
              'ending-filing': house.list('termination')[0]['id']}
    for name, record in papers.items():
        golden(house, name, name, record)
        assert words(house, name, record, today='2031-03-01') == words(house, name, record), name
        if name != 'caregiver-change':
            made = house.get('director', 'print', name, 'all', '--output', str(house.folder / f'{name}.pdf'))
            assert made['papers'] >= 1 and made['pages'] >= made['papers'], (name, made)
    done = house.call('director', 'print', 'caregiver-change', 'all', '--output', str(house.folder / 'x.pdf'))
    assert done.returncode == 2 and '还没有可以打印的主要照料人变更审批表' in done.stderr, done
    for name, record in (('review-notice', next(e['id'] for e in house.list('evaluation') if e['kind'] == 'EV_G_CHILD_PRE')),
                         ('confirmation', next(p['id'] for p in house.list('placement') if not p.get('confirmed_on')))):
        assert house.call('director', 'print', name, record, '--output', str(house.folder / 'x.pdf')).returncode == 2, name


if __name__ == '__main__':
    sys.exit(run(House(), [names, content, kept, paper, swept, years_later, letters]))
