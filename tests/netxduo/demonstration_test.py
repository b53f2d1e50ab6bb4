# SPDX-License-Identifier: MIT
"""The program with the calls of NetX Duo's demonstration, against servers on loopback:
demonstration_test.py EMBEDDED_SERVER PROGRAM."""

import pathlib
import socket
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "interop"))
from scripted_server import ScriptedServer  # noqa: E402
from tls_peers import EmbeddedServer  # noqa: E402

SERVER, PROGRAM = "", ""
LOGIN = {"myusername": "mypassword"}
TEXT = "\r\n\r\nDry run at 14:02.\r\n.A line with a dot\r\n"


def statuses(port, *attempts):
    ran = subprocess.run([PROGRAM, str(port), *attempts], capture_output=True, text=True,
                         timeout=60, check=True)
    return ran.stdout.split("\n")[:-1]


class Demonstration(unittest.TestCase):
    def embedded(self, **settings):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return EmbeddedServer(SERVER, pathlib.Path(folder.name), tls=False, login_required=True,
                              **settings)

    @staticmethod
    def port(server):
        return server.name.rsplit(":", 1)[1]

    def test_a_message(self):
        with self.embedded(users=LOGIN) as server:
            self.assertEqual(statuses(self.port(server)), ["create 0x0", "send 0x0", "delete 0x0"])
            server.stop()
        mail, = server.mails
        self.assertTrue(mail["content"].endswith(TEXT), mail["content"])
        self.assertIn("Subject: Pump 3 stopped\r\n", mail["content"])
        self.assertIn("From: my@mycompany.com\r\n", mail["content"])
        self.assertIn("To: your@yourcompany.com\r\n", mail["content"])
        self.assertEqual((mail["user"], mail["mechanism"], mail["sender"]),
                         ("myusername", "PLAIN", "my@mycompany.com"))
        self.assertEqual(server.commands[0], "EHLO mycompany.com")

    def test_a_rejected_login(self):
        with self.embedded(users={"myusername": "another"}) as server:
            self.assertEqual(statuses(self.port(server)),
                             ["create 0x0", "send 0xad", "send 0xad", "delete 0x0"])
            server.stop()
        self.assertEqual((server.mails, server.connections), ([], 2))

    def test_a_refused_recipient(self):
        with self.embedded(users=LOGIN, refuses="your@yourcompany.com") as server:
            self.assertEqual(statuses(self.port(server)),
                             ["create 0x0", "send 0xaa", "send 0xaa", "delete 0x0"])
            server.stop()
        self.assertEqual(server.mails, [])

    def test_no_server(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        self.assertEqual(statuses(port), ["create 0x0", "send 0x38", "send 0x38", "delete 0x0"])

    def test_deferred_at_first(self):
        replies = iter((b"451 4.3.0 Later\r\n", b"450 4.2.0 Later still\r\n", b"250 2.1.5 OK\r\n"))
        with ScriptedServer({"RCPT": lambda: next(replies)},
                            capabilities=("AUTH PLAIN",)) as server:
            self.assertEqual(statuses(server.port, "5"),
                             ["create 0x0", "send 0xaa", "send 0xaa", "send 0x0", "delete 0x0"])
            self.assertEqual(len(server.contents), 1)
            self.assertEqual(server.connections, 3)


if __name__ == "__main__":
    SERVER, PROGRAM = sys.argv[1:]
    unittest.main(argv=sys.argv[:1])
