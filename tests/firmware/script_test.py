# SPDX-License-Identifier: MIT
"""examples/board_mps2/run.sh with images that are built already: script_test.py FOLDER; the
variable MAIL_SERVER names the program of examples/support."""

import os
import pathlib
import subprocess
import sys
import unittest

import servers
from board import TEXT
from servers import ScriptedServer

RUN = pathlib.Path(__file__).resolve().parents[2] / "examples/board_mps2/run.sh"
IMAGES = ""


class Script(unittest.TestCase):
    def run_script(self, *arguments, status=0):
        ran = subprocess.run([RUN, *arguments], capture_output=True, text=True, timeout=60,
                             check=False, env={**os.environ, "IMAGES": IMAGES})
        self.assertEqual(ran.returncode, status, ran.stdout + ran.stderr)
        return ran.stdout

    def shown(self, *arguments):
        """The board's words and the mail, as the server of its own got it."""
        said, mail = self.run_script(*arguments).split("== what arrived\n")
        self.assertIn("mail 1 try 1 Accepted None EndOfData 250\n", said)
        return mail.replace("\r\n", "\n")

    def test_shows_the_mail_as_it_arrived(self):
        self.assertIn(TEXT.decode().replace("\r\n", "\n"), self.shown())

    def test_with_tls(self):
        for security in ("tls", "starttls"):
            self.assertIn("Subject: Pump 3 stopped\n", self.shown("--", f"security={security}"))

    def test_to_a_server_that_is_there(self):
        with servers.Aiosmtpd() as server:
            said = self.run_script("--server", f"localhost:{server.port}", "--", "mails=2")
            self.assertEqual(len(server.contents()), 2)
        self.assertNotIn("what arrived", said)

    def test_the_status_is_the_outcome(self):
        with ScriptedServer({"RCPT": b"550 5.1.1 Nobody\r\n"}) as server:
            self.run_script("--server", f"127.0.0.1:{server.port}", status=69)

    def test_what_is_wrong(self):
        for arguments in (["--server"], ["--server", "localhost"], ["mails=2"]):
            self.run_script(*arguments, status=64)


if __name__ == "__main__":
    IMAGES = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
