"""What a server lets nobody do, whatever program they use: asked with psql, as each person's own login."""
import os
import pathlib
import subprocess
import sys

from ctl import CTL, SERVER, House, address, administer

DATABASE = House.database


def ask(login, *statements):
    """The statements in one session of that person's; their output, or !SQLSTATE of the first that fails."""
    psql = pathlib.Path(os.environ['MIAO_TEST_SERVER_BIN']) / 'psql'
    script = [f'SET SESSION AUTHORIZATION "{DATABASE}.{login}"', 'SET search_path = miaopu', *statements]
    done = subprocess.run([str(psql), '-XqAt', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=sqlstate', '-h', SERVER, '-U',
                           'postgres', '-d', DATABASE, '-f', '-'], input=';\n'.join(script) + ';', capture_output=True,
                          text=True)
    if done.returncode:
        return '!' + done.stderr.strip().splitlines()[0].split()[-1]
    return done.stdout.strip()


def told(login, statements):
    """The SQLSTATE of each of many statements, one session of that person's for all."""
    psql = pathlib.Path(os.environ['MIAO_TEST_SERVER_BIN']) / 'psql'
    script = [f'SET SESSION AUTHORIZATION "{DATABASE}.{login}";\nSET search_path = miaopu;',
              *(f'{statement};\n\\echo :SQLSTATE' for statement in statements)]
    done = subprocess.run([str(psql), '-XqAt', '-h', SERVER, '-U', 'postgres', '-d', DATABASE, '-f', '-'],
                          input='\n'.join(script), capture_output=True, text=True)
    states = done.stdout.split()
    assert len(states) == len(statements), (states, done.stderr)
    return states


DENIED = '!42501'
UNFIT = '!23514'  # not encrypted
CLOSED = ('admission', 'child_opinion', 'growth_measure', 'vaccination', 'family', 'family_member', 'training', 'caregiver_period',
          'application', 'evaluation', 'evaluation_member', 'matching', 'agreement', 'placement', 'visit', 'termination')


def tables():
    return administer("SELECT tablename FROM pg_tables WHERE schemaname = 'miaopu' ORDER BY 1", DATABASE).split()


def reading(house):
    """the administrator reads children, and of families and placements nothing"""
    for table in CLOSED:
        assert ask('admin', f'SELECT count(*) FROM {table}') == '0', table
        for login in ('social', 'archive', 'director'):
            assert not ask(login, f'SELECT count(*) FROM {table}').startswith('!'), (login, table)
        # Where a stay began is not an assessor's.
        assert (ask('assess1', f'SELECT count(*) FROM {table}') == '0') >= (table == 'admission'), table
    assert int(ask('social', 'SELECT count(*) FROM admission')) > 0 and int(ask('assess1', 'SELECT count(*) FROM family')) > 0
    assert 'admission' not in ask('assess1', 'SELECT DISTINCT kind FROM person').split()
    assert int(ask('admin', 'SELECT count(*) FROM child')) == int(ask('social', 'SELECT count(*) FROM child')) > 0
    kinds = ask('admin', 'SELECT DISTINCT kind FROM person UNION SELECT DISTINCT kind FROM person_key').split()
    assert 'child' in kinds and not set(kinds) & set(CLOSED), kinds
    assert 'family_member' in ask('social', 'SELECT DISTINCT kind FROM person').split()
    # What is due says no more than the records that it is due for.
    assert house.get('director', 'today') and int(ask('social', 'SELECT count(*) FROM due_mark')) > 0
    ask('social', "UPDATE due_mark SET look_on = ''")
    assert ask('admin', 'SELECT count(*) FROM due_mark') == DENIED
    assert 'admission' not in ask('assess1', 'SELECT DISTINCT kind FROM due_mark').split()
    for login in ('assess1', 'archive', 'admin'):
        assert ask(login, "UPDATE due_mark SET look_on = '9999-12-31'") == DENIED, login
        assert ask(login, "SELECT due_touch ('placement', 'x')") == DENIED, login


def opened_for_returns(house):
    """what a return is built from is opened for ten minutes, by a transaction before, and leaves a trace"""
    assert ask('admin', 'BEGIN', 'SELECT open_return ()', 'SELECT count(*) FROM family', 'ROLLBACK').split() == ['0']
    assert ask('admin', 'SELECT count(*) FROM act') == '0'
    assert ask('admin', 'SELECT open_return ()', 'SELECT count(*) > 0 FROM family').split() == ['t']
    assert ask('director', "SELECT what, who = (SELECT id FROM account WHERE login = 'admin') FROM act") == 'return|t'
    assert ask('admin', 'SELECT count(*) > 0 FROM placement') == 't'
    assert ask('admin', "UPDATE family SET row_version = row_version + 1") == DENIED
    for statement in ('DELETE FROM act', 'UPDATE act SET at = 1', "INSERT INTO act VALUES (my_account (), 'return', 1, 1)"):
        assert ask('admin', statement) == DENIED, statement
    administer('UPDATE miaopu.act SET at = at - 601000', DATABASE)
    assert ask('admin', 'SELECT count(*) FROM family') == '0'
    # The others see it anyway and leave nothing.
    assert ask('social', 'SELECT open_return ()', 'SELECT count(*) FROM act') == '1'


def backed_up(house):
    """a director or an administrator opens everything for a backup, with a trace, and closes it; nobody else does"""
    for login in ('social', 'assess1', 'archive'):
        assert ask(login, 'SELECT open_backup ()') == DENIED, login
    assert ask('admin', 'BEGIN', 'SELECT open_backup ()', 'SELECT count(*) FROM family', 'ROLLBACK').split() == ['0']
    assert ask('social', "INSERT INTO draft VALUES (my_account (), 'child', 'b', '~1x', 1)") == ''
    before = int(administer('SELECT count(*) FROM miaopu.act', DATABASE))
    assert ask('admin', 'SELECT open_backup ()', 'SELECT count(*) > 0 FROM family', 'SELECT count(*) FROM draft',
               'SELECT close_backup ()', 'SELECT count(*) FROM family').split() == ['t', '1', '0']
    assert ask('admin', 'SELECT open_backup ()', 'UPDATE family SET row_version = row_version + 1') == DENIED
    administer('UPDATE miaopu.act SET at = at - 3601000', DATABASE)
    assert ask('admin', 'SELECT count(*) FROM family') == '0'
    assert int(administer('SELECT count(*) FROM miaopu.act', DATABASE)) == before + 3
    assert ask('social', "DELETE FROM draft WHERE record = 'b'") == ''  # not encrypted by anybody
    folder = house.folder / 'backups'
    folder.mkdir()
    counts = [int(administer(f'SELECT count(*) FROM miaopu.{t}', DATABASE)) for t in ('child', 'family', 'placement')]
    for login in ('director', 'admin'):
        made = house.get(login, 'backup', 'run', str(folder))
        assert made['verified'] and [made['children'], made['families'], made['placements']] == counts, (made, counts)
        assert ask('director', "SELECT what, who = (SELECT id FROM account WHERE login = '" + login + "') FROM act "
                   'ORDER BY xact DESC LIMIT 1') == 'backup-end|t'
        found = house.get(login, 'backup', 'check', made['path'])
        assert found['problems'] == [], found
    assert ask('admin', 'SELECT count(*) FROM family') == '0'
    kept = sorted(folder.glob('house-*'))                # of one day the newest stays
    refused = house.call('social', 'backup', 'run', str(folder))
    assert refused.returncode != 0 and kept and sorted(folder.glob('house-*')) == kept, (refused, kept)


def taken_back(house):
    """the administrator takes back what a ledger brought, and changes nothing else of a child"""
    ledger = house.folder / 'ledger.csv'
    ledger.write_text('编号,姓名,性别,出生日期,入院日期,儿童类别\n'
                      'L-1,冯小满,女,2019-03-01,2020-05-06,查找不到生父母\n', encoding='utf-8')
    batch = house.get('admin', 'import', 'children', str(ledger))['result']['import_batch']
    child = ask('admin', "SELECT id FROM child WHERE import_batch IS NOT NULL AND child_no = 'L-1'")
    assert ask('admin', f"SELECT count(*) FROM admission WHERE child = '{child}'") == '1'
    assert ask('admin', 'SELECT count(*) FROM admission') == '1'
    bump = 'row_version = row_version + 1'
    assert ask('admin', f"UPDATE child SET {bump}, sex = '1' WHERE id = '{child}'") == DENIED
    assert ask('admin', f"UPDATE child SET {bump}, sex = '1', void_reason = '~1x' WHERE id = '{child}'") == DENIED
    assert ask('admin', f"UPDATE admission SET {bump}, seq = 2, void_reason = '~1x'") == DENIED
    assert ask('admin', f"UPDATE child SET {bump}, void_reason = '~1x' WHERE row_version > 1") == DENIED
    assert house.do('admin', 'undo-import', batch=batch, reason='选错了文件')['undone'] == 1
    assert ask('admin', f"SELECT count(*) FROM child WHERE id = '{child}' AND void_reason LIKE '~1%'") == '1'
    # The key of the encrypted fields is nobody's to write over.
    for login in ('social', 'admin'):
        ask(login, "UPDATE setting SET value = '' WHERE name = 'vault.field_key'")
    assert house.get('social', 'list', 'child', '--limit', '1')


def nobody_deletes(house):
    """nobody deletes, empties or rewrites, whoever they are"""
    for login in ('social', 'assess1', 'archive', 'director', 'admin'):
        wrong = [f'{verb} {table}' for table in tables() for verb in ('DELETE FROM', 'TRUNCATE', 'DROP TABLE')
                 if verb != 'DELETE FROM' or table not in ('draft', 'thumbnail', 'person_key', 'person_gram', 'person')]
        wrong += ["UPDATE audit SET who = 'x'", 'ALTER TABLE audit DISABLE TRIGGER ALL', 'CREATE TABLE mine (a int)']
        allowed = [w for w, state in zip(wrong, told(login, wrong)) if '!' + state != DENIED]
        assert len(wrong) > 100 and not allowed, (login, allowed)
    for login in ('social', 'assess1', 'director', 'admin'):
        assert ask(login, "INSERT INTO seal VALUES (1, 1, 'x', '', '', '')") == DENIED, login
    # Not even the one who rules the server, without saying so first.
    for statement in ("UPDATE miaopu.audit SET who = 'x'", 'DELETE FROM miaopu.audit', 'DELETE FROM miaopu.child',
                      'TRUNCATE miaopu.audit CASCADE', 'DELETE FROM miaopu.account'):
        try:
            administer(statement, DATABASE)
        except AssertionError as error:
            assert 'guard:' in str(error), error
        else:
            raise AssertionError(statement)


def team_of_a_correction(house):
    """a leader who is an assessor takes the team along to a correction, and adds nobody else to any team"""
    old = ask('assess1', "SELECT m.evaluation FROM evaluation_member m JOIN evaluation e ON e.id = m.evaluation "
              "JOIN account a ON a.staff = m.person WHERE a.login = 'assess1' AND m.role = 'LEADER' AND e.kind = 'EV_E_FAMILY_NEED' "
              "AND e.status = 'REVIEWED' ORDER BY 1 LIMIT 1")
    new = house.do('assess1', 'correct-evaluation', evaluation=old, reason='面积抄错')['evaluation']
    team = "SELECT string_agg(person || role, ' ' ORDER BY person) FROM evaluation_member WHERE evaluation = '{}'"
    assert ask('assess1', team.format(new)) == ask('assess1', team.format(old)) != ''
    row = ("INSERT INTO evaluation_member (id, row_version, created_at, created_by, updated_at, updated_by, evaluation, "
           "person, name, role) SELECT replace(m.id, substr(m.id, 1, 8), 'aaaaaaaa'), 1, 1, my_account (), 1, my_account (), '{}', "
           "{}, m.name, {} FROM evaluation_member m WHERE m.evaluation = '" + old + "' AND m.role = 'LEADER'")
    stranger = ask('admin', "SELECT id FROM staff WHERE id NOT IN (SELECT staff FROM account WHERE login LIKE 'assess_' "
                   "AND staff IS NOT NULL) LIMIT 1")
    other = ask('assess1', f"SELECT id FROM evaluation WHERE supersedes IS NULL AND id <> '{old}' "
                "AND status NOT IN ('FINAL', 'REVIEWED', 'FILED') LIMIT 1")
    assert stranger and other
    for wrong in (row.format(new, f"'{stranger}'", 'm.role'), row.format(new, 'm.person', "'MEMBER'"),
                  row.format(new, 'NULL', 'm.role'), row.format(other, 'm.person', 'm.role')):
        assert ask('assess1', wrong) == DENIED, wrong
    for login, who in (('assess1', 'm.person'), ('social', f"'{stranger}'")):
        assert ask(login, 'BEGIN', row.format(new, who, 'm.role'), 'ROLLBACK') == '', login
    for login in ('assess2', 'archive', 'admin'):        # not the leader; no business with teams
        assert ask(login, row.format(new, 'm.person', 'm.role')) in (DENIED, ''), login
    assert ask('assess1', team.format(new)) == ask('assess1', team.format(old))


def own_name(house):
    """a line of the audit log is signed by the one who writes it; drafts are one's own"""
    line = ("INSERT INTO audit SELECT seq + 1, at, {who}, 'x', NULL, NULL, NULL, digest, hash, digest FROM audit "
            "ORDER BY seq DESC LIMIT 1")
    other = administer("SELECT id FROM miaopu.account WHERE login = 'director'", DATABASE)
    assert ask('social', line.format(who=f"'{other}'")) == DENIED
    assert ask('social', 'BEGIN', line.format(who='my_account ()'), 'ROLLBACK') == ''
    assert ask('social', f"INSERT INTO draft VALUES ('{other}', 'child', '', '~1x', 1)") == DENIED
    assert ask('social', "INSERT INTO draft VALUES (my_account (), 'child', '', 'geheim', 1)") == UNFIT
    assert ask('social', "INSERT INTO draft VALUES (my_account (), 'child', '', '~1x', 1)") == ''
    assert ask('director', 'SELECT count(*) FROM draft') == '0'
    assert ask('social', 'SELECT count(*) FROM draft') == '1'


def no_way_up(house):
    """nobody becomes another, makes logins or gives themselves a role"""
    for login in ('social', 'assess1', 'archive', 'director', 'admin'):
        for role in (f'{DATABASE}_owner', f'{DATABASE}.director', 'postgres'):
            if role != f'{DATABASE}.{login}':
                # SET SESSION AUTHORIZATION keeps the superuser's right to go back; a real log-in has none.
                assert administer(f"SELECT pg_has_role('{DATABASE}.{login}', '{role}', 'MEMBER')") == 'f', (login, role)
        assert ask(login, 'CREATE ROLE mine LOGIN') == DENIED
        assert ask(login, f'GRANT "{DATABASE}_director" TO "{DATABASE}.{login}"') == DENIED
        other = 'admin' if login != 'admin' else 'director'
        assert ask(login, f'ALTER ROLE "{DATABASE}.{other}" PASSWORD NULL') == DENIED
    for login in ('social', 'assess1', 'archive', 'director'):
        assert ask(login, "SELECT account_login ('social', 'director', NULL)") == DENIED
        assert ask(login, "SELECT account_login ('new', 'caseworker', NULL)") == DENIED
        assert ask(login, "SELECT account_logout ('admin')") == DENIED
        assert ask(login, "UPDATE account SET role = 'director', row_version = row_version + 1 WHERE id = my_account ()") \
            in (DENIED, ''), login
        assert ask(login, 'SELECT role FROM account WHERE id = my_account ()') == \
            {'social': 'caseworker', 'assess1': 'assessor', 'archive': 'archivist', 'director': 'director'}[login]
    assert ask('admin', "SELECT account_login ('x', 'postgres', NULL)") == DENIED
    assert ask('admin', "SELECT account_login ('x', 'caseworker', 'plain')") == DENIED
    assert administer('SELECT count(*) FROM pg_roles WHERE rolcreaterole AND NOT rolsuper') == '0'
    assert administer("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'house%' AND (rolsuper OR rolbypassrls OR "
                      "rolcreatedb OR rolreplication)") == '0'


def real_log_in(house):
    """one logs in with one's own password, by scram; a wrong one, a disabled account and another house are refused"""
    assert house.get('social', 'list', 'child', '--limit', '1')
    wrong = house.folder / 'wrong'
    wrong.write_text('not the password\n')
    done = subprocess.run([CTL, '--store', house.store, '--account', 'social', '--password-file', str(wrong), 'list',
                           'child'], capture_output=True, text=True)
    assert done.returncode == 3 and '口令' in done.stderr, done.stderr
    told = subprocess.run([CTL, '--store', 'postgresql://x:secret@localhost/y', '--account', 'social', '--password-file',
                           str(wrong), 'list', 'child'], capture_output=True, text=True)
    assert told.returncode != 0 and '不要写口令' in told.stderr and 'secret' not in told.stderr, told.stderr
    verifiers = administer("SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'house.%'").split()
    assert len(verifiers) == 8 and all(v.startswith('SCRAM-SHA-256$') for v in verifiers), verifiers
    administer('CREATE DATABASE other_house')
    done = subprocess.run([CTL, '--store', address('other_house'), '--account', 'social', '--password-file',
                           str(house.password), 'list', 'child'], capture_output=True, text=True)
    assert done.returncode == 3, done.stderr

    watching = subprocess.Popen([str(pathlib.Path(os.environ['MIAO_TEST_SERVER_BIN']) / 'psql'), '-XqAt', '-h', SERVER,
                                 '-U', 'postgres', '-d', DATABASE, '-f', '-'], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
    watching.stdin.write(f'SET SESSION AUTHORIZATION "{DATABASE}.social2";\nSELECT count(*) > 0 FROM miaopu.child;\n')
    watching.stdin.flush()
    assert watching.stdout.readline().strip() == 't'
    house.get('admin', 'accounts', 'disable', 'social2') if can_disable(house) else administer(
        "UPDATE miaopu.account SET disabled = 1, row_version = row_version + 1 WHERE login = 'social2'", DATABASE)
    watching.stdin.write('SELECT count(*) FROM miaopu.child;\n')
    watching.stdin.close()
    assert watching.stdout.read().strip() in ('0', ''), 'a disabled account still reads'
    watching.wait()
    assert house.call('social2', 'list', 'child').returncode == 3


def can_disable(house):
    return 'disable' in house.call('admin', 'accounts').stderr


def encrypted(house):
    """the key file and the documents lie on the server as bytes that tell nothing"""
    assert administer("SELECT substr(encode(bytes, 'escape'), 1, 8) FROM miaopu.key_file", DATABASE) == 'MIAOKEY1'
    assert administer("SELECT count(*) FROM miaopu.blob WHERE n = 0 AND substr(encode(bytes, 'escape'), 1, 8) <> "
                      "'MIAOATT1'", DATABASE) == '0'


MAKE_OLD = """SET search_path = miaopu; SET session_replication_role = replica;
DO $$ DECLARE c record; col text;
BEGIN
  FOR c IN SELECT CAST (conrelid AS regclass) AS t, conname AS n FROM pg_constraint
           WHERE pg_get_constraintdef (oid) LIKE '%~1%' LOOP
    EXECUTE format ('ALTER TABLE %s DROP CONSTRAINT %I', c.t, c.n);
    col := split_part (c.n, '.', 2);
    IF c.t::text NOT IN ('setting', 'thumbnail') THEN
      EXECUTE format ('UPDATE %s SET %I = %L WHERE %I IS NOT NULL', c.t, col, '从前没有加密的文字', col);
    END IF;
  END LOOP;
END $$;
DROP TABLE act; DROP TABLE due_mark, due_basis; DROP FUNCTION due_touch, due_touch_child, due_touch_stays; DROP FUNCTION due_touched CASCADE;
DROP INDEX termination_decided_on, visit_placement_day, visit_problems, archive_volume_filed, admission_open;
DELETE FROM thumbnail; DELETE FROM setting WHERE name = 'vault.field_key';
DELETE FROM schema_number WHERE number >= 6"""


def upgraded(house):
    """what an older server holds in clear is encrypted by an upgrade, which needs somebody who has an account"""
    child = ask('social', 'SELECT id FROM child ORDER BY id LIMIT 1')
    administer(f"SET search_path = miaopu; SET session_replication_role = replica; UPDATE child SET special_marks = '~1' "
               f"WHERE id = '{child}'", DATABASE)
    administer(MAKE_OLD, DATABASE)
    upgrade = [CTL, '--server', address(DATABASE, 'postgres'), 'server', 'upgrade']
    alone = subprocess.run(upgrade, capture_output=True, text=True)
    assert alone.returncode == 3 and '--account' in alone.stderr, alone.stderr
    done = subprocess.run([*upgrade, '--account', 'social', '--password-file', str(house.password)], capture_output=True,
                          text=True)
    assert done.returncode == 0, done.stderr
    dump = subprocess.run([str(pathlib.Path(os.environ['MIAO_TEST_SERVER_BIN']) / 'pg_dump'), '-h', SERVER, '-U',
                           'postgres', DATABASE], capture_output=True, text=True)
    assert dump.returncode == 0 and len(dump.stdout) > 100000 and '从前没有加密' not in dump.stdout
    assert house.get('social', 'show', 'child', child)['special_marks'] == '从前没有加密的文字'
    again = subprocess.run(upgrade, capture_output=True, text=True)
    assert again.returncode == 0, again.stderr


def main():
    house = House(logins=True)
    tests = [reading, opened_for_returns, backed_up, taken_back, nobody_deletes, team_of_a_correction, own_name, no_way_up, real_log_in, encrypted,
             upgraded]
    print(f'1..{len(tests)}')
    bad = 0
    for number, test in enumerate(tests, 1):
        try:
            test(house)
            print(f'ok {number} {test.__doc__}', flush=True)
        except Exception as error:  # noqa: BLE001: every failure is a failed test
            bad += 1
            print(f'not ok {number} {test.__doc__}\n# {type(error).__name__}: {str(error)[:2000]}', flush=True)
    house.remove()
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
