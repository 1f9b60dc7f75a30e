"""A practice institution that has lived: children in every state of foster care on a chosen day. What a
journey did is read back from the file by miaopuctl, never from the window."""
import json
import os
import re

from desk import Colleagues, UiError, go, practice, start  # noqa: F401

TODAY = '2026-11-22'
PASSWORD = 'miaopu-practice'


class Lived:
    def __init__(self, desk, today=TODAY):
        self.desk, self.today = desk, today
        folder = os.path.join(desk.dir, 'home', 'lived')
        self.path = os.path.join(folder, 'practice.miaopu')
        self.password = os.path.join(desk.dir, 'home', 'password')
        with open(self.password, 'w') as f:
            f.write(PASSWORD + '\n')
        practice(folder, '--children', '12', '--today', today)
        self.colleagues = Colleagues(desk, self.path, self.password, '--today', today)

    def ctl(self, *arguments, account='director', text=None):
        """What the file holds, as the head may read it; or what somebody else does meanwhile."""
        done = self.colleagues.call(account, *arguments, text=text)
        if done.returncode != 0:
            raise UiError(f'miaopuctl {arguments}: {done.stderr}')
        return json.loads(done.stdout)

    def placement_of(self, name):
        """The placement of the child of that name."""
        child = [c['id'] for c in self.ctl('list', 'child', f'name={name}')]
        return self.ctl('list', 'placement', f'child={child[0]}')[0]

    def open(self, login, today=None):
        app = start(self.desk, '--today', today or self.today, self.path)
        app.find('text box', '账号').type(login)
        app.key('Tab')
        app.desk.type(PASSWORD)
        app.key('Return')
        app.wait(lambda: app.find('button', '锁定'), timeout=20)
        app.idle()
        return app


def open_row(app, text):
    """Opens the row of a list that shows @text. With the keyboard: the record opens at the second press of a double
    click, and GTK 4.18 then warns of its own count. The list may be filled anew while it is pressed: then again."""
    def pressed():
        label = app.find('label', text, rows=True)
        label.click()
        row = label
        while row.role != 'row':
            row = row.parent
        return 'selected' in row.states
    app.wait(pressed, timeout=20, what=f'the row of {text}')
    app.key('Return')
    app.idle()


def trained_aunt(do, family):
    """Another member of the family, ready to be its main caregiver. do (account, use case, **given) runs one and
    returns what miaopuctl says. Returns the member."""
    member = do('director', 'add-member', family=family, member={
        'name': '演阿姨', 'sex': '2', 'birth_date': '1985-03-01', 'relation_to_head': '10', 'co_living': True,
        'education': '71', 'health_on': '2026-10-22', 'crime_check_on': '2026-10-22',
        'crime_check_result': 'CLEAR'})['result']['family_member']
    do('social', 'record-training', family=family, training={
        'member': member, 'kind': 'PRE', 'course': '岗前培训', 'from_on': '2026-11-18', 'to_on': '2026-11-19', 'hours': 16,
        'teacher': '温老师', 'result': 'PASS'})
    return member


def change_caregiver(app, name):
    """Fills in, on the page of a placement, that somebody else is the main caregiver; the button is left to press."""
    app.menu('更多', '变更主要照料人…')
    app.idle()
    app.find('button', re.compile('^新的主要照料人')).click()
    app.idle()
    app.desk.type(name)
    app.idle()
    app.key('Return')
    app.wait(lambda: app.find('button', f'新的主要照料人 {name}'))
    app.find('text box', '变更原因').type('原照料人长期住院')
    app.find('text box', '协议变更内容').type(f'主要照料人变更为{name}')
    for yes in ('体检健康', '有照料能力和经验', '违法犯罪记录查询无异常', '有充足时间照料'):
        app.find('button', f'是 {yes}').click()


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
