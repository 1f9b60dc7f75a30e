"""A journey through an evaluation: answer, keep a draft, save, sign, stay sealed, conclude."""
from desk import Desktop, check, finish, picture
from institution import Institution, go

YES, NO = 'FAM-13 家庭内部环境无安全隐患 是', 'FAM-13 家庭内部环境无安全隐患 否'
SECRET = '现场查看后同意，这是密封的意见。'


def answer(institution, evaluation, item):
    rows = institution.show('evaluation', evaluation)['answers']
    return next((row.get('answer') for row in rows if row['item'] == item), None)


def open_first(app):
    """The newest evaluation stands first and is the one that is not finished."""
    go(app, '评估')
    app.key('F6')
    app.key('Return')
    app.find('button', '返回列表')
    app.idle()


def fill(app, institution, evaluation):
    open_first(app)
    picture(app, 'evaluation')
    check(app.audit() == [], app.audit())
    check('pressed' in app.find('button', YES).states, 'the stored answer is not shown')
    app.find('button', NO).click()
    app.wait(lambda: any(node.name.startswith('草稿已加密保存') for node in app.nodes()), timeout=3)
    picture(app, 'evaluation-failed')
    check(answer(institution, evaluation, 'FAM-13') == 'yes', 'a draft was stored as the answer')


def back_again(app, institution, evaluation):
    """What was typed before the program was closed is there again, and is saved on demand only."""
    open_first(app)
    check('pressed' in app.find('button', NO).states, 'the draft is lost')
    app.find('button', '保存答案').click()
    app.wait(lambda: answer(institution, evaluation, 'FAM-13') == 'no')
    app.idle()
    app.find('button', YES).click()
    app.idle()
    app.key('ctrl+s')
    app.wait(lambda: answer(institution, evaluation, 'FAM-13') == 'yes')
    app.idle()


def sign(app, institution, evaluation):
    app.find('button', '签署我的意见').click()
    app.find('combo box', '表决').choose('同意')
    app.find('text box', '本人意见').type(SECRET)
    picture(app, 'evaluation-sign')
    app.find('button', '签署本人意见').click()
    app.wait(lambda: institution.show('evaluation', evaluation)['status'] == 'SIGNING')


def sealed(app):
    open_first(app)
    picture(app, 'evaluation-sealed')
    check(not any(SECRET in node.name for node in app.nodes()), 'a sealed opinion is on the screen')
    check(any(node.name.startswith('已密封') for node in app.nodes()), 'not said to be sealed')


def sign_others(institution, evaluation):
    accounts = {staff['id']: staff['login'] for staff in institution.list('staff') if 'login' in staff}
    for member in institution.list('evaluation_member', evaluation=evaluation):
        if accounts[member['person']] != 'assess1':
            institution.do('sign-opinion', accounts[member['person']], evaluation=evaluation,
                           member=member['id'], vote='AGREE', opinion='同意。')


def conclude(app, institution, evaluation):
    open_first(app)
    check(any(SECRET in node.name for node in app.nodes()), 'opinions stay closed when all are in')
    app.find('button', '签发结论').click()
    app.find('combo box', '评估结论').choose('合格')
    app.find('button', '签发评估结论').click()
    app.wait(lambda: institution.show('evaluation', evaluation)['status'] == 'FINAL')
    app.idle()
    picture(app, 'evaluation-final')
    check(institution.show('evaluation', evaluation)['conclusion'] == 'B_PASS', 'another conclusion')


with Desktop(size='1280x800') as desk:
    institution = Institution(desk)
    evaluation = institution.one('evaluation', status='FIELDWORK')['id']
    for account, steps in [('assess1', [fill]), ('assess1', [back_again, sign]), ('assess2', [None])]:
        with institution.open(account) as app:
            institution.log_in(app, account)
            for step in steps:
                sealed(app) if step is None else step(app, institution, evaluation)
            finish(app)
    sign_others(institution, evaluation)
    with institution.open('assess1') as app:
        institution.log_in(app, 'assess1')
        conclude(app, institution, evaluation)
        finish(app)
