"""Children come, go and come back, all in one sitting of the director: short-term care and its end, a discharge, the
same child taken in again; then the growth records of everybody as one file, once cancelled and once not. What is
stored is asked with miaopuctl."""
import json
import os
import re
import subprocess

from desk import Desktop, check, finish, log_in, log_in_as, picture, start
from miao_house import House, PASSWORD, TODAY, go, sound
from lived import change_caregiver, open_row, trained_aunt

AWAY = '李星沐'
LEAVES = '林小满'
MANY = 120      # children: laying out their papers takes much longer than pressing Cancel


def who(house, name):
    return next(c for c in house.ask('director', 'list', 'child', f'name={name}'))


def placement(house):
    return house.ask('director', 'list', 'placement', f'child={who(house, AWAY)["id"]}')[0]


def family_of(house, child):
    child = house.ask('director', 'list', 'child', f'name={child}')[0]['id']
    return house.ask('director', 'show', 'family', house.ask('director', 'list', 'placement', f'child={child}')[0]['family'])


def another_caregiver(app, house, aunt):
    """The caregiver is ill, which is why the child is elsewhere: the family's other caregiver is agreed on meanwhile."""
    change_caregiver(app, '演阿姨')
    picture(app, 'stays-caregiver')
    app.find('button', '变更主要照料人').click()
    app.wait(lambda: house.ask('director', 'show', 'family', placement(house)['family'])['main_caregiver_member'] == aunt)
    agreement = house.ask('director', 'show', 'agreement', placement(house)['agreement'])
    check(agreement['caregiver'] == aunt and agreement['amendments'][-1]['matter'] == 'CAREGIVER', agreement)
    check(placement(house)['status'] == 'SHORT_CARE', placement(house))


def short_care(app, house):
    aunt = trained_aunt(lambda account, act, **given: house.ask(account, 'do', act, '-', text=json.dumps(given)),
                        placement(house)['family'])
    go(app, '寄养')
    open_row(app, AWAY)
    app.menu('更多', '开始短期养育…')
    app.find('combo box', '短期养育事由').choose('住房维修')
    app.find('text box', '临时照料人').type('陆阿姨')
    app.find('button', '开始短期养育').click()
    app.find('label', '短期养育事由不在协议约定之内')       # with both: this reason, and the agreed ones
    app.find('label', '本次事由：住房维修；协议约定：照料人患病、照料人外出、家庭变故')
    picture(app, 'stays-short-care-reason')
    app.find('combo box', '短期养育事由').choose('照料人患病')
    app.find('combo box', '安置去向').choose('其他合格寄养家庭')
    app.find('button', '开始短期养育').click()
    app.find('label', '没有选择另一个寄养家庭')
    other = family_of(house, '温小鱼')
    app.find('button', re.compile('^接收家庭')).click()
    app.idle()
    app.desk.type(other['name'])
    app.idle()
    app.key('Return')
    app.wait(lambda: app.find('button', f'接收家庭 {other["name"]}'))
    sound(app)
    picture(app, 'stays-short-care')
    check(house.ask('director', 'list', 'short_care') == [], 'stored before it was done')
    app.find('button', '开始短期养育').click()
    app.wait(lambda: app.find('label', '陆阿姨'))     # where the child is now
    picture(app, 'stays-away')
    care = house.ask('director', 'list', 'short_care')
    check(len(care) == 1, care)
    care = house.ask('director', 'show', 'short_care', care[0]['id'])
    check(care['from_on'] == TODAY and care['until_on'] > TODAY and 'ended_on' not in care, care)
    check((care['reason'], care['place'], care['family'], care['carer']) == ('1', 'FAMILY', other['id'], '陆阿姨'), care)
    app.find('label', other['name'])
    check(placement(house)['status'] == 'SHORT_CARE', placement(house))

    another_caregiver(app, house, aunt)
    app.find('button', '结束短期养育…').click()
    app.idle()
    picture(app, 'stays-short-care-end')
    app.find('button', '结束短期养育').click()
    app.wait(lambda: placement(house)['status'] == 'CONFIRMED')
    care = house.ask('director', 'list', 'short_care')
    check(len(care) == 1 and care[0]['ended_on'] == TODAY and care[0]['returned'] is True, care)


def open_child(app, desk):
    go(app, '儿童')
    app.key('ctrl+k')
    desk.type(LEAVES)
    app.idle()
    app.key('Down')
    app.key('Return')
    app.find('label', '基本身份')
    app.idle()
    for keys in ('ctrl+f', 'ctrl+k'):          # what was searched for is found: the next search begins anew
        app.key(keys)
        check(app.focused('search box').text == '', app.focused('search box').text)
    check(app.find_all('label', '基本身份'), 'the record stays')
    desk.type(AWAY)
    app.find('label', re.compile(f'^{AWAY}'), rows=True)
    app.key('ctrl+a')
    desk.type(LEAVES)
    app.idle()
    app.key('Down')
    app.key('Return')
    app.find('label', '基本身份')
    app.idle()


def discharge(app, desk, house):
    app.find('button', '办理离院…').click()
    app.idle()
    app.find('combo box', '离院类型').choose('父母或者其他监护人认领')
    app.find('button', '办理离院').click()
    app.wait(lambda: app.find_all('label', '阻止') or app.find_all('label', '须说明'))
    picture(app, 'stays-discharge-refused')
    check(who(house, LEAVES)['status'] == 'IN_CARE', 'left without papers')
    app.find('text box', '离院接收人（单位）').type('林国栋（父亲）')
    app.find('text box', '离院确认书编号').type('离院〔2026〕7号')
    app.idle()
    sound(app)
    picture(app, 'stays-discharge')
    app.find('button', '办理离院').click()
    app.wait(lambda: app.find('button', '再次接收…'))
    picture(app, 'stays-left')
    check(who(house, LEAVES)['status'] == 'EXITED', who(house, LEAVES))
    stay = house.ask('director', 'list', 'admission', f'child={who(house, LEAVES)["id"]}')
    check(len(stay) == 1, stay)
    stay = house.ask('director', 'show', 'admission', stay[0]['id'])
    check(stay['closed_on'] == TODAY and stay['exit_code'] == 'E1', stay)
    check(stay['exit_receiver'] == '林国栋（父亲）' and stay['exit_confirm_no'] == '离院〔2026〕7号', stay)


def readmit(app, house):
    app.find('button', '再次接收…').click()
    app.idle()
    app.find('combo box', '入院类别').choose('监护人死亡或者被宣告死亡且无其他人可以担任监护人的儿童')
    app.find('text box', '移交材料').type('死亡证明复印件 1 份')
    sound(app)
    picture(app, 'stays-readmit')
    app.find('button', '再次接收儿童').click()
    app.wait(lambda: app.find('button', '办理离院…'))
    picture(app, 'stays-back')
    child = who(house, LEAVES)
    check(child['status'] == 'PRE_INTAKE', child)
    stays = sorted(house.ask('director', 'list', 'admission', f'child={child["id"]}'), key=lambda stay: stay['seq'])
    check([stay['seq'] for stay in stays] == [1, 2] and stays[1]['arrived_on'] == TODAY, stays)
    check(stays[0]['closed_on'] == TODAY and 'closed_on' not in stays[1], stays)


def leave(house):
    return house.ask('director', 'list', 'child_leave')


def unseen(app):
    told = [node.name for node in app.nodes(rows=True)
            if node.name and ('市儿童医院' in node.name or '保育员杨某' in node.name)]
    check(not told, told)


def seen_by_an_assessor(app, house):
    """Where the child is and with whom is not for everybody; the way back is not theirs to enter."""
    log_in_as(app, 'assess1', PASSWORD)
    go(app, '儿童')
    app.key('ctrl+k')
    app.desk.type(LEAVES)
    app.find('label', re.compile(r'^住院治疗：市\*+，由保\*+陪同；预计 2026-11-29 返院$'))
    unseen(app)
    check(not app.find_all('button', '登记返院…'), 'may enter the return from the list')
    picture(app, 'stays-leave-assessor')
    app.key('Down')
    app.key('Return')
    app.find('label', '基本身份')
    app.idle()
    check(not app.find_all('button', '登记返院…'), 'may enter the return')
    app.find('button', '更多').click()
    app.find('menu item')
    check(not [item for item in app.find_all('menu item') if '返院' in item.name], 'may enter the return')
    app.key('Escape')
    app.idle()
    unseen(app)
    sound(app)
    log_in_as(app, 'director', PASSWORD)
    open_child(app, app.desk)


def away_and_back(app, house):
    """To hospital in the next town and back: what is missing is said, the banner stays until the child is back."""
    child = who(house, LEAVES)
    app.menu('更多', '临时离院…')
    app.idle()
    app.find('combo box', '临时离院事由').choose('住院治疗')
    app.find('text box', '去向').type('市儿童医院')
    app.find('text box', '陪同（照料）人').type('保育员杨某')
    picture(app, 'stays-leave')
    app.find('button', '办理临时离院').click()
    app.wait(lambda: app.find_all('label', '须说明') or app.find_all('label', '阻止') or app.find_all('label', '必填'))
    check(leave(house) == [], 'away without approval')
    app.find('text box', '批准日期').type(TODAY)
    sound(app)
    app.find('button', '办理临时离院').click()
    app.find('button', '登记返院…')
    picture(app, 'stays-leave-banner')
    away = leave(house)
    check(len(away) == 1 and away[0]['from_on'] == TODAY and 'ended_on' not in away[0], away)
    away = house.ask('director', 'show', 'child_leave', away[0]['id'])
    check((away['reason'], away['place'], away['state_before']) == ('HOSPITAL', '市儿童医院', 'IN_CARE'), away)
    check(who(house, LEAVES)['status'] == 'TEMP_OUT', who(house, LEAVES))
    seen_by_an_assessor(app, house)

    app.find('button', '登记返院…').click()
    app.idle()
    app.find('text box', '返院时情况').type('已退烧')
    sound(app)
    app.find('button', '登记返院').click()
    app.wait(lambda: who(house, LEAVES)['status'] == child['status'])
    away = house.ask('director', 'show', 'child_leave', away['id'])
    check((away['ended_on'], away['returned'], away['return_note']) == (TODAY, True, '已退烧'), away)


def trial(app, house):
    """A trial adoption: refused until the department has consented, then begun; it does not come about."""
    child = who(house, LEAVES)
    house.ask('director', 'do', 'edit-child', '-', text=json.dumps({'id': child['id'], 'child': {'adoptable': '1'}}))
    app.key('F5')
    app.menu('更多', '开始试收养…')
    app.idle()
    app.find('text box', '如实告知日期').type(TODAY)
    app.find('text box', '同意送养文号').type('民养〔2026〕3号')
    app.find('button', re.compile('收养申请人')).click()
    app.idle()
    app.find('text box', '姓名').type('收养甲')
    picture(app, 'stays-trial')
    app.find('button', '开始试收养').click()
    app.wait(lambda: app.find_all('label', '阻止') or app.find_all('label', '必填'))
    picture(app, 'stays-trial-refused')
    check(house.ask('director', 'list', 'adoption_case') == [], 'begun without consent')
    app.find('text box', '民政部门同意送养日期').type(TODAY)
    sound(app)
    app.find('button', '开始试收养').click()
    app.wait(lambda: who(house, LEAVES)['status'] == 'ADOPT_TRIAL')
    app.idle()
    picture(app, 'stays-trial-banner')
    case = house.ask('director', 'list', 'adoption_case')
    case = house.ask('director', 'show', 'adoption_case', case[0]['id'])
    check(case['applicants'][0]['name'] == '收养甲' and case['consent_no'] == '民养〔2026〕3号', case)

    app.menu('更多', '更正试收养登记…')
    app.idle()
    app.find('text box', '试收养计划结束日期').type('2027-02-01')
    app.find('text box', '更正原因').type('计划改到寒假')
    picture(app, 'stays-trial-corrected')
    sound(app)
    app.find('button', '更正试收养登记').click()
    app.wait(lambda: house.ask('director', 'show', 'adoption_case', case['id'])['until_on'] == '2027-02-01')
    case = house.ask('director', 'show', 'adoption_case', case['id'])
    check(case['amendments'][0]['reason'] == '计划改到寒假' and case['applicants'][0]['name'] == '收养甲', case)
    app.idle()

    app.menu('更多', '终止试收养…')
    app.idle()
    app.find('text box', '未成原因').type('申请人撤回申请')
    app.find('button', '终止试收养').click()
    app.wait(lambda: who(house, LEAVES)['status'] == child['status'])
    case = house.ask('director', 'show', 'adoption_case', case['id'])
    check((case['ended_on'], case['outcome'], case['end_reason']) == (TODAY, 'BACK', '申请人撤回申请'), case)
    app.idle()


def pdfs(house):
    """Everything in the folder that is or was to become a file of papers."""
    return sorted(name for name in os.listdir(house.folder) if '.pdf' in name)


def begin_printing(app):
    go(app, '档案')
    app.find('button', '打印全部成长档案…').click()
    app.wait(lambda: len(app.windows) > 1)
    app.idle()
    app.desk.key('Return')       # app.key() waits until the program rests: until everything is printed


def print_and_cancel(app, house):
    """Cancel, pressed while the papers are laid out: no file, and the register says that none came of it."""
    begin_printing(app)
    bar = app.find('progress bar', '打印全部成长档案', timeout=20)
    app.find('button', '取消', within=bar.toplevel()).click(idle=False, working=True)
    app.find('label', '已取消，没有写出文件', timeout=30)
    app.wait(lambda: len(app.windows) == 1)
    check(pdfs(house) == [], f'left behind: {pdfs(house)}')
    check([line['cancelled'] for line in register(house)] == [True], register(house))
    picture(app, 'stays-cancelled')


def print_all(app, house):
    printed = len(house.ask('director', 'list', 'child', '--limit', '10000'))
    begin_printing(app)
    app.idle()
    app.wait(lambda: [name for name in pdfs(house) if name.endswith('.pdf')], timeout=120)
    app.find('label', re.compile(f'^成长档案 {printed} 份'))
    picture(app, 'stays-printed')
    check(len(pdfs(house)) == 1, pdfs(house))
    words = subprocess.run(['pdfinfo', os.path.join(house.folder, pdfs(house)[0])], capture_output=True, text=True,
                           check=True).stdout
    pages = int(re.search(r'^Pages:\s+(\d+)', words, re.M).group(1))
    check(pages >= printed, words)
    check([line['cancelled'] for line in register(house)] == [False, True], register(house))


def register(house):
    return house.ask('admin', 'outputs')


def main():
    with Desktop(size='1290x810') as desk:
        house = House(desk, children=MANY)
        with start(desk, '--today', TODAY, house.path) as app:
            log_in(app, 'director', PASSWORD)
            short_care(app, house)
            open_child(app, desk)
            away_and_back(app, house)
            trial(app, house)
            discharge(app, desk, house)
            readmit(app, house)
            print_and_cancel(app, house)
            print_all(app, house)
            finish(app)
        check(house.ask('admin', 'verify')['sound'], 'the chain')


if __name__ == '__main__':
    main()
    print('ok')
