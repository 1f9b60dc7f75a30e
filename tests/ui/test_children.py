"""A journey through the children: admit a girl, find her by her initials, measure her, walk the chart, correct
her record. What counts is what the file holds afterwards, so miaopuctl is asked."""
import json
import os
import re
import struct
import zlib

from desk import BUILD, PASSWORD, Desktop, calls, check, choose_path, finish, log_in, make_practice, picture, start, sound

CTL = os.path.abspath(os.path.join(BUILD, 'app', 'ctl', 'miaopuctl'))
NAME = '乔蔚蓝'                       # nobody in the practice file begins with qwl
ID_NUMBER = '32010620240315004'      # a girl born on 2024-03-15; the check character is computed


def check_character(digits):
    total = sum(int(d) * (1 << (17 - i)) % 11 for i, d in enumerate(digits))
    return '10X98765432'[total % 11]


def ask(desk, path, *arguments):
    password = os.path.join(desk.dir, 'password')
    with open(password, 'w') as f:
        f.write(PASSWORD + '\n')
    answer = calls.run([CTL, '-s', path, '-a', 'song', '-p', password, *arguments], env=desk.env)
    check(answer.returncode == 0, answer.stderr)
    return json.loads(answer.stdout)


def show_children(app):
    for number in range(1, 10):
        app.key(f'alt+{number}')
        app.idle()
        if app.find_all('button', '接收儿童'):
            return
    check(False, 'no page of children')


def admit(app, desk, number):
    app.key('ctrl+n')
    app.idle()
    app.find('text box', '姓名').type(NAME)
    app.find('text box', '公民身份号码').type(number)
    app.idle()
    picture(app, 'children-admit')
    check(app.find('text box', '出生日期').text == '2024-03-15', 'the number fills the date of birth')
    sound(app)
    app.find('button', '接收儿童', index=-1).click()
    app.wait(lambda: app.find('label', '没有送交材料'))     # refused, in words, beside the form
    stood = app.find('button', '接收儿童', index=-1).box
    picture(app, 'children-refused')
    app.find('button', '转到“移交材料”').click()            # the child is not stored: the way stays in the form
    app.wait(lambda: 'focused' in app.find('text box', '移交材料').states)
    app.find('combo box', '入院类别').choose('监护人死亡或者被宣告死亡且无其他人可以担任监护人的儿童')
    app.find('combo box', '监护类型').choose('长期监护')
    app.find('text box', '移交材料').type('死亡证明复印件 1 份')
    app.find('label', '已没有阻止的事项')
    app.idle()
    picture(app, 'children-settled')
    stands = app.find('button', '接收儿童', index=-1).box
    check(stands == stood, f'the button went away from under the hand: {stood}, {stands}')
    app.find('button', '接收儿童', index=-1).click()
    app.idle()
    app.wait(lambda: app.find('label', NAME), timeout=10)
    app.idle()
    picture(app, 'children-admitted')


def find_again(app, desk):
    app.key('ctrl+k')
    desk.type('qwl')
    app.idle()
    app.find('label', '首字母相符：qwl', rows=True)
    picture(app, 'children-search')
    app.key('Down')
    app.idle()
    app.key('Return')
    app.find('label', '基本身份')
    app.idle()


def measure(app, desk):
    app.key('ctrl+3')
    app.idle()
    app.find('button', '登记测量', index=-1).click()         # the one beside the chart
    app.idle()
    app.find('text box', '体重').type('11.62')
    app.find('text box', '身长（身高）').type('88.5')
    app.find('button', '登记生长测量').click()
    app.wait(lambda: app.find('label', '测量记录 1 次'), timeout=10)
    app.idle()
    app.find('image', re.compile('11.62')).click()          # the chart says the measurement
    app.key('Left')
    app.idle()
    app.find('image', re.compile('11.62 千克'))              # a point is spoken
    picture(app, 'children-health')
    sound(app)


def correct(app):
    """The wrong weight is corrected; it stays beside the right one, with the reason."""
    app.find('label', re.compile('^11.62'), rows=True).click()
    app.idle()
    app.find('button', '更正').click()
    app.idle()
    app.find('text box', '体重').set_text('')
    app.find('text box', '体重').type('12.62')
    app.find('text box', '更正原因').type('看错刻度')
    picture(app, 'children-correct')
    app.find('button', '更正生长测量').click()
    app.find('label', re.compile('更正前为 11.62.*看错刻度'), timeout=10)
    app.find('label', re.compile('^12.62'), rows=True, what='the right one')
    picture(app, 'children-corrected')


def choose_file(app, desk, path):
    app.find('button', '添加文件…').click()
    choose_path(app, path)


def make_files(desk, record):
    """A photograph, a PDF, and a text that only calls itself a picture."""
    home = os.path.join(desk.dir, 'home')
    paths = {name: os.path.join(home, name) for name in ('入院照片.png', '体检单.pdf', '不是照片.png')}
    pixels = b''.join(b'\0' + b'\x40\x90\x60' * 64 for _ in range(64))

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    with open(paths['入院照片.png'], 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 64, 64, 8, 2, 0, 0, 0)) +
                   chunk(b'IDAT', zlib.compress(pixels)) + chunk(b'IEND', b''))
    ask(desk, record['path'], 'print', 'growth-sheet', record['id'], '--output', paths['体检单.pdf'])
    with open(paths['不是照片.png'], 'w') as file:
        file.write('这只是一段文字。')
    return paths


def add_documents(app, desk, path, number):
    child = ask(desk, path, 'list', 'child', f'id_no={number}')[0]['id']
    files = make_files(desk, {'path': path, 'id': child})
    app.key('ctrl+4')
    app.idle()
    choose_file(app, desk, files['入院照片.png'])
    picture(app, 'children-photo')
    app.find('button', '是 设为儿童主照片').click()
    app.find('button', '添加文件').click()
    app.find('label', '入院照片', rows=True, timeout=10)
    app.idle()
    choose_file(app, desk, files['体检单.pdf'])
    app.find('button', '添加文件').click()
    app.find('label', '体检单', rows=True, timeout=10)
    app.idle()
    picture(app, 'children-documents')
    choose_file(app, desk, files['不是照片.png'])
    app.find('button', '添加文件').click()
    app.find('label', re.compile('不支持这种文件|不是'), timeout=10)
    picture(app, 'children-no-picture')
    app.find('button', '取消').click()
    app.idle()


def edit(app, desk):
    app.key('ctrl+1')
    app.idle()
    app.find('button', '修改').click()
    app.idle()
    long, short = (app.find('text box', name).box for name in ('姓名拼音（更正自动注音）', '公民身份号码'))
    check(long.x == short.x, 'a long label pushes its field out of line')
    app.find('text box', '住处（小家、班组）').type('3号小家')
    app.find('button', '保存').click(idle=False)
    app.wait(lambda: app.find('label', '已保存。'), timeout=10)
    app.idle()
    picture(app, 'children-record')


def read_book(app, desk):
    app.key('ctrl+2')
    app.idle()
    app.find('label', '到院', rows=True)
    picture(app, 'children-book')
    sound(app)


def check_stored(desk, path, number):
    found = ask(desk, path, 'list', 'child', f'id_no={number}')
    rows = found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))
    check(len(rows) == 1, f'one child of that number: {len(rows)}')
    child = rows[0]
    check(child['name'] == NAME and child['birth_date'] == '2024-03-15' and child['sex'] == '2', child)
    check(child['living_unit'] == '3号小家', child)
    check(child['status'] == 'PRE_INTAKE', child)
    found = ask(desk, path, 'list', 'growth_measure', f'child={child["id"]}')
    rows = found if isinstance(found, list) else next(v for v in found.values() if isinstance(v, list))
    old, new = sorted(rows, key=lambda row: row['weight_g'])
    check(old['weight_g'] == 11620 and old['length_mm'] == 885 and old['void'] is True, rows)
    check(old['void_reason'] == '看错刻度' and new['supersedes'] == old['id'], rows)
    check(new['weight_g'] == 12620 and new['length_mm'] == 885 and not new.get('void'), rows)
    check(all('z_wfa' in row and row['ref_standard'] == 'WHO2006' for row in rows), rows)
    papers = {row['title']: row for row in ask(desk, path, 'list', 'document', f'owner_id={child["id"]}')}
    check(set(papers) == {'入院照片', '体检单'}, papers)
    check(papers['入院照片']['mime'] == 'image/png' and papers['体检单']['mime'] == 'application/pdf', papers)
    check(child['photo_main'] == papers['入院照片']['id'], child)


def main():
    number = ID_NUMBER + check_character(ID_NUMBER)
    with Desktop() as desk:
        path = make_practice(desk)
        with start(desk, path) as app:
            log_in(app, 'song')
            show_children(app)
            picture(app, 'children-list')
            admit(app, desk, number)
            find_again(app, desk)
            measure(app, desk)
            correct(app)
            add_documents(app, desk, path, number)
            edit(app, desk)
            read_book(app, desk)
            finish(app)
        check_stored(desk, path, number)


if __name__ == '__main__':
    main()
