# SPDX-License-Identifier: MIT
"""What the suites share: one world for all, postino-send as the client, and the tables."""

import itertools
import json
import os
import re
import subprocess
import unittest

from .processes import wait_until
from .world import PASSWORD, USER, World

TOKENS = ("oauthbearer", "xoauth2")
BODY = ("--body", "Dry run at 14:02.")
RECEIVED = re.compile(rb"Received: [^\r\n]*\r\n(?:[ \t][^\r\n]*\r\n)*")


class Case(unittest.TestCase):
    program = exim = ""
    world = None
    tables = {}
    numbers = itertools.count()

    @classmethod
    def setUpClass(cls):
        # Once for all suites; the test program stops it.
        if Case.world is None:
            Case.world = World(Case.exim)

    @staticmethod
    def note(table, row, column, cell):
        """For the table in docs/interop.md."""
        Case.tables.setdefault(table, {}).setdefault(row, {})[column] = cell

    def recipient(self):
        return f"r{next(Case.numbers)}@ops.example"

    def file(self, content):
        path = self.world.folder / f"file-{next(Case.numbers)}"
        path.write_bytes(content)
        return str(path)

    def send(self, port, security, *arguments, host="localhost", status=0, auth="auto", user=USER,
             secret=PASSWORD, ca=None):
        """Runs postino-send; its JSON."""
        command = [self.program, "--json", "--server", f"{host}:{port}", "--security", security,
                   "--auth", auth, "--from", "pump3@plant.example"]
        if security != "none" and "--insecure" not in arguments:
            command += ["--ca", str(ca or self.world.ca)]
        if auth != "none":
            command += ["--user", user]
        environment = {**os.environ, "POSTINO_PASSWORD": secret}
        if auth in TOKENS:
            del environment["POSTINO_PASSWORD"]
            command += ["--token-file", self.file(secret.encode())]
        ran = subprocess.run([*command, *arguments], capture_output=True, timeout=60,
                             stdin=subprocess.DEVNULL, env=environment, check=False)
        self.assertEqual(ran.returncode, status, (command, ran.stderr.decode(), ran.stdout))
        return json.loads(ran.stdout)

    def send_and_fetch(self, port, security, *arguments, **options):
        """Sends a mail; what was stored of it: (Received header, the rest)."""
        recipient = self.recipient()
        words = arguments if "--raw" in arguments else (*arguments, *BODY)
        result = self.send(port, security, *words, recipient, **options)
        self.assertEqual((result["outcome"], result["fault"]), ("accepted", "none"))
        return self.split(self.world.sink.wait_for(recipient)[0])

    def split(self, content):
        """The header that the server put in front, and the mail."""
        match = RECEIVED.match(content)
        self.assertIsNotNone(match, content[:200])
        return match.group().decode(), content[match.end():]

    def wait_for_line(self, server, offset, pattern):
        """The first match in what the server's log got behind the offset."""
        return wait_until(lambda: re.search(pattern, self.log_of(server)[offset:]), pattern)

    def offset(self, server):
        return len(self.log_of(server))

    @staticmethod
    def log_of(server):
        return server.log.read_text(errors="replace") if server.log.exists() else ""
