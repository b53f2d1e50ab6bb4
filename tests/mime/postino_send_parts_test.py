# SPDX-License-Identifier: MIT
"""The options of postino-send about parts: postino_send_parts_test.py PROGRAM."""

import email
import email.policy
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
PNG = b"\x89PNG\r\n\x1a\n\0"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, octets):
        path = self.folder / name
        path.write_bytes(octets)
        return str(path)

    def run_program(self, *arguments, status=0, stdin=b""):
        ran = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, timeout=60,
                             check=False)
        self.assertEqual(ran.returncode, status, ran.stderr.decode())
        return ran

    def dumped(self, *arguments, stdin=b""):
        octets = self.run_program("--dump", *arguments, stdin=stdin).stdout
        self.assertNotIn(b"\n", octets.replace(b"\r\n", b""))
        return email.message_from_bytes(octets, policy=email.policy.default)

    def reason(self, *arguments, status):
        return self.run_program(*arguments, status=status).stderr.decode()


class Dump(Case):
    def test_is_a_whole_mail(self):
        message = self.dumped(
            "--from", "Node 7 <node7@plant.example>", "--subject", "Größe", "--body", "Grüße\n",
            "--html-file", self.file("a.html", b"<p>x"), "--inline",
            self.file("logo.png", PNG) + ":logo@plant.example", "--attach",
            self.file("t.csv", b"a,b\r\n"), "--attach", self.file("ö.x", PNG) + ":application/x-y",
            "--in-reply-to", "<1@plant.example>", "--date", "2026-11-02T15:04:05+01:00",
            "ops@plant.example")
        self.assertEqual([each.get_content_type() for each in message.walk()],
                         ["multipart/mixed", "multipart/related", "multipart/alternative",
                          "text/plain", "text/html", "image/png", "text/csv", "application/x-y"])
        self.assertEqual(message["Subject"], "Größe")
        self.assertEqual(message["Date"], "Mon, 02 Nov 2026 15:04:05 +0100")
        self.assertEqual(message["In-Reply-To"], "<1@plant.example>")
        self.assertEqual(message["Auto-Submitted"], "auto-generated")
        parts = [each for each in message.walk() if not each.is_multipart()]
        self.assertEqual([each.get_payload(decode=True) for each in parts],
                         ["Grüße\r\n".encode(), b"<p>x", PNG, b"a,b\r\n", PNG])
        self.assertEqual([each.get_filename() for each in parts],
                         [None, None, "logo.png", "t.csv", "ö.x"])
        self.assertEqual(parts[2]["Content-ID"], "<logo@plant.example>")

    def test_is_what_is_sent(self):
        arguments = ["--from", "a@b.example", "--body", "x", "--date", "@1793628245", "--attach",
                     self.file("big.bin", bytes(range(256)) * 8000), "c@d.example"]
        sent = self.run_program(*arguments).stdout.split(b"\n\n", 1)[1]
        received = email.message_from_bytes(sent, policy=email.policy.default)
        dumped = self.dumped(*arguments)
        for message in (received, dumped):
            self.assertEqual(message.get_payload(1).get_payload(decode=True),
                             bytes(range(256)) * 8000)
            self.assertEqual(message["Date"], "Mon, 02 Nov 2026 14:04:05 +0000")

    def test_of_text_and_raw_mails(self):
        self.assertEqual(self.dumped("--body", "x").get_content_type(), "text/plain")
        message = self.dumped("--raw", "-", stdin=b"Subject: a\n\n.x\n")
        self.assertEqual((message["Subject"], message.get_payload()), ("a", ".x\r\n"))

    def test_html_alone_reads_no_standard_input(self):
        message = self.dumped("--html-file", self.file("a.html", b"<p>"), stdin=b"not this")
        self.assertEqual((message.get_content_type(), message.get_payload()),
                         ("text/html", "<p>\r\n"))

    def test_charset_and_dates(self):
        message = self.dumped("--body", "x", "--charset", "iso-8859-1", "--date", "none")
        self.assertEqual(message.get_content_charset(), "iso-8859-1")
        self.assertIsNone(message["Date"])
        for words, said in (("2026-11-02T15:04:05Z", "Mon, 02 Nov 2026 15:04:05 +0000"),
                            ("2026-11-02T00:04:05-0330", "Mon, 02 Nov 2026 00:04:05 -0330")):
            self.assertEqual(self.dumped("--body", "x", "--date", words)["Date"], said)

    def test_utf8_where_an_address_is(self):
        octets = self.run_program("--dump", "--html-file", self.file("a", b"x"), "--subject", "ü",
                                  "pümpe@plant.example").stdout
        self.assertIn("Subject: ü\r\n".encode(), octets)

    def test_types_are_guessed(self):
        for name, type_ in (("a.pdf", "application/pdf"), ("A.JPEG", "image/jpeg"),
                            ("a.tar.gz", "application/gzip"), ("noext", "application/octet-stream"),
                            (".pdf", "application/octet-stream"), ("a.txt", "text/plain")):
            message = self.dumped("--body", "x", "--attach", self.file(name, b"\0"))
            self.assertEqual(message.get_payload(1).get_content_type(), type_)


class Mistakes(Case):
    def test_command_lines(self):
        for arguments in (["--date", "yesterday"], ["--date", "2026-11-02T15:04:05"],
                          ["--date", "@-1"], ["--inline", "x"], ["--server", "h", "a@b.example"],
                          ["--count", "2"], ["--json"], ["--json-tls"]):
            self.reason("--dump", "--body", "x", *arguments, status=64)
        for arguments in (["--attach", "x"], ["--html-file", "x"], ["--date", "now"]):
            self.assertIn("--raw", self.reason("--raw", "x", *arguments, status=64))

    def test_files_and_values(self):
        self.reason("--body", "x", "--attach", str(self.folder / "no"), status=66)
        file = self.file("a", b"x")
        for arguments, option in ((["--attach", file + ":multipart/mixed"], "--attach (number 1)"),
                                  (["--inline", file + ":"], "--inline (number 1)"),
                                  (["--inline", file + ":a b"], "--inline (number 1)"),
                                  (["--in-reply-to", "a b"], "--in-reply-to"),
                                  (["--charset", "a b"], "--charset"),
                                  (["--attach", file, "--subject", "a\nb"], "--subject")):
            for dump in ([], ["--dump"]):
                self.assertIn(option, self.reason("--body", "x", *arguments, *dump, status=65))
        self.assertEqual(self.run_program("--dump", "--body", "x", "a\r\nb@c.example", status=65)
                         .stdout, b"")


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
