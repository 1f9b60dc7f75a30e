"""Many small questions over D-Bus, put in one go and answered in any order. What a journey costs is mostly such
questions about the window; the bus library for Python spends ten times as long on each as this does. Knows only what the
driver asks: arguments that are numbers and strings, and answers of the types that they have."""
import os
import select
import socket
import struct
from collections import namedtuple

RETURN, ERROR, SIGNAL = 2, 3, 4
PATH, INTERFACE, MEMBER, REPLY_SERIAL, DESTINATION, SIGNATURE = 1, 2, 3, 5, 6, 8
BUS = 'org.freedesktop.DBus'
AT_ONCE = 200                                                # far below what the sockets on the way hold
FIXED = {'y': ('<B', 1), 'b': ('<I', 4), 'n': ('<h', 2), 'q': ('<H', 2), 'i': ('<i', 4), 'u': ('<I', 4),
         'x': ('<q', 8), 't': ('<Q', 8), 'd': ('<d', 8)}
# Paths, the place among the parent's children, how many it has itself, name, the first 32 states, role as a number.
Item = namedtuple('Item', 'parent place count name states role')
U32 = struct.Struct('<I').unpack_from
HEAD = struct.Struct('<BBBBIII').unpack_from
FOUR = struct.Struct('<iiii').unpack_from
TWO = struct.Struct('<II').unpack_from
PLACE = struct.Struct('<iiI').unpack_from
ADDED = 'AddAccessible'                                      # the signal of the same, of one of them
ITEMS = 'a((so)(so)(so)iiassusau)'                            # of org.a11y.atspi.Cache


def padded(data, to):
    return data + b'\0' * (-len(data) % to)


def string(text):
    data = text.encode()
    return struct.pack('<I', len(data)) + data + b'\0'


def field(code, kind, value):
    """One header field; the caller starts it at a multiple of eight."""
    data = bytes((len(value),)) + value.encode() + b'\0' if kind == 'g' else string(value)
    return bytes((code, 1)) + kind.encode() + b'\0' + data


def body_of(arguments):
    signature, data = '', b''
    for value in arguments or ():
        signature += 'u' if isinstance(value, int) else 's'
        data = padded(data, 4) + (struct.pack('<I', value) if isinstance(value, int) else string(value))
    return signature, data


def aligned(position, to):
    return position + -position % to


def end_of(signature, at):
    """Where the first whole type of @signature at @at ends."""
    if signature[at] == 'a':
        return end_of(signature, at + 1)
    if signature[at] != '(':
        return at + 1
    at += 1
    while signature[at] != ')':
        at = end_of(signature, at)
    return at + 1


def read(signature, at, data, position):
    """(value, next place in the signature, next place in the data)"""
    kind = signature[at]
    if kind in FIXED:
        form, size = FIXED[kind]
        position = aligned(position, size)
        return struct.unpack_from(form, data, position)[0], at + 1, position + size
    if kind in 'so':
        position = aligned(position, 4)
        length = U32(data, position)[0]
        return data[position + 4:position + 4 + length].decode(), at + 1, position + length + 5
    if kind == 'g':
        length = data[position]
        return data[position + 1:position + 1 + length].decode(), at + 1, position + length + 2
    if kind == 'v':
        inner, _, position = read('g', 0, data, position)
        value, _, position = read(inner, 0, data, position)
        return value, at + 1, position
    if kind == '(':
        position, at, values = aligned(position, 8), at + 1, []
        while signature[at] != ')':
            value, at, position = read(signature, at, data, position)
            values.append(value)
        return tuple(values), at + 1, position
    if kind == 'a':
        position = aligned(position, 4)
        length = U32(data, position)[0]
        position = aligned(position + 4, 8 if signature[at + 1] in '(xtd{' else 1)
        end, values = position + length, []
        while position < end:
            value, _, position = read(signature, at + 1, data, position)
            values.append(value)
        return values, end_of(signature, at), position
    raise ValueError(f'type {kind} of D-Bus')


def item_at(data, position):
    """(path, Item, where the next one begins): what a program says of one of its accessible objects, quicker than read()
    does it, since it is asked at every look"""
    def text(at):
        size = U32(data, at)[0]
        return at + 4, at + 4 + size

    position = aligned(position, 8)
    _, bus = text(position)                                  # (so) object
    first, last = text(aligned(bus + 1, 4))
    path = data[first:last]
    position = aligned(last + 1, 8)
    _, bus = text(position)                                  # (so) program
    _, last = text(aligned(bus + 1, 4))
    position = aligned(last + 1, 8)
    _, bus = text(position)                                  # (so) parent
    first, last = text(aligned(bus + 1, 4))
    parent = data[first:last]
    position = aligned(last + 1, 4)
    place, count, skip = PLACE(data, position)               # i i as
    position += 12 + skip
    first, last = text(aligned(position, 4))                 # name
    name = data[first:last].decode()
    position = aligned(last + 1, 4)
    role = U32(data, position)[0]
    _, last = text(position + 4)                             # description
    position = aligned(last + 1, 4)
    states = U32(data, position + 4)[0]                      # the first 32 of them
    position += 4 + U32(data, position)[0]
    return path.decode(), Item(parent.decode(), place, count, name, states, role), position


def items_of(data):
    """{path: Item}"""
    out, position, end = {}, 8, 8 + U32(data, 0)[0]
    while position < end:
        path, item, position = item_at(data, position)
        out[path] = item
    return out


def references_of(data):
    """a(so): the children of a node"""
    out, position, end = [], 8, 8 + U32(data, 0)[0]
    while position < end:
        position += -position % 8
        last = position + 4 + U32(data, position)[0]
        bus = data[position + 4:last].decode()
        position = last + 1
        position += -position % 4
        last = position + 4 + U32(data, position)[0]
        out.append((bus, data[position + 4:last].decode()))
        position = last + 1
    return out


def string_of(data):
    return data[4:4 + U32(data, 0)[0]].decode()


def variant_of(data):
    """A property is mostly a string: its signature, and where it begins."""
    if data[:3] == b'\1s\0':
        return data[8:8 + U32(data, 4)[0]].decode()
    return read('v', 0, data, 0)[0]


# What is asked at every look is read without going through its signature.
READERS = {ITEMS: items_of, 'a(so)': references_of, '(iiii)': lambda data: FOUR(data, 0), 's': string_of, 'v': variant_of,
           'au': lambda data: list(TWO(data, 4)) if U32(data, 0)[0] == 8 else read('au', 0, data, 0)[0]}


class ManyCalls:
    """A connection of its own to the bus at @address, as the libraries write it: unix:path=…"""
    def __init__(self, address):
        place = dict(pair.split('=', 1) for pair in address.split(';')[0].split(':', 1)[1].split(','))
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect('\0' + place['abstract'] if 'abstract' in place else place['path'])
        self.serial, self.heads, self.rest, self.told, self.added = 0, {}, b'', [], {}
        self.socket.sendall(b'\0AUTH EXTERNAL ' + str(os.getuid()).encode().hex().encode() + b'\r\n')
        said = b''
        while not said.endswith(b'\r\n'):
            said += self.socket.recv(4096)
        if not said.startswith(b'OK '):
            raise OSError(f'the bus does not let us in: {said!r}')
        self.socket.sendall(b'BEGIN\r\n')
        self.name = self.ask([((BUS, '/org/freedesktop/DBus'), BUS, 'Hello', None)])[0]

    def listen(self, interface, member, first=None):
        """From now on, signals of this kind (whose first argument is @first) are kept in self.told: (path, member). What a
        program says of an object when it is first asked about it is kept in self.added: {path: Item}."""
        rule = f"type='signal',interface='{interface}',member='{member}'" + (f",arg0='{first}'" if first else '')
        self.ask([((BUS, '/org/freedesktop/DBus'), BUS, 'AddMatch', (rule,))])

    def close(self):
        self.socket.close()

    def message(self, ref, interface, member, arguments):
        """The bytes of one call; all but path and number are the same for thousands."""
        kept = (ref[0], interface, member, arguments)
        if kept not in self.heads:
            signature, body = body_of(arguments)
            fields = [field(DESTINATION, 's', ref[0]), field(INTERFACE, 's', interface), field(MEMBER, 's', member)]
            if signature:
                fields.append(field(SIGNATURE, 'g', signature))
            self.heads[kept] = b''.join(padded(f, 8) for f in fields), body
        head, body = self.heads[kept]
        self.serial += 1
        path = field(PATH, 'o', ref[1])
        length = len(head) + len(path)
        return b'l\1\0\1' + struct.pack('<III', len(body), self.serial, length) + head + path + b'\0' * (-length % 8) + body

    def ask(self, calls, timeout=5):
        """The first value of each answer to [(ref, interface, method, arguments or None)]; None where there is none: an
        error, a node that has gone, nothing within @timeout seconds."""
        out = []
        for first in range(0, len(calls), AT_ONCE):
            some = calls[first:first + AT_ONCE]
            base = self.serial + 1
            self.socket.sendall(b''.join(self.message(*call) for call in some))
            out += self.answers(base, len(some), timeout)
        return out

    def answers(self, base, count, timeout):
        out, left = [None] * count, count
        while left:
            position, data = 0, self.rest
            while True:
                there = self.whole(data, position)
                if there is None:
                    break
                kind, number, value, position = there
                if kind == SIGNAL and value[1] == ADDED:
                    self.added.update([value[2]])
                elif kind == SIGNAL:
                    self.told.append(value)
                elif kind in (RETURN, ERROR) and base <= number < base + count:
                    out[number - base] = value if kind == RETURN else None
                    left -= 1
            self.rest = data[position:]
            if left:
                if not select.select([self.socket], [], [], timeout)[0]:
                    break
                more = self.socket.recv(1 << 18)
                if not more:
                    break
                self.rest += more
        return out

    @staticmethod
    def whole(data, first):
        """(kind, number of the call that it answers, first value, where the next one begins) of the whole message of
        @data at @first, or None. What is kept of a signal is (path, member), and the item of ADDED."""
        if len(data) < first + 16:
            return None
        _, kind, _, _, body, _, fields = HEAD(data, first)
        start = first + aligned(16 + fields, 8)
        if len(data) < start + body:
            return None
        number, signature, path, member, at, end = 0, '', '', '', first + 16, first + 16 + fields
        while at < end:                                      # each field: its code, its type as a signature, its value
            at = first + aligned(at - first, 8)
            code, size, type_ = data[at], data[at + 1], data[at + 2]
            at += 3 + size
            if size != 1 or type_ not in b'sogu':
                raise ValueError('a header field of an unknown type')
            if type_ == 103:                                 # g
                length = data[at]
                if code == SIGNATURE:
                    signature = data[at + 1:at + 1 + length].decode()
                at += length + 2
                continue
            at = first + aligned(at - first, 4)
            value = U32(data, at)[0]
            if type_ == 117:                                 # u
                if code == REPLY_SERIAL:
                    number = value
                at += 4
            else:
                if kind == SIGNAL and code == PATH:
                    path = data[at + 4:at + 4 + value].decode()
                elif kind == SIGNAL and code == MEMBER:
                    member = data[at + 4:at + 4 + value].decode()
                at += value + 5
        if kind == SIGNAL and member == ADDED:
            return kind, 0, (path, member, item_at(data[start:start + body], 0)[:2]), start + body
        if kind == SIGNAL:
            return kind, 0, (path, member), start + body
        if kind != RETURN or not signature:
            return kind, number, None, start + body
        body_data = data[start:start + body]
        reader = READERS.get(signature)
        value = reader(body_data) if reader else read(signature, 0, body_data, 0)[0]
        return kind, number, value, start + body
