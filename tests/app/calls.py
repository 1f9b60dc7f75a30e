"""Calls of miaopuctl, each in a process of its own, by a program that has loaded its libraries once (many-calls.c); or
many with one login, by its verb "calls"."""
import atexit
import json
import os
import pathlib
import struct
import subprocess
import threading

# A process that lives for some milliseconds gives no memory back before its end: asking for it again costs a tenth.
KEEPS = {'MALLOC_MMAP_THRESHOLD_': '1000000000', 'MALLOC_TRIM_THRESHOLD_': '1000000000', 'MALLOC_TOP_PAD_': '4194304'}

# Memory that was never written, or was freed, may hold a pattern: who reads it is not right by luck. A third of a print
# or a log-in goes into writing it, so the tests that try every use case (cases, foster) ask for it: PATTERN.update(FILLED).
FILLED = {'MALLOC_PERTURB_': '85'}
PATTERN = {}

CALL, BEGIN, END = range(3)                                  # what many-calls.c is asked
_running = {}                                                # (program, folder, environment) -> process
_lock = threading.Lock()


def _program(ctl):
    return pathlib.Path(ctl).resolve().parents[2] / 'tests' / 'app' / 'many-calls'


def _caller(ctl, env):
    key = str(ctl), os.getcwd(), tuple(sorted(env.items()))
    if key not in _running:
        _running[key] = subprocess.Popen([str(_program(ctl))], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         env={**env, **KEEPS, **PATTERN})
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
    with _lock:
        process = _caller(command[0], env)
        status = _ask(process, struct.pack('=II', CALL, len(command)), *command, text or '')
        out, err = (_read(process, struct.unpack('=I', _read(process, 4))[0]).decode() for _ in range(2))
    return subprocess.CompletedProcess(command, os.waitstatus_to_exitcode(status), out, err)


def _ask(process, number, *texts):
    """The number that is the answer, or begins it."""
    coded = [text.encode() for text in texts]
    process.stdin.write(number + b''.join(struct.pack('=I', len(text)) + text for text in coded))
    process.stdin.flush()
    return struct.unpack('=i', _read(process, 4))[0]


def _read(process, length):
    read = process.stdout.read(length)
    assert len(read) == length, 'many-calls ended'
    return read


class Beside:
    """What subprocess.Popen() is with three pipes, made by many-calls."""
    def __init__(self, command, env):
        (enter, stdin), (stdout, told), (stderr, said) = (os.pipe() for _ in range(3))
        with _lock:
            self.caller = _caller(command[0], env)
            # Its ends are opened by their numbers in this process.
            self.pid = _ask(self.caller, struct.pack('=II', BEGIN, len(command)), *command,
                            *(f'/proc/{os.getpid()}/fd/{end}' for end in (enter, told, said)))
        for end in (enter, told, said):
            os.close(end)
        self.stdin, self.stdout, self.stderr = open(stdin, 'w'), open(stdout), open(stderr)

    def wait(self, timeout):
        """Its pipes ended, so it does as well: the time is many-calls' matter."""
        with _lock:
            self.returncode = os.waitstatus_to_exitcode(_ask(self.caller, struct.pack('=II', END, self.pid)))
        self.wait = lambda timeout: self.returncode
        return self.returncode


class Login:
    """One account at one file, from its first call until close()."""
    # What the verb refuses: it opens, makes, moves or replaces the file itself.
    APART = 'account', 'accounts', 'alarm', 'backup', 'calls', 'fieldwork', 'init', 'keys', 'move', 'practice', 'server'

    def __init__(self, command, env=None):
        command, env = [*map(str, command), 'calls'], dict(os.environ if env is None else env)
        if _program(command[0]).exists():
            self.process = Beside(command, env)
        else:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                            text=True, env={**env, **KEEPS, **PATTERN})

    def run(self, words, given=None):
        """As run(); None if nobody is logged in: the account or its password is refused."""
        line = json.dumps([*map(str, words), *([] if given is None else [given])], ensure_ascii=False)
        try:
            self.process.stdin.write(line + '\n')
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        told = self.process.stdout.readline()
        if not told:
            assert self.process.wait(10) in (1, 2, 3), f'{line}: {self.process.returncode} {self.process.stderr.read()}'
            return None
        told = json.loads(told)
        out, error = (text if isinstance(text, str) else json.dumps(text, ensure_ascii=False, indent=2) + '\n'
                      for text in (told.get('output', ''), told.get('error', '')))
        return subprocess.CompletedProcess(words, told['status'], out, error)

    def close(self):
        try:
            self.process.stdin.close()
        except BrokenPipeError:                              # it has ended
            pass
        said = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        self.process.wait(10)
        for word in ('CRITICAL', 'WARNING', 'Sanitizer', 'runtime error'):
            assert word not in said, said
