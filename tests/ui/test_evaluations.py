"""A journey through an evaluation: answer, keep a draft, save, sign, stay sealed, conclude; the consent of the head to an
exception of another one; away from the office and back."""
import datetime
import glob
import json
import os
import re

from desk import Desktop, check, choose_path, finish, log_in_as, pdf_text, picture, sound, start
from institution import PASSWORD, Institution, go

YES, NO = 'FAM-13 家庭内部环境无安全隐患 是', 'FAM-13 家庭内部环境无安全隐患 否'
SECRET = '现场查看后同意，这是密封的意见。'


def answer(institution, evaluation, item):
    rows = institution.show('evaluation', evaluation)['answers']
    return next((row.get('answer') for row in rows if row['item'] == item), None)


def stored_notes(institution, evaluation):
    return {row['item']: row['note'] for row in institution.show('evaluation', evaluation)['answers'] if 'note' in row}


def open_first(app):
    """The newest evaluation stands first and is the one that is not finished."""
    go(app, '评估')
    app.key('F6')
    app.key('Return')
    app.find('button', '返回列表')
    app.idle()


def team(institution, evaluation):
    """Who is in the team now, by name, and who has left."""
    members = institution.list('evaluation_member', evaluation=evaluation)
    return (sorted(m['name'] for m in members if 'left_on' not in m), sorted(m['name'] for m in members if 'left_on' in m))


def substitute(app, institution, evaluation):
    """One member cannot come; another takes the place. Who left stays in the history."""
    open_first(app)
    check(team(institution, evaluation) == (['吴春燕', '程思远', '贺兰亭'], []), team(institution, evaluation))
    app.find('button', '调整小组').click()
    app.idle()
    picture(app, 'evaluation-team')
    sound(app)
    app.find('button', '人员 吴春燕').click()
    app.idle()
    app.desk.type('温予安')
    app.idle()
    app.key('Return')
    app.wait(lambda: app.find('button', '人员 温予安'))
    app.find('button', '组成评估小组').click()
    app.wait(lambda: team(institution, evaluation)[1] == ['吴春燕'])
    app.idle()
    check(team(institution, evaluation)[0] == ['温予安', '程思远', '贺兰亭'], team(institution, evaluation))
    leaders = [m['name'] for m in institution.list('evaluation_member', evaluation=evaluation) if m['role'] == 'LEADER']
    check(leaders == ['贺兰亭'], leaders)


def out_row(institution, evaluation):
    return institution.show('evaluation', evaluation)['fieldwork'][-1]


def take_out(app, institution, evaluation):
    """The leader takes the evaluation along to a village without a connection."""
    app.find('button', '带出外出评估包').click()
    app.idle()
    app.find('combo box', '携带人').choose('贺兰亭')
    app.find('button', '选择保存位置…').click()
    choose_path(app, os.path.join(institution.desk.dir, 'home', 'out.miaopkg'))
    picture(app, 'fieldwork-out')
    sound(app)
    app.find('button', '带出').click()
    app.find('label', re.compile('^已外出：贺兰亭，至 '))
    app.idle()
    row = out_row(institution, evaluation)
    check((row['state'], row['holder']) == ('OUT', '贺兰亭'), row)
    picture(app, 'fieldwork-is-out')


def away(desk, institution, evaluation):
    """On the laptop: the package opens with the password alone, in the same form, and is packed to go home."""
    home = os.path.join(desk.dir, 'home')
    with start(desk, os.path.join(home, 'out.miaopkg')) as app:
        entry = app.wait(lambda: app.find('text box', '口令'))
        entry.type('wrong password 1')
        app.key('Return')
        app.find('label', re.compile('口令不对'), timeout=15)
        finish(app)
    with start(desk, os.path.join(home, 'out.miaopkg')) as app:
        app.wait(lambda: app.find('text box', '口令')).type(PASSWORD)
        app.key('Return')
        app.wait(lambda: app.find('button', '锁定'), timeout=15)
        app.idle()
        open_first(app)
        picture(app, 'fieldwork-away')
        sound(app)
        app.find('text box', '评估意见').type('外出所见：住房宽敞。')
        app.key('ctrl+s')
        app.wait(lambda: 'sensitive' not in app.find('button', '保存答案').states)
        app.find('button', '打包带回…').click()
        choose_path(app, os.path.join(home, 'back.miaopkg'))
        app.wait(lambda: os.path.exists(os.path.join(home, 'back.miaopkg')))
        app.idle()
        finish(app)
    check(len(glob.glob(os.path.join(home, '**', 'WC-*.miaopu'), recursive=True)) == 1, os.listdir(home))


def merge(app, institution, evaluation):
    """Back in the office, where somebody wrote into the same field meanwhile."""
    institution.do('fill-evaluation', 'assess2', evaluation=evaluation, opinion_text='院内核对：收入属实。')
    open_first(app)
    app.find('button', '合并带回的文件…').click()
    choose_path(app, os.path.join(institution.desk.dir, 'home', 'back.miaopkg'),
                until=lambda: app.find_all('label', re.compile('外出所见')))
    picture(app, 'fieldwork-conflict')
    check(out_row(institution, evaluation)['state'] == 'OUT', 'merged before anything was chosen')
    app.find('checkbox', '评估小组意见：两者都保留').click()
    app.find('button', '按选择合并').click()
    app.wait(lambda: out_row(institution, evaluation)['state'] == 'MERGED', timeout=10)
    app.find('label', re.compile('已合并：贺兰亭$'))
    stored = institution.show('evaluation', evaluation)
    check(stored['opinion_text'] == '院内核对：收入属实。；外出所见：住房宽敞。', stored.get('opinion_text'))
    check(institution.show('document', stored['fieldwork'][-1]['protocol'])['owner_id'] == evaluation, 'no record of it')
    picture(app, 'fieldwork-merged')


def fill(app, institution, evaluation):
    open_first(app)
    picture(app, 'evaluation')
    app.find('label', re.compile('120.00 ÷ 4 人 = 人均 30.00 平方米'), what='nothing computed from the answers')
    sound(app)
    check('pressed' in app.find('button', YES).states, 'the stored answer is not shown')
    app.find('button', NO).click()
    app.find('label', re.compile('^草稿已加密保存'), timeout=3)
    picture(app, 'evaluation-failed')
    check(answer(institution, evaluation, 'FAM-13') == 'yes', 'a draft was stored as the answer')


def back_again(app, institution, evaluation):
    """What was typed before the program was closed is there again, and is saved on demand only."""
    open_first(app)
    check('pressed' in app.find('button', NO).states, 'the draft is lost')
    note = app.find('text box', 'FAM-13 说明')
    note.type('阳台没有')
    # In mid-word another assessor writes at the same item, and at another one: the keyboard stays where it is.
    institution.do('fill-evaluation', 'assess2', evaluation=evaluation, answers=[
        {'item': 'FAM-13', 'answer': 'no', 'note': '灶台旁有煤气罐。'}, {'item': 'FAM-14', 'answer': 'no'}])
    app.find('label', '他人刚刚改了这份评估')
    app.desk.type('护栏。')
    app.wait(lambda: note.text == '阳台没有护栏。', what='the whole sentence')
    picture(app, 'evaluation-changed')
    app.find('button', '保存答案').click()
    app.find('label', '两人都改了这条记录', timeout=10)
    app.idle()
    picture(app, 'evaluation-conflict')
    check(answer(institution, evaluation, 'FAM-14') == 'no', 'the other item is lost')
    app.find('button', '按选择保存').click()
    app.wait(lambda: 'FAM-13' in stored_notes(institution, evaluation) and
             '阳台' in stored_notes(institution, evaluation)['FAM-13'], timeout=10)
    check(stored_notes(institution, evaluation)['FAM-13'] == '灶台旁有煤气罐。；阳台没有护栏。',
          stored_notes(institution, evaluation))
    check(answer(institution, evaluation, 'FAM-13') == 'no' and answer(institution, evaluation, 'FAM-14') == 'no', 'answers')
    app.idle()
    app.find('button', 'FAM-14 儿童有独立床位和睡眠空间 是').click()
    app.find('button', YES).click()
    app.idle()
    app.key('ctrl+s')
    app.wait(lambda: answer(institution, evaluation, 'FAM-13') == 'yes')
    app.idle()


def sign(app, institution, evaluation):
    app.find('button', '签署我的意见').click()
    app.find('combo box', '表决').choose('同意')
    app.find('text box', '本人意见').type(SECRET)
    app.find('combo box', '表决的结论').choose('合格')
    picture(app, 'evaluation-sign')
    app.find('button', '签署本人意见').click()
    app.wait(lambda: institution.show('evaluation', evaluation)['status'] == 'SIGNING')


def sealed(app):
    open_first(app)
    picture(app, 'evaluation-sealed')
    check(not any(SECRET in node.name for node in app.nodes()), 'a sealed opinion is on the screen')
    app.find('label', re.compile('^已密封'), what='not said to be sealed')


def sign_others(institution, evaluation):
    accounts = {staff['id']: staff['login'] for staff in institution.list('staff') if 'login' in staff}
    for member in institution.list('evaluation_member', evaluation=evaluation):
        if accounts[member['person']] != 'assess1' and 'left_on' not in member:
            institution.do('sign-opinion', accounts[member['person']], evaluation=evaluation,
                           member=member['id'], vote='AGREE', opinion='同意。')


def conclude(app, institution, evaluation):
    open_first(app)
    app.find('label', re.compile(re.escape(SECRET)), what='opinions stay closed when all are in')
    app.find('button', '签发结论').click()
    app.find('combo box', '评估结论').choose('合格')
    app.find('button', '签发评估结论').click()
    app.wait(lambda: institution.show('evaluation', evaluation)['status'] == 'FINAL')
    app.idle()
    picture(app, 'evaluation-final')
    check(institution.show('evaluation', evaluation)['conclusion'] == 'B_PASS', 'another conclusion')
    check([member.get('conclusion') for member in institution.list('evaluation_member', evaluation=evaluation)
           if member.get('opinion') == SECRET] == ['B_PASS'], 'the vote was about something else')


def review(app, institution, evaluation):
    """The director, who was not in the team, reviews; what was computed stays as it was concluded."""
    family = institution.show('evaluation', evaluation)['subject_family']
    check(institution.show('family', family)['status'] == 'EVALUATING', 'the family waits')
    go(app, '评估')
    open_new(app, institution, evaluation)
    app.find('label', re.compile('120.00 ÷ 4 人 = 人均 30.00 平方米'), what='the kept result is not shown')
    app.find('label', '符合', what='the kept verdict is not shown')
    app.find('button', '审核').click()
    app.idle()
    app.find('combo box', '审核结果').choose('审核通过')
    app.find('text box', '审核意见').type('材料齐全，同意。')
    picture(app, 'evaluation-review')
    app.find('button', '审核评估').click()
    app.wait(lambda: institution.show('evaluation', evaluation)['status'] == 'REVIEWED')
    app.idle()
    stored = institution.show('evaluation', evaluation)
    check(stored['review_result'] == 'PASS' and stored['review_text'] == '材料齐全，同意。', stored)
    kept = next(row for row in stored['answers'] if row['item'] == 'FAM-02')
    check(kept['answer'] == 'pass' and '30.00' in kept['note'], kept)
    check(institution.show('family', family)['status'] == 'QUALIFIED', 'the family does not go on')
    picture(app, 'evaluation-reviewed')


def correct(app, institution, evaluation):
    """The head opens a correction of a final evaluation, with the reason; both versions lead to each other."""
    app.find('button', '更正…').click()
    app.idle()
    app.find('text box', '更正原因').type('住房面积抄错。')
    picture(app, 'evaluation-correct')
    sound(app)
    check(institution.list('evaluation', supersedes=evaluation) == [], 'stored before it was asked for')
    app.find('button', '建立更正版').click()
    app.wait(lambda: institution.list('evaluation', supersedes=evaluation))
    app.idle()
    made = institution.list('evaluation', supersedes=evaluation)
    check(len(made) == 1, made)
    new, old = institution.show('evaluation', made[0]['id']), institution.show('evaluation', evaluation)
    check((new['status'], new['correction_reason'], old['status']) == ('FIELDWORK', '住房面积抄错。', 'REVIEWED'), new)
    check(answer(institution, new['id'], 'FAM-13') == answer(institution, evaluation, 'FAM-13') == 'yes', 'answers')
    check(team(institution, new['id'])[0] == team(institution, evaluation)[0], 'another team')
    check(not [m for m in institution.list('evaluation_member', evaluation=new['id']) if 'signed_at' in m], 'signed')
    # The new version is shown now; it and the old one lead to each other.
    app.find('label', '更正原因：住房面积抄错。')
    app.find('label', '更正版')
    picture(app, 'evaluation-correction')
    app.find('button', '更正版，取代 ' + old['eval_no']).click()
    app.find('button', '正在更正：' + new['eval_no'])
    app.idle()
    check(not app.find_all('button', '更正…'), 'two corrections at a time')
    picture(app, 'evaluation-being-corrected')
    # Once it is final, whoever looks at the old one sees that it counts no more.
    people, members = {row['id']: row['login'] for row in institution.list('staff') if 'login' in row}, {}
    for row in institution.list('evaluation_member', evaluation=new['id']):
        institution.do('sign-opinion', people[row['person']], evaluation=new['id'], member=row['id'], vote='AGREE',
                       opinion='已更正。', conclusion=old['conclusion'])
        members[row['role']] = people[row['person']]
    institution.do('conclude-evaluation', members['LEADER'], evaluation=new['id'], conclusion=old['conclusion'])
    app.key('F5')
    app.find('label', '已被更正取代', what='the old version looks as if it counted')
    app.find('button', '已被更正版本取代：' + new['eval_no'])
    picture(app, 'evaluation-superseded')


def claim_exception(institution):
    """An evaluation of a child, with an item of the institution, in which the team claims an exception; returns it."""
    institution.do('add-form-item', 'director', kind='EV_G_CHILD_PRE', section='own', text='日常语言', type='CHOICE',
                   choices='普通话\n方言', required=True)
    child = institution.one('child', name='林小满')['id']
    evaluation = institution.do('open-evaluation', 'social', kind='EV_G_CHILD_PRE', child=child, provider_type='2',
                                reason_not_third_party='本地没有第三方机构', mode=['1'],
                                planned_on=str(datetime.date.today()))['result']['evaluation']
    staff = {row['login']: row['id'] for row in institution.list('staff') if 'login' in row}
    institution.do('assign-team', 'social', evaluation=evaluation, members=[
        {'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
        for login, role in (('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))])
    institution.do('fill-evaluation', 'assess1', evaluation=evaluation,
                   answers=[{'item': 'CHD-06', 'answer': 'exception', 'note': '江宁康复基地'}])
    return evaluation


def open_new(app, institution, evaluation):
    number = institution.show('evaluation', evaluation)['eval_no']

    def opened():
        """The list is read anew: a row that moved while it was pressed is pressed again."""
        for back in app.find_all('button', '返回列表'):
            back.click()
        app.find('label', number, rows=True).click()
        app.key('Return')
        app.find('button', '返回列表')
        app.idle()
        return app.find_all('label', re.compile(f'^{number}'))
    for back in app.find_all('button', '返回列表'):
        back.click()
    app.key('F5')
    app.wait(opened, what=f'{number} is not opened')


def own_item(app, institution, evaluation):
    """What the institution adds to the form stands in it, marked, and is answered like the rest."""
    open_new(app, institution, evaluation)
    app.find('label', re.compile('机构自定条目第 1 次修改$'))
    app.find('combo box', 'OWN-01 日常语言').choose('方言')
    check(app.find_all('label', '机构自定'), 'not marked')
    picture(app, 'evaluation-own-item')
    sound(app)
    app.key('ctrl+s')
    app.wait(lambda: answer(institution, evaluation, 'OWN-01') == '方言')
    app.idle()


def blank_form(app, institution):
    """The paper form of an annex, with the items of the institution, as a PDF."""
    path = os.path.join(institution.desk.dir, 'home', 'blank.pdf')
    app.find('button', '返回列表').click()
    app.find('button', '空白表…').click()
    app.find('combo box', '表单').choose('附录G 儿童寄养前评估表')
    picture(app, 'blank-forms')
    sound(app)
    app.find('button', '保存为 PDF…').click()
    choose_path(app, path)
    app.find('label', '已保存为 PDF')
    words = pdf_text(path)
    check('日常语言（机构自定）' in ''.join(words.split()) and '□普通话' in words, words)
    app.find('button', '空白表…').click()
    app.find('combo box', '表单').choose('外出（住院）审批单')
    app.find('button', '保存为 PDF…').click()
    other = os.path.join(institution.desk.dir, 'home', 'away.pdf')
    choose_path(app, other)
    app.wait(lambda: os.path.exists(other))
    words = pdf_text(other)
    check('外出（住院）审批单' in ''.join(words.split()) and '□住院治疗' in words, words)
    register = institution.ctl('outputs')
    check('blank-form' in json.dumps(register), register)


def consent(app, institution, evaluation):
    """The head consents in person; it is stored beside the team's answer and falls when that is changed."""
    open_new(app, institution, evaluation)
    app.find('button', '同意按例外办理').click()
    app.idle()
    app.find('text box', '负责人意见').type('基地每周康复三次，同意。')
    picture(app, 'evaluation-exception')
    sound(app)
    check(answer(institution, evaluation, 'CHD-06.head') is None, 'stored before it was given')
    app.find('button', '同意按例外办理', index=-1).click()
    app.wait(lambda: answer(institution, evaluation, 'CHD-06.head') == 'yes')
    app.idle()
    check(stored_notes(institution, evaluation)['CHD-06.head'] == '基地每周康复三次，同意。', 'another reason')
    check('pressed' in app.find('button', re.compile(r'^CHD-06\.head .* 是$')).states, 'the consent is not shown')
    asked = len(app.find_all('button', '同意按例外办理'))       # by the form, which is left
    picture(app, 'evaluation-consented')
    institution.do('fill-evaluation', 'assess1', evaluation=evaluation,
                   answers=[{'item': 'CHD-06', 'answer': 'exception', 'note': '另一处基地'}])
    check(answer(institution, evaluation, 'CHD-06.head') is None, 'a consent to something else')
    app.key('F5')
    app.wait(lambda: len(app.find_all('button', '同意按例外办理')) == asked + 1, what='asked for once more')


def override(app, institution, evaluation):
    """A child of nine refuses twice: the head, who reads what it said, decides in person; it is stored at its second word."""
    asked = lambda: len(app.find_all('button', '同意按例外办理'))   # a form that was left has one, too
    child, most = institution.show('evaluation', evaluation)['subject_child'], asked()
    institution.do('fill-evaluation', 'assess1', evaluation=evaluation, answers=[{'item': 'CHD-06', 'answer': 'yes'}])
    born = datetime.date.today() - datetime.timedelta(365 * 9 + 30)
    institution.do('edit-child', 'social', id=child, child={'birth_date': str(born), 'id_no': None, 'cognition': '1'})
    said = {'about': 'PRE', 'method': '1', 'present_persons': '社工', 'caregiver_absent': True, 'words': '我不想去，怕生。',
            'opinion': 'DISAGREE'}
    first = institution.do('record-opinion', 'social', child=child, opinion=said)['result']['child_opinion']
    app.key('F5')
    app.wait(lambda: asked() == most - 1, what='nobody talked with the child a second time')
    second = institution.do('record-opinion', 'social', child=child,
                            opinion=dict(said, words='还是不想去。', second_talk=first))['result']['child_opinion']
    app.key('F5')
    app.wait(lambda: asked() == most, what='the head is not asked')
    app.find('button', '同意按例外办理').click()
    app.idle()
    app.find('label', re.compile('还是不想去。'))
    app.find('button', '同意按例外办理', index=-1).click()
    app.find('label', re.compile('请填写“负责人意见”'), what='a decision without words')
    app.find('text box', '负责人意见').type('已陪同见面三次，先试住两周。')
    picture(app, 'evaluation-override')
    sound(app)
    check('override_reason' not in institution.show('child_opinion', second), 'stored before it was given')
    app.find('button', '同意按例外办理', index=-1).click()
    app.wait(lambda: 'override_reason' in institution.show('child_opinion', second))
    app.idle()
    check(institution.show('child_opinion', second)['override_reason'] == '已陪同见面三次，先试住两周。', 'another reason')
    check('override_reason' not in institution.show('child_opinion', first) and answer(institution, evaluation, 'CHD-06.head') is None,
          'decided something else, too')
    picture(app, 'evaluation-overridden')


def needs_away(desk, institution):
    """Annex H goes along with its list: a need is entered and another one changed in a village, and the office changes that
    one, too."""
    home = os.path.join(desk.dir, 'home')
    staff = {s['login']: s['id'] for s in institution.list('staff') if 'login' in s}
    placement = next(e['placement'] for e in institution.list('evaluation') if e['kind'] == 'EV_H_CHILD_NEED')
    made = institution.do('open-evaluation', 'social', kind='EV_H_CHILD_NEED', placement=placement, provider_type='2', mode=['1'],
                          reason_not_third_party='本地没有第三方机构', planned_on=str(datetime.date.today()))['result']['evaluation']
    institution.do('assign-team', 'social', evaluation=made, members=[
        {'person': staff[login], 'role': role, 'conflict': False, 'conflict_text': '无'}
        for login, role in (('assess1', 'LEADER'), ('assess2', 'MEMBER'), ('assess3', 'MEMBER'))])
    institution.do('fill-evaluation', 'assess1', evaluation=made, started_on=str(datetime.date.today()),
                   answers=[{'item': 'CND-03', 'answer': 'yes'}, {'item': 'CND-04', 'answer': 'yes'}])
    need = institution.do('plan-need', 'social', evaluation=made, need={
        'item': 'CND-04', 'area': 'SCHOOL', 'urgency': 'NORMAL', 'text': '需要护眼灯', 'staff': staff['social'],
        'due': str(datetime.date.today() + datetime.timedelta(20))})['result']['need']
    member = next(m for m in institution.list('evaluation_member', evaluation=made) if m.get('person') == staff['assess1'])
    out, back = os.path.join(home, 'needs.miaopkg'), os.path.join(home, 'needs-back.miaopkg')
    institution.do('send-fieldwork', 'social', evaluation=made, member=member['id'], path=out,
                   due=str(datetime.date.today() + datetime.timedelta(5)))
    with start(desk, out) as app:
        app.wait(lambda: app.find('text box', '口令')).type(PASSWORD)
        app.key('Return')
        app.wait(lambda: app.find('button', '锁定'), timeout=15)
        app.idle()
        open_first(app)
        app.find('label', '上次的需求')
        app.find('button', re.compile('^登记需求… ')).click()
        app.idle()
        app.find('text box', '需求').type('需要助视器')
        picture(app, 'needs-away-form')
        app.find('button', '登记需求').click(idle=False)
        app.find('label', '需要助视器')
        app.find('button', '修改… 需要护眼灯').click()
        app.idle()
        app.find('text box', '措施').type('先量照度。')
        app.find('button', '调整需求计划').click(idle=False)
        app.find('label', '先量照度。')
        picture(app, 'needs-away')
        sound(app)
        app.find('button', '打包带回…').click()
        choose_path(app, back)
        app.wait(lambda: os.path.exists(back))
        finish(app)
    institution.do('change-need', 'social', need=need, plan='先问学校。')
    return made, need, back


def needs_merged(app, institution, made, need, back):
    open_first(app)
    app.find('button', '合并带回的文件…').click()
    choose_path(app, back, until=lambda: app.find_all('label', re.compile('先量照度')))
    picture(app, 'needs-conflict')
    sound(app)
    check([n['text'] for n in institution.list('need', evaluation=made)] == ['需要护眼灯'], 'merged before anything was chosen')
    app.find('checkbox', '需求“需要护眼灯” · 措施：两者都保留').click()
    app.find('button', '按选择合并').click()
    app.wait(lambda: out_row(institution, made)['state'] == 'MERGED', timeout=10)
    app.find('label', '需要助视器')
    check(sorted(n['text'] for n in institution.list('need', evaluation=made)) == ['需要助视器', '需要护眼灯'], 'not the list')
    check(institution.show('need', need)['plan'] == '先问学校。；先量照度。', institution.show('need', need))
    picture(app, 'needs-merged')


with Desktop(size='1280x800') as desk:
    institution = Institution(desk)
    evaluation = institution.one('evaluation', status='FIELDWORK')['id']
    with institution.open('social') as app:
        institution.log_in(app, 'social')
        substitute(app, institution, evaluation)
        take_out(app, institution, evaluation)
        finish(app)
    away(desk, institution, evaluation)
    with institution.open('assess1') as app:
        institution.log_in(app, 'assess1')
        merge(app, institution, evaluation)
        fill(app, institution, evaluation)
        finish(app)
    with institution.open('assess1') as app:
        institution.log_in(app, 'assess1')
        back_again(app, institution, evaluation)
        sign(app, institution, evaluation)
        log_in_as(app, 'assess2', PASSWORD)
        sealed(app)
        sign_others(institution, evaluation)
        log_in_as(app, 'assess1', PASSWORD)
        conclude(app, institution, evaluation)
        claimed = claim_exception(institution)
        own_item(app, institution, claimed)
        blank_form(app, institution)
        log_in_as(app, 'director', PASSWORD)
        review(app, institution, evaluation)
        correct(app, institution, evaluation)
        consent(app, institution, claimed)
        override(app, institution, claimed)
        finish(app)
    given = needs_away(desk, institution)
    with institution.open('assess1') as app:
        institution.log_in(app, 'assess1')
        needs_merged(app, institution, *given)
        finish(app)
