"""A server over the network: only one whose certificate was checked is spoken to. A private CA, a certificate and
scram-sha-256 on a loopback address of the test's own."""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

from ctl import CTL, SERVER, House

NAME = 'server.house.test'  # what the certificate says; found by hostaddr
IP = '127.' + '.'.join(str(random.randint(2, 250)) for _ in range(3))
TLS = pathlib.Path(SERVER) / 'tls'


def openssl(*arguments):
    done = subprocess.run(['openssl', *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def make_authority(name):
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', f'/CN={name}', '-keyout',
            str(TLS / f'{name}.key'), '-out', str(TLS / f'{name}.crt'))


def make_certificates():
    TLS.mkdir()
    make_authority('ca')
    make_authority('other')
    (TLS / 'names').write_text(f'subjectAltName=DNS:{NAME}\n')
    openssl('req', '-newkey', 'rsa:2048', '-nodes', '-subj', f'/CN={NAME}', '-keyout', str(TLS / 'server.key'), '-out',
            str(TLS / 'server.csr'))
    openssl('x509', '-req', '-in', str(TLS / 'server.csr'), '-CA', str(TLS / 'ca.crt'), '-CAkey', str(TLS / 'ca.key'),
            '-CAcreateserial', '-days', '2', '-extfile', str(TLS / 'names'), '-out', str(TLS / 'server.crt'))
    os.chmod(TLS / 'server.key', 0o600)
    if os.getuid() == 0:
        shutil.chown(TLS / 'server.key', os.environ['MIAO_TEST_SERVER_USER'])


def restart(ssl):
    """The server listens at the address of the network from now on, with or without TLS."""
    data = pathlib.Path(SERVER) / 'data'
    with open(data / 'postgresql.conf', 'a', encoding='utf-8') as conf:
        conf.write(f"listen_addresses = '{IP}'\nssl = {'on' if ssl else 'off'}\npassword_encryption = scram-sha-256\n"
                   f"ssl_cert_file = '{TLS}/server.crt'\nssl_key_file = '{TLS}/server.key'\n")
    hba = (data / 'pg_hba.conf').read_text()
    line = 'host all all 127.0.0.0/8 scram-sha-256\n'
    if line not in hba:
        (data / 'pg_hba.conf').write_text(hba + line)
    command = [os.environ['MIAO_TEST_SERVER_BIN'] + '/pg_ctl', '-D', str(data), '-l', SERVER + '/log', '-m', 'fast', '-w',
               '-s', 'restart']
    if os.getuid() == 0:
        command = ['runuser', '-u', os.environ['MIAO_TEST_SERVER_USER'], '--', *command]
    done = subprocess.run(command, cwd='/', stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert done.returncode == 0, pathlib.Path(SERVER, 'log').read_text()[-2000:]


def call(house, account='social', name=NAME, ca='ca.crt', more='', home=None, password=None, env=None):
    address = f'postgresql://{name}/{House.database}?hostaddr={IP}'
    address += f'&sslrootcert={TLS / ca}' if ca else ''
    return subprocess.run([CTL, '--store', address + more, '--account', account, '--password-file',
                           str(password or house.password), 'list', 'child', '--limit', '3'], capture_output=True,
                          text=True, env={**os.environ, 'HOME': str(home or house.folder), **(env or {})})


def refused(done, status, *words):
    assert done.returncode == status, (done.returncode, done.stderr)
    for word in words:
        assert word in done.stderr, done.stderr
    assert 'CRITICAL' not in done.stderr and 'postgresql://' not in done.stderr, done.stderr


def verified(house):
    """a checked certificate is spoken to, with one's own login by scram; verify-full needs not be written"""
    for more in ('', '&sslmode=verify-full'):
        done = call(house, more=more)
        assert done.returncode == 0 and '"child_no"' in done.stdout, done.stderr
    wrong = house.folder / 'wrong'
    wrong.write_text('not the password\n')
    refused(call(house, password=wrong), 3, '没有接受这个账号或口令')


def in_home(house):
    """the CA of ~/.postgresql/root.crt serves where the address names none"""
    home = pathlib.Path(tempfile.mkdtemp())
    done = call(house, ca=None, home=home)
    refused(done, done.returncode, 'CA 证书文件', 'sslrootcert')
    assert done.returncode != 0
    (home / '.postgresql').mkdir()
    shutil.copy(TLS / 'ca.crt', home / '.postgresql' / 'root.crt')
    done = call(house, ca=None, home=home)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(home)


def wrong_authority(house):
    """a certificate of another CA is refused, in Chinese whatever language the machine speaks"""
    for env in ({}, {'LC_ALL': 'zh_CN.UTF-8', 'LANGUAGE': 'zh_CN'}):
        done = call(house, ca='other.crt', env=env)
        assert done.returncode != 0
        refused(done, done.returncode, '不是由所给的 CA 证书签发的')


def wrong_name(house):
    """a certificate for another host is refused"""
    done = call(house, name='other.house.test')
    assert done.returncode != 0
    refused(done, done.returncode, '与地址里的主机名不一致')


def unchecked(house):
    """no way around the check: not by the address, not by the environment"""
    for mode in ('disable', 'prefer', 'require', 'verify-ca'):
        done = call(house, more=f'&sslmode={mode}')
        assert done.returncode != 0, mode
        refused(done, done.returncode, '没有加密或没有核对证书')
    done = call(house, ca='other.crt', env={'PGSSLMODE': 'require'})
    assert done.returncode != 0
    refused(done, done.returncode, '不是由所给的 CA 证书签发的')


def without_tls(house):
    """a server without TLS is not spoken to; with TLS again all is well"""
    restart(ssl=False)
    done = call(house)
    assert done.returncode != 0
    refused(done, done.returncode, '没有打开加密连接', '口令没有送出')
    restart(ssl=True)
    assert call(house).returncode == 0


def away(house):
    """a server that is not there is told as such"""
    done = call(house, more='&port=1')
    assert done.returncode != 0
    refused(done, done.returncode, '连不上服务器')


def main():
    house = House(logins=True)
    make_certificates()
    restart(ssl=True)
    tests = [verified, in_home, wrong_authority, wrong_name, unchecked, without_tls, away]
    print(f'1..{len(tests)}')
    bad = 0
    for number, test in enumerate(tests, 1):
        try:
            test(house)
            print(f'ok {number} {test.__doc__}', flush=True)
        except Exception as error:  # noqa: BLE001: every failure is a failed test
            bad += 1
            print(f'not ok {number} {test.__doc__}\n# {type(error).__name__}: ' + str(error)[:2000].replace('\n', '\n# '),
                  flush=True)
    house.remove()
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
