"""A placement from day 60 on: confirmed, a child is taken out, the family's harm and its end, the allowances of a month."""
import json
import re

from desk import Desktop, check, finish, picture, sound
from lived import Lived, go, open_row, two_children


REASON = '说明：探访间隔超过计划'


def confirmed(lived):
    with lived.open('director', today='2026-11-23') as app:
        go(app, '寄养')
        open_row(app, '陈星屿')
        app.find('label', '确立还缺 1 项')
        app.find('button', '确立正式寄养…').click()
        app.idle()
        # Nothing blocks any more; eight days without a visit ask for words.
        app.gone('label', '阻止')                            # nothing blocks on day 60
        app.find('label', '须说明')
        app.find('button', '确立正式寄养').click()
        app.idle()
        check(lived.placement_of('陈星屿')['status'] == 'INTEGRATION', 'confirmed without the reason')
        app.find('text box', REASON).type('照料人陪同外出就医，探访改在 11 月 24 日。')
        picture(app, 'placement-reason')
        app.find('button', '确立正式寄养').click(idle=False)
        app.wait(lambda: app.find('label', '已办理并记录'))
        decided(app, lived)
        finish(app)
    placement = lived.placement_of('陈星屿')
    check(placement['status'] == 'CONFIRMED' and placement['confirmed_on'] == '2026-11-23', placement)
    check([r['rule'] for r in placement['reasons']] == ['INT-03'], placement['reasons'])


def decided(app, lived):
    """a meeting decides on a match: not without those who took part, who are kept"""
    placement = lived.placement_of('吕兴民')
    app.idle()
    app.find('button', '返回列表').click()
    app.idle()
    open_row(app, '吕兴民')
    said(app, lived, placement)
    app.find('button', '决定匹配…').click()
    app.idle()
    check(not app.find_all('label', '儿童原话'), 'a child that agrees')
    app.find('button', '决定匹配').click()
    app.find('label', '匹配会议参会人员不足2人')
    sound(app)
    check(lived.placement_of('吕兴民')['status'] == 'PROPOSED', 'decided by nobody')
    app.find('text box', '其他参会人员').type('宋知微、寄养科长')
    app.find('text box', '决定理由').type('各方面合适。')
    picture(app, 'match-decide')
    app.find('button', '决定匹配').click(idle=False)
    app.wait(lambda: lived.placement_of('吕兴民')['status'] == 'MATCHED')
    app.idle()
    kept = lived.ctl('show', 'matching', placement['matching'])
    check((kept['decision'], kept['attendee_names'], kept['decision_text']) ==
          ('AGREE', '宋知微、寄养科长', '各方面合适。'), kept)
    app.menu('更多', '打印匹配意见表…')
    app.wait(lambda: len(app.windows) > 1, timeout=20)
    app.key('Escape')
    app.wait(lambda: len(app.windows) == 1)
    never_moved_in(app, lived)


def said(app, lived, placement):
    """Whoever decides reads the child's own refusal, word for word; later the child agrees."""
    talk = {'about': 'PRE', 'method': '1', 'place': '活动室', 'present_persons': '社工', 'caregiver_absent': True}
    before = lived.ctl('list', 'child_opinion', f'child={placement["child"]}', 'about=PRE')
    for words, opinion, shown in (('我想留在这里，和小雨一起。', 'DISAGREE', True), ('想去看看。', 'AGREE', False)):
        lived.ctl('do', 'record-opinion', '-', account='social', text=json.dumps(
            {'child': placement['child'], 'opinion': dict(talk, words=words, opinion=opinion)}))
        app.key('F5')
        app.find('button', '决定匹配…').click()
        app.idle()
        check(bool(app.find_all('label', f'“{words}”')) == shown, f'{words} {opinion}')
        if shown:
            app.find('label', re.compile(r'^2026-11-2\d · .*不同意$'))
            picture(app, 'match-decide-words')
            sound(app)
        app.find('button', '取消').click()
        app.idle()
    check(len(lived.ctl('list', 'child_opinion', f'child={placement["child"]}', 'about=PRE')) == len(before) + 2, before)


def never_moved_in(app, lived):
    """signed, and the child never came: the agreement is withdrawn with its reason"""
    placement = lived.placement_of('唐一苇')
    app.find('button', '返回列表').click()
    app.idle()
    open_row(app, '唐一苇')
    app.menu('更多', '撤回协议…')
    app.idle()
    app.find('text box', '撤回理由').type('照料人突发重病。')
    sound(app)
    app.find('button', '撤回协议（未入户）').click(idle=False)
    app.wait(lambda: lived.ctl('show', 'placement', placement['id'])['status'] == 'CANCELLED')
    app.idle()
    check(lived.ctl('show', 'agreement', placement['agreement'])['status'] == 'ENDED', 'the agreement goes on')


def removed(lived):
    with lived.open('social') as app:
        go(app, '寄养')
        open_row(app, '姜南乔')
        app.find('button', '紧急带离').click()
        app.find('button', '立即带离').click(idle=False)
        app.wait(lambda: app.find('label', '已记录紧急带离'))
        placement = lived.placement_of('姜南乔')
        check(placement['status'] == 'SUSPENDED' and placement['status_before'] == 'INTEGRATION', placement)
        harmed(app, lived, placement)
        concerned(app, lived)
        suspended(app, lived, placement['family'])
        finish(app)


def suspended(app, lived, family):
    """the family is suspended: the page says why and since when, and no child is placed there any more"""
    go(app, '寄养家庭')
    app.find('label', lived.ctl('show', 'family', family)['name'], rows=True).click()
    app.key('Return')
    app.find('button', '返回列表')
    app.idle()
    app.menu('资格状态', '暂停寄养家庭…')
    app.find('text box', '原因').type('儿童身上有伤，查清以前不再安排。')
    sound(app)
    app.find('button', '暂停寄养家庭').click()
    app.wait(lambda: app.find('label', '2026-11-22 起暂停'))
    picture(app, 'family-suspended')
    sound(app)
    stored = lived.ctl('show', 'family', family)
    check((stored['status'], stored['status_before'], stored['suspended_on'], stored['status_reason']) ==
          ('SUSPENDED', 'ACTIVE', '2026-11-22', '儿童身上有伤，查清以前不再安排。'), stored)
    app.find('button', '某日状态…').click()
    app.find('text box', '哪一天').type('2026-11-22')
    look = app.find('button', '查看').click()
    app.find('label', stored['status_reason'], within=look.toplevel())


def harmed(app, lived, placement):
    """why the child was taken out, recorded from the placement; red in Today until it is reported"""
    app.menu('更多', '登记突发事件…')
    app.find('label', '登记突发事件：姜南乔')
    app.find('combo box', '事件类别').choose('疑似侵害')
    app.find('button', '是 属于强制报告').click()
    app.find('combo box', '强制报告情形').choose('多处损伤、严重营养不良、意识不清，疑因虐待或暴力')
    app.find('text box', '情况（只写事实）').type('手臂有多处瘀伤，儿童说不清来由。')
    app.find('text box', '先期处置').type('已送医检查。')
    app.find('combo box', '保护安置措施').choose('紧急带离寄养家庭')
    picture(app, 'incident-form')
    sound(app)
    app.find('button', '登记突发事件').click()
    app.wait(lambda: app.find('label', '强制报告：立即报告'))
    picture(app, 'incident')
    sound(app)
    made = lived.ctl('list', 'incident')
    check(len(made) == 1 and made[0]['status'] == 'OPEN' and made[0]['mandatory'], made)
    made = lived.ctl('show', 'incident', made[0]['id'])
    check(made['placement'] == placement['id'] and made['description'] == '手臂有多处瘀伤，儿童说不清来由。', made)
    go(app, '今日')
    app.find('label', '强制报告还没有报出：姜南乔')
    app.wait(lambda: '立即' in [node.name for node in app.find('list', '待办事项').children[1].walk()],
             what='the report stands first')
    picture(app, 'incident-today')
    sound(app)
    app.find('button', '登记报告').click()
    app.find('text box', '接报人').type('江宁派出所值班民警')
    app.find('text box', '受理（回执）编号').type('接报7号')
    picture(app, 'incident-report')
    app.find('button', '登记报告').click()
    app.wait(lambda: app.find('label', '接报7号'))
    picture(app, 'incident-reported')
    made = lived.ctl('show', 'incident', made['id'])
    check([r['to'] for r in made['reports']] == ['POLICE'] and made['first_report_at'] >= made['discovered_at'], made)
    go(app, '今日')
    app.gone('label', '强制报告还没有报出：姜南乔')
    go(app, '寄养')
    def opened():                                            # the page fills its cards one after the other
        if not app.find_all('label', '接报7号'):
            app.find('button', f'查看 {made["incident_no"]}').click()
        return app.find_all('label', '接报7号')
    app.wait(opened)
    app.menu('更多', '补充、更正…')
    app.find('text box', '发生时间').type('2026-09-01 10:00')
    app.find('button', '是 需要调取监控录像').click()
    app.find('button', '保存').click(idle=False)
    app.wait(lambda: lived.ctl('show', 'incident', made['id']).get('recordings_wanted'), what='it is stored')
    app.find('label', '接报7号')
    app.find('button', '返回列表').click()
    app.find('label', '已报告，跟进回复')
    picture(app, 'incidents')
    sound(app)
    recordings(app, lived, made['id'])


def recordings(app, lived, incident):
    """what the cameras recorded is asked for in Today before it is lost, until it is entered that it was kept"""
    rows = lambda: [n for listed in app.find_all('list', '待办事项')                # none where nothing is left to do
                    for n in app.find_all('button', rows=True, within=listed) if '监控录像' in n.name]
    go(app, '今日')
    for card in ('逾期', '今天', '30 天内'):
        app.find('button', re.compile(f'^{card}：')).click()
        app.idle()
    app.wait(rows, what='the recordings')[0].click()
    app.find('text box', '监控录像另行保存日期').type('2026-11-22')
    app.find('button', '保存').click(idle=False)
    app.wait(lambda: lived.ctl('show', 'incident', incident).get('recordings_kept_on') == '2026-11-22', what='it is stored')
    go(app, '今日')
    app.wait(lambda: not rows(), what='it is not listed any more')


def concerned(app, lived):
    """two children of one family in one incident: each one's record and placement lead to it"""
    first = lived.placement_of('周知夏')
    [second] = [p for p in lived.ctl('list', 'placement', f'family={first["family"]}') if p['id'] != first['id']]
    go(app, '寄养')
    for back in app.find_all('button', '返回列表'):
        back.click()
        app.idle()
    open_row(app, '周知夏')
    app.menu('更多', '登记突发事件…')
    app.find('combo box', '事件类别').choose('意外伤害')
    app.find('button', '同时涉及的儿童 添加…').click()
    app.idle()
    lived.desk.type('温小鱼')
    app.idle()
    app.key('Down')
    app.key('Return')
    app.find('button', '去掉温小鱼')
    app.find('text box', '情况（只写事实）').type('一起骑车，都摔破了膝盖。')
    picture(app, 'incident-children-form')
    sound(app)
    app.find('button', '登记突发事件').click()
    app.wait(lambda: app.find('label', '周知夏、温小鱼'))
    [made] = lived.ctl('list', 'incident', 'kind=ACCIDENT')
    made = lived.ctl('show', 'incident', made['id'])
    check(made['children'] == [first['child'], second['child']] and made['placements'] == [first['id'], second['id']], made)
    picture(app, 'incident-children')
    sound(app)
    app.menu('更多', '打开温小鱼的档案')
    app.find('button', f'查看 {made["incident_no"]}')
    picture(app, 'incident-of-child')
    sound(app)
    go(app, '事件')
    for back in app.find_all('button', '返回列表'):
        back.click()
        app.idle()
    app.key('ctrl+k')
    lived.desk.type('温小鱼')
    app.wait(lambda: app.find('label', made['incident_no'], rows=True))
    picture(app, 'incidents-of-children')
    app.key('ctrl+k')
    app.key('ctrl+a')
    app.key('Delete')
    app.idle()


def closed(app, lived):
    """The head closes the incident: not while nobody says what was found out; then nothing is changed any more."""
    [incident] = lived.ctl('list', 'incident', 'kind=HARM')
    go(app, '事件')
    open_row(app, incident['incident_no'])
    app.find('label', '接报7号')
    if app.find_all('button', '办结…'):
        app.find('button', '办结…').click()
    else:
        app.menu('更多', '办结…')
    app.find('combo box', '查证结论').choose('不属实')
    app.find('button', '办结事件').click()
    app.find('label', '请填写“处理结果”。')
    check(lived.ctl('show', 'incident', incident['id'])['status'] == 'OPEN', 'closed without a result')
    app.find('text box', '处理结果').type('查明是骑车跌倒，不属实。')
    app.find('text box', '经验教训').type('骑车须戴护具。')
    picture(app, 'incident-close')
    sound(app)
    app.find('button', '办结事件').click()
    app.wait(lambda: lived.ctl('show', 'incident', incident['id'])['status'] == 'CLOSED')
    now = lived.ctl('show', 'incident', incident['id'])
    me = next(staff['id'] for staff in lived.ctl('list', 'staff') if staff.get('login') == 'director')
    check((now['closed_on'], now['closed_by'], now['lessons']) == (lived.today, me, '骑车须戴护具。'), now)
    check(now['result'] == '查明是骑车跌倒，不属实。', now)
    app.idle()
    check(not app.find_all('button', '办结…') and not app.find_all('button', '登记回复…'), 'still offered')
    picture(app, 'incident-closed')
    app.find('button', '返回列表').click()
    app.idle()


def allowances(lived):
    """A rate, a month prepared by one and approved by another, in the window."""
    with lived.open('director') as app:
        closed(app, lived)
        go(app, '寄养')
        app.find('tab', '寄养费').click()
        app.find('label', '还没有编制过寄养费')
        picture(app, 'allowances-empty')
        sound(app)
        app.find('button', '新标准…').click()
        app.idle()
        app.find('combo box', '费用种类').choose('儿童养育费')
        app.find('text box', '月标准').type('3100')
        app.find('text box', '执行日期').set_text('2026-10-01')
        app.find('text box', '依据文件和文号').type('演示 8 号')
        app.find('button', '设定寄养费标准').click(idle=False)
        app.wait(lambda: app.find('button', '编制寄养费…'))
        app.find('button', '编制寄养费…').click()
        app.idle()
        app.find('button', '编制寄养费').click(idle=False)
        app.wait(lambda: app.find('label', '2026-10 寄养费'))
        check(not app.find_all('button', '审定'), 'may approve what they prepared themselves')
        finish(app)
    rate = lived.ctl('list', 'allowance_rate')
    check([(r['fen'], r['valid_from'], r['decision']) for r in rate] == [(310000, '2026-10-01', '演示 8 号')], rate)
    month = lived.ctl('list', 'allowance_run')
    check([(m['month'], m['status']) for m in month] == [('2026-10', 'OPEN')], month)
    home = lived.ctl('list', 'placement', 'status=CONFIRMED')[0]
    for fen, reason in ((50000, '开学购置被褥'), (8000, '门诊费')):
        lived.ctl('do', 'propose-allowance-extra', '-', account='social', text=json.dumps({'extra': {
            'placement': home['id'], 'month': '2026-10', 'kind': '3', 'fen': fen, 'reason': reason}}))
    with lived.open('director') as app:
        go(app, '寄养')
        app.find('tab', '寄养费').click()
        picture(app, 'allowances-once')
        sound(app)
        app.find('button', re.compile(r'^批准 500\.00 元 · 2026-10')).click()
        app.idle()
        app.find('label', re.compile('开学购置被褥'))
        app.find('button', '批准一次性费用').click(idle=False)
        app.wait(lambda: app.find('label', '已批准'))
        check(not app.find_all('button', re.compile(r'^批准 500')), 'is approved twice')
        # The page of the placement tells what is due, and leads to the form for another one.
        app.find('tab', '寄养').click()
        app.idle()
        open_row(app, lived.ctl('show', 'child', home['child'])['name'])
        app.find('label', re.compile(r'^2026-10：\d'))
        app.find('label', '一次性 80.00 元，随 2026-10 发放')
        picture(app, 'placement-allowances')
        sound(app)
        app.find('button', '一次性费用…').click()
        app.idle()
        picture(app, 'allowance-extra-form')
        sound(app)
        app.find('combo box', '费用种类').choose('其他')
        app.find('text box', '金额（负数为扣减）').type('-12.5')
        app.find('text box', '事由').type('校服多报')
        app.find('button', '提出一次性费用').click(idle=False)
        app.wait(lambda: app.find('label', '校服多报 · 陆衡提出'))
        # The other one waits in Today, which leads to its form; their own does not.
        go(app, '今日')
        rows = lambda: [n for n in app.find_all('button', rows=True, within=app.find('list', '待办事项'))
                        if n.name.startswith('批准一次性费用')]
        app.find('button', re.compile('^逾期：')).click()
        app.wait(lambda: len(rows()) == 1, what='the amount that waits')
        rows()[0].click()
        app.find('label', re.compile('门诊费'))
        picture(app, 'allowance-extra-approve')
        sound(app)
        app.find('button', '批准一次性费用').click(idle=False)
        app.wait(lambda: lived.ctl('list', 'allowance_extra', 'fen=8000')[0]['status'] == 'APPROVED', what='it is stored')
        go(app, '今日')
        app.wait(lambda: not rows(), what='it is not listed any more')
        finish(app)
    once = {e['fen']: e['status'] for e in lived.ctl('list', 'allowance_extra')}
    check(once == {50000: 'APPROVED', 8000: 'APPROVED', -1250: 'PROPOSED'}, once)
    lived.ctl('do', 'prepare-allowances', '-', account='social', text='{"month": "2026-10"}')
    with lived.open('director') as app:
        go(app, '寄养')
        app.find('tab', '寄养费').click()
        app.find('button', '审定').click()
        app.idle()
        app.find('button', '审定寄养费').click(idle=False)
        app.wait(lambda: app.find('button', '登记发放…'))
        picture(app, 'allowances')
        sound(app)
        finish(app)
    month = lived.ctl('list', 'allowance_run')[0]
    lines = lived.ctl('allowances', month['id'])['lines']
    check(month['status'] == 'FINAL' and month['revision'] == 2 and month['prepared_by'] != month['finalised_by'], month)
    check(month['total_fen'] == sum(line['fen'] for line in lines) > 0, lines)


with Desktop() as desk:
    lived = Lived(desk)
    two_children(lived)
    confirmed(lived)
    removed(lived)
    allowances(lived)
