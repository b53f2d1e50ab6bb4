# SPDX-License-Identifier: MIT
"""MIME mails under parsers that are not ours: mime_test.py PROGRAM [SUITE ...]."""

import email
import email.policy
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import corpus
import oracles
import random_mails

PROGRAM = ""
EXTRACTORS = [oracles.MUNPACK, oracles.RIPMIME]


def compose(mails, folder):
    """What the program says of each mail; the mails are in folder/0, folder/1, …"""
    lines = "\n".join(json.dumps(mail) for mail in mails)
    ran = subprocess.run([PROGRAM, str(folder)], input=lines.encode(), capture_output=True,
                         check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def compose_one(mail):
    """(what the program says, the mail's octets)"""
    with tempfile.TemporaryDirectory() as folder:
        said = compose([mail], folder)[0]
        path = pathlib.Path(folder) / "0"
        return said, path.read_bytes() if path.exists() else b""


def boundary_of(mail):
    found = re.search(rb'boundary="(=_[0-9a-f]{32})', compose_one(mail)[1])
    return found.group(1)


class Composed(unittest.TestCase):
    """Mails, composed once for all tests of a suite."""

    mails = []

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.said = compose(cls.mails, cls.folder.name)

    def raw(self, number):
        return (pathlib.Path(self.folder.name) / str(number)).read_bytes()

    def check_all(self):
        for said, mail in zip(self.said, self.mails, strict=True):
            self.assertEqual(said["fault"], "None", mail["title"])
        for number, mail in enumerate(self.mails):
            with self.subTest(mail["title"]):
                oracles.check_python(self, self.raw(number), mail)

    def check_perl(self):
        paths = [pathlib.Path(self.folder.name) / str(number) for number in range(len(self.mails))]
        oracles.check_perl(self, paths, self.mails)

    def check_extractors(self):
        for number, mail in enumerate(self.mails):
            for command in EXTRACTORS:
                with self.subTest(mail["title"], command=command[0]):
                    oracles.check_extracted(self, command, self.raw(number), mail)

    def check_sizes(self):
        """Declared is what comes, and nothing where a size is unknown."""
        for said, mail in zip(self.said, self.mails, strict=True):
            if said["declared"] is not None:
                self.assertEqual(said["declared"], said["octets"], mail["title"])
            texts = [mail.get("text") or {}, mail.get("html") or {}]
            files = [each["content"] for each in mail.get("attachments", []) + mail.get("inlines", [])]
            known = not any(each.get("source") for each in texts) and all(
                each.get("knows_its_size", True) or not each.get("source") for each in files)
            self.assertEqual(said["declared"] is not None, known, mail["title"])


class Corpus(Composed):
    """Every structure, and whatever has broken a composer or a parser."""

    @classmethod
    def setUpClass(cls):
        boundary = boundary_of(corpus.mail("", html=corpus.content(b"x"), text=corpus.content(b"x")))
        cls.mails = corpus.corpus(boundary)
        super().setUpClass()

    def test_has_at_least_150_mails(self):
        self.assertGreaterEqual(len({mail["title"] for mail in self.mails}), 150)

    def test_python_reads_what_was_written_and_finds_no_defect(self):
        self.check_all()

    def test_email_mime_reads_what_was_written(self):
        self.check_perl()

    def test_munpack_and_ripmime_extract_what_was_attached(self):
        self.check_extractors()

    def test_the_declared_size_is_that_of_the_mail(self):
        self.check_sizes()


class RandomMails(Composed):
    """The same oracles for mails that nobody thought of."""

    mails = random_mails.mails(seed=20261102, count=400)

    def test_python_reads_what_was_written_and_finds_no_defect(self):
        self.check_all()

    def test_email_mime_reads_what_was_written(self):
        self.check_perl()

    def test_munpack_and_ripmime_extract_what_was_attached(self):
        self.check_extractors()

    def test_the_declared_size_is_that_of_the_mail(self):
        self.check_sizes()


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
