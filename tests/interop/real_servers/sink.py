# SPDX-License-Identifier: MIT
"""Where the servers deliver to: aiosmtpd in a process of its own."""

import pathlib
import subprocess
import sys

from .processes import wait_until

PROGRAM = pathlib.Path(__file__).parent.parent / "aiosmtpd_server.py"


class Sink:
    def __init__(self, folder):
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, PROGRAM, "127.0.0.1", folder],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())

    def mails(self, recipient):
        """The contents of the mails that came for the recipient, in their order."""
        found = []
        for path in sorted(self.folder.glob("*.content"), key=lambda path: int(path.stem)):
            recipients = path.with_suffix(".envelope").read_text(encoding="utf-8")
            if f"{recipient}\n" in recipients:
                found.append(path.read_bytes())
        return found

    def wait_for(self, recipient, count=1):
        return wait_until(lambda: len(found := self.mails(recipient)) >= count and found,
                          f"mail for {recipient}")

    def stop(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)
