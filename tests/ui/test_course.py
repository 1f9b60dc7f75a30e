"""The course of placements in the window, where the other journeys do not go: an agreement is signed, filed and begun; an
integration is extended; a family gives notice, stays, gives notice again and goes, which is refused before its month is
over; what is left is settled; a removed child goes back. What is stored is asked with miaopuctl."""
import datetime
import json
import os
import re
import sys

from desk import Desktop, check, finish, picture, sound
from lived import TODAY, Lived, go, open_row


def day(days):
    return str(datetime.date.fromisoformat(TODAY) + datetime.timedelta(days))


def open_placement(app, name):
    for back in app.find_all('button', '返回列表'):
        back.click()
        app.idle()
    open_row(app, name)
    app.find('button', '返回列表')
    app.idle()


def press(app, lived, label, name, **expected):
    """Does the act and waits until the file says so."""
    placement = lived.placement_of(name)['id']
    sound(app)
    app.find('button', label, index=-1).click(idle=False)

    def stored():
        now = lived.ctl('show', 'placement', placement)
        return all(now.get(field) == value for field, value in expected.items())
    app.wait(stored, timeout=20, what=f'{label}: {expected}')
    app.idle()
    return lived.ctl('show', 'placement', placement)


def begun(app, lived):
    """温小鱼: matched, then signed, filed and moved in"""
    open_placement(app, '温小鱼')
    app.find('button', '签订协议…').click()
    app.idle()
    app.find('text box', '机构签字（盖章）日期').set_text(TODAY)
    app.find('text box', '家庭签字（盖章）日期').set_text(TODAY)
    app.find('text box', '寄养期限止').set_text('2060-01-01')
    app.find('button', '签订寄养协议', index=-1).click()
    app.find('label', '阻止', what='a term beyond the eighteenth birthday')
    picture(app, 'course-sign-refused')
    check(lived.placement_of('温小鱼')['status'] == 'MATCHED', 'signed beyond the eighteenth birthday')
    app.find('text box', '寄养期限止').set_text(day(700))
    app.idle()
    picture(app, 'course-sign')
    press(app, lived, '签订寄养协议', '温小鱼', status='SIGNED')
    app.menu('更多', '登记协议备案…')
    app.find('text box', '备案编号').type('江民协备 7 号')
    sound(app)
    agreement = lived.placement_of('温小鱼')['agreement']
    app.find('button', '寄养协议备案', index=-1).click(idle=False)
    app.wait(lambda: lived.ctl('show', 'agreement', agreement)['status'] == 'FILED')
    app.idle()
    app.find('button', '办理入户…').click()
    app.idle()
    now = press(app, lived, '入户（融合期开始）', '温小鱼', status='INTEGRATION')
    check(now['integration_due_min'] == day(60) and now['integration_due_max'] == day(90), now)
    picture(app, 'course-moved-in')


def extended(app, lived):
    """周知夏: longer, but not for ever"""
    open_placement(app, '周知夏')
    moved_in = datetime.date.fromisoformat(lived.placement_of('周知夏')['moved_in_on'])
    app.menu('更多', '延长融合期…')
    app.find('text box', '延长至').set_text(str(moved_in + datetime.timedelta(121)))
    app.find('text box', '延长理由').type('儿童住院三周。')
    app.find('button', '延长融合期', index=-1).click()
    app.find('label', '阻止', what='121 days')
    check(lived.placement_of('周知夏')['status'] == 'INTEGRATION', 'extended by more than thirty days')
    app.find('text box', '延长至').set_text(str(moved_in + datetime.timedelta(110)))
    picture(app, 'course-extend')
    press(app, lived, '延长融合期', '周知夏', status='EXTENDED', extend_reason='儿童住院三周。')


def begin(app, lived, name):
    app.menu('更多', '启动解除…')
    app.find('combo box', '提出方').choose('寄养家庭')
    app.find('combo box', '解除事由').choose('寄养家庭主动申请解除')
    app.find('text box', '事由说明').type('工作调动到外省。')
    app.find('text box', '家庭书面申请日期').set_text(TODAY)
    app.find('button', '启动解除', index=-1).click()
    app.find('label', '阻止', what='without a paper')
    app.find('button', re.compile('^证据材料 ')).click()
    app.idle()
    app.desk.type('解除申请')
    app.find('label', '解除申请')
    app.key('Return')
    app.find('button', '去掉解除申请')
    picture(app, 'course-begin-ending')
    press(app, lived, '启动解除', name, status='ENDING')


def ended(app, lived):
    """苏禾: notice, withdrawn, given again; refused before the month is over, unless the institution agrees"""
    open_placement(app, '苏禾')
    begin(app, lived, '苏禾')
    app.menu('更多', '撤回解除…')
    app.find('text box', '继续寄养的理由').type('家庭愿意继续寄养。')
    press(app, lived, '撤回解除', '苏禾', status='CONFIRMED')
    begin(app, lived, '苏禾')
    app.find('button', '解除寄养关系…').click()
    app.find('text box', '通知送达日期').set_text(TODAY)
    app.find('combo box', '送达方式').choose('当面送达')
    app.find('text box', '辅导安置方案').type('社工每周访谈。')
    app.idle()
    app.find('button', '解除寄养关系', index=-1).click()
    app.find('label', '阻止', what='one month')
    picture(app, 'course-end-refused')
    check(lived.placement_of('苏禾')['status'] == 'ENDING', 'ended before the month was over')
    app.find('button', '是 机构同意提前解除').click()
    app.find('button', '是 物品交接完成').click()
    now = press(app, lived, '解除寄养关系', '苏禾', status='ENDED', ended_on=TODAY)
    picture(app, 'course-ended')
    check(lived.ctl('show', 'child', now['child'])['status'] == 'IN_CARE', 'the child is back')
    app.menu('更多', '解除备案与结算…')
    app.find('text box', '解除备案号').type('解备 3 号')
    app.find('text box', '解除备案日期').set_text(TODAY)
    sound(app)
    app.find('button', '解除备案与结算', index=-1).click(idle=False)
    app.wait(lambda: lived.ctl('show', 'termination', now['termination']).get('filed_no') == '解备 3 号')
    app.idle()
    app.menu('更多', '登记后续照护随访…')
    app.find('text box', '儿童近况').type('适应班级生活，想念寄养家庭。')
    app.find('text box', '下一步安排').type('安排看望。')
    sound(app)
    picture(app, 'course-aftercare')
    app.find('button', '登记后续照护随访', index=-1).click()
    app.find('label', '阻止', what='on the day of the end itself')
    check('aftercare' not in lived.ctl('show', 'termination', now['termination']), 'followed up on the day of the end')
    app.find('button', '取消').click()
    app.idle()


def returned(app, lived):
    """李星沐: taken out and back"""
    open_placement(app, '李星沐')
    app.find('button', '紧急带离').click()
    app.find('button', '立即带离').click(idle=False)
    app.wait(lambda: lived.placement_of('李星沐')['status'] == 'SUSPENDED')
    app.idle()
    app.menu('更多', '返回寄养家庭…')
    app.find('text box', '返回的理由').type('查明系玩耍时摔伤。')
    picture(app, 'course-return')
    press(app, lived, '返回寄养家庭', '李星沐', status='CONFIRMED', returned_on=TODAY)


with Desktop(size='1280x800') as desk:
    lived = Lived(desk)
    # The family's letter, as it was scanned.
    letter = os.path.join(desk.dir, 'home', 'letter.pdf')
    who = lived.placement_of('苏禾')
    lived.ctl('print', 'handover', who['id'], '--output', letter)
    lived.ctl('do', 'add-document', '-', account='social', text=json.dumps({
        'owner_kind': 'placement', 'owner_id': who['id'], 'path': letter, 'document': {'title': '解除申请'}}))
    with lived.open('director') as app:
        go(app, '寄养')
        for step in [s for s in (begun, extended, ended, returned) if s.__name__ in sys.argv[1:] or len(sys.argv) < 2]:
            step(app, lived)
        finish(app)
    check(lived.ctl('verify', account='admin')['sound'], 'the chain')
print('ok')
