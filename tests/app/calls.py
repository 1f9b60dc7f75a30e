"""Calls of miaopuctl, each in a process of its own, by a program that has loaded its libraries once (many-calls.c)."""
import atexit
import os
import pathlib
import struct
import subprocess
import threading

# A process that lives for some milliseconds gives no memory back before its end: asking for it again costs a tenth.
KEEPS = {'MALLOC_MMAP_THRESHOLD_': '1000000000', 'MALLOC_TRIM_THRESHOLD_': '1000000000', 'MALLOC_TOP_PAD_': '4194304'}

_running = {}                                                # (program, folder, environment) -> process
_lock = threading.Lock()


def _program(ctl):
    return pathlib.Path(ctl).resolve().parents[2] / 'tests' / 'app' / 'many-calls'


def _caller(ctl, env):
    key = str(ctl), os.getcwd(), tuple(sorted(env.items()))
    if key not in _running:
        _running[key] = subprocess.Popen([str(_program(ctl))], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         env={**env, **KEEPS})
    return _running[key]


@atexit.register
def _end():
    for process in _running.values():
        process.stdin.close()
        process.wait(10)


def run(command, text=None, env=None):
    """As subprocess.run([miaopuctl, ...], input=text, capture_output=True, text=True); the program itself where nothing
    was built beside it."""
    command, env = [str(part) for part in command], dict(os.environ if env is None else env)
    if not _program(command[0]).exists():
        return subprocess.run(command, input=text, capture_output=True, text=True, env=env)
    given = [part.encode() for part in command]
    request = struct.pack('=I', len(given)) + b''.join(struct.pack('=I', len(part)) + part for part in given)
    entered = (text or '').encode()
    with _lock:
        process = _caller(command[0], env)
        process.stdin.write(request + struct.pack('=I', len(entered)) + entered)
        process.stdin.flush()
        status, = struct.unpack('=i', _read(process, 4))
        out, err = (_read(process, struct.unpack('=I', _read(process, 4))[0]).decode() for _ in range(2))
    return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(status), out, err)


def _read(process, length):
    read = process.stdout.read(length)
    assert len(read) == length, 'many-calls ended'
    return read
