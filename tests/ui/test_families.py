"""A journey through foster families: find one, register one, refuse and accept its application; the head bars one."""
import datetime
import re
import zoneinfo

from desk import Desktop, check, finish, picture, sound
from institution import Institution, go


def look(app, institution):
    families = institution.list('family')
    newest = max(families, key=lambda family: family['family_no'])
    go(app, '寄养家庭')
    app.find('label', f'{len(families)} 个家庭')
    picture(app, 'families')
    sound(app)
    app.find('button', '打开记录').click()
    app.find('label', newest['name'])
    for number in range(1, 7):
        app.key(f'ctrl+{number}')
        app.idle()
        picture(app, f'family-{number}')
        sound(app, f'tab {number}')
    past_day(app, institution, newest['id'])
    app.key('Escape')
    app.find('button', '登记家庭')


def past_day(app, institution, family):
    """What was so on a day that is past: the same as miaopuctl tells, and nothing of a day before anything is known."""
    then = institution.ctl('explain', 'family', family)
    known = datetime.date.fromisoformat(then['known_from'])
    before, first = str(known - datetime.timedelta(1)), str(known)
    told = institution.ctl('explain', 'family', family, '--on', first)
    lines = [institution.ctl('verify')['audit_lines'] for _ in range(2)]      # asking adds a line of its own
    app.find('button', '某日状态…').click()
    app.find('text box', '哪一天').type(before)
    app.find('button', '查看').click()
    app.find('label', f'{before} 还没有记录：有记录的日期从 {first} 开始。请选择这一天或以后的日期。')
    app.find('text box', '哪一天').type(first)
    app.find('button', '查看').click()
    app.find('label', f'{first} 当天的状态：是过去的一天，不是今天；只能查看，不能修改。')
    app.find('label', told['state_zh'])
    app.find('label', f'{told["since"]} · 至当日第 1 天')
    check(told['state'] != then['state'], (told, then))
    picture(app, 'family-past-day')
    sound(app)
    after = institution.ctl('verify')['audit_lines']
    check(after - lines[1] == lines[1] - lines[0] + 1, f'looking is not logged: {lines} {after}')
    app.find('button', '关闭', within=app.find('button', '查看').toplevel()).click()
    app.idle()


def open_family(app, name):
    go(app, '寄养家庭')
    app.find('label', name, rows=True).click(times=2)
    app.find('button', '返回列表')
    app.idle()


def register(app, institution):
    before = len(institution.list('family'))
    app.key('ctrl+n')
    app.find('label', '登记寄养家庭')
    app.find('text box', '家庭名称').type('赵敏家庭')
    app.find('text box', '姓名').type('赵敏')
    app.idle()
    app.find('label', re.compile('^草稿已加密保存'), timeout=3)
    picture(app, 'family-register')
    app.find('button', '登记寄养家庭').click()
    app.find('button', '受理申请')
    app.idle()
    family = institution.one('family', status='INQUIRY')
    check(family['name'] == '赵敏家庭', family)
    check(len(institution.list('family')) == before + 1, 'not one family more')
    member = institution.one('family_member', family=family['id'])
    check(family['main_caregiver_member'] == member['id'], 'the applicant is not the caregiver')
    check(len(institution.list('caregiver_period', family=family['id'])) == 1, 'no caregiver period')
    return family['id']


def apply(app, institution, family):
    app.find('button', '受理申请').click()
    app.find('label', '申请材料')
    app.find('button', '受理寄养申请').click()
    app.find('label', '暂不能办理：受理寄养申请')
    picture(app, 'family-refused')
    sound(app)
    check(institution.show('family', family)['status'] == 'INQUIRY', 'done in spite of the rules')
    app.find('button', '转到“申请材料”').click()            # the way leads to the papers, which are no row
    app.wait(lambda: 'focused' in app.find('button', '全部齐备').states)
    app.find('button', '全部齐备').click()
    app.find('label', '已没有阻止的事项')
    app.find('button', '受理寄养申请').click()
    app.find('button', '建立评估')
    app.idle()
    check(institution.show('family', family)['status'] == 'APPLIED', 'not applied')
    application = institution.one('application', family=family)
    check(len(application['documents']) == 11, application)


def add_child(app, institution, family):
    """A child below six who lives there is said in words, not only in red."""
    app.key('ctrl+2')
    app.find('button', '添加成员').click()
    app.find('label', '添加家庭成员')
    app.find('text box', '姓名').type('郑一诺')
    app.find('text box', '出生日期').type('2023-03-09')
    app.find('button', '添加家庭成员').click()
    app.wait(lambda: len(institution.list('family_member', family=family)) == 2)
    app.idle()
    app.key('ctrl+2')
    app.find('label', '共同生活且未满 6 周岁，至 2029-03-09')
    picture(app, 'family-child')


def kept(app, institution, family):
    """What was typed and left is there again."""
    app.key('ctrl+1')
    app.find('button', '修改').click()
    app.find('text box', '现住址').type('江宁市柳营路 8 号')
    app.idle()
    app.find('button', '取消').click()
    check('address' not in institution.show('family', family), 'saved by leaving')
    app.find('button', '修改').click()
    app.wait(lambda: app.find('text box', '现住址').text == '江宁市柳营路 8 号')
    app.find('button', '保存').click()
    app.wait(lambda: 'address' in institution.show('family', family))


def bar(app, institution, family):
    """The head alone bars a family, with a reason; nothing further can be begun with it."""
    open_family(app, '赵敏家庭')
    app.find('button', '禁用家庭…').click()
    app.idle()
    app.find('button', '禁用寄养家庭').click()
    app.idle()
    check(institution.show('family', family)['status'] == 'APPLIED', 'barred without a reason')
    app.find('text box', '禁用原因').type('无犯罪记录证明系伪造。')
    sound(app)
    picture(app, 'family-bar')
    app.find('button', '禁用寄养家庭').click()
    app.wait(lambda: institution.show('family', family)['status'] == 'BARRED')
    app.idle()
    stored = institution.show('family', family)
    me = next(staff['id'] for staff in institution.list('staff') if staff.get('login') == 'director')
    check(stored['blacklist_flag'] is True and stored['blacklist_reason'] == '无犯罪记录证明系伪造。', stored)
    today = datetime.datetime.now(zoneinfo.ZoneInfo('Asia/Shanghai')).date()     # the window's own zone
    check(stored['blacklist_by'] == me and stored['blacklist_on'] == str(today), stored)
    check(not app.find_all('button', '禁用家庭…') and not app.find_all('button', '建立评估'), 'still offered')
    picture(app, 'family-barred')


with Desktop(size='1280x800') as desk:
    institution = Institution(desk)
    with institution.open('social') as app:
        institution.log_in(app, 'social')
        look(app, institution)
        family = register(app, institution)
        apply(app, institution, family)
        add_child(app, institution, family)
        kept(app, institution, family)
        check(not app.find_all('button', '禁用家庭…'), 'a caseworker is offered to bar a family')
        finish(app)
    with institution.open('director') as app:
        institution.log_in(app, 'director')
        bar(app, institution, family)
        finish(app)
