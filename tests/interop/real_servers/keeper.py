# SPDX-License-Identifier: MIT
"""Runs a server until standard input ends: keeper.py COMMAND... Whatever becomes of the test that
started it, its end of the pipe closes then, and no server is left behind."""

import os
import select
import signal
import subprocess
import sys


def main(command):
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    select.select([sys.stdin, os.pidfd_open(server.pid)], [], [])
    server.terminate()
    try:
        # Dovecot takes a second to look after its own, and none of them has anything to lose.
        server.wait(0.2)
    except subprocess.TimeoutExpired:
        pass
    # What the first process has not ended itself.
    try:
        os.killpg(server.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return server.wait()


sys.exit(main(sys.argv[1:]))
