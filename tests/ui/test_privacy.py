"""Names and pictures can be hidden on the screen; and of what was planted in the file nothing is found
in the clear after a session with the window and with miaopuctl: not in the file, its log, mapped
memory, caches, the list of recent files, temporary folders, window titles."""
import json
import os
import re
import stat
import struct
import tempfile
import time
import urllib.parse
import zlib

from desk import Desktop, UiError, check, choose_path, finish, log_in, picture, start
from miao_house import PASSWORD, House, go
from uidrive import PROPS, SPI
from gi.repository import GLib
from Xlib import X


def colours(app, box):
    """How many colours there are inside, without the rounded corners."""
    inner = (box.x + 5, box.y + 3, max(box.w - 10, 1), max(box.h - 6, 1))
    raw = app.desk.root.get_image(*inner, X.ZPixmap, 0xffffffff).data
    return len({raw[i:i + 3] for i in range(0, len(raw), 4)})


def named(app, names):
    """Every label on the screen that holds one of the names."""
    return [node for node in app.nodes(rows=True)
            if node.role == 'label' and any(name in (node.name or '') for name in names)]


def visible_boxes(app, names):
    screen = app.desk.root.get_geometry()
    boxes = []
    for node in named(app, names):
        try:
            box = node.screen_box()
        except (UiError, GLib.Error):                        # not on the screen, or gone meanwhile
            continue
        # The last row of a list may be cut by what stands under it.
        if box.w > 12 and box.h > 8 and 0 <= box.x < screen.width - box.w and 0 <= box.y < screen.height - 90:
            boxes.append((node.name, box))
    return boxes


HIDDEN = '已隐藏'


def spoken(app, names):
    """What a screen reader can say of the names: in the name, the description or the text of any node."""
    found = []
    nodes = list(app.nodes(rows=True))
    wanted = (SPI + 'Accessible', 'Description')
    for node, description in zip(nodes, app.ask([(node.ref, PROPS, 'Get', wanted) for node in nodes])):
        try:
            words = [node.name, description]
            if node.role in ('text box', 'search box'):
                words.append(node.text)
        except GLib.Error:                                   # gone meanwhile, or without a text
            continue
        found += [(node.role, text) for text in words if text and any(name in text for name in names)]
    return found


def veil(desk, house):
    children = [house.ask('social', 'show', 'child', c['id']) for c in house.ask('social', 'list', 'child')]
    names = {child['name'] for child in children}
    one = next(child for child in children if child['name'] == '林小满')
    # Prose that holds a name.
    house.ask('social', 'do', 'edit-child', '-', text=json.dumps(
        {'id': one['id'], 'child': {'special_marks': '林小满怕黑', 'allergies': '林小满对鸡蛋过敏'}}))
    with start(desk, '--today', '2026-11-22', house.path) as app:
        log_in(app, 'social', PASSWORD)
        go(app, '儿童')
        app.idle()
        seen = [name for name, box in visible_boxes(app, names) if colours(app, box) > 2]
        check(len(seen) > 5, f'the test cannot see names: {seen}')
        check(len(spoken(app, names)) > 5, 'the test cannot hear names')
        app.key('ctrl+h')
        app.idle(quiet=0.3)
        picture(app, 'veil-children')
        total = 0
        for page in ('儿童', '今日', '寄养家庭', '寄养', '评估'):
            go(app, page)
            app.idle(quiet=0.3)
            boxes = visible_boxes(app, {HIDDEN})
            total += len(boxes)
            seen = [name for name, box in boxes if colours(app, box) > 1]
            picture(app, 'veil-' + page)
            check(not seen, f'{page}: {seen} can be read')
            check(not spoken(app, names), f'{page}: {spoken(app, names)} can be heard')
        check(total > 10, f'only {total} labels were looked at')
        titles = [w[1] for w in desk.windows(app.xpid)]
        check(not any(name in title for name in names for title in titles), titles)
        typed(app, house, one, names)
        app.find(None, '隐藏姓名和照片').click()
        app.idle(quiet=0.3)
        go(app, '儿童')
        app.idle(quiet=0.3)
        app.wait(lambda: len([name for name, box in visible_boxes(app, names) if colours(app, box) > 2]) > 5,
                 what='the names come back')
        check(not app.find_all(None, HIDDEN, rows=True), 'something stayed hidden')
        pictures(app, house)
        finish(app)


def typed(app, house, child, names):
    """In a form: what is in the fields is not heard either, and is what it was when the form is saved."""
    go(app, '儿童')
    app.key('ctrl+k')
    app.desk.type('林小满')
    app.idle()
    app.key('Down')
    app.key('Return')
    app.find('label', '基本身份')
    app.find('button', '修改').click()
    app.idle(quiet=0.3)
    check(not spoken(app, names), f'{spoken(app, names)} can be heard in a form')
    app.wait(lambda: [n for n in app.find_all(None, HIDDEN) if n.role != 'label'], what='it is said that the name is hidden')
    app.find('text box', '住处（小家、班组）').type('8号小家')
    picture(app, 'veil-form')
    app.find('button', '保存').click(idle=False)
    app.find('label', '已保存。')
    stored = house.ask('social', 'show', 'child', child['id'])
    check((stored['name'], stored['allergies'], stored['living_unit']) == ('林小满', '林小满对鸡蛋过敏', '8号小家'), stored)
    app.key('Escape')
    app.idle()
    # Everybody is in the list again.
    app.key('ctrl+k')
    app.key('ctrl+a')
    app.key('Delete')
    app.idle()


# --- pictures -----------------------------------------------------------------------------------

PINK = (222, 20, 222)


def write_png(path, side=300):
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = (b'\0' + bytes(PINK) * side) * side
    with open(path, 'wb') as file:
        file.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', side, side, 8, 2, 0, 0, 0))
                   + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b''))


def pink(desk):
    """How many points of the photo are on the screen; a small copy is not quite its colour."""
    screen = desk.root.get_geometry()
    raw = desk.root.get_image(0, 0, screen.width, screen.height, X.ZPixmap, 0xffffffff).data
    near = [[abs(value - wanted) < 12 for value in range(256)] for wanted in PINK]
    return sum(near[0][r] and near[1][g] and near[2][b] for b, g, r in zip(raw[0::4], raw[1::4], raw[2::4]))


def pictures(app, house):
    """A photo is hidden with the names."""
    photo = os.path.join(house.folder, 'photo.png')
    write_png(photo)
    child = max(house.ask('social', 'list', 'child'), key=lambda c: c['child_no'])['id']    # the first of the list
    house.ask('social', 'do', 'add-document', '-', text=json.dumps(
        {'owner_kind': 'child', 'owner_id': child, 'path': photo, 'main_photo': True}))
    app.wait(lambda: pink(app.desk) > 500, timeout=15)
    picture(app, 'photo')
    app.key('ctrl+h')
    app.idle(quiet=0.3)
    check(pink(app.desk) == 0, 'the photo can be seen')
    app.key('ctrl+h')
    app.wait(lambda: pink(app.desk) > 500, timeout=5)


def small_copies(desk, house):
    """The small copy of a photo lies in the database, encrypted like all else."""
    os.rename(house.path + '.d', house.path + '.away')
    with start(desk, '--today', '2026-11-22', house.path) as app:
        log_in(app, 'social', PASSWORD)
        go(app, '儿童')
        app.wait(lambda: pink(desk) > 500, timeout=15)
        finish(app)
    os.rename(house.path + '.away', house.path + '.d')


# --- nothing in the clear ---------------------------------------------------------------------

PLANTED = ['祝芷蘅', '訾慕苒', '谯思蕴']      # typed in the window, given to miaopuctl, in the name of a file
FILE_NAME = PLANTED[2] + '的出生证.pdf'


def forms(name):
    """As bytes: in the encodings a program may leave behind, and as part of an address."""
    return [name.encode('utf-8'), name.encode('utf-16-le'), name.encode('utf-16-be'), name.encode('gb18030'),
            urllib.parse.quote(name).encode()]


NEEDLES = [form for name in PLANTED for form in forms(name)]


def holds(path):
    try:
        with open(path, 'rb') as file:
            # Asked for much, Python takes that much first, for every small file.
            data = file.read(min(os.fstat(file.fileno()).st_size or 1 << 20, 256 << 20))
    except OSError:
        return False
    return any(needle in data for needle in NEEDLES) or any(name in os.path.basename(path) for name in PLANTED)


def changed_at(path):
    """Other programs on the machine make and remove files meanwhile."""
    try:
        state = os.lstat(path)
    except OSError:
        return 0
    return max(state.st_mtime, state.st_ctime) if stat.S_ISREG(state.st_mode) else 0


def scan(desk, since, own):
    """Files that hold a planted name, in every place where a program leaves something."""
    found = []
    for top in (desk.dir, tempfile.gettempdir(), '/var/tmp', '/dev/shm', os.path.expanduser('~/.cache'),
                os.path.expanduser('~/.local/share')):
        for folder, folders, names in os.walk(top):
            if 'ccache' in folders:                          # what a compiler keeps, and that is much
                folders.remove('ccache')
            for name in names:
                path = os.path.join(folder, name)
                if not path.startswith(own) and changed_at(path) >= since and holds(path):
                    found.append(path)
    return sorted(set(found))


def scan_process(pid, since):
    """Files that the program has open or mapped, also those that were removed already. A library or a font that is as it
    was before has nothing of it."""
    found = []
    for number in os.listdir(f'/proc/{pid}/fd'):
        link = f'/proc/{pid}/fd/{number}'
        try:
            if os.path.isfile(link) and holds(link):
                found.append(os.readlink(link))
        except OSError:
            continue
    with open(f'/proc/{pid}/maps', encoding='utf-8', errors='replace') as maps:
        mapped = {line.split(None, 5)[5].strip() for line in maps if len(line.split(None, 5)) == 6}
    return found + [path for path in mapped if path.startswith('/') and changed_at(path) >= since and holds(path)]


def check_scanner(desk, since, own):
    """The scanner finds what was left on purpose; a test that cannot fail says nothing."""
    left = []
    for number, needle in enumerate(NEEDLES):
        left.append(os.path.join(desk.dir, 'cache', f'left-{number}'))
        with open(left[-1], 'wb') as file:
            file.write(b'x' * 5000 + needle + b'y')
    left.append(os.path.join(desk.dir, 'data', PLANTED[0]))
    open(left[-1], 'w').close()
    found = scan(desk, since, own)
    check(found == sorted(left), f'the scanner does not see {sorted(set(left) - set(found))}, or sees too much')
    for path in left:
        os.unlink(path)


def plant(desk, house, own, since):
    """Works with the names in the window, leaves it by kill -9 and again in good order."""
    admission = {'child': {'name': PLANTED[1], 'sex': '2', 'birth_date': '2021-03-04', 'child_category': '12',
                           'guardianship': '1'},
                 'admission': {'arrived_on': '2026-11-22', 'intake_code': 'L1', 'sender_docs': '证明'}}
    child = house.ask('social', 'do', 'admit-child', '-', text=json.dumps(admission))['result']['child']
    check(house.ask('social', 'show', 'child', child)['name'] == PLANTED[1], 'the name was not stored')
    house.ask('social', 'find', PLANTED[1])
    with start(desk, '--today', '2026-11-22', house.path) as app:
        log_in(app, 'social', PASSWORD)
        go(app, '儿童')
        app.key('ctrl+n')
        app.idle()
        app.find('text box', '姓名').type(PLANTED[0])
        app.find('text box', '其他姓名').type(PLANTED[0]) if app.find_all('text box', '其他姓名') else None
        app.idle(quiet=1.5)                                    # the draft is stored
        check(scan_process(app.proc.pid, since) == [], scan_process(app.proc.pid, since))
        app.proc.kill()                                        # the log and the shared memory stay
        app.proc.wait()
        app.stop(0)
    with start(desk, '--today', '2026-11-22', house.path) as app:
        log_in(app, 'social', PASSWORD)
        go(app, '儿童')
        app.key('ctrl+k')
        desk.type(PLANTED[1])
        app.find('label', re.compile(PLANTED[1]), rows=True, timeout=10)
        app.key('Return')
        app.idle(quiet=0.4)
        app.find('button', '打开记录').click()
        app.idle(quiet=0.4)
        app.find('tab', '文件').click()
        app.find('button', '添加文件…').click()
        choose_path(app, os.path.join(own, FILE_NAME))
        app.idle(quiet=0.5)
        titles = [w[1] for w in desk.windows(app.xpid)]
        check(not any(name in title for name in PLANTED for title in titles), titles)
        picture(app, 'privacy-document')
        check(scan_process(app.proc.pid, since) == [], scan_process(app.proc.pid, since))
        finish(app)


def nothing_left(desk, house):
    since = time.time() - 1
    own = os.path.join(desk.dir, 'usb')                        # the person's own medium
    os.makedirs(own)
    with open(os.path.join(own, FILE_NAME), 'wb') as file:
        file.write(b'%PDF-1.7\n' + PLANTED[2].encode() + b'\n%%EOF\n')
    check_scanner(desk, since, own)
    plant(desk, house, own, since)
    found = scan(desk, since, own)
    check(found == [], f'names in the clear: {found}')


with Desktop(size='1290x810') as desktop:
    made = House(desktop)
    veil(desktop, made)
    small_copies(desktop, made)
    nothing_left(desktop, made)
print('ok')
