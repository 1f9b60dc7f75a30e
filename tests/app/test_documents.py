"""Files of documents, through miaopuctl: names as they are, type by content, limits, never replaced,
taken out under a number, left-overs swept."""
import json
import os
import pathlib
import struct
import sys
import unicodedata
import zlib

from ctl import TODAY, House, golden, run, words
from pdf import pdf_text, pdf_words


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
    text = pdf_text(out)
    assert f'登记号 {second["number"]}' in text.replace('\u3000', ' '), text


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


def changes(house):
    """each change of an agreement has a page; the agreement, printed again, is what was signed"""
    home = house.placement('李星沐')
    family = house.show('family', home['family'])
    before = words(house, 'agreement', home['agreement'])
    filed = words(house, 'agreement-filing', home['agreement'])
    refused = house.call('director', 'print', 'amendment', home['agreement'], '--output', str(house.folder / 'x.pdf'))
    assert refused.returncode == 2 and '没有变更过' in refused.stderr, refused
    born = house.child('李星沐')['birth_date']
    adult = f'{int(born[:4]) + 18}{born[4:]}'
    change = {'placement': home['id'], 'matter': 'TERM', 'what': '续签：寄养期限延长。'}
    house.refuse('director', 'amend-agreement', status=2, **change)
    found = house.refuse('director', 'amend-agreement', 'SGN-05', **dict(change, term_to=f'{int(adult[:4]) + 1}-01-01'))
    assert adult in found['SGN-05']['arithmetic_zh'], found
    house.refuse('director', 'amend-agreement', status=2, **dict(change, matter='CAREGIVER'))
    house.refuse('archive', 'amend-agreement', status=3, **dict(change, term_to=adult))
    house.do('director', 'amend-agreement', **dict(change, term_to=adult))
    house.refuse('director', 'amend-agreement', status=2, **dict(change, matter='ADDRESS', after='苗圃市青石街8号2室'))
    house.do('social', 'move-family', family=family['id'], moved_on=TODAY, reported_on=TODAY, address='苗圃市青石街8号2室',
             home_division=family['home_division'], amendment='家庭搬到同一街道的新居。')
    assert house.show('family', family['id'])['address'] == '苗圃市青石街8号2室'
    house.do('director', 'amend-agreement', placement=home['id'], matter='MEMBERS', what='祖母迁入，共同生活。',
             before='三人', after='四人')
    new = house.do('social', 'add-member', family=family['id'], member={
        'name': '演阿姨', 'sex': '2', 'birth_date': '1985-03-01', 'relation_to_head': '10', 'co_living': True,
        'education': '71', 'health_on': TODAY, 'crime_check_on': TODAY, 'crime_check_result': 'CLEAR'})['family_member']
    house.do('social', 'record-training', family=family['id'], training={
        'member': new, 'kind': 'PRE', 'course': '岗前培训', 'from_on': TODAY, 'to_on': TODAY, 'hours': 16, 'result': 'PASS'})
    house.do('director', 'change-caregiver', family=family['id'], member=new, approved_on=TODAY, reason='原照料人外出务工',
             amendment='主要照料人变更为演阿姨，其他约定不变。', healthy=True, able=True, records_clear=True, has_time=True)

    agreement = house.show('agreement', home['agreement'])
    assert agreement['term_to'] == adult and agreement['caregiver'] == new, agreement
    assert [(row['number'], row['matter']) for row in agreement['amendments']] == [
        (1, 'TERM'), (2, 'ADDRESS'), (3, 'MEMBERS'), (4, 'CAREGIVER')], agreement['amendments']
    assert words(house, 'agreement', home['agreement']) == before
    assert words(house, 'agreement-filing', home['agreement']) == filed
    for number, name in enumerate(('term', 'address', 'members', 'caregiver'), 1):
        golden(house, f'amendment-{name}', 'amendment', f'{home["agreement"]}/{number}')
    assert words(house, 'amendment', home['agreement']) == words(house, 'amendment', f'{home["agreement"]}/4')
    # A later change alters no page of an earlier one.
    first = words(house, 'amendment', f'{home["agreement"]}/2')
    house.do('social', 'move-family', today='2027-03-01', family=family['id'], moved_on='2027-03-01', reported_on='2027-03-01',
             address='苗圃市河滨路1号', home_division=family['home_division'], amendment='又搬家。')
    assert words(house, 'amendment', f'{home["agreement"]}/2', today='2031-03-01') == first
    assert words(house, 'agreement', home['agreement'], today='2031-03-01') == before
    made = house.get('director', 'print', 'amendment', 'all', '--output', str(house.folder / 'all.pdf'), today='2031-03-01')
    assert made['papers'] == 5 == made['pages'], made
    made = house.get('director', 'print', 'amendment', 'all', '--from', '2027-03-01', '--output', str(house.folder / 'all.pdf'),
                     today='2031-03-01')
    assert made['papers'] == 1, made
    done = house.call('director', 'print', 'amendment', f'{home["agreement"]}/9', '--output', str(house.folder / 'x.pdf'))
    assert done.returncode == 2 and '没有这一次变更' in done.stderr, done


def integration_ends(house):
    """the notice that ends an integration period: to be served before the decision, and afterwards; the other notice for others"""
    inside = house.placement('周知夏')
    letter = house.do('social', 'add-document', owner_kind='placement', owner_id=inside['id'],
                      path=write(house, '申请.png', png(61)), document={'title': '终止申请', 'doc_type': 'D0913'})['document']
    house.do('social', 'begin-ending', placement=inside['id'], termination={
        'initiator': 'FAMILY', 'ground': 'T12', 'ground_text': '家中老人患病，无力照料。', 'applied_on': TODAY, 'evidence': [letter]})
    begun = house.list('termination', f'placement={inside["id"]}')[0]
    early = words(house, 'integration-ending', begun['id'])
    assert any('家庭寄养协议自 年 月 日' in line.replace('\u3000', ' ') for line in early), early
    house.do('director', 'end-placement', placement=inside['id'], termination={
        'notice_served_on': TODAY, 'served_how': '1', 'moved_to': 'INSTITUTION', 'support_plan': '社工每周访谈。'})
    golden(house, 'integration-ending', 'integration-ending', begun['id'])
    assert words(house, 'integration-ending', begun['id'], today='2031-03-01') == words(house, 'integration-ending', begun['id'])
    made = house.get('director', 'print', 'integration-ending', 'all', '--output', str(house.folder / 'i.pdf'))
    assert made['papers'] == 1 == made['pages'], made
    made = house.get('director', 'print', 'ending-notice', 'all', '--output', str(house.folder / 'e.pdf'))
    assert made['papers'] == len(house.list('termination')) - 1, made
    other = next(t['id'] for t in house.list('termination') if t['id'] != begun['id'])
    done = house.call('director', 'print', 'integration-ending', other, '--output', str(house.folder / 'x.pdf'))
    assert done.returncode == 2 and '解除寄养关系通知书' in done.stderr, done


def visits(house):
    """all visits, those of some days, of one placement, of one worker, as one file"""
    all_visits = [v for p in house.list('placement') for v in house.list('visit', f'placement={p["id"]}')]
    out = str(house.folder / 'visits.pdf')
    number = lambda *which: house.get('director', 'print', 'visit', 'all', *which, '--output', out)['papers']
    assert number() == len(all_visits) > 3, len(all_visits)
    days = sorted(v['visited_on'] for v in all_visits)
    low, high = days[len(days) // 4], days[len(days) // 2]
    assert number('--from', low, '--to', high) == sum(low <= d <= high for d in days)
    text = pdf_text(out, '-layout')
    assert text.count('探访记录表') >= sum(low <= d <= high for d in days), text[:400]
    home = house.placement('周知夏')
    assert number(f'placement={home["id"]}') == len(house.list('visit', f'placement={home["id"]}'))
    own = [v for p in house.list('placement') if p.get('care_worker') == home['care_worker']
           for v in house.list('visit', f'placement={p["id"]}')]
    assert number(f'placement.care_worker={home["care_worker"]}') == len(own)
    who = all_visits[0]['visitors'][0] if isinstance(all_visits[0]['visitors'], list) else all_visits[0]['visitors'].split()[0]
    assert 0 < number(f'visitors={who}') <= len(all_visits)
    for bad, status in ((('--from', '2090-01-01'), 2), (('--from', '昨天'), 2), (('colour=red',), 2),
                        (('placement.suspend_reason=x',), 2)):
        done = house.call('director', 'print', 'visit', 'all', *bad, '--output', out)
        assert done.returncode == status and done.stderr, (bad, done)
    done = house.call('director', 'print', 'visit', all_visits[0]['id'], '--from', low, '--output', out)
    assert done.returncode == 2 and '--from' in done.stderr, done
    done = house.call('director', 'print', 'family-filing', 'all', '--from', low, '--output', out)
    assert done.returncode == 2 and '时间段' in done.stderr, done
    newest = max(house.list('visit', f'placement={home["id"]}'), key=lambda v: v['visited_on'])
    golden(house, 'visit', 'visit', newest['id'])
    # What is closed later is told below the signatures; what was signed stays as it is.
    found = house.do('social', 'record-visit', placement=home['id'], visit={
        'visited_on': TODAY, 'child_seen': True, 'child_words': '好。',
        'problems': [{'text': '药品没有上锁', 'severity': '1'}, {'text': '窗栏松动', 'severity': '1'}]})['visit']
    signed = words(house, 'visit', found)
    house.do('social', 'close-problem', today='2026-11-25', visit=found, problem=2)
    later = words(house, 'visit', found, today='2026-11-25')
    assert later[:len(signed)] == signed and '药品没有上锁' in ''.join(signed), (signed, later)
    assert later[len(signed):] == ['整改办结（探访以后登记）', '2026年11月25日办结：窗栏松动'], later
    golden(house, 'opinion', 'opinion', house.list('child_opinion', f'child={house.child("李星沐")["id"]}')[0]['id'])


def blanks(house):
    """the papers of a time away and of an adoption can be printed with nothing on them; so can all blank forms in one file"""
    for name in ('leave', 'adoption-opinion'):
        golden(house, f'blank-{name}', 'blank-form', name)
    out = str(house.folder / 'blanks.pdf')
    made = house.get('assess1', 'print', 'blank-form', 'all', '--output', out)
    assert made['papers'] == 12, made
    text = pdf_words(out)
    at = [text.index(title) for title in ('家庭寄养申请表', '外出（住院）审批单', '送养意见')]
    assert at == sorted(at), at
    two = house.get('assess1', 'print', 'blank-form', 'leave', 'EV_D_EFFECT', '--output', out)
    assert two['papers'] == 2, two
    # A paper that is made from a record only is none of them.
    done = house.call('assess1', 'print', 'blank-form', 'short-care', '--output', out)
    assert done.returncode == 2 and 'adoption-opinion' in done.stderr and 'leave' in done.stderr, done


if __name__ == '__main__':
    sys.exit(run(House(together=True), [names, content, kept, paper, swept, years_later, letters, changes, integration_ends, visits, blanks]))
