"""uidrive: run, drive, look at and audit a GTK 4 program on a machine without a screen.

Needs /usr/bin/python3 with python3-gi and python3-xlib, and xvfb, dbus-daemon,
at-spi2-core, openbox, xcompmgr.  Talks AT-SPI straight over D-Bus (no libatspi: its cache
goes stale) and the keyboard and mouse through XTEST, so what is tested is what a person does.

    with Desktop() as desk, desk.start(['build/app']) as app:
        app.find('text box', '姓名').type('王小明')
        app.find('button', '保存').click()
        app.wait(lambda: app.find('label', '已保存:王小明'))
        app.screenshot('saved.png')
    assert app.result.ok, app.result
"""
import itertools, os, re, shutil, signal, struct, subprocess, tempfile, time, zlib
from collections import namedtuple
from gi.repository import Gio, GLib
from Xlib import X, XK, display as xdisplay, protocol
from Xlib.ext import xtest

from many_calls import ADDED, ManyCalls

SPI, PROPS = 'org.a11y.atspi.', 'org.freedesktop.DBus.Properties'
STATES = {0: 'invalid', 1: 'active', 3: 'busy', 4: 'checked', 7: 'editable', 9: 'expandable',
          10: 'expanded', 11: 'focusable', 12: 'focused', 16: 'modal', 17: 'multi-line',
          20: 'pressed', 22: 'selectable', 23: 'selected', 24: 'sensitive', 25: 'showing',
          32: 'indeterminate', 36: 'invalid'}   # 0 in GTK 4.8, 36 since; no others tell us anything
# What newer GTK (seen in 4.18) calls otherwise is known here by its name in 4.8.
ROLES = {'toggle button': 'button', 'radio': 'checkbox', 'menu item radio': 'menu item', 'menu item checkbox': 'menu item', 'generic': 'group', 'tab panel': 'group', 'widget': 'group', 'option': 'list item',
         'list box': 'list', 'tool bar': 'group'}
LEAVES = {'label', 'image', 'separator'}     # nothing to be found in them
FOCUSED = 1 << 12                            # STATES
SMALL = LEAVES | {'button', 'checkbox', 'radio', 'switch', 'text box', 'search box', 'spin button', 'slider', 'link', 'tab',
                  'menu item', 'column header', 'scroll bar', 'meter'}   # too little in them to ask first whether they are drawn
POPUP_LAYER = 5
CACHE = '/org/a11y/atspi/cache'
NEW_AT_ONCE, KNOWN_AT_ONCE = 40, 200         # see App.first()
WHOLE = (1,)                                 # extents in the window; in the screen (0) makes GTK warn
INTERACTIVE = {'button', 'checkbox', 'radio', 'switch', 'text box', 'search box', 'spin button',
               'slider', 'combo box', 'link', 'tab', 'menu item', 'toggle button'}
BAD_LOG = re.compile(r'(-WARNING|-CRITICAL|-ERROR) \*\*|\): (WARNING|CRITICAL|ERROR) \*\*|AddressSanitizer|LeakSanitizer|runtime error:|Assertion')
Result = namedtuple('Result', 'ok code killed problems stdout stderr')
Box = namedtuple('Box', 'x y w h')
# Roles as numbers, as a program tells of an object by itself, where one number always means one of the names above.
NUMBERED = {7: 'checkbox', 11: 'combo box', 23: 'window', 27: 'image', 29: 'label', 31: 'list', 32: 'list item', 33: 'menu',
            35: 'menu item', 37: 'tab', 38: 'tab list', 39: 'group', 40: 'text box', 42: 'progress bar', 43: 'button',
            44: 'checkbox', 45: 'menu item', 48: 'scroll bar', 49: 'group', 50: 'separator', 52: 'spin button', 55: 'grid',
            56: 'grid cell', 61: 'text box', 62: 'button', 66: 'tree grid', 79: 'search box', 90: 'row', 98: 'list',
            103: 'meter'}
SETTINGS = '[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\ngtk-font-name=Noto Sans CJK SC 10.5\n' \
           'gtk-icon-theme-name=Adwaita\ngtk-xft-dpi=98304\ngtk-xft-antialias=1\ngtk-xft-hinting=0\ngtk-xft-rgba=none\n'
# No mouse bindings: openbox's click-to-focus grab swallows the XTEST button release now and then, the button
# stays down and GTK drags text about.  Node.click() activates the window itself instead.
OPENBOX = '<openbox_config xmlns="http://openbox.org/3.4/rc"><focus><focusNew>yes</focusNew></focus>' \
          '<placement><policy>Smart</policy><center>yes</center></placement><keyboard/><mouse/></openbox_config>'


class UiError(AssertionError):
    pass


class Exited(Exception):
    pass


# A time-out is there to end a run that hangs, not to judge a busy machine.
PATIENCE = 4


def poll(fn, timeout, what, every=0.02):
    """Call fn until it returns something true; UiError after timeout seconds, PATIENCE times over."""
    timeout *= PATIENCE
    end, last = time.monotonic() + timeout, None
    while True:
        try:
            last = fn()
            if last:
                return last
        except (UiError, GLib.Error) as e:
            last = e
        if time.monotonic() > end:
            raise UiError(f'not within {timeout} s: {what} (last: {str(last)[:2000]})')
        time.sleep(every)
        every = min(every * 1.5, 0.2)                        # asking keeps the program from answering


class Desktop:
    """A private X server, session bus, window manager, home folder.  One per test process is enough."""
    def __init__(self, size='1280x900', lang='zh_CN', wm=True, compositor=True, text=1):
        """text: how much larger than usual all letters are, as a person with weak eyes sets it."""
        self.size, self.lang, self.wm, self.compositor, self.procs = size, lang, wm, compositor, []
        self.text_scale = text
        self.last, self.keys, self.acted, self.pids, self.frills = (-1, -1, 0), {}, 0, {}, set()
        self.guests = []                                     # what else ends with it: functions

    def _locale(self):                                       # C.UTF-8 + LANGUAGE translates, but month names need the real one
        have = subprocess.run(['locale', '-a'], capture_output=True, text=True).stdout.split()
        return f'{self.lang}.UTF-8' if f'{self.lang}.utf8' in have else 'C.UTF-8'

    def _spawn(self, argv, **kw):
        p = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stderr=self.log, start_new_session=True, **kw)
        self.procs.append(p)
        return p

    def __enter__(self):
        try:
            return self._enter()
        except BaseException:
            self.__exit__()
            raise

    def _enter(self):
        # Those who ask and answer one another all the time share a core: to wake a thread of another one costs more than
        # what it is asked for. Other threads of the program go where there is room, see App.
        self.cores = os.sched_getaffinity(0)
        self.core = {sorted(self.cores)[os.getpid() % len(self.cores)]}
        os.sched_setaffinity(0, self.core)
        self.dir = tempfile.mkdtemp(prefix='uidrive-')
        for d in ('home', 'config/gtk-4.0', 'run', 'data', 'cache'):
            os.makedirs(f'{self.dir}/{d}', mode=0o700)
        settings = SETTINGS.replace(' 10.5', f' {10.5 * self.text_scale}')
        open(f'{self.dir}/config/gtk-4.0/settings.ini', 'w').write(settings)
        open(f'{self.dir}/openbox.xml', 'w').write(OPENBOX)
        self.log = open(f'{self.dir}/desktop.log', 'wb')
        drop = ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'GTK_A11Y', 'GTK_THEME')
        self.env = {k: v for k, v in os.environ.items() if k not in drop and not k.startswith(('LC_', 'XDG_'))}
        self.env.update(HOME=f'{self.dir}/home', XDG_CONFIG_HOME=f'{self.dir}/config', XDG_DATA_HOME=f'{self.dir}/data',
                        XDG_CACHE_HOME=f'{self.dir}/cache', XDG_RUNTIME_DIR=f'{self.dir}/run', GDK_BACKEND='x11',
                        GSK_RENDERER='cairo', GSETTINGS_BACKEND='memory', GTK_A11Y='atspi', ADW_DISABLE_PORTAL='1',
                        LC_ALL=self._locale(), LANGUAGE=self.lang, TZ='Asia/Shanghai')
        r, w = os.pipe()
        self._spawn(['Xvfb', '-screen', '0', f'{self.size}x24', '-dpi', '96', '-nolisten', 'tcp', '-noreset',
                     '-displayfd', str(w)], pass_fds=[w])
        os.close(w)
        with os.fdopen(r) as f:
            num = f.readline().strip()                       # to the newline: closed earlier, Xvfb dies
        if not num:
            raise UiError('Xvfb did not start: ' + open(f'{self.dir}/desktop.log').read())
        self.env['DISPLAY'] = ':' + num
        bus = self._spawn(['dbus-daemon', '--session', '--nofork', '--print-address=1'], stdout=subprocess.PIPE)
        self.env['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().decode().strip()
        self.x = xdisplay.Display(self.env['DISPLAY'])
        self.root = self.x.screen().root
        if self.wm:
            # Not in the language: what it knows of composed keys is long then, and read at every change of the keymap.
            self._spawn(['env', 'LC_ALL=C', 'openbox', '--config-file', f'{self.dir}/openbox.xml'])
            atom = self.x.intern_atom('_NET_SUPPORTING_WM_CHECK')
            poll(lambda: self.root.get_full_property(atom, X.AnyPropertyType), 10, 'window manager')
        if self.compositor:
            self._spawn(['xcompmgr', '-n'])
            atom = self.x.intern_atom('_NET_WM_CM_S0')
            poll(lambda: self.x.get_selection_owner(atom), 10, 'compositor')
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        ses = Gio.DBusConnection.new_for_address_sync(self.env['DBUS_SESSION_BUS_ADDRESS'], flags, None, None)
        addr = ses.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 10000, None).unpack()[0]
        ses.close_sync(None)
        self.bus = Gio.DBusConnection.new_for_address_sync(addr, flags, None, None)
        self.bus.set_exit_on_close(False)
        self.many = ManyCalls(addr)
        for member, first in (('ChildrenChanged', None), ('BoundsChanged', None), ('StateChanged', 'visible'),
                              ('StateChanged', 'showing'), ('StateChanged', 'expanded'), ('PropertyChange', 'accessible-name')):
            self.many.listen(SPI + 'Event.Object', member, first)
        self.many.listen('org.a11y.atspi.Cache', ADDED)
        return self

    def __exit__(self, *exc):
        try:
            while self.guests:
                self.guests.pop()()
        finally:
            self.close()

    def close(self):
        for p in reversed(self.procs):
            p.terminate()
        for p in reversed(self.procs):
            try:
                p.wait(5)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()
        self.log.close()
        os.sched_setaffinity(0, self.cores)
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self, argv, env=None, timeout=20, cwd=None):
        return App(self, argv, env or {}, timeout, cwd)

    # --- X: keyboard, mouse, pixels -------------------------------------------------------
    def activate(self, win):
        """Give a toplevel the keyboard, as a click on its title would."""
        atom = self.x.intern_atom('_NET_ACTIVE_WINDOW')
        def active():
            p = self.root.get_full_property(atom, X.AnyPropertyType)
            return bool(p) and p.value[0] == win.id
        if self.wm and not active():
            ev = protocol.event.ClientMessage(window=win, client_type=atom, data=(32, [2, X.CurrentTime, 0, 0, 0]))
            self.root.send_event(ev, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
            self.x.sync()
            poll(active, 3, 'window active')

    def key(self, combo):
        """'Return', 'ctrl+a', 'shift+Tab' ..."""
        names = {'ctrl': 'Control_L', 'shift': 'Shift_L', 'alt': 'Alt_L'}
        codes = [self.x.keysym_to_keycode(XK.string_to_keysym(names.get(k, k))) for k in combo.split('+')]
        if 0 in codes:
            raise UiError(f'no such key: {combo}')
        for c in codes:
            xtest.fake_input(self.x, X.KeyPress, c)
        for c in reversed(codes):
            xtest.fake_input(self.x, X.KeyRelease, c)
        self.x.sync()
        self.acted = time.monotonic()

    def type(self, text):
        """Real key presses for any text.  A character that is on no key gets a spare keycode, all new ones of
        a text in one go, and keeps it until the spares run out (xdotool remaps one code for every character
        and loses some)."""
        lo, hi = self.x.display.info.min_keycode, self.x.display.info.max_keycode
        if not self.keys:                                    # keysym -> (keycode, shifted)
            table = self.x.get_keyboard_mapping(lo, hi - lo + 1)
            for i, syms in enumerate(table):
                for level in (0, 1):
                    if syms[level]:
                        self.keys.setdefault(syms[level], (lo + i, level))
            self.spare = [lo + i for i, syms in enumerate(table) if not any(syms)][1:]
            self.lent = {}
        shift = self.x.keysym_to_keycode(XK.XK_Shift_L)
        syms = [{'\n': XK.XK_Return, '\t': XK.XK_Tab}.get(c) or (ord(c) if ord(c) < 256 else 0x1000000 + ord(c)) for c in text]
        while syms:
            new, n = {}, 0
            for n, sym in enumerate(syms, 1):
                if sym not in self.keys and sym not in self.lent and sym not in new:
                    if len(new) == len(self.spare):
                        n -= 1
                        break
                    new[sym] = None
            free = [c for c in self.spare if c not in self.lent.values()]
            old = [k for k in self.lent if k not in syms[:n]]
            for sym in new:
                self.lent[sym] = free.pop() if free else self.lent.pop(old.pop(0))
            if new:                                          # in one go: every program reads the keymap anew at each change
                lent, table = {code: sym for sym, code in self.lent.items()}, self.x.get_keyboard_mapping(lo, hi - lo + 1)
                self.x.change_keyboard_mapping(lo, [[lent[code]] * len(syms_there) if code in lent else list(syms_there)
                                                    for code, syms_there in enumerate(table, lo)])
            self.x.sync()
            if new:
                time.sleep(0.2)                              # the program reads the new keymap
            for sym in syms[:n]:
                code, level = self.keys.get(sym) or (self.lent[sym], 0)
                if level:
                    xtest.fake_input(self.x, X.KeyPress, shift)
                xtest.fake_input(self.x, X.KeyPress, code)
                xtest.fake_input(self.x, X.KeyRelease, code)
                if level:
                    xtest.fake_input(self.x, X.KeyRelease, shift)
                self.x.sync()
                self.acted = time.monotonic()
                time.sleep(0.003)
            syms = syms[n:]
            if syms:
                time.sleep(0.3)                              # let them be read before their keycodes change

    def point(self, x, y):
        """Moves the pointer there.  Always some motion: without it GTK may still aim at a closed popover."""
        for off in (4, 0):
            xtest.fake_input(self.x, X.MotionNotify, x=max(0, int(x) - off), y=max(0, int(y) - off // 2))
            self.x.sync()
            time.sleep(0.015)

    def mouse(self, x, y, button=1, times=1, settle=lambda: time.sleep(0.08)):
        """settle: called while the button is down.  Released before GTK has drawn a frame, the frame's synthetic
        motion event says 'no button' and cancels the click; a person holds it longer than a frame."""
        self.point(x, y)
        if (x, y) == self.last[:2]:
            time.sleep(max(0, self.last[2] + 0.5 - time.monotonic()))       # or it counts as a double click
        self.last = (x, y, time.monotonic())
        for _ in range(times):
            xtest.fake_input(self.x, X.ButtonPress, button)
            self.x.sync()
            settle()
            xtest.fake_input(self.x, X.ButtonRelease, button)
            self.x.sync()
        self.acted = time.monotonic()

    def screenshot(self, path, box=None):
        g = self.root.get_geometry()
        b = Box(*box) if box else Box(0, 0, g.width, g.height)
        raw = self.root.get_image(b.x, b.y, b.w, b.h, X.ZPixmap, 0xffffffff).data        # BGRX
        rgb = bytearray(b.w * b.h * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = raw[2::4], raw[1::4], raw[0::4]
        rows = b''.join(b'\0' + rgb[i:i + b.w * 3] for i in range(0, len(rgb), b.w * 3))
        chunk = lambda t, d: struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
        with open(path, 'wb') as f:
            f.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', b.w, b.h, 8, 2, 0, 0, 0))
                    + chunk(b'IDAT', zlib.compress(rows, 3)) + chunk(b'IEND', b''))
        return path

    def windows(self, pid):
        """[(is_popup, title, Box, X window)] of the visible X windows that belong to pid."""
        out, a_pid, a_name = [], self.x.intern_atom('_NET_WM_PID'), self.x.intern_atom('_NET_WM_NAME')
        def pid_of(win):
            if win.id not in self.pids:
                p = win.get_full_property(a_pid, X.AnyPropertyType)
                if not p:
                    return None
                self.pids[win.id] = p.value[0]               # it never changes, and is there before it is shown
            return self.pids[win.id]
        def walk(win, depth):
            for c in win.query_tree().children:
                try:
                    if c.id in self.frills or depth and not pid_of(c) and not c.query_tree().children:
                        self.frills.add(c.id)                # a frame has fifty windows for its edges and corners
                        continue
                    at = c.get_attributes()
                    if at.map_state != X.IsViewable:
                        continue                             # and nothing in it is
                    if pid_of(c) == pid:
                        g, t = c.get_geometry(), c.translate_coords(self.root, 0, 0)
                        n = c.get_full_property(a_name, X.AnyPropertyType)
                        popup = bool(at.override_redirect)
                        out.append((popup, n.value.decode() if n else '', Box(-t.x, -t.y, g.width, g.height), c))
                    elif depth < 2 and c.id not in self.pids:
                        walk(c, depth + 1)
                except Exception:                            # the window has gone meanwhile
                    pass
        walk(self.root, 0)
        return [w for w in out if w[2].w > 1]


def states_named(lo, hi):
    return {n for b, n in STATES.items() if (lo | hi << 32) >> b & 1}


class Node:
    """One accessible object.  Everything is read live; nothing is cached but the reference and parent, and the role,
    which never changes: half of all calls would be for it."""
    def __init__(self, app, ref, parent=None):
        self.app, self.ref, self.parent = app, ref, parent
        self.again = None                                    # finds it anew

    def call(self, iface, method, sig=None, *args):
        def asked():
            v = self.app.desk.bus.call_sync(self.ref[0], self.ref[1], iface if iface == PROPS else SPI + iface, method,
                                            GLib.Variant(sig, args) if sig else None, None, 0, 5000, None)
            return v.unpack()[0] if v.n_children() else None
        for _ in range(5):                                   # also while it is filled anew several times
            try:
                return asked()
            except GLib.Error:
                if not self.found_again():
                    raise
        return asked()

    def found_again(self):
        """A page that is filled anew, because somebody else saved, has other objects for the same things."""
        again, self.again = self.again, None
        if not again or self.app.proc.poll() is not None:
            return False
        try:
            fresh = again()
        except UiError:                                      # nothing of the kind came
            return False
        self.ref, self.parent, self.again = fresh.ref, fresh.parent, again
        return True

    def prop(self, iface, name):
        return self.call(PROPS, 'Get', '(ss)', SPI + iface, name)

    @property
    def role(self):
        ref = tuple(self.ref)
        if not self.app.roles_of([ref])[0]:                  # gone, or filled anew
            name = self.call('Accessible', 'GetRoleName')
            self.app.roles[ref] = ROLES.get(name, name)
        return self.app.roles[ref]

    name = property(lambda s: s.prop('Accessible', 'Name'))
    description = property(lambda s: s.prop('Accessible', 'Description'))
    interfaces = property(lambda s: {i.rsplit('.', 1)[1] for i in s.call('Accessible', 'GetInterfaces')})
    attributes = property(lambda s: s.call('Accessible', 'GetAttributes'))
    children = property(lambda s: [Node(s.app, r, s) for r in s.call('Accessible', 'GetChildren')])

    @property
    def box(self):
        there = self.app.ask([(self.ref, SPI + 'Component', 'GetExtents', WHOLE)])[0]
        return Box(*there or self.call('Component', 'GetExtents', '(u)', *WHOLE))

    @property
    def states(self):
        return states_named(*self.call('Accessible', 'GetState'))

    @property
    def actions(self):
        if 'Action' not in self.interfaces:
            return []
        return [self.call('Action', 'GetName', '(i)', i) for i in range(self.prop('Action', 'NActions'))]

    @property
    def text(self):
        return self.call('Text', 'GetText', '(ii)', 0, self.prop('Text', 'CharacterCount'))      # (0, -1) gives '' in 4.8

    @property
    def value(self):
        """What a person reads there: text, number, on/off, or the chosen item."""
        ifs, role = self.interfaces, self.role
        if role in ('switch', 'checkbox', 'radio'):
            return 'checked' in self.states
        if role == 'combo box':
            for n in self.walk():
                if n.role == 'label' and n.box.w > 0 and not n.in_popup() and n.name != self.name:
                    return n.name
            return None
        if 'Text' in ifs:
            return self.text
        return self.prop('Value', 'CurrentValue') if 'Value' in ifs else self.name

    def in_popup(self):
        return any('Component' in n.interfaces and n.call('Component', 'GetLayer') == POPUP_LAYER for n in ancestors(self))

    def walk(self, rows=True):
        """Depth first.  rows=False leaves out the rows of column views: GTK keeps 200 of them, most unseen."""
        yield self
        try:
            if self.role in LEAVES:
                return
            kids = self.children
            if not rows and len(kids) > 1 and kids[-1].role == 'row':
                return
        except GLib.Error:                                   # gone meanwhile
            return
        for k in kids:
            yield from k.walk(rows)

    def live(self):
        return self

    def __repr__(self):
        try:
            return f'<{self.role} {self.name!r}>'
        except GLib.Error:
            return '<gone>'

    # --- doing ------------------------------------------------------------------------
    def do(self, action=None):
        """Run an AT-SPI action.  Skips hit testing: prefer click()."""
        i = next((i for i, a in enumerate(self.actions) if action in (None, a)), None)
        if i is None or not self.call('Action', 'DoAction', '(i)', i):
            raise UiError(f'{self!r} has no usable action {action or ""} (has {self.actions})')
        self.app.desk.acted = time.monotonic()

    def toplevel(self):
        n = self
        while n.parent and n.parent.parent:
            n = n.parent
        return n

    def screen_box(self):
        return self.locate()[0]

    def locate(self):
        """(Box on the screen, its toplevel's X window or None in a popover).  GTK 4 knows only in-window
        coordinates, so find the X window: popovers are override-redirect windows of the popover's size."""
        b, wins = self.box, self.app.desk.windows(self.app.xpid)
        popups = [w for popup, _, w, _ in wins if popup]
        around = [n for n in (self, *ancestors(self)) if n.parent and n.parent.parent] if popups else []
        boxes = self.app.ask([(n.ref, SPI + 'Component', 'GetExtents', WHOLE) for n in around])
        for pb in (Box(*box) for box in boxes if box):
            for w in popups:
                if w.w == pb.w and 0 <= w.h - pb.h <= 12:
                    return Box(w.x + b.x - pb.x, w.y + (w.h - pb.h) + b.y - pb.y, b.w, b.h), None
        top = self.toplevel()
        tb, title = top.box, top.name
        fits = [(w, x) for popup, t, w, x in wins if not popup and 0 <= w.w - tb.w <= 200 and 0 <= w.h - tb.h <= 200
                and (t == title or len(wins) == 1)]
        if not fits:
            raise UiError(f'no X window for {top!r} {tb}: {wins}')
        w, win = fits[-1]
        return Box(w.x + (w.w - tb.w) // 2 + b.x, w.y + (w.h - tb.h) // 2 + b.y, b.w, b.h), win

    def scroll_into_view(self):
        """ScrollTo is not supported in GTK 4.8: move the scroll bar of the scrolled window around us."""
        n = self.parent
        while n:
            for bar in [k for k in n.children if k.role == 'scroll bar']:        # the scrolled window's own role differs
                b, v, shape = self.box, n.box, bar.box
                if shape.h > shape.w:
                    seen, over = v.y + 20 <= b.y + b.h / 2 < v.y + v.h - 20, b.y + b.h / 2 - v.y - v.h / 2
                else:
                    seen, over = v.x <= b.x + b.w / 2 < v.x + v.w, b.x + b.w / 2 - v.x - v.w / 2
                if shape.w > 0 and not seen and bar.children:
                    rng = bar.children[0]
                    rng.call(PROPS, 'Set', '(ssv)', SPI + 'Value', 'CurrentValue',
                             GLib.Variant('d', rng.prop('Value', 'CurrentValue') + over))
                    self.app.idle()
            n = n.parent

    def click(self, times=1, button=1, idle=True, working=False):
        """Scrolls to it, moves the pointer to its middle, clicks.  idle=False: what comes of it is gone soon, do not
        wait for the rest.  working: other threads of the program are busy, and only its window is waited for."""
        settle = (lambda: self.app.idle(window=True)) if working else self.app.idle
        if not working:
            # A hand needs longer; what the program does a moment after the last act moves things, and on a machine with
            # more to do than it can that moment is later.
            moment = 0.4 * min(max(1, os.getloadavg()[0] / os.cpu_count()), 4)
            time.sleep(max(0, self.app.desk.acted + moment - time.monotonic()))
            settle()
            if not self.app.reached(self):                   # filled anew, and the old one still answers
                self.found_again()
        for left in range(8, -1, -1):
            try:
                b, win = self.aim()
                if win:
                    self.app.desk.activate(win)
                self.app.desk.point(b.x + b.w // 2, b.y + b.h // 2)
                if not left or self.locate()[0] == b:
                    break
                settle()                                     # it moved away from under the pointer
            except GLib.Error:                               # what it stands in was filled anew
                if left < 4 or not self.found_again():
                    raise
        self.app.desk.mouse(b.x + b.w // 2, b.y + b.h // 2, button, times,
                             *([settle] if times == 1 else []))
        if idle:
            settle()
        return self

    def aim(self):
        end = time.monotonic() + PATIENCE
        while 'sensitive' not in self.states:                # a node that has gone raises GLib.Error
            if time.monotonic() > end:
                raise UiError(f'{self!r} is greyed out')
            time.sleep(0.1)
        self.scroll_into_view()
        b, win = self.locate()
        if b.w <= 0 or b.h <= 0:
            raise UiError(f'{self!r} is not on the screen: {b}')
        return b, win

    def type(self, text, clear=True):
        """Click it, select all, press the keys, read it back."""
        box = self.click()
        for _ in range(2):                                   # what moved while it was aimed at is pressed again
            if 'focused' in box.states:
                break
            box.click()
        before = '' if clear else box.text
        if clear:
            self.app.key('ctrl+a')
            self.app.key('Delete')
        self.app.desk.type(text)
        try:
            poll(lambda: 'Text' not in box.interfaces or before + text in (box.text, before + box.text), 3, '')
        except UiError:
            raise UiError(f'{box!r} shows {box.text!r}, typed was {text!r}') from None
        return box

    def set_text(self, text):
        """Straight into the widget (no keys).  A spin button needs Return after it."""
        if not self.call('EditableText', 'SetTextContents', '(s)', text):
            raise UiError(f'{self!r} is not editable')
        self.app.desk.acted = time.monotonic()
        return self

    def set_value(self, number):
        self.call(PROPS, 'Set', '(ssv)', SPI + 'Value', 'CurrentValue', GLib.Variant('d', number))
        self.app.desk.acted = time.monotonic()
        self.app.idle()
        return self

    def choose(self, item, timeout=5):
        """Open a GtkDropDown or AdwComboRow with the mouse and click the item.  (Not by keyboard: right after
        opening, 4.8 reports the first item as focused while the keys start from the selected one.)"""
        def popup():
            for n in self.walk():
                if n.role == 'list' and n.in_popup() and n.box.w > 0:
                    return n
        for left in (2, 1, 0):                               # what moved while it was aimed at is pressed again
            self.click()
            try:
                lst = poll(popup, timeout / 3, f'popup of {self!r}')
                break
            except UiError:
                if not left:
                    raise
        items = {x.name: x for k in lst.children for x in k.walk() if x.role == 'label'}
        if item not in items:
            self.app.key('Escape')
            raise UiError(f'{self!r} has no item {item!r}: {list(items)}')
        items[item].click()
        poll(lambda: self.value == item, timeout, f'{self!r} shows {item!r}')
        return self

    def rows(self):
        """[(Node, [cell texts])] of the rows that are laid out now; call it on the 'list' in a column view."""
        return [(n, [x.name for x in n.walk() if x.role == 'label']) for n in self.children if n.box.h > 0]

    def select_row(self, text, timeout=5):
        """Click the laid-out row that has a cell with this text (search or scroll first if it is far away)."""
        row = poll(lambda: next((r for r, cells in self.rows() if text in cells), None), timeout, f'row with {text!r}')
        cell = next(x for x in row.walk() if x.role == 'label' and x.name == text)
        cell.click()
        poll(lambda: 'selected' in row.states, timeout, f'row {text!r} selected')
        return row


class Seen(Node):
    """A node as App.see() saw it: its role and children are not asked for again, nor its name where that was asked."""
    role, children, below, seen_name, asked, closed = '', (), None, None, False, True
    name = property(lambda s: Node.name.fget(s) if s.seen_name is None else s.seen_name)

    def live(self):
        return Node(self.app, self.ref, self.parent)


class App:
    def __init__(self, desk, argv, env, timeout, cwd):
        self.desk, self.argv, self.result, self.roles = desk, argv, None, {}
        self.last_look, self.kids, self.names, self.parents, self.hidden = None, {}, {}, {}, set()
        self.out, self.err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
        t0 = time.monotonic()
        desk.pids.clear()                                    # the server gives numbers of windows again
        desk.frills.clear()
        os.sched_setaffinity(0, desk.cores)
        self.proc = subprocess.Popen(argv, env={**desk.env, 'MALLOC_PERTURB_': '85', **env}, stdin=subprocess.DEVNULL, stdout=self.out,
                                     stderr=self.err, start_new_session=True, cwd=cwd)
        os.sched_setaffinity(0, desk.core)
        try:
            self.root = poll(self._find_root, timeout, f'{argv[0]} on the accessibility bus')
            poll(lambda: any(n.role == 'window' and n.box.w > 1 for n in self.root.children)
                 and [w for w in desk.windows(self.xpid) if not w[0]], timeout, 'a window')
            self.idle()
        except (UiError, Exited) as e:
            r = self.stop(0)
            raise UiError(f'{e}\nexit {r.code}\n{r.stderr}') from None
        self.start_s = time.monotonic() - t0

    def _find_root(self):
        if self.proc.poll() is not None:
            raise Exited(f'exited with {self.proc.returncode}')
        reg = Node(self, ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root'))
        for ref in reg.call('Accessible', 'GetChildren'):
            pid = self.desk.bus.call_sync('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                          GLib.Variant('(s)', (ref[0],)), None, 0, 5000, None).unpack()[0]
            try:
                if os.getpgid(pid) == self.proc.pid:          # also when argv[0] is a wrapper
                    self.xpid = pid
                    self._keep_near(pid)
                    return Node(self, ref)
            except ProcessLookupError:
                pass

    def _keep_near(self, pid):
        """The threads that are asked and that draw."""
        for thread in os.listdir(f'/proc/{pid}/task'):
            try:
                if int(thread) == pid or open(f'/proc/{pid}/task/{thread}/comm').read() == 'gdbus\n':
                    os.sched_setaffinity(int(thread), self.desk.core)
            except OSError:                                  # it has ended
                pass

    __enter__ = lambda s: s
    def __exit__(self, kind, exc, tb):
        where = os.environ.get('UIDRIVE_FAIL')               # a folder for a picture and the tree of what failed
        if kind and where and self.proc.poll() is None:
            try:
                self.desk.screenshot(f'{where}/fail-{self.xpid}.png')
                open(f'{where}/fail-{self.xpid}.txt', 'w').write(f'{exc}\n{self.dump_tree()}')
            except Exception as e:                           # never hide the first failure
                print('uidrive: no evidence kept:', e)
        if self.result is None:
            self.stop()

    key = lambda s, combo: (s.desk.key(combo), s.idle())[0]
    windows = property(lambda s: [n for n in s.root.children if n.box.w > 0])

    def ask(self, calls):
        """Answers to [(ref, interface, method, arguments or None)], all asked before the first answer is awaited: a
        tree of a thousand nodes is many times quicker so.  None where a node has gone."""
        return self.desk.many.ask(calls)

    def drawn(self, nodes):
        """Those of @nodes that have a size, and everything around them as well: a page of a stack that is not shown, or
        a closed popover, has none, while what is in it may keep its own."""
        refs = list({tuple(n.ref): n for node in nodes for n in (node, *ancestors(node))})
        sizes = dict(zip(refs, self.ask([(ref, SPI + 'Component', 'GetExtents', WHOLE) for ref in refs])))
        return [n for n in nodes if (sizes[tuple(n.ref)] or (0, 0, 0, 0))[2] > 0
                and all((sizes[tuple(around.ref)] or WHOLE)[2:] != (0, 0) for around in ancestors(n))]

    def reached(self, node):
        """Whether the program says itself that @node is where a quick look, or an earlier one, saw it."""
        chain = [node, *ancestors(node)]
        below = self.ask([(n.ref, SPI + 'Accessible', 'GetChildren', None) for n in chain[1:]])
        there = all(kids and tuple(n.ref) in map(tuple, kids) for n, kids in zip(chain, below))
        for n in chain[1:] if not there else ():
            self.kids.pop(n.ref[1], None)
        return there

    def roles_of(self, refs):
        """The roles of [ref]; None where a node has gone.  A role never changes: each is asked once, if at all: when the
        program is first asked for the children of a node, it tells by itself what they are."""
        refs, new = [tuple(ref) for ref in refs], {}
        for ref in refs:
            if ref in self.roles:
                continue
            item = self.desk.many.added.get(ref[1])
            if item:
                self.names.setdefault(ref[1], item.name)
                if item.count == 0:
                    self.kids.setdefault(ref[1], [])
            if item and item.role in NUMBERED:
                self.roles[ref] = NUMBERED[item.role]
            else:
                new[ref] = True
        for ref, name in zip(new, self.ask([(ref, SPI + 'Accessible', 'GetRoleName', None) for ref in new])):
            if name is not None:
                self.roles[ref] = ROLES.get(name, name)
        return [self.roles.get(ref) for ref in refs]

    def states_of(self, nodes):
        """What node.states says, asked in one go; nothing of a node that has gone."""
        return [states_named(*bits) if bits else set()
                for bits in self.ask([(n.ref, SPI + 'Accessible', 'GetState', None) for n in nodes])]

    def focused(self, role=None):
        """The node with the keyboard, or None; role: only if it is one of these. What has it was looked at before, as a
        rule, so the program tells of it in one answer; what was not, is looked for node by node."""
        there = self.items_told()
        paths = [path for path, item in there.items() if item.states & FOCUSED]
        n = self.by_items(paths[0], there) if len(paths) == 1 else None
        if n:
            return n if role in (None, n.role) else None
        here = [n for n in self.see(names='', drawn=True).walk() if role in (None, n.role)]
        return next((n for n, states in zip(here, self.states_of(here)) if 'focused' in states), None)

    def items_told(self):
        """What the program says of all its accessible objects in one answer: {path: Item}. An object that was never asked
        about is not there."""
        return self.ask([((self.root.ref[0], CACHE), 'org.a11y.atspi.Cache', 'GetItems', None)])[0] or {}

    def by_items(self, path, there):
        """The node at @path with the chain of those around it, of which the program says itself that each is in the
        next; None where it does not. What stands between in items_told() only, as the pages of a stack, is left out."""
        bus, paths = self.root.ref[0], [path]
        while path in there and there[path].parent not in paths:
            path = there[path].parent
            paths.append(path)
        below = self.ask([((bus, path), SPI + 'Accessible', 'GetChildren', None) for path in paths[1:]])
        chain = paths[:1]
        for path, kids in zip(paths[1:], below):
            if kids and (bus, chain[-1]) in map(tuple, kids):
                chain.append(path)
        if chain[-1] != self.root.ref[1]:
            return None
        n = self.root
        for path in reversed(chain[:-1]):
            n = Node(self, (bus, path), n)
        return n

    def listen(self):
        """Forgets what the program has said by itself to be different now."""
        self.ask([(self.root.ref, SPI + 'Accessible', 'GetRoleName', None)])      # what it said before comes before that
        told, self.desk.many.told = self.desk.many.told, []
        for path, member in told:
            self.desk.many.added.pop(path, None)
            if member == 'PropertyChange':
                self.names.pop(path, None)
            else:                                            # what is shown or hidden is told at its place or around it
                self.kids.pop(path, None)
                self.kids.pop(self.parents.get(path) if member != 'ChildrenChanged' else None, None)

    def open_up(self, some, rows=False, drawn=False, quick=False):
        """Asks for role and children of @some nodes (Seen, whole families in the order of the page), see see(). Returns
        those that are there; the others are taken from their parents."""
        for n, role in zip(some, self.roles_of([n.ref for n in some])):
            n.role = role
        deep = [n for n in some if n.role not in LEAVES]
        for n in deep:
            n.below = self.kids.get(n.ref[1]) if quick else None
        deep = [n for n in deep if n.below is None]
        # An only child is shown when its parent is, and so is what stands beside a label or a button: the pages of a
        # stack are neither. (A hidden page that is looked into costs time, and what is in it is left out at the end.)
        new = [n for n in some if n.asked] if drawn else []
        beside = {id(n.parent) for n in new if n.role in SMALL or len(n.parent.children) == 1}
        sized = [n for n in new if id(n.parent) not in beside] + [
            n for n in some if drawn and not n.asked and n.ref[1] in self.hidden]
        asked = self.ask([(n.ref, SPI + 'Accessible', 'GetChildren', None) for n in deep]
                         + [(n.ref, SPI + 'Component', 'GetExtents', WHOLE) for n in sized])
        for n, n.below in zip(deep, asked):
            if n.below is None:                                                  # gone meanwhile
                n.role = None
            else:
                self.kids[n.ref[1]] = n.below
        for n, box in zip(sized, asked[len(deep):]):
            if box is not None and box[2:] == (0, 0):
                self.hidden.add(n.ref[1])
                n.below = None
            else:
                self.hidden.discard(n.ref[1])
        for n in [n for n in some if n.role is None]:
            if n.parent and n in n.parent.children:
                n.parent.children.remove(n)
                self.kids.pop(n.parent.ref[1], None)
        some = [n for n in some if n.role is not None]
        if not rows:
            many = [n for n in some if n.below and len(n.below) > 1]
            for n, role in zip(many, self.roles_of([n.below[-1] for n in many])):
                if role == 'row':
                    n.below = None
        was_asked = set(map(id, deep))
        for n in some:
            n.closed = False
            n.children = [Seen(self, ref, n) for ref in n.below or ()]
            for kid in n.children:
                kid.asked = id(n) in was_asked
                self.parents[kid.ref[1]] = n.ref[1]
        return some

    def see(self, root=None, rows=False, names=None, drawn=False, quick=False):
        """What is there now, asked level by level: Seen nodes.  rows as in Node.walk(); names: of which roles the names
        are asked as well (None: of none, '': of all); drawn: what has no size is not looked into, the pages of a stack
        that are not shown among it."""
        top = Seen(self, (root or self.root).ref, (root or self.root).parent)
        level, everything = [top], []
        there = self.items_told() if names == '' else {}
        self.listen()
        while level:
            here = self.open_up(level, rows, drawn, quick)
            everything += here
            level = [kid for n in here for kid in n.children]
        if root is None:
            self.last_look = top
        for n in everything:
            n.seen_name = there[n.ref[1]].name if n.ref[1] in there else None
        if names is not None:
            self.ask_names([n for n in everything if names in ('', n.role)])
        return top

    def ask_names(self, nodes):
        """Asks for the names of those of @nodes that have none yet."""
        nodes = [n for n in nodes if n.seen_name is None]
        for n, name in zip(nodes, self.ask([(n.ref, PROPS, 'Get', (SPI + 'Accessible', 'Name')) for n in nodes])):
            n.seen_name = self.names[n.ref[1]] = name if name is not None else ''

    def nodes(self, rows=False):
        yield from self.see(rows=rows, names='').walk()

    def find_all(self, role=None, name=None, within=None, rows=False):
        if within and within.again:
            within.call('Accessible', 'GetRoleName')         # finds it again where it was filled anew
        hit = hit_of(name)
        like = [n for n in self.see(within, rows, role or '', drawn=True).walk()
                if (role is None or n.role == role) and hit(n.name)]
        out = self.drawn(like)
        # GtkMenuButton shows up twice, wrapper and inner button: keep the one that can be clicked
        inner = {id(n.parent) for n in out if n.parent}
        out, kept = [n for n in out if not (id(n) in inner and n.role == 'button')], []
        for n in out:
            kept.append(n.live())
            nth = sum(k.seen_name == n.seen_name and k.role == n.role for k in out[:len(kept) - 1])
            kept[-1].again = lambda n=n, nth=nth: self.find(n.role, n.seen_name, 1, within, rows, nth)
        return kept

    def first(self, role, name, rows=False):
        """[the first node of this kind on the page], or nothing: quicker than find_all(). What the program has not said
        to be different is not asked for again, and nothing behind it is looked at; what is found so is there, but what
        is not found may be."""
        hit, kind = hit_of(name), lambda n: role in (None, n.role)
        top = Seen(self, self.root.ref, self.root.parent)
        self.listen()
        self.last_look, page = top, [top]                    # in order: what is not opened up yet, and hits
        while page:
            n = page[0]
            if not n.closed and not (n.role == 'button' and any(kid.closed for kid in n.children)):
                page.pop(0)
                inner = (kid for kid in n.children if n.role == 'button' and kind(kid) and hit(kid.seen_name))
                if not any(self.sure(kid, hit) for kid in inner) and self.sure(n, hit):      # see find_all()
                    return [n.live()]
                continue
            some, new = [], 0
            for n in page:
                if n.closed:
                    some.append(n)
                    new += n.ref[1] not in self.kids
                if new > NEW_AT_ONCE or len(some) > KNOWN_AT_ONCE:
                    break
            there = self.open_up(some, rows, True, True)
            for n in there:
                n.seen_name = self.names.get(n.ref[1])
            self.ask_names([n for n in there if kind(n)])
            there, behind, page = {id(n) for n in there}, page, []
            some = {id(n) for n in some}
            for n in behind:
                if id(n) not in some:
                    page.append(n)
                elif id(n) in there:
                    page += ([n] if kind(n) and hit(n.seen_name) else []) + n.children
        return []

    def sure(self, n, hit):
        """Whether the program says itself, now, that @n (a Seen node) is where a look saw it, drawn with all around it, and
        of a name that is a @hit. A page of a stack that is not shown has no size, while what is in it may keep its own."""
        around = list(ancestors(n))
        answers = self.ask([(n.ref, PROPS, 'Get', (SPI + 'Accessible', 'Name'))]
                           + [(m.ref, SPI + 'Component', 'GetExtents', WHOLE) for m in (n, *around)]
                           + [(m.ref, SPI + 'Accessible', 'GetChildren', None) for m in around])
        name, size, sizes, below = answers[0], answers[1], answers[2:2 + len(around)], answers[2 + len(around):]
        if name is not None:
            self.names[n.ref[1]] = n.seen_name = name
        there = all(kids and tuple(kid.ref) in map(tuple, kids) for kid, kids in zip((n, *around), below))
        if name is None or not there:
            for m in around:
                self.kids.pop(m.ref[1], None)
            return False
        return hit(name) and (size or (0, 0, 0, 0))[2] > 0 and all((box or WHOLE)[2:] != (0, 0) for box in sizes)

    def still_there(self, role, name):
        """[node] as the last look found it, if the program says that it is there still, drawn and of that name, and no
        window came or went since; or nothing. Most looks are for one thing more of the same page."""
        top = self.last_look
        if not top:
            return []
        hit = hit_of(name)
        for n in top.walk():                                 # as find_all() goes: what is hidden may keep its size
            if n.closed:
                return []                                    # it may stand in what was not looked at
            if n.seen_name is None or not (role is None or n.role == role) or not hit(n.seen_name):
                continue
            if n.role == 'button' and any(kid.role == 'button' for kid in n.children):
                return []                                    # see find_all()
            windows = self.ask([(self.root.ref, SPI + 'Accessible', 'GetChildren', None)])[0]
            if windows is None or [tuple(w) for w in windows] != [tuple(w.ref) for w in top.children]:
                return []
            if self.sure(n, hit):
                return [n.live()]
        return []

    def find(self, role=None, name=None, timeout=5, within=None, rows=False, index=0, what=''):
        """role: GTK's own role names ('button', 'text box', 'combo box', 'row', 'label' ...).
        name: exact, or a compiled pattern.  rows=True also looks inside the rows of a column view.
        what: what it would mean if it did not come."""
        try:
            known, simple, looks = (), not (within or index), itertools.count(1)
            if simple:                                       # what is found so is there; what is not may be
                known = not rows and self.still_there(role, name) or self.first(role, name, rows)
            found = (known or poll(lambda: self.first(role, name, rows) if simple and next(looks) % 3 else
                                   self.find_all(role, name, within, rows)[index:][:1],
                                   timeout, f'{role} {name!r} {what}'.rstrip()))[0]
            found.again = lambda: self.find(role, name, timeout, within, rows, index)
            return found
        except UiError as e:
            there = sorted({repr(n.name) for n in self.find_all(role, None, within, rows)}) if role else []
            raise UiError(f'{e}; {role} there: {", ".join(there)[:2000]}') from None

    def gone(self, role=None, name=None, timeout=5):
        poll(lambda: not self.first(role, name) and not self.find_all(role, name), timeout, f'{role} {name!r} gone')

    def wait(self, fn, timeout=5, what='condition'):
        return poll(fn, timeout, what)

    def idle(self, quiet=0.04, timeout=10, window=False):
        """Until the program has used no processor time for a while, waits for none (a loaded machine!) and
        answers on the bus.  window: only the thread that draws and listens."""
        def used():                                          # None: wants to run, or waits for the disk
            total = 0
            for t in [str(self.xpid)] if window else os.listdir(f'/proc/{self.xpid}/task'):
                try:
                    if open(f'/proc/{self.xpid}/task/{t}/stat').read().rsplit(')', 1)[1].split()[0] in 'RD':
                        return None
                    total += int(open(f'/proc/{self.xpid}/task/{t}/schedstat').read().split()[0])
                except (OSError, IndexError):
                    pass
            return total
        end = time.monotonic() + timeout
        try:
            last = used()
            while time.monotonic() < end:
                time.sleep(quiet)
                now = used()
                if None not in (now, last) and now - last < 1_500_000:       # ns
                    self.root.call('Accessible', 'GetRoleName')
                    return True
                last = now
        except (OSError, GLib.Error):
            return False                                     # it has exited
        return False

    def screenshot(self, path, window=None):
        self.idle()
        return self.desk.screenshot(path, (window or self.windows[0]).screen_box() if window else None)

    def menu(self, button, item):
        for left in (2, 1, 0):                               # a menu goes with the page that is filled anew
            self.find('button', button).click()
            try:
                return self.find('menu item', item, timeout=2 if left else 5).click()
            except (UiError, GLib.Error):
                if not left:
                    raise

    def dump_tree(self, rows=False):
        lines = []
        def rec(n, d):
            try:
                t = f' = {n.text!r}' if 'Text' in n.interfaces and n.role != 'label' else ''
                b = n.box if 'Component' in n.interfaces else None
                lines.append(f'{"  " * d}{n.role} {n.name!r}{t} {tuple(b) if b else ""} '
                             f'{" ".join(sorted(n.states - {"sensitive"}))} {n.actions if n.role != "label" else ""}'.rstrip())
                if rows or n.role != 'row':
                    for k in n.children:
                        rec(k, d + 1)
            except GLib.Error:
                lines.append('  ' * d + '(gone)')
        rec(self.root, 0)
        return '\n'.join(lines)

    def tab_order(self, limit=60):
        """Press Tab until the focus comes round: [(role, name)] that a keyboard user passes.  None: the widget does
        not say that it has the focus (AdwEntryRow).  ('row', 'TRAP'): Tab goes on from row to row of a list view,
        as it does in GTK 4.8; left with ctrl+Tab."""
        seen = []
        for _ in range(limit):
            self.key('Tab')
            n = self.focused()
            if not n:
                rows = [k for v in self.see().walk() if v.role == 'list' for k in v.live().children]
                n = next((k for k, states in zip(rows, self.states_of(rows)) if 'focused' in states), None)
            item = (n.ref, n.role, n.name) if n else None
            if item and item in seen:
                break
            if item and item[1] == 'row' and seen and seen[-1] and seen[-1][1] == 'row':
                item = (None, 'row', 'TRAP')
                self.key('ctrl+Tab')
            seen.append(item)
        return [i and i[1:] for i in seen]

    def audit(self, types='Gtk|Adw|Gdk', ignore='AdwToastWidget|GtkCalendar'):
        """Things a keyboard or screen reader user would stumble over: [(problem, role, name, path)].
        types: prefixes of type names, the program's own too; ignore: parts of the toolkits that we can't mend."""
        found, unnamed = [], re.compile(f'({types})[A-Z]\\w+$')      # 4.8 gives the type's name for "no name"
        here = [n for n in self.see(names='', drawn=True, quick=True).walk() if n.role in INTERACTIVE]
        near = [n for h in here for n in [h, *h.children]]
        states = dict(zip((tuple(n.ref) for n in near), self.states_of(near)))
        for n in self.drawn(here):
            path = '/'.join(reversed([f'{p.role}:{p.name}' for p in list(ancestors(n))[:4]]))
            if n.role == 'button' and n.parent.role in ('combo box', 'button'):
                continue                                     # inner part of GtkDropDown and GtkMenuButton
            if re.search(ignore, path):
                continue
            if not n.name or unnamed.match(n.name):
                found.append(('no accessible name', n.role, n.name, path))
            elif re.match(r'(.+) \1$', n.name) or n.name.startswith('_'):
                found.append(('name doubled', n.role, n.name, path))
            if 'sensitive' in states[tuple(n.ref)] and not any('focusable' in states[tuple(k.ref)] for k in [n, *n.children]):
                found.append(('not focusable', n.role, n.name, path))
        return found

    def stop(self, timeout=10):
        """Close every window as a person would, then insist.  Sets and returns self.result."""
        killed = None
        if self.proc.poll() is None and timeout:
            try:
                for w in reversed(self.windows):
                    w.do('window.close')
            except (UiError, GLib.Error):
                pass
        for sig in (None, signal.SIGTERM, signal.SIGKILL):
            if sig and self.proc.poll() is None:
                killed = sig.name
                os.killpg(self.proc.pid, sig)
            try:
                self.proc.wait(timeout if sig is None else 5)
                break
            except subprocess.TimeoutExpired:
                pass
        self.out.seek(0), self.err.seek(0)
        out, err = self.out.read().decode(errors='replace'), self.err.read().decode(errors='replace')
        problems = [l for l in err.splitlines() if BAD_LOG.search(l)]
        code = self.proc.returncode
        self.result = Result(code == 0 and not problems and not killed, code, killed, problems, out, err)
        return self.result

    def stdout(self):
        return os.pread(self.out.fileno(), 1 << 24, 0).decode(errors='replace')


def hit_of(name):
    """Whether a name is the one that is looked for: exact, a compiled pattern, or any (None)."""
    return name.search if hasattr(name, 'search') else (lambda s: name is None or s == name)


def ancestors(n):
    n = n.parent
    while n:
        yield n
        n = n.parent
