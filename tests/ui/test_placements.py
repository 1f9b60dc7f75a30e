"""A placement on its way: not confirmed on day 59 and why, a visit, confirmed on day 60; a child is taken out."""
from desk import Desktop, check, finish, picture, sound
from lived import Lived, go, open_row


REASON = '说明：探访间隔超过计划'


def refused(lived):
    with lived.open('director') as app:
        go(app, '寄养')
        picture(app, 'placements')
        sound(app)
        open_row(app, '陈星屿')
        app.find('label', '确立还缺 1 项')
        picture(app, 'placement')
        sound(app)
        app.find('button', '确立正式寄养…').click()
        app.idle()
        app.find('label', '暂不能办理：确立正式寄养')
        app.find('label', '阻止')
        check('invalid' in app.find('text box', '确立日期').states, 'the day is not marked')
        picture(app, 'placement-blocked')
        app.find('button', '确立正式寄养').click()
        app.idle()
        check(lived.placement_of('陈星屿')['status'] == 'INTEGRATION', 'confirmed on day 59')
        finish(app)


def visited(lived):
    before = len(lived.ctl('list', 'visit', f'placement={lived.placement_of("周知夏")["id"]}'))
    with lived.open('social') as app:
        go(app, '寄养')
        open_row(app, '周知夏')
        app.find('button', '记录探访').click()
        app.idle()
        app.find('button', '是 见到儿童').click()
        app.find('text box', '儿童的话').type('今天一起包了饺子。')
        picture(app, 'visit')
        sound(app)
        app.find_all('button', '记录探访')[-1].click()
        app.idle()
        app.wait(lambda: app.find('label', '已办理并记录'))
        finish(app)
    visits = lived.ctl('list', 'visit', f'placement={lived.placement_of("周知夏")["id"]}')
    check(len(visits) == before + 1, f'{len(visits)} visits, before {before}')
    check([v for v in visits if v['visited_on'] == '2026-11-22' and v['child_words'] == '今天一起包了饺子。'], visits)


def confirmed(lived):
    with lived.open('director', today='2026-11-23') as app:
        go(app, '寄养')
        open_row(app, '陈星屿')
        app.find('label', '确立还缺 1 项')
        app.find('button', '确立正式寄养…').click()
        app.idle()
        # Nothing blocks any more; eight days without a visit ask for words.
        check(not app.find_all('label', '阻止'), 'still blocked on day 60')
        app.find('label', '须说明')
        app.find('button', '确立正式寄养').click()
        app.idle()
        check(lived.placement_of('陈星屿')['status'] == 'INTEGRATION', 'confirmed without the reason')
        app.find('text box', REASON).type('照料人陪同外出就医，探访改在 11 月 24 日。')
        picture(app, 'placement-reason')
        app.find('button', '确立正式寄养').click(idle=False)
        app.wait(lambda: app.find('label', '已办理并记录'))
        finish(app)
    placement = lived.placement_of('陈星屿')
    check(placement['status'] == 'CONFIRMED' and placement['confirmed_on'] == '2026-11-23', placement)
    check([r['rule'] for r in placement['reasons']] == ['INT-03'], placement['reasons'])


def removed(lived):
    with lived.open('social') as app:
        go(app, '寄养')
        open_row(app, '姜南乔')
        app.find('button', '紧急带离').click()
        app.find('button', '立即带离').click(idle=False)
        app.wait(lambda: app.find('label', '已记录紧急带离'))
        finish(app)
    placement = lived.placement_of('姜南乔')
    check(placement['status'] == 'SUSPENDED' and placement['status_before'] == 'INTEGRATION', placement)


with Desktop() as desk:
    lived = Lived(desk)
    refused(lived)
    visited(lived)
    confirmed(lived)
    removed(lived)
