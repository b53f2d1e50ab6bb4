# SPDX-License-Identifier: MIT
"""Programs in C against servers on loopback: c_test.py EMBEDDED_SERVER PROGRAM..."""

import email
import email.policy
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "interop"))
from tls_peers import EmbeddedServer, Process  # noqa: E402

SERVER, PROGRAMS = "", []
TEXT = "Dry run at 14:02.\r\n.A line with a dot\r\n"
LOGIN = {"pump3": "Dry run 14:02"}
LOG = b"".join(b"%08d pump 3 dry\n" % number for number in range(5000))


class Plain(Process):
    """aiosmtpd without TLS."""

    def __init__(self, folder):
        self.folder = folder / "mails"
        self.folder.mkdir()
        super().__init__(sys.executable, str(HERE.parent / "interop" / "aiosmtpd_server.py"),
                         "127.0.0.1", str(self.folder), stderr=subprocess.DEVNULL)
        self.name = f"localhost:{int(self.process.stdout.readline())}"

    @property
    def contents(self):
        return [path.read_bytes() for path in sorted(self.folder.glob("*.content"))]


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_folder(self):
        """A new one for each run."""
        return pathlib.Path(tempfile.mkdtemp(dir=self.folder))

    def send(self, program, scenario, server, host="127.0.0.1", authority=()):
        port = server.name.rsplit(":", 1)[1]
        ran = subprocess.run([program, scenario, host, port, *authority], capture_output=True,
                             text=True, timeout=60, check=False)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""), ran.stdout)

    def check_text(self, content):
        self.assertTrue(content.endswith("\r\n\r\n" + TEXT), content)
        self.assertIn("\r\nSubject: Pump 3 stopped\r\n", content)

    def check_parts(self, content):
        mail = email.message_from_string(content, policy=email.policy.SMTP)
        file, = mail.iter_attachments()
        self.assertEqual((file.get_filename(), file.get_content()), ("pump3.log", LOG))
        self.assertEqual(mail.get_body(("plain",)).get_content().splitlines(), TEXT.splitlines())
        picture, = [part for part in mail.walk() if part.get_content_type() == "image/png"]
        self.assertEqual(picture["Content-ID"], "<pump@plant.example>")
        self.assertEqual(picture.get_content(), b"\x89PNG\r\n\x1a\n\0")

    def check_subjects(self, contents):
        self.assertEqual([email.message_from_string(content)["Subject"] for content in contents],
                         ["Pump 3 stopped", "Pump 4 stopped", "Pump 3 stopped"])


class Embedded(Case):
    def runs(self, scenario, tls=False, **settings):
        """What the server of each program's run has to tell."""
        for program in PROGRAMS:
            with EmbeddedServer(SERVER, self.run_folder(), tls=tls, **settings) as server:
                more = {"host": "localhost", "authority": [server.file("ca.pem")]} if tls else {}
                self.send(program, scenario, server, **more)
                server.stop()
                yield server

    def test_a_text(self):
        for scenario in ("text", "small", "callbacks", "again"):
            for server in self.runs(scenario):
                mail, = server.mails
                self.check_text(mail["content"])

    def test_tls_with_scram_and_a_kept_session(self):
        for server in self.runs("tls", tls=True, users=LOGIN, login_required=True):
            self.assertEqual([mail["mechanism"] for mail in server.mails],
                             2 * ["SCRAM-SHA-256-PLUS"])
            self.assertEqual([mail["resumed"] for mail in server.mails], [False, True])
            for mail in server.mails:
                self.check_text(mail["content"])
                self.assertEqual(mail["user"], "pump3")

    def test_the_small_client_over_tls(self):
        for server in self.runs("small_tls", tls=True, users=LOGIN, login_required=True):
            mail, = server.mails
            self.check_text(mail["content"])
            self.assertEqual((mail["mechanism"], mail["server_name"]), ("PLAIN", "localhost"))

    def test_several_recipients_of_whom_one_is_refused(self):
        for server in self.runs("several", refuses="nobody@plant.example"):
            mail, = server.mails
            self.check_text(mail["content"])
            self.assertIn("To: =?utf-8?", mail["content"])
            self.assertNotIn("archive@", mail["content"])
            asked = [line for line in server.commands if line.startswith("RCPT")]
            self.assertEqual(asked, [f"RCPT TO:<{who}@plant.example>"
                                     for who in ("ops", "nobody", "archive")])

    def test_a_queue_on_one_connection(self):
        for server in self.runs("queue"):
            self.assertEqual(server.connections, 1)
            self.check_subjects([mail["content"] for mail in server.mails])

    def test_an_attachment_from_a_callback(self):
        for server in self.runs("attachments"):
            mail, = server.mails
            self.check_parts(mail["content"])


class AgainstAiosmtpd(Case):
    def contents(self, scenario):
        """What arrived, of each program's run."""
        for program in PROGRAMS:
            with Plain(self.run_folder()) as server:
                self.send(program, scenario, server)
                yield [content.decode() for content in server.contents]

    def test_a_text(self):
        for scenario in ("text", "again"):
            for content, in self.contents(scenario):
                self.check_text(content)

    def test_a_queue(self):
        for contents in self.contents("queue"):
            self.check_subjects(contents)

    def test_an_attachment_from_a_callback(self):
        for content, in self.contents("attachments"):
            self.check_parts(content)


if __name__ == "__main__":
    SERVER, *PROGRAMS = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
