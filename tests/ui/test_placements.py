"""A placement on its way: not confirmed on day 59 and why, visits, agreements, evaluations, matches."""
import datetime
import json
import os
import re

from desk import Desktop, UiError, check, choose_path, finish, pdf_text, pdf_words, picture, sound
from lived import Lived, change_caregiver, go, open_row, trained_aunt, two_children


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
    sheets, pages = (int(n) for n in re.findall(r'\d+', said))
    words = pdf_text(path)
    agreed = [p for p in lived.ctl('list', 'placement') if 'agreement' in p]
    check(sheets == len(agreed) > 1 and words.count('\f') == pages, (said, len(agreed), words.count('\f')))
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
    words = pdf_words(path)
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
    app.find('label', said, what='the day at the head of the placement')
    check(lived.placement_of('陈星屿')['adopt_wish'] == '愿意收养。', lived.placement_of('陈星屿'))
    app.menu('更多', '打开家庭档案')
    app.wait(lambda: app.find_all('button', '返回列表') and app.find_all('label', said), what='the day at the head of the family')
    picture(app, 'family-wish')
    go(app, '寄养')
    if not app.find_all('button', '确立正式寄养…'):
        open_row(app, '陈星屿')
    app.find('button', '确立正式寄养…')


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
    app.find('label', '安排寄养家庭来看望。', what='the follow-up on the page of the placement')
    picture(app, 'aftercare')
    sound(app)
    [note] = lived.ctl('show', 'termination', lived.placement_of('黎望舒')['termination'])['aftercare']
    check((note['on'], note['state'], note['next']) == (lived.today, '适应班级生活，想念寄养家庭。', '安排寄养家庭来看望。'), note)
    check(note['by'] == next(s['name'] for s in lived.ctl('list', 'staff') if s.get('login') == 'social'), note)
    go(app, '今日')
    app.wait(lambda: not rows(), what='what is recorded is not asked for any more')
    turn()


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
    app.find('label', '基本身份')
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


with Desktop() as desk:
    lived = Lived(desk)
    refused(lived)
    visited(lived)
