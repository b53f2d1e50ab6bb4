# SPDX-License-Identifier: MIT
"""MIME mails under parsers that are not ours: mime_test.py PROGRAM [SUITE ...]."""

import base64
import email
import email.policy
import json
import pathlib
import quopri
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

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


class Rows(unittest.TestCase):
    """Rows of the table of bad inputs that other suites hold too, each by its own words."""

    def composed(self, **fields):
        said, raw = compose_one(corpus.mail("row", **fields))
        self.assertEqual(said["fault"], "None")
        return raw

    def each_composed(self, each_fields):
        """The octets of each mail, of which one process makes all."""
        with tempfile.TemporaryDirectory() as folder:
            said = compose([corpus.mail("row", **fields) for fields in each_fields], folder)
            self.assertEqual({each["fault"] for each in said}, {"None"})
            return [(pathlib.Path(folder) / str(number)).read_bytes()
                    for number in range(len(each_fields))]

    def read(self, **fields):
        return email.message_from_bytes(self.composed(**fields), policy=email.policy.default)

    def objection(self, **fields):
        said = compose_one(corpus.mail("row", **fields))[0]
        return said["fault"], said["field"], said["index"]

    def test_B126_line_breaks_and_nul_are_invalid_in_every_header_text(self):
        for bad in ("\r\nX: y", "\r", "\n", "\0"):
            for text in ("a" + bad, bad + "a", "a" + bad + "b"):
                self.assertEqual(self.objection(subject=text), ("LineBreak", "Subject", 0))
                self.assertEqual(self.objection(headers=[["X", "y"], ["X-Y", text]]),
                                 ("LineBreak", "HeaderValue", 1))
                self.assertEqual(self.objection(to=[{"address": "a@b.example", "name": text}]),
                                 ("LineBreak", "To", 0))

    def test_B127_what_looks_encoded_arrives_literally(self):
        words = "=?utf-8?B?DQpCY2M6IGE=?="
        message = self.read(subject=words, html=corpus.content(b"x"), attachments=[
            corpus.attachment(b"x", words, description=words)])
        self.assertEqual(message["Subject"], words)
        part = message.get_payload(1)
        self.assertEqual((part.get_filename(), part["Content-Description"]), (words, words))
        self.assertNotIn("Bcc", message)

    def test_B128_no_character_is_ever_split(self):
        texts = ["x" * before + letter * 60 for letter in "üр水🚨" for before in range(76)]
        for raw in self.each_composed([
                {"subject": text, "html": corpus.content(b"x"),
                 "attachments": [corpus.attachment(b"x", text)]} for text in texts]):
            for word in re.findall(rb"=\?utf-8\?([BQ])\?(.*?)\?=", raw):
                octets = (base64.b64decode(word[1]) if word[0] == b"B"
                          else quopri.decodestring(word[1], header=True))
                octets.decode()
            for section in re.findall(rb"filename\*\d+\*=(?:utf-8'')?([^;\r]*)", raw):
                urllib.parse.unquote_to_bytes(section).decode()

    def test_B130_a_file_name_that_would_be_a_header_is_invalid(self):
        for name in ('a"\r\nX: y', "a\nb", "a\rb", "a\0b"):
            self.assertEqual(self.objection(attachments=[
                corpus.attachment(b"x"), corpus.attachment(b"x", name)]),
                ("LineBreak", "Attachments", 1))
            self.assertEqual(self.objection(inlines=[
                corpus.attachment(b"x", name, content_id="a@b")]), ("LineBreak", "Inlines", 0))

    def test_B131_file_names_arrive_as_given(self):
        for name in corpus.FILE_NAMES:
            part = self.read(attachments=[corpus.attachment(b"x", name)]).get_payload(1)
            self.assertEqual(part["Content-Disposition"].params["filename"], name)
            self.assertTrue(part["Content-Type"].params["name"].isascii())

    def test_B131_names_of_every_length_fold(self):
        names = [letter * size for letter in "xü水🚨" for size in range(1, 120)]
        mails = self.each_composed([{"attachments": [corpus.attachment(b"x", name)]}
                                    for name in names])
        for raw, name in zip(mails, names, strict=True):
            self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 78)
            part = email.message_from_bytes(raw, policy=email.policy.default).get_payload(1)
            self.assertEqual(part.get_filename(), name)

    def test_B132_bcc_is_nowhere(self):
        raw = self.composed(bcc=[{"address": "secret@plant.example", "name": "Nobody"}],
                            html=corpus.content(b"x"))
        self.assertNotIn(b"secret", raw)
        self.assertNotIn(b"bcc", raw.lower())

    def test_B133_a_text_with_the_boundary_in_it_is_encoded(self):
        boundary = boundary_of(corpus.mail("", attachments=[corpus.attachment(b"x")]))
        for tail in (b"", b"m", b"m--", b" "):
            text = b"a\r\n--" + boundary + tail + b"\r\nb"
            message = self.read(text=corpus.content(text), attachments=[
                corpus.attachment(text, type="text/plain")])
            self.assertEqual([part["Content-Transfer-Encoding"] for part in message.get_payload()],
                             ["quoted-printable", "base64"])
            self.assertEqual([part.get_payload(decode=True) for part in message.get_payload()],
                             [text, text])

    def test_B134_without_a_clock_there_is_no_date(self):
        self.assertIsNone(self.read(date=0, seed=0x123456789abcdef0, html=corpus.content(b"x"))["Date"])

    def test_B136_retries_are_the_same_octet_for_octet(self):
        fields = {"text": corpus.content(b"x", source=True), "html": corpus.content(b"y"),
                  "attachments": [corpus.attachment(b"z" * 1000, source=True)]}
        self.assertEqual(self.composed(**fields), self.composed(**fields))
        self.assertNotEqual(self.composed(**fields), self.composed(**fields, seed=43))

    def test_B137_small_texts_are_identical(self):
        for text in (b"", b".", b"..", b"...\r\n...\r\n", b"x", b"\r\n", b".\r\n", b"a\r\n.\r\nb"):
            for stuffed in (False, True):
                raw = self.composed(text=corpus.content(text), html=corpus.content(text + b"<p>"),
                                    attachments=[corpus.attachment(text, type="text/plain")],
                                    dot_stuffing=stuffed)
                if stuffed:
                    self.assertNotIn(b"\r\n.\r\n", raw)
                    raw = re.sub(rb"(?m)^\.", b"", raw)
                parts = email.message_from_bytes(raw, policy=email.policy.default).get_payload()
                self.assertEqual(parts[1].get_payload(decode=True), text)
                texts = parts[0].get_payload() if parts[0].is_multipart() else [parts[0]]
                # An empty text beside HTML is left out.
                self.assertEqual([each.get_payload(decode=True) for each in texts],
                                 [text, text + b"<p>"] if text else [b"<p>"])

    def test_B138_no_line_is_over_998_octets(self):
        for size in (919, 920, 921, 997, 998, 999, 5000):
            for letter in "xü":
                raw = self.composed(subject=letter * size, html=corpus.content(b"x"), headers=[
                    ["X-Long", letter * size]], attachments=[
                        corpus.attachment(b"x", letter * size, description=letter * size)])
                self.assertLessEqual(max(map(len, raw.split(b"\r\n"))), 998)

    def test_every_size_of_packet_makes_the_same_mail(self):
        mail = corpus.mail(
            "packets", subject="Größe " * 20, text=corpus.content("水\n".encode() * 99),
            html=corpus.content("<p>ü .\n.\n".encode() * 50), inlines=[
                corpus.attachment(b"\0\1" * 99, "ü" * 40, content_id="a@b", type="image/png")],
            attachments=[corpus.attachment(b"\0" * 500, source=True),
                         corpus.attachment(b".\r\n" * 50, type="text/plain")])
        whole = compose_one(mail)[1]
        for room in [*range(16, 140), 512, 65535]:
            self.assertEqual(compose_one({**mail, "room": room})[1], whole, room)

    def test_q_or_b_whichever_is_shorter(self):
        for subject, how in (("mostly plain, but for one ü", b"?Q?"), ("Größe", b"?B?"),
                             ("水泵停止", b"?B?"), ("two  blanks", b"?Q?"), ("ü" + "a" * 9, b"?Q?")):
            self.assertIn(b"=?utf-8" + how, self.composed(subject=subject,
                                                          html=corpus.content(b"x")), subject)


class Invalid(unittest.TestCase):
    """What the composer says before an octet is sent."""

    def objection(self, **fields):
        said = compose_one(corpus.mail("invalid", **fields))[0]
        return said["fault"], said["field"], said["index"]

    def attached(self, **fields):
        return self.objection(attachments=[corpus.attachment(b"x"),
                                         corpus.attachment(b"x", **fields)])[0]

    def test_types(self):
        for good in ("text/plain", "application/vnd.ms-excel", "image/svg+xml", "a/b;c=d",
                     "text/plain; charset=utf-8", "x" * 253 + "/y"):
            self.assertEqual(self.attached(type=good), "None", good)
        for bad in ("", "text", "text/", "/plain", "a b/c", "text/pl ain", "multipart/mixed",
                    "MULTIPART/x", "text/plain;", "a/b\r\nX: y", "a/b;c=\x7f", "a/b;c=ü", "a/b/c"):
            self.assertEqual(self.attached(type=bad), "InvalidType", bad)
        self.assertEqual(self.attached(type="x" * 254 + "/y"), "NameTooLong")

    def test_identifiers(self):
        for good in ("a@b", "<a@b>", "a", "x" * 255):
            self.assertEqual(self.attached(content_id=good), "None", good)
            self.assertEqual(self.objection(in_reply_to=good)[0], "None", good)
        for bad in ("a b", "<a", "a>", "<>", "<", "a<b", "ü@b", "a\r\nb", "\0"):
            self.assertEqual(self.attached(content_id=bad), "InvalidIdentifier", bad)
            self.assertEqual(self.objection(in_reply_to=bad), ("InvalidIdentifier", "InReplyTo", 0))
            self.assertEqual(self.objection(references=["a@b", bad]),
                             ("InvalidIdentifier", "References", 1))
        self.assertEqual(self.objection(references=[""])[0], "InvalidIdentifier")
        self.assertEqual(self.objection(in_reply_to="x" * 256)[0], "NameTooLong")

    def test_an_inline_part_needs_a_content_id(self):
        self.assertEqual(self.objection(inlines=[corpus.attachment(b"x")]),
                         ("InvalidIdentifier", "Inlines", 0))

    def test_languages_and_character_sets(self):
        for good in ("de", "de, en-GB", ""):
            self.assertEqual(self.objection(language=good)[0], "None")
        for bad in ("de\r\n", "de;", "dü"):
            self.assertEqual(self.objection(language=bad), ("InvalidType", "Language", 0))
            self.assertEqual(self.attached(language=bad), "InvalidType")
        for good in ("utf-8", "iso-8859-1", "windows-1252"):
            self.assertEqual(self.objection(charset=good)[0], "None")
        for bad in ("", "a b", "a;b", "a\r\nb", 'a"'):
            self.assertEqual(self.objection(charset=bad), ("InvalidType", "Charset", 0))

    def test_256_attachments_are_too_many(self):
        one = corpus.attachment(b"x", content_id="a@b")
        for count, fault in ((254, "None"), (255, "None"), (256, "TooManyParts")):
            self.assertEqual(self.objection(attachments=[one] * count)[0], fault)
            self.assertEqual(self.objection(inlines=[one] * count)[0], fault)

    def test_B139_headers_that_the_composer_writes_are_invalid(self):
        for name in ("In-Reply-To", "references", "AUTO-SUBMITTED", "Content-Type", "Bcc", "X Y"):
            self.assertEqual(self.objection(headers=[["X-A", "b"], [name, "x"]]),
                             ("InvalidHeaderName", "HeaderName", 1))


if __name__ == "__main__":
    PROGRAM = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
