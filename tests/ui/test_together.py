"""Two people, one record: while the form is open somebody else saves. Nobody's words vanish: the second to save sees field
by field what differs and chooses; what others do appears without a reload. What is stored is asked with miaopuctl."""
import json
import re
import time

from desk import Desktop, check, finish, log_in, picture, start
from miao_house import House, PASSWORD, go, sound

CHILD = '林小满'


def child_of(house):
    return next(c for c in house.ask('social', 'list', 'child', '--limit', '100') if c.get('name') == CHILD)


def somebody_else(house, record, **fields):
    house.ask('social2', 'do', 'edit-child', '-', text=json.dumps({'id': record, 'child': fields}))


def open_child(app, desk):
    go(app, '儿童')
    app.key('ctrl+k')
    desk.type(CHILD)
    app.idle()
    app.key('Down')
    app.key('Return')
    app.find('label', '基本身份')
    app.idle()


def begin(app):
    app.find('button', '修改').click()
    app.idle()
    app.find('text box', '过敏史').type('花生')
    app.find('text box', '住处（小家、班组）').set_text('')
    app.find('text box', '住处（小家、班组）').type('7号小家')
    app.idle()


def save_is_asked(app):
    """What somebody else saved arrives at any moment and moves the page: a press that went beside is made again."""
    def asked():
        app.find('button', '保存').click()
        return app.find('label', '两人都改了这条记录', timeout=1.5)
    app.wait(asked, timeout=8)


def choose(app, house, record):
    """The other one changed the allergies too, the living unit, and something this form did not touch."""
    before = house.ask('social', 'show', 'child', record)
    somebody_else(house, record, allergies='鸡蛋', living_unit='5号小家', chronic='哮喘')
    save_is_asked(app)
    app.idle()
    for words in ('温予安', '鸡蛋', '花生', '5号小家', '7号小家', '哮喘'):
        app.find('label', re.compile(words), what=f'{words} is not shown')
    sound(app)
    picture(app, 'together-conflict')
    check(house.ask('social', 'show', 'child', record)['allergies'] == '鸡蛋', 'written before anything was chosen')
    app.find('button', '返回表单').click()
    app.idle()
    check(app.find('text box', '过敏史').text == '花生', 'what was typed is gone')
    save_is_asked(app)
    app.idle()
    check('sensitive' not in app.find('button', '按选择保存').states, 'can be saved before everything is chosen')
    app.find('checkbox', '住处（小家、班组）：保留我的').click()
    app.idle()
    picture(app, 'together-chosen')
    app.find('button', '按选择保存').click(idle=False)
    app.wait(lambda: app.find('label', '已保存。'), timeout=10)
    stored = house.ask('social', 'show', 'child', record)
    check(stored['allergies'] == '鸡蛋；花生', stored)       # both people's words
    check(stored['living_unit'] == '7号小家' and stored['chronic'] == '哮喘', stored)
    check(stored['version'] == before['version'] + 2, 'one save each')


def appears(app, house, record):
    """What another desk changes is there without a reload."""
    app.gone('label', '已保存。', timeout=15)
    check(not app.find_all(None, re.compile('青霉素待查')), 'already there')
    lines = lambda: house.ask('admin', 'verify')['audit_lines']
    shown = lambda: app.find('label', '基本身份').ref
    logged = lines()
    time.sleep(4)                                            # what was written until now is shown, too
    before = shown()
    house.ask('director', 'show', 'child', record)
    time.sleep(4)                                            # the window looks every three seconds
    check(shown() == before, 'the page is built anew because somebody else reads')
    check(lines() >= logged + 2, 'reading is not logged')    # the log-in, the reading
    somebody_else(house, record, special_marks='青霉素待查')
    app.find(None, re.compile('青霉素待查'), timeout=15)
    picture(app, 'together-appears')


def main():
    with Desktop(size='1290x810') as desk:
        house = House(desk)
        record = child_of(house)['id']
        with start(desk, '--today', '2026-11-22', house.path) as app:
            log_in(app, 'social', PASSWORD)
            open_child(app, desk)
            begin(app)
            choose(app, house, record)
            appears(app, house, record)
            finish(app)
        check(house.ask('admin', 'verify')['sound'], 'the chain')


if __name__ == '__main__':
    main()
    print('ok')
