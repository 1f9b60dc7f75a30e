"""The administrator edits the institution, makes and disables an account, registers a person who works here and gives
them an account, checks the file and imports the holidays of the next year and
the schedule of vaccinations; the new archivist logs in and sees only
their pages."""
import datetime
import json
import os
import re

from desk import (CTL, Desktop, PASSWORD, calls, check, choose_path, finish, go, log_in, log_out, make_practice, picture,
                  sound, start)


def administer(desk, path):
    with start(desk, path) as app:
        log_in(app)
        row = app.find('list item', '管理')
        row.click()
        app.find('text box', '联系电话').type('0517-23450000')
        # The line about the draft comes within a second and moves what is below it.
        app.wait(lambda: [node for node in app.find_all('label') if node.name.startswith('草稿已加密保存')], timeout=20)
        app.idle()
        app.find('button', '保存').click(idle=False)
        app.find('label', '已保存')
        picture(app, 'institution')

        app.key('ctrl+2')
        app.find('button', '新建账号…').click()
        app.find('text box', '账号').type('li')
        app.find('text box', '姓名').type('李青')
        app.find('combo box', '角色').choose('档案员')
        app.find('text box', '初始口令').click()
        desk.type('short')
        app.find('button', '建立账号').click()
        app.idle()
        app.find('button', '建立账号', what='a short password was taken')
        picture(app, 'account-refused')
        app.find('text box', '初始口令').click()
        app.key('ctrl+a')
        desk.type('another horse 9')
        app.find('button', '建立账号').click()
        app.gone('button', '建立账号', timeout=15)
        app.find('label', '李青', rows=True)
        app.find('label', '宋知微', rows=True).click()
        app.find('button', '停用…').click()
        app.find('button', '停用').click(idle=False)
        app.find('label', '账号已停用')
        app.find('label', '已停用', rows=True)
        picture(app, 'accounts')

        staff(app, path)
        app.find('tab', '文件与日志').click()
        app.find('button', '全部核对').click()
        app.find('label', '数据完好，与写入时一致', timeout=15)
        picture(app, 'file')
        sound(app)
        holidays(app, path)
        vaccines(app, path)
        forms(app, path)
        standards(app, path)
        finish(app)


def staff(app, path):
    """A person of the staff, who can then be chosen for an account; nobody has two of them."""
    app.find('tab', '工作人员').click()
    before = ctl(app.desk, path, 'list', 'staff')
    app.find('button', '登记工作人员…').click()
    app.idle()
    app.find('text box', '姓名').type('米晓岚')
    app.find('combo box', '岗位').choose('社工')
    picture(app, 'staff-form')
    sound(app)
    app.find('button', '登记工作人员').click()
    app.find('label', '米晓岚', rows=True)
    stored = ctl(app.desk, path, 'list', 'staff')
    added = [person for person in stored if person['name'] == '米晓岚']
    check(len(stored) == len(before) + 1 and len(added) == 1 and added[0]['post'] == 'social', added)
    picture(app, 'staff')

    app.find('tab', '账号').click()
    for login, refused in (('mi', False), ('mi2', True)):
        app.find('button', '新建账号…').click()
        app.find('text box', '账号').type(login)
        app.find('combo box', '工作人员').choose('米晓岚')
        check(app.find('text box', '姓名').text == '米晓岚', 'the name is not theirs')
        app.find('combo box', '角色').choose('社工')
        app.find('text box', '初始口令').click()
        app.desk.type('another horse 9')
        app.find('button', '建立账号').click()
        if not refused:
            app.gone('button', '建立账号', timeout=15)
    app.find('label', '这名工作人员已有账号“mi”，一人只用一个账号。', timeout=15)
    picture(app, 'account-of-two')
    app.find('button', '取消', within=app.find('button', '建立账号').toplevel()).click()
    app.idle()
    rows = {row['login']: row for row in ctl(app.desk, path, 'accounts', 'list')}
    check(rows['mi']['staff'] == added[0]['id'] and 'mi2' not in rows, rows)


def ctl(desk, path, *arguments, text=None, account='admin', secret=PASSWORD):
    password = os.path.join(desk.dir, 'home', 'password')
    with open(password, 'w') as file:
        file.write(secret + '\n')
    os.chmod(password, 0o600)
    done = calls.run([CTL, '-s', path, '-a', account, '-p', password, *arguments], text, desk.env)
    check(done.returncode == 0, done.stderr)
    return json.loads(done.stdout)


def holidays(app, path):
    """The holidays of the next year: a wrong file is refused with its line, the right one counts from then on."""
    year = datetime.date.today().year + 1
    eve, first, made_up = f'{year}-09-30', f'{year}-10-01', f'{year}-10-10'
    file = os.path.join(app.desk.dir, 'home', 'holidays.tsv')
    app.find('tab', '工作日').click()
    app.find('label', f'{year} 年：尚无数据，只按周末计算')
    before = ctl(app.desk, path, 'working-day', eve, '1')
    check(not before['holidays_known'], before)
    for kind, words in (('of', re.compile('第 2 行')), ('off', '节假日已导入')):
        with open(file, 'w') as out:
            out.write(f'date\tkind\tname\n{first}\t{kind}\t国庆节\n{made_up}\twork\t国庆节调休\n')
        app.find('button', '导入节假日…').click()
        choose_path(app, file)
        app.find('label', words)
        after = ctl(app.desk, path, 'working-day', eve, '1')
        check(after['holidays_known'] == (kind == 'off'), after)
    check(after['to'] > first, after)
    app.find('label', f'{year} 年：休息 1 天，补班 1 天')
    picture(app, 'working-days')
    sound(app)


def vaccines(app, path):
    """The institution's own schedule of vaccinations: a wrong file changes nothing, the right one is what children are asked for."""
    told = lambda *arguments: ctl(app.desk, path, *arguments, account='mi', secret='another horse 9')
    child = told('list', 'child')[0]['id']
    doses = lambda: {(row['vaccine'], row['dose']) for row in told('vaccinations', child)}
    file = os.path.join(app.desk.dir, 'home', 'vaccines.tsv')
    app.find('label', re.compile(r'^程序自带的免疫程序：\d+ 剂'))
    before = doses()
    check(len(before) > 10, before)
    for text, words in (('MMR\t1\n', re.compile('第 1 行')), ('MMR\t1\t8\t216\t28\t\t\t\t\nHepB\t1\t0\t216\t28\t\t\t\t\n', '免疫程序已导入')):
        with open(file, 'w') as out:
            out.write(text)
        app.find('button', '导入免疫程序…').click()
        choose_path(app, file)
        app.find('label', words)
        check(doses() == (before if text == 'MMR\t1\n' else {('MMR', 1), ('HepB', 1)}), doses())
    app.find('label', '机构自己的免疫程序：2 剂')
    picture(app, 'vaccination-schedule')
    sound(app)


def forms(app, path):
    """Items of the institution in the form of an evaluation: added, put into other words, taken out again."""
    def editions():
        return {row['edition']: row for row in ctl(app.desk, path, 'list', 'form_edition')}
    app.find('tab', '评估表').click()
    app.find('combo box', '表单').choose('儿童寄养前评估（附录G）')
    app.find('label', '这份表单没有机构自定条目')
    app.find('button', '增加条目…').click()
    app.idle()
    app.find('text box', '评估内容').type('惯用语言')
    app.find('combo box', '答案类型').choose('选项（单选）')
    app.find('button', '增加机构自定评估条目').click()
    app.find('label', re.compile('选项要有2至8个'))                # nothing is stored before it fits
    check(editions() == {}, editions())
    app.find('text box', '选项（每行一个）').type('普通话\n方言')
    app.find('button', '是 必填').click()
    picture(app, 'form-item')
    sound(app)
    app.find('button', '增加机构自定评估条目').click()
    app.find('label', '惯用语言')
    made = editions()[1]
    item = dict(item='OWN-01', section='own', type='CHOICE', text='惯用语言', choices='普通话\n方言', required=True)
    check(made['kind'] == 'EV_G_CHILD_PRE' and made['items'] == [item], made)
    app.find('button', '修改… OWN-01').click()
    app.idle()
    app.find('text box', '评估内容').type('日常语言')
    app.find('button', '修改机构自定评估条目').click()
    app.find('label', '日常语言')
    check(editions()[2]['items'] == [dict(item, text='日常语言')] and editions()[1] == made, editions())
    picture(app, 'forms')
    sound(app)
    app.find('button', '停用… OWN-01').click()
    app.idle()
    app.find('text box', '停用的原因').type('并入交接单')
    app.find('button', '停用机构自定评估条目').click()
    app.find('label', '这份表单没有机构自定条目')
    check('items' not in editions()[3] or editions()[3]['items'] == [], editions())
    # Planned for later, and withdrawn before its day; on the application as on every other form.
    ahead = str(datetime.date.fromisoformat(made['valid_from']) + datetime.timedelta(30))
    ctl(app.desk, path, 'do', 'add-form-item', '-', text=json.dumps({
        'kind': 'APPLICATION', 'section': 'own', 'text': '从哪里得知家庭寄养', 'type': 'TEXT', 'valid_from': ahead}))
    app.find('combo box', '表单').choose('家庭寄养申请表（附录A）')
    app.find('label', re.compile(f'自 {ahead} 起'))
    picture(app, 'form-planned')
    app.find('button', '撤回第 1 次修改').click()
    app.idle()
    app.find('text box', '撤回的原因').type('暂缓')
    app.find('button', '撤回未生效的条目修改').click()
    app.find('label', '撤回第1次修改：暂缓')
    check(not app.find_all('button', '撤回第 1 次修改'), 'can be withdrawn twice')
    sound(app)


def standards(app, path):
    """Thresholds and local figures: a looser one is refused with the rule, a stricter one is stored, what is planned is withdrawn."""
    def told(kind, key):
        return next(row for row in ctl(app.desk, path, 'standards')[kind] if row['key'] == key)
    today = datetime.date.today()
    app.find('tab', '规定与标准').click()
    app.find('label', '每个家庭寄养儿童人数上限')
    picture(app, 'standards')
    sound(app)
    app.find('button', '修改… 每个家庭寄养儿童人数上限').click()
    app.idle()
    app.find('label', re.compile('^现行：2 名。可以填：1–2 名（家庭寄养管理办法（2014）第9条'))
    app.find('text box', '数值').type('3')
    app.find('text box', '理由或依据文件').type('院务会决定')
    app.find('button', '修改规定数值').click()
    app.find('label', re.compile('数值不在可填的范围内，不能采用'))
    check(told('thresholds', 'rule.family_capacity')['entries'] == [], 'a looser one was stored')
    picture(app, 'standards-refused')
    sound(app)
    app.find('text box', '数值').type('1')
    app.find('button', '修改规定数值').click()
    app.find('label', '机构已改')
    # Back in the list, the keyboard is where it was; also after thinking better of it.
    app.wait(lambda: 'focused' in app.find('button', '修改… 每个家庭寄养儿童人数上限').states)
    app.find('button', '修改… 组长从业年限').click()
    app.idle()
    app.find('button', '取消').click()
    app.wait(lambda: 'focused' in app.find('button', '修改… 组长从业年限').states)
    row = told('thresholds', 'rule.family_capacity')
    entry, = row['entries']
    check((row['value'], row['own'], row['since'], entry['value'], entry['reason']) ==
          (1, True, str(today), 1, '院务会决定'), row)
    # The list of what was set by the house is one row long.
    app.find('checkbox', '只看机构改过的').click()
    app.wait(lambda: len(app.find_all('button', re.compile('^修改… '))) == 1)
    app.find('checkbox', '只看机构改过的').click()
    # The local figures of next month: planned, then withdrawn.
    before = told('local_figures', 'local.living_area')['value']
    ahead = str(today + datetime.timedelta(30))
    app.find('button', '登记当地标准…').click()
    app.idle()
    app.find('text box', '人均住房面积').type('31.5')
    app.find('text box', '数据年度').type(str(today.year))
    app.find('text box', '生效日期').type(ahead)
    app.find('text box', '数据来源').type('市统计公报')
    picture(app, 'standards-local')
    app.find('button', '登记当地标准').click()
    app.find('label', re.compile(f'^自 {ahead} 起：31.5 平方米（{today.year} 年数据）'))
    row = told('local_figures', 'local.living_area')
    check((row['value'], row['entries'][-1]['value'], row['entries'][-1]['planned']) == (before, 315, True), row)
    picture(app, 'standards-planned')
    withdraw = f'撤回自 {ahead} 起的数值'
    def opened():                        # the list was just filled anew
        if not app.find_all('button', withdraw):
            app.find('button', '历次 当地人均住房面积').click()
        return app.find_all('button', withdraw)
    app.wait(opened)
    picture(app, 'standards-entries')
    sound(app)
    app.find('button', withdraw).click()
    app.idle()
    app.find('text box', '撤回数值的原因').type('公报更正')
    app.find('button', '撤回未生效的数值').click()
    # Among the entries, as before.
    app.find('label', '撤回')
    app.wait(lambda: 'focused' in app.find('button', '返回列表').states)
    planned, withdrawal = told('local_figures', 'local.living_area')['entries'][-2:]
    check(planned['withdrawn'] and withdrawal['withdraws'] == planned['id'] and withdrawal['reason'] == '公报更正', withdrawal)
    sound(app)


def crash(desk, path):
    """Typing outlives the end of the program without warning."""
    with start(desk, path) as app:
        log_in(app)
        go(app, '管理')
        app.find('text box', '邮政编码').type('223200')
        app.wait(lambda: app.find('label', re.compile('^草稿已加密保存')), timeout=5)
        app.proc.kill()
        app.proc.wait()
        app.stop(0)
    with start(desk, path) as app:
        log_in(app)
        go(app, '管理')
        box = app.find('text box', '邮政编码')
        check(box.text == '223200', f'the draft says {box.text!r}')
        app.find('button', '保存').click(idle=False)
        app.find('label', '已保存')
        app.idle()
        log_out(app)
        archivist(app)
        finish(app)


def archivist(app):
    app.find('text box', '账号').type('song')
    app.key('Tab')
    app.desk.type('correct horse 8')
    app.key('Return')
    app.wait(lambda: 'sensitive' in app.find('button', '登录').states, timeout=15)
    check(not app.find_all('button', '锁定'), 'a disabled account got in')
    log_in(app, 'li', 'another horse 9')
    app.find('button', '李青 · 档案员')
    go(app, '管理')
    app.idle()
    check(not app.find_all('tab', '账号'), 'an archivist manages accounts')
    log_out(app)
    app.find('label', '登录')


with Desktop(size='1290x810') as desktop:
    file = make_practice(desktop, children=5)
    administer(desktop, file)
    crash(desktop, file)
print('ok')
