# SPDX-License-Identifier: MIT
"""Where the servers deliver to: aiosmtpd in a process of its own."""

import pathlib
import subprocess
import sys

from .store import Store

PROGRAM = pathlib.Path(__file__).parent.parent / "aiosmtpd_server.py"


class Sink(Store):
    def __init__(self, folder, *options):
        super().__init__(folder)
        self.process = subprocess.Popen([sys.executable, PROGRAM, "127.0.0.1", folder,
                                         *options],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)
