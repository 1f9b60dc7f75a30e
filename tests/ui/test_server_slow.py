"""A server that takes its time: while it saves, the window goes on answering and says what it waits for; one can give
up, and then nothing was saved and nothing of the typing is lost; or wait, and it is saved."""
import os
import subprocess
import time
import urllib.parse

from desk import Desktop, check, finish, log_in, picture, start
from miao_house import CTL, PASSWORD, TODAY, go

SERVER = os.environ['MIAO_TEST_SERVER']
ADDRESS = f'postgresql:///house?host={urllib.parse.quote(SERVER, safe="")}'
FIELD = '住处（小家、班组）'
SLOW = 20  # seconds; longer than the test waits
ANSWER = 1.0  # seconds that a question may take on a busy machine; a frozen window does not answer for SLOW


def administer(sql, database='house'):
    psql = os.path.join(os.environ['MIAO_TEST_SERVER_BIN'], 'psql')
    done = subprocess.run([psql, '-XqAt', '-h', SERVER, '-U', 'postgres', '-d', database, '-c', sql], capture_output=True,
                          text=True, check=True)
    return done.stdout.strip()


def make_slow(seconds):
    administer(f'CREATE OR REPLACE FUNCTION miaopu.slow () RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM '
               f'pg_sleep ({seconds}); RETURN NEW; END $$; CREATE OR REPLACE TRIGGER slow BEFORE UPDATE ON miaopu.child '
               f'FOR EACH ROW EXECUTE FUNCTION miaopu.slow ()')


def stored():
    return administer("SELECT count(*) FROM miaopu.child WHERE living_unit = '9号楼'")


def longest_answer(node, seconds):
    """How long the window takes at most to answer, asked again and again."""
    end, longest, n = time.monotonic() + seconds, 0, 0
    while time.monotonic() < end:
        begun = time.monotonic()
        check(node.name is not None, 'no answer')
        longest, n = max(longest, time.monotonic() - begun), n + 1
    check(n > 10, f'only {n} answers')
    return longest


def main(desk):
    administer('CREATE DATABASE house TEMPLATE template0', 'postgres')
    subprocess.run([CTL, 'practice', ADDRESS + '&user=postgres', '--children', '12', '--today', TODAY], check=True,
                   capture_output=True, env=desk.env)
    with start(desk, ADDRESS) as app:
        log_in(app, 'social', PASSWORD)
        go(app, '儿童')
        app.find('button', '打开记录').click()
        app.idle()
        app.find('button', '修改').click()
        app.idle()
        box = app.find('text box', FIELD)
        box.type('9号楼')
        label = app.find('label', '数据在服务器上')
        save = app.find('button', '保存')
        make_slow(SLOW)
        save.click()
        app.wait(lambda: len(app.windows) > 1, timeout=SLOW / 2)
        longest = longest_answer(label, 3)
        check(longest < ANSWER, f'the window froze for {longest:.2f} s')
        print(f'longest answer while saving: {longest * 1000:.0f} ms')
        picture(app, 'server-slow')
        app.key('Escape')
        app.wait(lambda: len(app.windows) == 1, timeout=SLOW / 2)
        app.find('label', '“修改儿童信息”已取消，没有改动任何数据。', timeout=10)
        check(box.text == '9号楼' and stored() == '0', f'{box.text} {stored()}')
        make_slow(2)
        save.click()
        app.wait(lambda: len(app.windows) > 1, timeout=10)
        app.wait(lambda: app.find('label', '已保存。'), timeout=20)
        check(stored() == '1', stored())
        finish(app)


with Desktop(size='1290x810') as desktop:
    main(desktop)
print('ok')
