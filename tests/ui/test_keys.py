"""Who may open the file: an account is locked and unlocked, a person is removed and the data key
replaced, a damaged key file is told and its spare used, a typing error in the recovery key is told
by its group."""
import re

from desk import Desktop, PASSWORD, finish, go, log_in, make_practice, picture, sound, start


def accounts(desk, path):
    with start(desk, path) as app:
        log_in(app)
        go(app, '管理')
        app.key('ctrl+2')
        app.find('label', '宋知微', rows=True).click()
        app.find('button', '锁定…').click()
        app.find('button', '锁定此账号').click(idle=False)
        app.find('label', '账号已锁定')
        app.find('label', '已锁定', rows=True)
        picture(app, 'account-locked')
        app.find('label', '宋知微', rows=True).click()
        app.find('button', '解锁').click(idle=False)
        app.find('label', '账号已解锁')

        app.find('label', '宋知微', rows=True).click()
        app.find('button', '移除…').click()
        app.find('label', '移除宋知微并更换数据密钥？')
        desk.type('not my password')
        app.find('button', '移除').click()
        app.find('label', re.compile('账号或口令不对'), timeout=20)  # the cover: nothing was changed
        log_in(app)
        go(app, '管理')
        app.key('ctrl+2')
        app.find('label', '宋知微', rows=True).click()
        app.find('button', '移除…').click()
        picture(app, 'remove')
        app.find('label', '移除宋知微并更换数据密钥？')
        desk.type(PASSWORD)
        app.find('button', '移除').click(idle=False)
        app.find('label', '人员已移除，数据密钥已更换', timeout=30)
        app.key('ctrl+2')
        app.find('label', '已停用', rows=True)
        picture(app, 'removed')
        sound(app)
        app.find('tab', '文件与日志').click()
        app.find('button', '全部核对').click()
        app.find('label', '数据完好，与写入时一致', timeout=15)
        finish(app)


def damaged(desk, path):
    keys = path + '.keys'
    with open(keys, 'r+b') as file:
        file.seek(200)
        byte = file.read(1)[0]
        file.seek(200)
        file.write(bytes([byte ^ 16]))
    with start(desk, path) as app:
        app.find('text box', '账号').type('admin')
        app.key('Tab')
        desk.type(PASSWORD)
        app.key('Return')
        app.find('label', re.compile('备用密钥文件完好'), timeout=15)
        picture(app, 'damaged')
        app.find('button', '使用备用密钥文件').click()
        app.find('label', re.compile('已换上备用密钥文件'))
        log_in(app)
        app.find('button', re.compile('管理员')).click()
        app.find('menu item', '退出登录').click()
        app.find('button', '忘记口令…').click()
        app.find('text box', re.compile('恢复')).type('000011 000022 000034 000044 000055 000066 000077 000088')
        app.key('Tab')
        desk.type('admin')
        app.key('Tab')
        desk.type('another horse 9')
        app.find('button', '设置新口令').click()
        app.find('label', re.compile('第 3 组有误'), timeout=15)
        picture(app, 'typing-error')
        finish(app)


with Desktop(size='1290x810') as desktop:
    file = make_practice(desktop, children=5)
    accounts(desktop, file)
    damaged(desktop, file)
print('ok')
