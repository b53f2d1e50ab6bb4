# SPDX-License-Identifier: MIT
"""What all tests of postino-send share. The program is the first argument of a script of suites."""

import email
import email.policy
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1]
KEYS = ["outcome", "phase", "fault", "code", "enhanced", "text", "mechanism", "recipients", "mails", "accepted"]
TLS_KEYS = ["protection", "resumed"]
RECIPIENT_KEYS = ["address", "outcome", "code", "enhanced"]
BODY = ("--body", "Dry run at 14:02.")


class Case(unittest.TestCase):
    """What all suites share."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, octets):
        path = self.folder / name
        path.write_bytes(octets)
        return str(path)

    def run_program(self, *arguments, stdin=b"", **variables):
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("POSTINO_PASSWORD", "POSTINO_TOKEN")}
        environment.update(variables)
        return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=60,
                              env=environment, check=False)

    def send(self, *arguments, status=0, stdin=b"", **variables):
        """Runs it, and holds it to its status and to a reason for each but 0."""
        ran = self.run_program(*arguments, stdin=stdin, **variables)
        self.assertEqual(ran.returncode, status, ran.stderr.decode())
        if status != 0:
            lines = [line for line in ran.stderr.decode().splitlines()
                     if line.startswith("postino-send: ") and "warning" not in line]
            self.assertEqual(len(lines), 1, ran.stderr.decode())
        return ran

    def reason(self, *arguments, status, **variables):
        """The line on standard error that says why; a hint may come after it."""
        ran = self.send(*arguments, status=status, **variables)
        return [line for line in ran.stderr.decode().splitlines()
                if line.startswith("postino-send: ")][-1]

    def mails(self, *arguments, **variables):
        """(envelope lines, content) of the one mail that the embedded server prints."""
        output = self.send(*arguments, **variables).stdout.decode()
        envelope, content = output.split("\n\n", 1)
        return envelope.split("\n"), content

    def message(self, *arguments, **variables):
        content = self.mails(*arguments, **variables)[1]
        return email.message_from_bytes(content.encode(), policy=email.policy.SMTP)

    def to(self, server, *arguments, **variables):
        return self.send("--server", server.name, "--security", "none", *arguments, **variables)

    def json(self, server, *arguments, **variables):
        ran = self.to(server, "--json", *arguments, **variables)
        self.assertEqual(ran.stdout.count(b"\n"), 1)
        self.assertTrue(ran.stdout.endswith(b"\n"))
        result = json.loads(ran.stdout)
        self.assertEqual(list(result), KEYS)
        for recipient in result["recipients"]:
            self.assertEqual(list(recipient), RECIPIENT_KEYS)
        return result


def main():
    unittest.main(module="__main__", argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
