"""A journey through the archive: a paper is sealed and the volume verified through the window; what is stored is asked
with miaopuctl."""
import json
import os
import re

from desk import Desktop, check, finish, log_in, picture, start
from miao_house import House, PASSWORD, TODAY, go_to, sound


def seal(desk, house):
    with start(desk, house.path) as app:
        log_in(app, 'archive', PASSWORD)
        go_to(app, '档案')
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
        app.find('button', '归档封存').click()
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
        app.find(None, re.compile('^儿童个人成长档案, |^成长档案, '))
        app.find('combo box', '文书').click()
        app.idle()
        app.key('End')
        app.key('Up')
        app.key('Return')
        app.find(None, re.compile('^卷内文件目录, '))
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


if __name__ == '__main__':
    with Desktop(size='1290x810') as desktop:
        seal(desktop, House(desktop))
    print('ok')
