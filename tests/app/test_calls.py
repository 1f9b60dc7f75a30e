#!/usr/bin/python3
"""Many calls of miaopuctl with one login: what each is answered, and what is refused among them. TAP."""
import json
import subprocess
import sys

from ctl import CTL, TODAY, House, run


def calls(house, account, *lines, options=(), secret=None):
    """The answers to lines, which are texts or calls; and the exit status."""
    text = '\n'.join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    done = subprocess.run([CTL, '--store', house.store, '--account', account, '--password-file', secret or house.password,
                           *options, 'calls'], input=text, capture_output=True, text=True)
    assert 'CRITICAL' not in done.stderr, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()], done


def one_login(house):
    """each call is answered as if it were alone, with one log-in for all; a day stays until another is named"""
    child = house.list('child')[0]['id']
    before = house.get('admin', 'verify')['audit_lines']
    answers, done = calls(house, 'social', ['--today', TODAY, 'show', 'child', child], ['list', 'child', '--limit', '3'],
                          ['do', 'edit-child', {'id': child, 'child': {'living_unit': '五号小家'}}],
                          ['do', 'edit-child', {'id': 'nobody', 'child': {}}], ['today'], '', ['today', '--today', '2026-12-24'])
    assert done.returncode == 0 and not done.stderr, done.stderr
    assert [a['status'] for a in answers] == [0, 0, 0, 2, 0, 0], answers
    assert answers[0]['output']['id'] == child and len(answers[1]['output']) == 3, answers[:2]
    assert answers[3]['output']['done'] is False and answers[3]['error'].startswith('miaopuctl: '), answers[3]
    assert answers[4]['output'] == house.get('social', 'today'), answers[4]
    assert answers[5]['output'] == house.get('social', 'today', today='2026-12-24') != answers[4]['output'], answers[5]
    assert house.show('child', child)['living_unit'] == '五号小家'
    alone = house.get('admin', 'verify')['audit_lines']
    calls(house, 'social', *[['list', 'staff']] * 7)
    assert house.get('admin', 'verify')['audit_lines'] == alone + 2, 'one log-in, and that of verify'
    assert alone > before


def wrong_lines(house):
    """a line that is no call, an unknown word, parameters that are missing: said of that line, and the next is done"""
    good = ['list', 'institution']
    for wrong in ('list child', '{"do": 1}', '[]', '[{}]', '["list", 1]', '["list", {}, "child"]', ['dance'], ['list'],
                  ['list', 'child', '--limit', 'many'], ['do', 'edit-child'], ['do', 'edit-child', '-'], ['calls']):
        answers, done = calls(house, 'director', wrong, good)
        assert done.returncode == 0 and [a['status'] for a in answers] == [2, 0], (wrong, answers)
        assert answers[0]['error'].startswith('miaopuctl: ') and 'output' not in answers[0], answers
        assert answers[1]['output'][0]['id'], answers


def alone(house):
    """what makes, moves or replaces the file, or another file, account or password: not among calls"""
    for words in (['backup', 'list'], ['keys', 'status'], ['accounts', 'list'], ['server', 'check'], ['init'],
                  ['practice', str(house.folder / 'more')], ['fieldwork', 'show', 'x'], ['calls'],
                  ['--today', TODAY, 'backup', 'list'], ['--limit', '3', 'calls'],
                  ['list', 'child', '--account', 'director'], ['list', 'child', '-s', 'other.miaopu'],
                  ['list', 'child', '--password-file', '-']):
        answers, done = calls(house, 'admin', words)
        assert done.returncode == 0 and answers[0]['status'] == 2 and 'output' not in answers[0], (words, answers)
        assert 'fieldwork' not in words or '单独办理' in answers[0]['error'], answers
    assert not (house.folder / 'more').exists()


def refused(house):
    """by whom nobody lets in, and with a password where the calls stand: no answers, and the reason"""
    secret = house.folder / 'wrong'
    secret.write_text('not-this-one\n')
    for options, status in ((dict(secret=secret), 3), (dict(secret='-'), 2), (dict(options=['--today', 'soon']), 2)):
        answers, done = calls(house, 'social', ['list', 'child'], **options)
        assert not answers and done.returncode == status and done.stderr.startswith('miaopuctl: '), done
    answers, done = calls(house, 'assess1', ['list', 'admission'], ['--language', 'en', 'list', 'admission'])
    assert [a['status'] for a in answers] == [3, 3] and 'output' not in answers[0], answers


if __name__ == '__main__':
    sys.exit(run(House(), [one_login, wrong_lines, alone, refused]))
