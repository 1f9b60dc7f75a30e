"""Typing outlives the end of the program without warning, in every sort of form: the forms of use cases with
their loose widgets, a child's record, a question in a window of its own, a dialog of the administration, and
what was typed in the moment before the window was locked."""
import re
import time

from desk import Desktop, check, finish, picture, sound
from lived import Lived, go, open_row

WORDS = '今天的字，不能丢。'
SECOND = 1.0


def kill(app, wait):
    time.sleep(wait)
    app.proc.kill()
    app.proc.wait()
    app.stop(0)


def box(app, name):
    return app.wait(lambda: app.find('text box', name))


def register(app):
    go(app, '寄养家庭')
    app.key('ctrl+n')
    app.find('label', '登记寄养家庭')


def overview(app):
    go(app, '儿童')
    app.find('button', '打开记录').click()
    app.idle()
    app.find('button', '修改').click()
    app.idle()


def removal(app):
    go(app, '寄养')
    open_row(app, '姜南乔')
    app.find('button', '紧急带离').click()
    app.find('button', '立即带离')


def account(app):
    go(app, '管理')
    app.key('ctrl+2')
    app.idle()
    app.find('button', '新建账号…').click()
    app.find('button', '建立账号')


TICK = re.compile('书面申请')


def tick(app):
    """Loose widgets are kept as well: the papers of an application are ticks that belong to no record yet."""
    app.find('checkbox', TICK).click()


def lock(app):
    """The lock does not wait for the second, and no dialog stays before it."""
    app.key('ctrl+l')
    app.wait(lambda: not app.find_all('button', '立即带离'))
    app.find('button', '解锁')


def leftovers(app):
    """What is left is told on the page of the day, looked at there, and thrown away by hand only."""
    go(app, '今日')
    app.find('button', '查看输入的内容：登记寄养家庭').click()
    app.find('label', re.compile(WORDS))
    picture(app, 'today-leftovers')
    app.find('button', '保留').click()
    app.find('button', '查看输入的内容：登记寄养家庭').click()
    app.find('button', '丢弃').click()
    app.gone('button', '查看输入的内容：登记寄养家庭')
    sound(app)
    register(app)
    check(box(app, '家庭名称').text == '', 'what was thrown away is back')


# who, and one after the other: how to come there, the field, what else is done before the end
FORMS = [
    ('admin', [(account, '姓名', None)]),
    ('social', [(removal, '发生了什么', lock)]),             # nothing else can be done before it is answered
    ('social', [(overview, '住处（小家、班组）', None), (register, '家庭名称', tick)]),
]

with Desktop() as desk:
    lived = Lived(desk)
    for login, forms in FORMS:
        typed = None
        for form in [*forms, None]:
            with lived.open(login) as app:
                if typed:
                    come, field, further = typed
                    come(app)
                    check(box(app, field).text == WORDS, f'{field}: {box(app, field).text!r}')
                    if further is tick:
                        check('checked' in app.find('checkbox', TICK).states, 'the tick is lost')
                if form:
                    come, field, further = form
                    come(app)
                    box(app, field).type(WORDS)
                    if further:
                        further(app)
                    kill(app, 0 if further is lock else SECOND)
                elif register in typed:
                    leftovers(app)
                    finish(app)
                else:
                    kill(app, 0)
            typed = form
