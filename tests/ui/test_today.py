"""The list of the day: the counts are the rows, a row leads to its form, and what was done is gone from it."""
from desk import Desktop, check, finish, picture, sound
from lived import Lived, go


def rows_of(app):
    return [n for n in app.find_all('button', rows=True, within=app.find('list', '待办事项'))]


def n_rows(app):
    """Also those below the fold; a heading is a row that says one thing only."""
    said = [[n.name for n in row.walk() if n.role == 'label' and n.name != 'GtkLabel']
            for row in app.find('list', '待办事项').children]
    return len([labels for labels in said if len(labels) > 1])


def count_of(app, title):
    name = [n.name for n in app.find_all('button') if n.name.startswith(title + '：')][0]
    return int(name.split('：')[1].split('，')[0])


def press(app, title):
    """Presses a card: its rows come or go."""
    [n for n in app.find_all('button') if n.name.startswith(title + '：')][0].click()
    app.idle()


def counts(lived):
    with lived.open('social') as app:
        go(app, '今日')
        picture(app, 'today')
        sound(app)
        late, today = count_of(app, '逾期'), count_of(app, '今天')
        check(late > 0 and today > 0, f'{late} late, {today} today')
        check(app.find_all('label', f'共 {late + today} 项。再点一张卡片，可加列该组事项。'), 'the sum')
        press(app, '逾期')
        check(n_rows(app) == today, f'{n_rows(app)} rows, {today} due today')
        press(app, '今天')
        press(app, '逾期')
        check(n_rows(app) == late, f'{n_rows(app)} rows, {late} late')
        button = [n for n in rows_of(app) if '周知夏' in n.name and '记录探访' in n.name][0]
        button.click()
        app.idle()
        app.find('button', '是 见到儿童').click()
        app.find('text box', '儿童的话').type('我会自己系鞋带了。')
        app.find_all('button', '记录探访')[-1].click(idle=False)
        app.wait(lambda: app.find('label', '已办理并记录'))
        go(app, '今日')
        check(count_of(app, '逾期') == late - 1, 'the visit is still late')
        check(not [n for n in rows_of(app) if '周知夏' in n.name and '记录探访' in n.name], 'still listed')
        finish(app)
    visits = lived.ctl('list', 'visit', f'placement={lived.placement_of("周知夏")["id"]}')
    check([v for v in visits if v.get('child_words') == '我会自己系鞋带了。'], visits)


with Desktop() as desk:
    counts(Lived(desk))
