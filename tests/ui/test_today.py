"""The list of the day: the counts are the rows, a row leads to its form, and what was done is gone from it. It leaves
the house as a calendar without names, and on paper with them."""
import glob
import json
import os
import re

from desk import Desktop, check, finish, pdf_words, picture, sound
from lived import PASSWORD, Lived, go


def rows_of(app):
    return [n for n in app.find_all('button', rows=True, within=app.find('list', '待办事项'))]


def visit_of(app, name):
    return [n for n in rows_of(app) if name in n.name and '记录探访' in n.name]


def follow(app, *words, to):
    """Presses the row that says @words, as one who sees nothing come presses again: the list is filled anew when
    anything was written, and a row that goes under the finger was not pressed. Returns what @to finds."""
    def there():
        found = [n for n in rows_of(app) if all(word in n.name for word in words)]
        if not to() and found:
            found[0].click()
        return to()
    return app.wait(there, timeout=40, what=f'where {words} leads')


def n_rows(app):
    """A heading is a row that says one thing only. Newer GTK makes no rows below the fold: there the page's own sum
    tells of them."""
    listed = app.find('list', '待办事项')
    rows = listed.children
    said = [[n.name for n in row.walk() if n.role == 'label' and n.name != 'GtkLabel'] for row in rows]
    made = len([labels for labels in said if len(labels) > 1])
    told = int(re.search(r'\d+', app.find('label', re.compile(r'^共 \d+ 项')).name).group())
    seen, last = listed.box, rows[-1].box
    return told if made < told and last.y + last.h >= seen.y + seen.h else made


def count_of(app, title):
    name = app.find('button', re.compile(f'^{title}：')).name
    return int(name.split('：')[1].split('，')[0])


def press(app, title):
    """Presses a card: its rows come or go."""
    app.find('button', re.compile(f'^{title}：')).click()
    app.idle()


def badge_of(app, page):
    """What stands beside the page in the page list; 0 when nothing does."""
    pages = app.see(app.find('list', '页面'), rows=True, names='label')
    row = next(row for row in pages.children if any(n.role == 'label' and n.name == page for n in row.walk()))
    return sum(int(n.name) for n in row.walk() if n.role == 'label' and n.name.isdigit())


def badges(app, lived):
    """Each number of the page list is that of the rows which the page lists; they are those that the records say. They
    are there before the page was opened."""
    said = {'评估': (r'^(\d+) 次评估$', 'evaluation', ('DRAFT', 'SCHEDULED', 'FIELDWORK', 'SIGNING', 'FINAL')),
            '事件': (r'^(\d+) 件$', 'incident', ('OPEN',))}
    for page, (words, kind, states) in said.items():
        held = sum(len(lived.ctl('list', kind, f'status={state}', account='social')) for state in states)
        app.wait(lambda: badge_of(app, page) == held, what=f'{held} beside {page}, which nobody opened')
        go(app, page)
        listed = int(re.search(words, app.find('label', re.compile(words)).name).group(1))
        check(badge_of(app, page) == listed == held > 0, f'{page}: {badge_of(app, page)} beside it, {listed} listed, {held} held')
    go(app, '今日')
    app.wait(lambda: badge_of(app, '今日') == count_of(app, '逾期') + count_of(app, '今天'), what='late and due today beside the page')


def calendar(app, lived):
    """One entry for each own task, no name of anybody, a line in the register."""
    app.find('button', '存为日历…').click()
    app.wait(lambda: len(app.windows) > 1)
    app.idle()
    app.key('Return')
    told = app.find('label', re.compile('^已存 \\d+ 项，不含姓名$'))
    said, over = told.name, told.box
    head = app.find('button', '存为日历…').box
    check(over.y > head.y + head.h, f'what is said lies over the buttons: {over} {head}')
    picture(app, 'today-calendar')
    [path] = glob.glob(os.path.join(lived.desk.dir, 'home', '**', '*.ics'), recursive=True)
    with open(path, newline='') as file:
        text = file.read().replace('\r\n ', '')
    own = [task for task in lived.ctl('today', account='social') if task['mine']]
    check(text.count('BEGIN:VEVENT') == len(own) and said == f'已存 {len(own)} 项，不含姓名', f'{said}, {len(own)} tasks')
    check(all(f"DTSTART;VALUE=DATE:{task['due_on'].replace('-', '')}" in text for task in own), 'a day is missing')
    people = {row['name'] for kind in ('child', 'family', 'family_member', 'staff') for row in lived.ctl('list', kind)}
    check(len(people) > 20 and not [name for name in people if name in text], 'a name is in the calendar')


def week(app, lived):
    """The week goes to the printer: what is late, for whom, and a line in the register."""
    app.find('button', '打印一周待办…').click()
    app.wait(lambda: len(app.windows) > 1, timeout=20)
    app.idle()
    app.find('label', '打印到文件', rows=True).click()
    app.idle()
    app.find('button', re.compile('^打印\\(_?P\\)')).click(idle=False)
    app.find('label', '已送打印机，并记入日志', timeout=20)
    [path] = glob.glob(os.path.join(lived.desk.dir, 'home', '**', '*.pdf'), recursive=True)
    words = pdf_words(path)
    late = [task for task in lived.ctl('today', 'late', account='social') if task['mine']]
    check('一周待办' in words and late and all(task['who'].replace(' ', '') in words for task in late), words)
    left = lived.ctl('outputs', account='admin')
    check(len(left) == 2 and not any(line['cancelled'] for line in left), left)
    app.idle()


def locked(app, lived, child):
    """What became due before the lock was opened again is there as soon as it is."""
    today = count_of(app, '今天')
    app.key('ctrl+l')
    app.find('label', '已锁定')
    for day, more in (('2026-11-22', 1), ('2027-01-10', 0)):
        lived.ctl('do', 'edit-child', '-', text=json.dumps({'id': child, 'child': {'device_review_on': day}}))
        app.desk.type(PASSWORD)
        app.key('Return')
        app.find('button', '锁定', timeout=15, what='it is unlocked')
        check(count_of(app, '今天') == today + more, f'{count_of(app, "今天")} after {day}')
        if more:
            app.key('ctrl+l')
            app.find('label', '已锁定')


def counts(lived):
    child = lived.ctl('list', 'child', 'name=苏禾')[0]['id']
    social = next(person['id'] for person in lived.ctl('list', 'staff') if person.get('login') == 'social')
    lived.ctl('do', 'edit-child', '-', text=json.dumps({'id': child, 'child': {'device_review_on': '2027-01-10', 'care_worker': social}}))
    # Two that are being dealt with, neither of them to be reported by law.
    for words in ('摔倒擦伤。', '发热送医。'):
        lived.ctl('do', 'report-incident', '-', account='social', text=json.dumps({'child': child, 'incident': {
            'kind': 'ILLNESS', 'mandatory': False, 'safe_measure': 'HOSPITAL', 'description': words}}))
    with lived.open('social') as app:
        go(app, '今日')
        picture(app, 'today')
        calendar(app, lived)
        week(app, lived)
        sound(app)
        late, today = count_of(app, '逾期'), count_of(app, '今天')
        check(late > 0 and today > 0, f'{late} late, {today} today')
        app.find('label', f'共 {late + today} 项。再点一张卡片，可加列该组事项。', what='the sum')
        press(app, '逾期')
        app.wait(lambda: n_rows(app) == today, what='as many rows as the card says')
        press(app, '今天')
        press(app, '逾期')
        app.wait(lambda: n_rows(app) == late, what='as many rows as the card says')
        later = count_of(app, '以后')
        check(later == len([t for t in lived.ctl('today', 'later', account='social') if t['mine']]) > 0, f'{later} later')
        press(app, '以后')
        app.wait(lambda: n_rows(app) == late + later, what='what comes later is listed behind')
        press(app, '逾期')
        app.wait(lambda: n_rows(app) == later, what='what comes later is listed alone')
        said = {n.name for row in app.find('list', '待办事项').children for n in row.walk() if n.role == 'label'}
        check('2027-01-10' in said, 'a day of the next year has its year')
        picture(app, 'today-later')
        press(app, '逾期')
        press(app, '以后')
        app.wait(lambda: n_rows(app) == late, what='what comes later is gone again')
        follow(app, '周知夏', '记录探访', to=lambda: app.find_all('button', '是 见到儿童'))
        app.find('button', '是 见到儿童').click()
        app.find('text box', '儿童的话').type('我会自己系鞋带了。')
        app.find('button', '记录探访', index=-1).click(idle=False)
        app.wait(lambda: app.find('label', '已办理并记录'))
        go(app, '今日')
        app.wait(lambda: count_of(app, '逾期') == late - 1, what='the visit is not late any more')
        app.wait(lambda: not visit_of(app, '周知夏'), what='it is not listed any more')
        badges(app, lived)
        locked(app, lived, child)
        finish(app)
    visits = lived.ctl('list', 'visit', f'placement={lived.placement_of("周知夏")["id"]}')
    check([v for v in visits if v.get('child_words') == '我会自己系鞋带了。'], visits)


def entered(app, lived, child):
    """A task about a child leads to the very field; with the day entered it is gone."""
    go(app, '今日')
    app.find('button', '全院').click()
    press(app, '逾期')
    follow(app, '陆时安', '辅助器具复查', to=lambda: app.find_all('text box', '辅助器具下次复查日期'))
    field = app.find('text box', '辅助器具下次复查日期')
    check('focused' in field.states, 'the keyboard is elsewhere')
    field.type('2027-05-22')
    app.find('text box', '事实无人抚养儿童申请受理日期').type('2026-11-02')
    app.find('button', '保存').click(idle=False)
    app.wait(lambda: not app.find_all('button', '保存'))
    stored = lived.ctl('show', 'child', child)
    check((stored['device_review_on'], stored['defacto_applied_on']) == ('2027-05-22', '2026-11-02'), stored)
    go(app, '今日')
    check(not [n for n in rows_of(app) if '辅助器具复查' in n.name], 'still listed')
    # The township is asked; once it has checked, the county is.
    press(app, '今天')
    press(app, '7 天内')
    for title, label, field, day in (('询问事实无人抚养儿童的查验', '事实无人抚养儿童乡镇（街道）查验日期', 'defacto_checked_on', '2026-11-02'),
                                     ('询问事实无人抚养儿童的确认', '事实无人抚养儿童县级民政部门确认日期', 'defacto_decided_on', '2026-11-20')):
        listed = lambda: [n for n in rows_of(app) if '陆时安' in n.name and title in n.name]
        follow(app, '陆时安', title, to=lambda: app.find_all('text box', label))
        box = app.find('text box', label)
        check('focused' in box.states, 'the keyboard is elsewhere')
        box.type(day)
        app.find('button', '保存').click(idle=False)
        app.wait(lambda: not app.find_all('button', '保存'))
        check(lived.ctl('show', 'child', child)[field] == day, f'{field} is not stored')
        go(app, '今日')
        check(not listed(), f'{title} is still listed')


def dose(app, lived):
    """A dose that is due leads to its form, with vaccine and dose; recorded, it is given in the child's list."""
    go(app, '今日')
    follow(app, '温小鱼', '接种疫苗', to=lambda: app.find_all('text box', '接种日期'))
    day = app.find('text box', '接种日期')
    check('focused' in day.states, 'the keyboard is elsewhere')
    day.type(lived.today)
    app.find('text box', '接种单位').type('妇幼保健院')
    picture(app, 'vaccination')
    sound(app)
    app.find('button', '登记接种', index=-1).click(idle=False)
    app.wait(lambda: app.find('label', re.compile('^已种 15 剂 · 应种 2 剂$')))
    picture(app, 'vaccinations')
    sound(app)
    child = lived.ctl('list', 'child', 'name=温小鱼')[0]['id']
    given = [d for d in lived.ctl('vaccinations', child) if d['due_on'] == '2026-11-26' and d['state'] == 'given']
    check([d['name'] for d in given] == ['百白破疫苗第4剂'], given)


def handed_over(lived):
    """Before a holiday the tasks go to a colleague, from the window; who stands in sees them as theirs; it is ended there."""
    people = {person['login']: person['id'] for person in lived.ctl('list', 'staff')}
    child = lived.ctl('list', 'child', 'name=陆时安')[0]['id']
    lived.ctl('do', 'edit-child', '-', text=json.dumps({'id': child, 'child': {'device_review_on': '2026-11-22'}}))
    with lived.open('social') as app:
        go(app, '今日')
        app.find_all('button', '把待办事项转交给同事')[0].click()
        app.wait(lambda: len(app.windows) > 1)
        app.idle()
        app.find('combo box', '代办人').click()
        app.idle()
        app.find('label', '温予安', rows=True).click()
        app.idle()
        app.find('text box', '结束日期（含当天）').type('2026-11-21')
        app.find('text box', '原因').type('年休假')
        app.find('button', '转交').click()
        app.find('label', '转交日期不对')
        picture(app, 'today-delegate')
        sound(app)
        check(lived.ctl('delegations') == [], 'stored though it was refused')
        app.find('text box', '结束日期（含当天）').type('2026-11-30')
        app.find('button', '转交').click(idle=False)
        app.wait(lambda: app.find('label', '待办事项已转交'))
        app.wait(lambda: app.find('label', '温予安 代办 宋知微 的事项'))
        app.find('label', re.compile('由 温予安 代办至 2026-11-30'), rows=True)
        entered(app, lived, child)
        dose(app, lived)
        finish(app)
    [stored] = lived.ctl('delegations')
    check((stored['from_staff'], stored['to_staff'], stored['from_on'], stored['until_on'], stored['reason'], stored['state']) ==
          (people['social'], people['social2'], '2026-11-22', '2026-11-30', '年休假', 'runs'), stored)
    own = [task for task in lived.ctl('today', 'late', account='social2') if task['mine']]
    with lived.open('social2') as app:
        go(app, '今日')
        check(count_of(app, '逾期') == len(own) > 0, own)
        check([n for n in app.find_all('label', rows=True) if '代 宋知微' in n.name], 'whose they are is not said')
        picture(app, 'today-standing-in')
        finish(app)
    lived.ctl('do', 'edit-institution', '-', account='director',
              text=json.dumps({'institution': {'statistics_on': '2024-12-31', 'year_report_on': '2025-12-31'}}))
    with lived.open('director') as app:
        go(app, '今日')
        follow(app, '民政统计季报', to=lambda: app.find_all('text box', '统计季报已报至（季末日）'))
        field = app.find('text box', '统计季报已报至（季末日）')
        check('focused' in field.states, 'the keyboard is elsewhere')
        field.type('2026-09-30')
        app.find('button', '保存').click(idle=False)
        app.wait(lambda: lived.ctl('list', 'institution')[0].get('statistics_on') == '2026-09-30', what='it is stored')
        go(app, '今日')
        check(not [n for n in rows_of(app) if '民政统计季报' in n.name], 'still listed')
        app.find('button', '结束代办：宋知微 转交 温予安').click(idle=False)
        app.wait(lambda: app.find('label', '代办已结束'))
        finish(app)
    [stored] = lived.ctl('delegations', 'all')
    check((stored['ended_on'], stored['ended_by']) == ('2026-11-22', people['director']), stored)
    check(not [task for task in lived.ctl('today', account='social2') if task['mine']], 'still standing in')


with Desktop() as desk:
    house = Lived(desk)
    counts(house)
    handed_over(house)
