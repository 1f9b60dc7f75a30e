"""on-desk.py PROGRAM [ARGUMENT…]: runs a test program on a private display; its exit status is ours."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from uidrive import Desktop

with Desktop() as desk:
    env = dict(desk.env, GTK_A11Y='test', G_DEBUG='fatal-warnings')
    sys.exit(subprocess.run(sys.argv[1:], env=env).returncode)
