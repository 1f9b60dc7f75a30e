"""A placement on its way: not confirmed on day 59 and why, a visit, confirmed on day 60; a child is taken out."""
import datetime
import json
import os
import re
import subprocess

from desk import Desktop, UiError, check, choose_path, finish, picture, sound
from lived import Lived, change_caregiver, go, open_row, trained_aunt


REASON = '说明：探访间隔超过计划'


def print_many(app, lived):
    """One paper of all records as one file, which has one number in the register."""
    path = os.path.join(lived.desk.dir, 'home', 'many.pdf')
    app.find('button', '批量打印…').click()
    app.find('combo box', '文书').choose('寄养儿童入户交接单')
    picture(app, 'placements-many')
    sound(app)
    app.find('button', '保存为 PDF…').click()
    choose_path(app, path)
    said = app.find('label', re.compile(r'^寄养儿童入户交接单 \d+ 份，共 \d+ 页$'), timeout=20).name
    papers, pages = (int(n) for n in re.findall(r'\d+', said))
    words = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout
    agreed = [p for p in lived.ctl('list', 'placement') if 'agreement' in p]
    check(papers == len(agreed) > 1 and words.count('\f') == pages, (said, len(agreed), words.count('\f')))
    names = [lived.ctl('show', 'child', p['child'])['name'] for p in agreed]
    check(all(name in words for name in names), (names, words))
    check(len([o for o in lived.ctl('outputs', account='admin') if 'handover' in json.dumps(o)]) == 1, 'not one number')
    days = sorted(v['visited_on'] for v in lived.ctl('list', 'visit', '--limit', '0'))
    since = days[len(days) // 2]
    path = os.path.join(lived.desk.dir, 'home', 'visits.pdf')
    app.find('button', '批量打印…').click()
    app.find('combo box', '文书').choose('探访记录表')
    app.find('text box', '起始日期').set_text(since)
    picture(app, 'placements-many-visits')
    sound(app)
    app.find('button', '保存为 PDF…').click()
    choose_path(app, path)
    said = app.find('label', re.compile(r'^探访记录表 \d+ 份，共 \d+ 页$'), timeout=20).name
    check(int(re.findall(r'\d+', said)[0]) == sum(d >= since for d in days), (said, since, days))
    path = os.path.join(lived.desk.dir, 'home', 'round.pdf')
    app.find('button', '批量打印…').click()
    app.find('combo box', '文书').choose('巡访单')
    picture(app, 'placements-round')
    app.find('button', '保存为 PDF…').click()
    choose_path(app, path)
    app.wait(lambda: os.path.exists(path), timeout=20)
    words = subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, text=True, check=True).stdout
    words = ''.join(words.split())
    check('巡访单' in words and '周知夏' in words and '2026年11月28日' in words, words)


def amended(app, lived):
    """The agreement is changed in the window: the change is kept with it and has a page."""
    app.menu('更多', '变更协议…')
    app.idle()
    picture(app, 'placement-amend-form')
    app.find('label', '更换主要照料人的，用“变更主要照料人”；住址变更的，在寄养家庭用“登记住所变更”。')
    matters = app.find('combo box', '变更事项')
    try:
        matters.choose('住址')      # has an act of its own
    except UiError as said:
        check("'家庭成员'" in str(said) and "'主要照料人'" not in str(said), str(said))
    else:
        check(False, 'a move is offered')
    matters.choose('其他约定')
    app.find('text box', '变更内容').type('每月探访改在月初。')
    picture(app, 'placement-amend')
    sound(app)
    app.find('button', re.compile('^变更(寄养)?协议$'), index=-1).click()
    app.idle()
    app.wait(lambda: app.find('label', '已办理并记录'))
    agreement = lived.ctl('show', 'agreement', lived.placement_of('陈星屿')['agreement'])
    check([a['what'] for a in agreement['amendments']] == ['每月探访改在月初。'], agreement)
    app.find('button', '更多').click()
    app.idle()
    app.find('menu item', '家庭寄养协议变更页 · 第1次变更…')
    app.find('menu item', '全部探访记录表…')
    picture(app, 'placement-papers')
    app.key('Escape')
    app.idle()


def wished(app, lived):
    """The family wishes to adopt the child: the day stands at the head of the placement and of the family."""
    app.menu('更多', '收养意愿…')
    app.find('text box', '意愿说明').type('愿意收养。')
    picture(app, 'placement-wish')
    sound(app)
    app.find('button', '登记优先收养意愿', index=-1).click()
    said = re.compile(r'优先收养（2026-11-\d\d）$')
    app.wait(lambda: app.find_all('label', said), what='the day at the head of the placement')
    check(lived.placement_of('陈星屿')['adopt_wish'] == '愿意收养。', lived.placement_of('陈星屿'))
    app.menu('更多', '打开家庭档案')
    app.wait(lambda: app.find_all('button', '返回列表') and app.find_all('label', said), what='the day at the head of the family')
    picture(app, 'family-wish')
    go(app, '寄养')
    if not app.find_all('button', '确立正式寄养…'):
        open_row(app, '陈星屿')
    app.wait(lambda: app.find_all('button', '确立正式寄养…'))


def refused(lived):
    with lived.open('director') as app:
        go(app, '寄养')
        picture(app, 'placements')
        sound(app)
        print_many(app, lived)
        open_row(app, '陈星屿')
        app.find('label', '确立还缺 1 项')
        picture(app, 'placement')
        sound(app)
        amended(app, lived)
        wished(app, lived)
        app.find('button', '确立正式寄养…').click()
        app.idle()
        app.find('label', '暂不能办理：确立正式寄养')
        app.find('label', '阻止')
        check('invalid' in app.find('text box', '确立日期').states, 'the day is not marked')
        picture(app, 'placement-blocked')
        app.find('button', '确立正式寄养').click()
        app.idle()
        check(lived.placement_of('陈星屿')['status'] == 'INTEGRATION', 'confirmed on day 59')
        another_caregiver(app, lived)
        finish(app)


def another_caregiver(app, lived):
    """While the child settles in, another grown-up of the family takes over: the agreement and the period say so."""
    placement = lived.placement_of('周知夏')
    family = placement['family']
    aunt = trained_aunt(lambda account, act, **given: lived.ctl('do', act, '-', account=account, text=json.dumps(given)),
                        family)
    before = lived.ctl('show', 'family', family)['main_caregiver_member']
    app.find('button', '取消').click()
    app.find('button', '返回列表').click()
    app.idle()
    open_row(app, '周知夏')
    change_caregiver(app, '演阿姨')
    app.find('button', '变更主要照料人').click()
    app.wait(lambda: lived.ctl('show', 'family', family)['main_caregiver_member'] == aunt)
    agreement = lived.ctl('show', 'agreement', placement['agreement'])
    last = agreement['amendments'][-1]
    check((agreement['caregiver'], last['matter'], last['what']) == (aunt, 'CAREGIVER', '主要照料人变更为演阿姨'), agreement)
    periods = {p['member']: p for p in lived.ctl('list', 'caregiver_period', f'family={family}')}
    check('to_on' not in periods[aunt] and periods[aunt]['reason'] == '原照料人长期住院', periods)
    check(periods[before].get('to_on') is not None, periods)
    check(lived.placement_of('周知夏')['status'] == 'INTEGRATION', 'the integration period goes on')


def past_day(app, lived):
    """The placement and then its child as they were the day before the child moved in, and on that day."""
    placement = lived.placement_of('周知夏')
    moved = placement['moved_in_on']
    before = str(datetime.date.fromisoformat(moved) - datetime.timedelta(1))
    for kind, record in (('placement', placement['id']), ('child', placement['child'])):
        if kind == 'placement':
            app.menu('更多', '某日状态…')
        else:
            app.menu('更多', '打开儿童档案')
            app.find('button', '某日状态…').click()
        for on in (before, moved):
            told = lived.ctl('explain', kind, record, '--on', on)
            app.find('text box', '哪一天').type(on)
            app.find('button', '查看').click()
            app.find('label', f'{on} 当天的状态：是过去的一天，不是今天；只能查看，不能修改。')
            dialog = app.find('button', '查看').toplevel()
            app.find('label', told['state_zh'], within=dialog)
            app.find('label', re.compile(f'^{told["since"]} · '), within=dialog)
        check(told['state'] == {'placement': 'INTEGRATION', 'child': 'FOSTER_INTEG'}[kind] and told['since'] == moved, told)
        picture(app, kind + '-past-day')
        sound(app)
        app.find('button', '关闭', within=dialog).click()
        app.idle()


def needs_found(lived):
    """An evaluation of the family's needs that answers one with yes; returns it."""
    before = lived.ctl('list', 'need', 'item=FND-01')[0]
    made = lived.ctl('do', 'open-evaluation', '-', account='social', text=json.dumps({
        'kind': 'EV_E_FAMILY_NEED', 'placement': before['placement'], 'provider_type': '2', 'mode': ['1'],
        'reason_not_third_party': '本地没有第三方机构', 'planned_on': lived.today}))['result']['evaluation']
    lived.ctl('do', 'fill-evaluation', '-', account='social', text=json.dumps({
        'evaluation': made, 'started_on': lived.today, 'answers': [{'item': 'FND-05', 'answer': 'yes'}]}))
    return lived.ctl('show', 'evaluation', made)


def needed(app, lived, evaluation):
    """A need is entered beside the answer, told in Today, and met there; the last time's stand beside it."""
    go(app, '评估')
    open_row(app, evaluation['eval_no'])
    app.find('label', '上次的需求')
    app.find('label', re.compile('已落实：参加了两次培训'))
    picture(app, 'needs-missing')
    sound(app)
    app.find('button', re.compile('^登记需求… 短期替代照料')).click()
    app.idle()
    app.find('text box', '需求').type('照料人每周需要半天休息')
    picture(app, 'needs-form')
    sound(app)
    app.find('button', '登记需求').click(idle=False)
    app.wait(lambda: app.find('button', '登记其他需求…'))
    app.find('label', '照料人每周需要半天休息')
    app.find('label', re.compile('前完成，还有 30 天$'))
    picture(app, 'needs-listed')
    go(app, '今日')
    rows = lambda: [n for n in app.find_all('button', rows=True, within=app.find('list', '待办事项')) if '落实需求' in n.name]
    for card in ('30 天内', '逾期', '今天'):                    # those alone of the coming month
        app.find('button', re.compile(f'^{card}：')).click()
        app.idle()
    picture(app, 'needs-today')
    check(len(rows()) == 1, rows())
    rows()[0].click()
    app.idle()
    app.find('text box', '落实情况').type('已安排替代照料人，每周六上午。')
    picture(app, 'needs-met-form')
    sound(app)
    app.find('button', '登记需求落实').click(idle=False)
    app.wait(lambda: app.find('label', re.compile('已落实：已安排替代照料人')))
    picture(app, 'needs-placement')
    sound(app)
    go(app, '今日')
    app.wait(lambda: not rows(), what='what is met is not listed any more')


def looked_after(app, lived):
    """The child whose placement ended is followed up: asked for by Today, kept with the ending, and asked for no more."""
    go(app, '今日')
    rows = lambda: [n for n in app.find_all('button', rows=True, within=app.find('list', '待办事项')) if '后续照护随访' in n.name]

    def turn():
        for card in ('7 天内', '逾期', '今天'):
            app.find('button', re.compile(f'^{card}：')).click()
            app.idle()
    turn()                                                     # those alone of the coming week
    app.wait(rows, what='the follow-up among what is to be done')
    check(len(rows()) == 1 and '黎望舒' in rows()[0].name, rows())
    rows()[0].click()
    app.find('text box', '儿童近况').type('适应班级生活，想念寄养家庭。')
    app.find('text box', '下一步安排').type('安排寄养家庭来看望。')
    picture(app, 'aftercare-form')
    sound(app)
    app.find('button', '登记后续照护随访', index=-1).click(idle=False)
    app.wait(lambda: app.find_all('label', '安排寄养家庭来看望。'), what='the follow-up on the page of the placement')
    picture(app, 'aftercare')
    sound(app)
    [note] = lived.ctl('show', 'termination', lived.placement_of('黎望舒')['termination'])['aftercare']
    check((note['on'], note['state'], note['next']) == (lived.today, '适应班级生活，想念寄养家庭。', '安排寄养家庭来看望。'), note)
    check(note['by'] == next(s['name'] for s in lived.ctl('list', 'staff') if s.get('login') == 'social'), note)
    go(app, '今日')
    app.wait(lambda: not rows(), what='what is recorded is not asked for any more')
    turn()


def two_children(lived):
    """温小鱼 lives with the family of 周知夏, too"""
    home, old = lived.placement_of('周知夏'), lived.placement_of('温小鱼')
    do = lambda login, case, **given: lived.ctl('do', case, '-', account=login, text=json.dumps(given))['result']
    do('social', 'withdraw-match', placement=old['id'], reason='改为别的家庭')
    made = do('social', 'propose-match', child=old['child'], family=home['family'], match_reasons='与姐姐合得来。',
              meetings=[{'on': '2026-11-20'}, {'on': '2026-11-18'}])['placement']
    do('director', 'decide-match', placement=made, decision='AGREE', attendee_names='宋知微、寄养科长')
    do('director', 'sign-agreement', placement=made, agreement={
        'signed_inst_on': lived.today, 'signed_family_on': lived.today, 'term_from': lived.today, 'term_to': '2028-11-21',
        'integration_days': 60, 'duties_inst': '探访、培训。', 'duties_family': '照料、送学、就医。', 'breach': '按约定处理。'})
    do('social', 'move-in', placement=made, moved_in_on=lived.today, handover_list=True)
    return made


def visited(lived):
    before = len(lived.ctl('list', 'visit', f'placement={lived.placement_of("周知夏")["id"]}'))
    other = two_children(lived)
    evaluation = needs_found(lived)
    with lived.open('social') as app:
        go(app, '寄养')
        open_row(app, '周知夏')
        past_day(app, lived)
        go(app, '寄养')
        app.idle()
        app.find('button', '记录探访').click()
        app.idle()
        app.find('button', '是 见到儿童').click()
        app.find('text box', '儿童的话', index=0).type('今天一起包了饺子。')
        app.find('label', '一并探访：温小鱼')
        app.find('button', '否 见到儿童', index=1).click()
        picture(app, 'visit')
        sound(app)
        app.find('button', '记录探访', index=-1).click()
        app.wait(lambda: app.find('label', re.compile('温小鱼：请填写“儿童的话”')))
        check(not lived.ctl('list', 'visit', f'placement={other}'), 'half a visit was stored')
        app.idle()
        told = app.find_all('label', re.compile('温小鱼：请填写“儿童的话”'))
        words = [box.box for box in app.find_all('text box', '儿童的话')]
        said = told[-1].box
        check(len(told) == 2 and words[1].y < said.y < words[1].y + words[1].h + 20 and said.y > words[0].y + words[0].h,
              f'not at the field of that child: {[t.box for t in told]}, {words}')
        check('focused' in app.find('text box', '儿童的话', index=1).states, 'the keyboard is elsewhere')
        picture(app, 'visit-refused')
        app.find('text box', '儿童的话', index=1).type('睡着了，没有叫醒。')
        picture(app, 'visit-together')
        sound(app)
        app.find('button', '记录探访', index=-1).click()
        app.idle()
        app.wait(lambda: app.find('label', '已办理并记录'))
        ranked(app, lived)
        paired(app)
        looked_after(app, lived)
        needed(app, lived, evaluation)
        moved(app, lived)
        finish(app)
    need = lived.ctl('list', 'need', f'evaluation={evaluation["id"]}')
    check([(n['item'], n['area'], n['urgency'], n['status'], n['done'], n['closed_on']) for n in need] == [
        ('FND-05', 'RESPITE', 'NORMAL', 'MET', '已安排替代照料人，每周六上午。', lived.today)], need)
    visits = lived.ctl('list', 'visit', f'placement={lived.placement_of("周知夏")["id"]}')
    check(len(visits) == before + 1, f'{len(visits)} visits, before {before}')
    [made] = [v for v in visits if v['visited_on'] == '2026-11-22' and v['child_words'] == '今天一起包了饺子。']
    [second] = lived.ctl('list', 'visit', f'placement={other}')
    check((second['visit_no'], second['child_seen'], second['child_words']) ==
          (made['visit_no'], False, '睡着了，没有叫醒。'), second)


def moved(app, lived):
    """The family moves: the child's agreement says where to, and the new home is evaluated before another child comes."""
    placement = lived.placement_of('周知夏')
    family = lived.ctl('show', 'family', placement['family'])
    go(app, '寄养')
    for back in app.find_all('button', '返回列表'):            # another placement is shown still
        back.click()
        app.idle()
    open_row(app, '周知夏')
    app.menu('更多', '打开家庭档案')
    app.find('label', family['name'])
    app.menu('资格状态', '登记住所变更…')
    app.find('button', '登记住所变更').click()
    app.find('label', '请填写“新住址”。')
    address = app.find('text box', '新住址')
    app.wait(lambda: {'invalid', 'focused'} <= set(address.states), what='the field that is missing is shown')
    picture(app, 'family-move-missing')
    check(lived.ctl('show', 'family', family['id']).get('address') == family.get('address'), 'moved nowhere')
    app.desk.type('江宁市柳营路 9 号')
    app.wait(lambda: address.text == '江宁市柳营路 9 号' and 'invalid' not in address.states, what='the mark goes with typing')
    app.find('button', '登记住所变更').click()
    app.find('label', '暂不能办理：登记住所变更')                  # the agreements have to say it
    picture(app, 'family-move-refused')
    sound(app)
    app.find('button', '转到“协议变更”').click()
    amended = app.find('text box', '协议变更内容')
    app.wait(lambda: 'focused' in amended.states, what='the row that the agreement waits for')
    app.desk.type('住址变更为柳营路 9 号')
    app.wait(lambda: amended.text == '住址变更为柳营路 9 号')
    app.find('button', '登记住所变更').click()
    app.wait(lambda: lived.ctl('show', 'family', family['id'])['status'] == 'SUSPENDED')
    now = lived.ctl('show', 'family', family['id'])
    check(now['address'] == '江宁市柳营路 9 号' and now['suspended_on'] == lived.today, now)
    last = lived.ctl('show', 'agreement', placement['agreement'])['amendments'][-1]
    check((last['matter'], last['after'], last['what']) == ('ADDRESS', '江宁市柳营路 9 号', '住址变更为柳营路 9 号'), last)
    now = lived.placement_of('周知夏')
    check((now['status'], now['home_division']) == (placement['status'], family['home_division']), now)


def ranked(app, lived):
    """Families for a child in their order; one is not taken, with its reason, which is there when it comes up again."""
    child = lived.ctl('list', 'child', 'name=林小满')[0]['id']
    go(app, '儿童')
    app.key('ctrl+k')
    lived.desk.type('林小满')
    app.idle()
    app.key('Down')
    app.key('Return')
    app.wait(lambda: app.find_all('label', '基本身份'))
    app.idle()
    app.find('button', '查找寄养家庭…').click()
    app.wait(lambda: app.find('label', '可寄养林小满的家庭'))
    app.find('label', '为什么排在这里')
    app.find('label', '不允许')
    picture(app, 'match')
    sound(app)
    first = lived.ctl('match', 'child', child)['matches'][0]
    app.find('button', '不选这一个…').click()
    app.idle()
    app.find('text box', '未采用的理由').type('老人住院，暂时照料不了。')
    picture(app, 'match-aside')
    sound(app)
    app.find('button', '记为考虑后未采用').click()
    app.wait(lambda: app.find('button', '不选这一个…'))
    kept = lived.ctl('list', 'matching', f'child={child}')
    kept = lived.ctl('show', 'matching', kept[0]['id'])
    check((kept['family'], kept['decision'], kept['decision_text']) ==
          (first['family'], 'ASIDE', '老人住院，暂时照料不了。'), kept)
    now = lived.ctl('match', 'child', child)['matches']
    place = next(m['rank'] for m in now if m['family'] == first['family'])
    check(place > 1 and now[place - 1]['earlier'][0]['text'] == '老人住院，暂时照料不了。', now[place - 1]['earlier'])
    app.find('button', '返回').click()
    app.find('button', '提出匹配…')


def paired(app):
    """among the families for a child, the one in the match is marked; its paper is printed from there"""
    go(app, '寄养')
    open_row(app, '吕兴民')
    app.menu('更多', '打开儿童档案')
    app.find('button', '查找寄养家庭…').click()
    app.find('button', '打印匹配意见表…').click()
    app.wait(lambda: len(app.windows) > 1, timeout=20)
    app.key('Escape')
    app.wait(lambda: len(app.windows) == 1)
    picture(app, 'match-pair')
    app.find('button', '打开这一匹配').click()
    app.find('label', '吕兴民 · 苏雨家庭')


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
    refused(lived)
    visited(lived)
    confirmed(lived)
    removed(lived)
    allowances(lived)
