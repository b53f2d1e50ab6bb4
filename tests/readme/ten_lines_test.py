# SPDX-License-Identifier: MIT
"""The README's first example, run against the embedded server: ten_lines_test.py PROGRAM SERVER."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "interop"))
from tls_peers import EmbeddedServer  # noqa: E402

PROGRAM, SERVER = sys.argv[1:3]
USERS = {"pump3": "secret"}


class TenLines(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_program(self, authority=None, password="secret", **settings):
        """(standard output, what the server took)"""
        server = EmbeddedServer(SERVER, self.folder, users=USERS, login_required=True, **settings)
        self.addCleanup(server.stop)
        host, port = server.name.split(":")
        ran = subprocess.run([PROGRAM], capture_output=True, timeout=60, check=True, env={
            **os.environ, "README_HOST": host, "README_PORT": port, "README_PASSWORD": password,
            "README_CA": authority or server.file("ca.pem")})
        server.stop()
        return ran.stdout.decode(), server.mails

    def test_it_logs_in_over_tls_and_sends(self):
        for version in (12, 13):
            with self.subTest(version):
                output, mails = self.run_program(version=version)
                self.assertEqual(output, "Accepted None\n")
                self.assertEqual([mail["user"] for mail in mails], ["pump3"])
                self.assertEqual(mails[0]["version"], f"TLSv1.{version - 10}")
                self.assertIn("Dry run at 14:02.\r\n", mails[0]["content"])

    def test_a_wrong_password_is_reported(self):
        output, mails = self.run_program(password="wrong")
        self.assertEqual((output, mails), ("Rejected LoginRejected\n", []))

    def test_nobody_is_trusted_by_mistake(self):
        output, mails = self.run_program(names="DNS:other.example", common_name="other.example")
        self.assertEqual((output, mails), ("Unsafe WrongName\n", []))
        output, mails = self.run_program(authority="/etc/ssl/certs/ca-certificates.crt")
        self.assertEqual((output, mails), ("Unsafe Untrusted\n", []))
        output, mails = self.run_program(authority="/no/such/file")
        self.assertEqual((output, mails), ("InvalidArgument NoTrustAnchor\n", []))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
