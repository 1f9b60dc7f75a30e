"""Somebody types while another desk changes the same record: in every form the whole sentence is in the field afterwards,
and the keyboard stayed where it was. Who saves second sees field by field what differs, also where a form has one field."""
import json
import os
import re
import time

from desk import Desktop, check, choose_path, finish, log_in, picture, start
from lived import open_row
from miao_house import House, PASSWORD, TODAY, go, sound

FIRST, SECOND = '先写的半句，', '后写的半句。'


BORN = {'演小禾': '20190305', '演小穗': '20180711'}


def number(name, serial):
    """A citizen ID number of that child, made up; the last digit before the check character says the sex."""
    digits = '320102' + BORN[name] + f'{serial + (name == "演小穗"):03}'
    return digits + '10X98765432'[sum(int(d) * (1 << (17 - i)) % 11 for i, d in enumerate(digits)) % 11]


def import_ledger(house):
    """Two children without a citizen ID number: the return asks why."""
    path = os.path.join(house.folder, 'ledger.csv')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('儿童姓名,性别,出生年月,身份证号码,民族,入院日期\n演小禾,女,2019-03-05,无,汉族,2020-06-01\n'
                   '演小穗,男,2018-07-11,无,汉族,2019-06-01\n')
    house.ask('admin', 'import', 'children', path)
    house.ask('admin', 'do', 'build-submission', '-', text=json.dumps({'period': '2026-10'}))


def do(house, account, use_case, **given):
    house.ask(account, 'do', use_case, '-', text=json.dumps(given))


class Forms:
    def __init__(self, app, house):
        self.app, self.house = app, house

    def child(self, name):
        return self.house.ask('director', 'list', 'child', f'name={name}')[0]['id']

    def edit_child(self, name, **fields):
        do(self.house, 'social2', 'edit-child', id=self.child(name), child=fields)

    def edit_institution(self, **fields):
        do(self.house, 'admin', 'edit-institution', institution=fields)

    # how to come there; what the other desk does; the field

    def institution(self):
        go(self.app, '管理')
        self.app.key('ctrl+1')
        return '地址', lambda: self.edit_institution(address='江宁市苗圃路 1 号', phone='025-52000000')

    def backup(self):
        go(self.app, '管理')
        self.app.find('tab', '备份').click()
        elsewhere = os.path.join(self.house.folder, 'elsewhere')
        os.mkdir(elsewhere)
        return '备份文件夹', lambda: do(self.house, 'admin', 'set-backup', folder=elsewhere, every='daily', hour=3)

    def overview(self):
        go(self.app, '儿童')
        self.app.key('ctrl+k')
        self.app.desk.type('林小满')
        self.app.idle()
        self.app.key('Down')
        self.app.key('Return')
        self.app.find('label', '基本身份')
        self.app.find('button', '修改').click()
        return '过敏史', lambda: self.edit_child('林小满', allergies='鸡蛋', living_unit='5号小家')

    def placement(self):
        go(self.app, '寄养')
        open_row(self.app, '李星沐')
        self.app.menu('更多', '开始短期养育…')
        return '事由说明', lambda: self.edit_child('李星沐', allergies='鸡蛋')

    def family(self):
        go(self.app, '寄养家庭')
        self.app.find('button', '打开记录').click()
        self.app.find('button', '修改').click()
        number = self.app.find('label', re.compile(r'^JT-\d{4}-\d+')).name[:13]
        family = self.house.ask('director', 'list', 'family', f'family_no={number}')[0]['id']
        return '现住址', lambda: do(self.house, 'social2', 'edit-family', id=family, family={'address': '江宁市柳营路 8 号'})

    def finding(self):
        go(self.app, '上报')
        self.queries()
        return '说明', lambda: self.edit_child('演小禾', allergies='鸡蛋')

    def queries(self):
        toggle = self.app.find(None, re.compile(r'^疑问 [1-9]'))
        toggle.click()
        self.app.find('text box', '公民身份号码')


def seen(app, box):
    """The other one's change has arrived in the window."""
    app.key('F5')
    app.idle()
    check('focused' in box.states, f'{box!r} lost the keyboard')


def whole(forms, come):
    app = forms.app
    field, change = come()
    app.idle()
    box = app.find('text box', field).type(FIRST)
    change()
    seen(app, box)
    app.desk.type(SECOND)
    app.wait(lambda: box.text == FIRST + SECOND, what=f'{field}: {box.text!r}')


def leave(app):
    """What was typed stays a draft."""
    for button in app.find_all('button', '取消')[:1]:
        button.click()


def choose(app, what, button):
    app.find('label', '两人都改了这条记录')
    app.idle()
    sound(app)
    app.find('checkbox', what).click()
    app.find('button', button).click()
    app.idle()


def stored(house):
    return house.ask('admin', 'show', 'institution', house.ask('admin', 'list', 'institution')[0]['id'])


def conflicts(app, house, forms):
    """The institution, a field that a finding is about, and the words for a query."""
    whole(forms, forms.institution)
    app.find('button', '保存').click()
    app.find('label', re.compile('江宁市苗圃路 1 号'))
    picture(app, 'typing-institution')
    check(stored(house)['address'] == '江宁市苗圃路 1 号', 'written before it was chosen')
    choose(app, '地址：两者都保留', '按选择保存')
    app.find('label', '已保存')
    now = stored(house)
    check(now['address'] == f'江宁市苗圃路 1 号；{FIRST}{SECOND}' and now['phone'] == '025-52000000', now)

    go(app, '上报')
    forms.queries()
    shown = next(name for name in BORN if app.find_all('label', name))
    child = forms.child(shown)
    app.find('text box', '公民身份号码').type(number(shown, 2))
    do(house, 'social2', 'edit-child', id=child, child={'id_no': number(shown, 4)})
    app.find('button', '保存此项').click()
    choose(app, '公民身份号码：保留我的', '按选择保存')
    app.wait(lambda: house.ask('director', 'show', 'child', child)['id_no'] == number(shown, 2))

    app.find('text box', '说明').type('负责人的说明')
    for row in house.ask('director', 'list', 'submission_finding', 'severity=query'):      # whichever is shown
        do(house, 'admin', 'explain-finding', finding=row['id'], note='管理员的说明')
    app.find('button', '说明').click()
    app.find('label', '两人都改了这条记录')
    picture(app, 'typing-note')
    choose(app, '说明：两者都保留', '按选择保存')
    app.find('label', '已说明')
    notes = [row.get('note') for row in house.ask('director', 'list', 'submission_finding', 'severity=query')]
    check(sorted(notes) == ['管理员的说明'] * (len(notes) - 1) + ['管理员的说明；负责人的说明'], notes)


NOTE = '今天的字，不能丢。'


def assistant(app):
    go(app, '管理')
    app.find('tab', '导入').click()
    app.idle()


def begin_again(app):
    """What two more assistants hold when the power goes: the words about a query, and an import that was begun."""
    app.find('text box', '说明').type(NOTE)
    assistant(app)
    app.find('button', '选择台账…').click()
    choose_path(app, os.path.join(app.desk.dir, 'home', 'ledger.csv'))
    choice = app.find('combo box', '民族')
    choice.click()
    app.find('label', '不导入', within=choice).click()          # the lines are made anew then
    app.wait(lambda: app.find('combo box', '民族').value == '不导入')
    app.find('checkbox', '跳过已登记的儿童').click()
    app.wait(lambda: [node for node in app.find_all('label') if node.name.startswith('草稿已加密保存')])
    time.sleep(1)                                               # what is typed is kept within a second
    app.proc.kill()
    app.proc.wait()
    app.stop(0)


def back_again(app, forms, house):
    go(app, '上报')
    forms.queries()
    check(app.find('text box', '说明').text == NOTE, app.find('text box', '说明').text)
    assistant(app)
    app.find('button', '继续导入“ledger.csv”').click()
    app.find('combo box', '民族')
    check(app.find('combo box', '民族').value == '不导入', app.find('combo box', '民族').value)
    check('checked' in app.find('checkbox', '跳过已登记的儿童').states, 'who is registered is not left out any more')
    sound(app)
    picture(app, 'typing-import')
    app.find('button', '导入').click()
    app.find('label', re.compile('^已导入儿童 2 名'), timeout=15)
    check(not app.find_all('button', re.compile('^继续导入')), 'offered although it was imported')


def main():
    with Desktop(size='1290x810') as desk:
        house = House(desk)
        import_ledger(house)
        with start(desk, '--today', TODAY, house.path) as app:
            log_in(app, 'director', PASSWORD)
            forms = Forms(app, house)
            for come in (forms.overview, forms.placement, forms.family, forms.backup, forms.finding):
                whole(forms, come)
                leave(app)
            conflicts(app, house, forms)
            begin_again(app)
        with start(desk, '--today', TODAY, house.path) as app:
            log_in(app, 'director', PASSWORD)
            back_again(app, Forms(app, house), house)
            finish(app)


if __name__ == '__main__':
    main()
    print('ok')
