"""A journey through the archive: a paper is sealed and the volume verified through the window; what is stored is asked
with miaopuctl."""
import json
import os
import re
import subprocess

from desk import Desktop, check, finish, log_in, pdf_text, picture, start
from miao_house import CTL, House, PASSWORD, TODAY, go, sound


def seal(desk, house):
    with start(desk, '--today', TODAY, house.path) as app:
        log_in(app, 'archive', PASSWORD)
        go(app, '档案')
        check(house.ask('archive', 'list', 'archive_volume') == [], 'a volume before anything was sealed')
        app.find('button', '选择儿童…').click()
        app.idle()
        desk.type('李星沐')
        app.find('label', '李星沐', rows=True)
        app.key('Down')
        app.key('Return')
        app.find('label', '还没有案卷')
        app.find('label', '李星沐 · 0 卷')
        sound(app)
        picture(app, 'archives-child')
        app.find('button', '归档封存…').click()
        app.idle()
        sound(app)
        app.find('button', '归档封存').click(idle=False)
        app.wait(lambda: app.find('label', '已归档封存'), timeout=20)
        app.gone('label', '已归档封存', timeout=15)
        volumes = house.ask('archive', 'list', 'archive_volume')
        check(len(volumes) == 1 and volumes[0]['items_n'] == 1, volumes)
        items = house.ask('archive', 'list', 'archive_item')
        check(len(items) == 1 and len(items[0]['sha256']) == 64, items)
        check(items[0]['origin_kind'] == 'child' and items[0]['origin_id'] == volumes[0]['child'], items)
        app.find('label', volumes[0]['archival_code'])
        app.find('label', '尚未校验')
        check('verified_on' not in volumes[0], volumes)
        app.find('button', '校验本卷').click()
        app.wait(lambda: app.find('label', f'上次校验 {TODAY}'), timeout=20)
        volume = house.ask('archive', 'show', 'archive_volume', volumes[0]['id'])
        check(volume['verified_result'] == 'OK' and volume['verified_on'] == TODAY, volume)
        check('sensitive' not in app.find('button', '导出档案包…').states, 'an open volume can be packaged')
        sound(app)
        picture(app, 'archives-volume')
        print_pages(app, desk, house)
        broken(app, house, volumes[0]['id'])
        app.find(None, re.compile('^儿童个人成长档案, |^成长档案, '))
        app.wait(lambda: listed(app), timeout=20, what='the list of the volume')
        app.idle()
        sound(app)
        picture(app, 'archives-list')
        app.find('button', '案卷归档…').click()
        app.idle()
        sound(app)
        picture(app, 'archives-close')
        app.find('button', '取消').click()
        app.idle()
        package(app, house, volume)
        finish(app)


def listed(app):
    """Chooses the list of the volume, until its page is there."""
    there = re.compile('^卷内文件目录, ')
    if not app.find_all(None, there):
        papers = app.find('combo box', '文书').click()
        app.find('label', '卷内文件目录', within=papers, timeout=1).click()
    return app.find_all(None, there)


def print_pages(app, desk, house):
    """The print dialog: two pages of the growth record, printed to a file, are those two pages and no others."""
    app.find('button', '打印…').click()
    app.wait(lambda: len(app.windows) > 1, timeout=20)
    app.idle()
    app.find('label', '打印到文件', rows=True).click()
    app.idle()
    app.find('checkbox', re.compile('^页面')).click()
    app.idle()
    # GTK 4.8 names the entry by its class, GTK 4.18 by the button that turns it on.
    boxes = app.find_all('text box', re.compile('^GtkEntry$|^页面'))
    [box for box in boxes if box.box[2] > 0][0].type('2-3')
    app.idle()
    picture(app, 'archives-print')
    app.find('button', re.compile('^打印\\(_?P\\)')).click(idle=False)
    app.wait(lambda: app.find('label', '已送打印机，并记入日志'), timeout=20)
    printed = [os.path.join(folder, name) for folder, _, names in os.walk(house.folder) for name in names
               if name.endswith('.pdf')]
    check(len(printed) == 1, printed)
    words = pdf_text(printed[0], '-layout')
    pages = words.rstrip('\f').split('\f')
    check(len(pages) == 2, f'{len(pages)} pages')
    check(re.search('第2页', pages[0]) and re.search('第3页', pages[1]), 'other pages were printed')
    os.remove(printed[0])


def biggest_file(house):
    """The file of the sealed item among the encrypted attachments."""
    files = [os.path.join(folder, name) for folder, _, names in os.walk(house.path + '.d') for name in names]
    return max(files, key=os.path.getmtime)


def broken(app, house, volume):
    """One byte of a sealed file is turned round: the volume is told to be broken, in words that say what to do, and does
    not leave the house; put right, it is sound again."""
    path = biggest_file(house)
    with open(path, 'r+b') as file:
        file.seek(os.path.getsize(path) // 2)
        byte = file.read(1)[0]
        file.seek(-1, os.SEEK_CUR)
        file.write(bytes([byte ^ 1]))
    app.find('button', '校验本卷').click()
    app.find('label', '案卷与封存时不符', timeout=20)
    app.idle()
    app.find('label', re.compile('第 1 件'), what='not said which item')
    app.find('label', re.compile('从最近一次校验过的备份中恢复'), what='not said what to do')
    sound(app)
    picture(app, 'archives-broken')
    stored = house.ask('archive', 'show', 'archive_volume', volume)
    check(stored['verified_result'] == 'BROKEN' and stored['verified_on'] == TODAY, stored)
    app.key('F5')
    app.idle()
    app.find('label', re.compile('从最近一次校验过的备份中恢复'))       # not forgotten after reading again
    refused(app, house, stored)
    with open(path, 'r+b') as file:
        file.seek(os.path.getsize(path) // 2)
        file.write(bytes([byte]))
    app.find('button', '校验本卷').click()
    app.find('label', '封存完好', timeout=20)
    app.idle()
    check(not app.find_all('label', re.compile('^请从最近一次校验过的备份中恢复')), 'sound again')
    check(house.ask('archive', 'show', 'archive_volume', volume)['verified_result'] == 'OK', 'sound again')


def refused(app, house, volume):
    """Nothing is sealed over it, neither in the window nor by miaopuctl."""
    app.find('button', '归档封存…').click()
    app.idle()
    app.find('button', '归档封存').click()
    app.wait(lambda: app.find('label', re.compile('不能再向卷内归档')), timeout=20)
    sound(app)
    picture(app, 'archives-refused')
    app.find('button', '取消').click()
    app.idle()
    done = subprocess.run([CTL, '-s', house.path, '-a', 'archive', '-p', house.password, 'archive', 'seal',
                           volume['child']], capture_output=True, text=True, env=house.env)
    check(done.returncode == 1 and '不能再向卷内归档' in done.stderr, done)
    check(len(house.ask('archive', 'list', 'archive_item')) == volume['items_n'], 'sealed over a broken item')


def package(app, house, volume):
    """Somebody else has checked the volume: it can go out, and checks as a package."""
    checker = next(row['id'] for row in house.ask('archive', 'list', 'staff') if row['id'] != volume['made_by'])
    house.ask('archive', 'do', 'close-volume', '-',
              text=json.dumps({'volume': volume['id'], 'checked_by': checker, 'note': '无缺损。'}))
    app.key('F5')
    app.wait(lambda: 'sensitive' in app.find('button', '导出档案包…').states, timeout=15)
    app.find('label', '已归档')
    check('sensitive' not in app.find('button', '案卷归档…').states, 'a closed volume can be closed')
    app.find('button', '导出档案包…').click()
    app.wait(lambda: len(app.windows) > 1)
    app.idle()
    app.key('Return')
    app.wait(lambda: app.find('label', '档案包已写出'), timeout=20)
    picture(app, 'archives-packaged')
    path = next(os.path.join(folder, name) for folder, _, names in os.walk(house.folder) for name in names
                if name.endswith('.zip'))
    report = house.ask('archive', 'check-package', path)
    check(report['sound'], report)
    app.find('button', '移交进馆…').click()
    app.idle()
    app.find('text box', '接收的档案馆').type('苗圃市档案馆')
    app.find('button', '案卷移交进馆').click(idle=False)
    app.wait(lambda: app.find('label', '已移交档案馆'), timeout=20)
    sound(app)
    picture(app, 'archives-transferred')
    stored = house.ask('archive', 'show', 'archive_volume', volume['id'])
    check((stored['status'], stored['transferred_on'], stored['transferred_to']) ==
          ('TRANSFERRED', TODAY, '苗圃市档案馆'), stored)
    check(not app.find_all('button', '移交进馆…'), 'handed over twice')


if __name__ == '__main__':
    with Desktop(size='1290x810') as desktop:
        seal(desktop, House(desktop))
    print('ok')
