# SPDX-License-Identifier: MIT
"""The library against eight mail servers: corpus_test.py SENDER COMPOSER EXIM FETCHED PAGE
[--update] [--all] [TEST...]. SENDER is corpus_sender, COMPOSER compose_mails; EXIM is what
build_exim.sh made, FETCHED what fetch.sh filled. PAGE is docs/interop.md, as with
real_servers_test.py. --all sends the whole corpus in every way, and takes minutes."""

import concurrent.futures
import functools
import itertools
import json
import pathlib
import re
import smtplib
import ssl
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "mime"))

import oracles
from real_servers import mails, tables
from real_servers.case import RECEIVED
from real_servers.conversation import Conversation
from real_servers.fleet import Fleet
from real_servers.processes import WAIT_S

OURS = ("plain", "login", "cram-md5", "scram-sha-1", "scram-sha-256", "scram-sha-256-plus",
        "oauthbearer", "xoauth2")
LABELS = {"clear": "in clear", "starttls": "STARTTLS", "tls": "TLS"}
# An extension is in use when this is in the conversation.
EXTENSIONS = {"PIPELINING": r"\n> MAIL [^\n]*\n> RCPT ", "SIZE": r"\n> MAIL [^\n]* SIZE=\d",
              "8BITMIME": r"\n> MAIL [^\n]* BODY=8BITMIME", "SMTPUTF8": r"\n> MAIL [^\n]* SMTPUTF8",
              "CHUNKING": r"\n> BDAT \d", "DSN": r"\n> (MAIL|RCPT) [^\n]* (RET|ENVID|NOTIFY|ORCPT)="}
# Those that the library takes by itself, and with which options it takes the others.
TAKEN = ("PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8")
OPTIONS = {}
TAG = "t0000"


class Corpus(unittest.TestCase):
    programs = everything = None
    tables = {}
    tags = itertools.count(1)

    @classmethod
    def setUpClass(cls):
        sender, cls.composer, exim, fetched = cls.programs
        cls.fleet = Fleet(exim, fetched)
        cls.addClassCleanup(cls.fleet.stop)
        cls.context = ssl.create_default_context(cafile=cls.fleet.ca)
        cls.converse = functools.partial(Conversation, sender, ca=cls.fleet.ca)
        cls.corpus = mails.corpus()
        cls.few = [one for one in cls.corpus if one["title"] in mails.FEW]
        cls.arrived = []

    @classmethod
    def tearDownClass(cls):
        """No mail came twice, not even later."""
        for server, recipient in cls.arrived:
            copies = len(server.mails(recipient))
            if copies != 1:
                raise AssertionError(f"{server.name}: {copies} copies for {recipient}")

    @staticmethod
    def note(table, row, column, cell):
        Corpus.tables.setdefault(table, {}).setdefault(row, {})[column] = cell

    def for_each_server(self, work):
        """work(server) for all at a time, each its own problems."""
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            found = list(pool.map(work, self.fleet.servers))
        self.assertFalse(problems := list(itertools.chain(*found)), "\n".join(problems))

    def offer(self, server, security):
        """Keyword to its words, as Python's client reads them."""
        port = server.ports[security]
        if security == "tls":
            client = smtplib.SMTP_SSL("localhost", port, context=self.context)
        else:
            client = smtplib.SMTP("localhost", port)
        with client:
            if security == "starttls":
                client.starttls(context=self.context)
            client.ehlo("[127.0.0.1]")
            return {key.upper(): value.split() for key, value in client.esmtp_features.items()}

    def mechanisms(self, offer):
        offered = {word.lower() for word in offer.get("AUTH", ())}
        return [mechanism for mechanism in OURS if mechanism in offered]

    @functools.cache
    def models(self):
        """What is to be stored of each mail of the corpus, by title, with TAG for a tag."""
        found = {one["title"]: one["stored"] for one in self.corpus if one.get("raw")}
        composed = [{**mails.tagged(one, TAG), "eight_bit": True,
                     "utf8": one.get("needs_utf8", False)}
                    for one in self.corpus if not one.get("raw")]
        with tempfile.TemporaryDirectory() as folder:
            lines = "".join(json.dumps(one) + "\n" for one in composed)
            subprocess.run([self.composer, folder], input=lines.encode(), check=True,
                           capture_output=True, timeout=300)
            for number, one in enumerate(composed):
                content = found[one["title"]] = (pathlib.Path(folder) / str(number)).read_bytes()
                # By Python's parser, held against the description.
                oracles.check_python(self, content, one)
        return found

    def send(self, server, security, descriptions, mechanism=None, options=()):
        """(problems, conversation, how many were stored, how many of them refused)"""
        tag = f"t{next(self.tags):04}"
        tagged = [mails.tagged(one, tag) for one in descriptions]
        offer = self.offer(server, security)
        secret = self.fleet.secrets(server, mechanism)[0]
        talk = self.converse(server, security, tagged, mechanism=mechanism, secret=secret,
                             options=options)
        found = Findings(server, f"{server.name}, {security}, {mechanism}")
        if talk.connections() != 1:
            found.problem("connections", talk.connections())
        self.await_all(server, tagged, talk.said)
        for number, (one, said) in enumerate(zip(descriptions, talk.said)):
            if one.get("needs_utf8") and "SMTPUTF8" not in offer:
                found.expect_refusal(tagged[number], said, 0, "Utf8NotOffered")
            elif one["title"] in getattr(server, "refuses", ()):
                found.expect_refusal(tagged[number], said, server.refuses[one["title"]],
                                     "AllRecipients")
            else:
                model = self.models()[one["title"]].replace(TAG.encode(), tag.encode())
                found.expect_mail(tagged[number], said, model)
        found.check_extensions(offer, talk, options)
        return found, talk, offer

    @staticmethod
    def await_all(server, descriptions, said):
        """What is late after that is lost."""
        end = time.monotonic() + WAIT_S
        for one, report in zip(descriptions, said):
            for recipient in mails.recipients(one) if report["outcome"] == "Accepted" else ():
                while not server.mails(recipient) and time.monotonic() < end:
                    time.sleep(0.02)

    def ways(self, server):
        """(security, mechanism): all but the one that is neither protected nor logs in."""
        for security in server.ports:
            for mechanism in self.mechanisms(self.offer(server, security)):
                yield security, mechanism

    def test_the_whole_corpus_in_clear(self):
        def work(server):
            mechanism = "plain" if server.name == "Dovecot" else None
            found, talk, offer = self.send(server, "clear", self.corpus, mechanism)
            self.note("servers", server.name, "stored as sent", str(len(found.stored)))
            self.note("servers", server.name, "SMTPUTF8 refused", str(found.refused))
            for extension in EXTENSIONS:
                self.note("servers", server.name, extension,
                          found.use(extension, offer, talk))
            return found.problems
        self.for_each_server(work)

    def test_every_login(self):
        def work(server):
            problems = []
            for security, mechanism in self.ways(server):
                row = f"{server.name}, {LABELS[security]}"
                sent = self.corpus if self.everything else self.few
                found, _, _ = self.send(server, security, sent, mechanism)
                problems += found.problems
                wrong = self.converse(
                    server, security, [mails.tagged(self.few[0], f"w{next(self.tags):04}")],
                    mechanism=mechanism, secret=self.fleet.secrets(server, mechanism)[1]).said[0]
                self.note("logins2", row, mechanism.upper(),
                          f"{len(found.stored)} stored; {wrong['fault']}")
                if (wrong["outcome"], wrong["fault"]) != ("Rejected", "AuthRefused"):
                    problems.append(f"{row}, {mechanism}: {wrong}")
            return problems
        self.for_each_server(work)


class Findings:
    """Of one conversation."""

    def __init__(self, server, where):
        self.server, self.where = server, where
        self.problems, self.stored, self.refolded, self.refused = [], [], [], {}

    def problem(self, *words):
        self.problems.append(": ".join(map(str, (self.where, *words))))

    def expect_refusal(self, one, said, code, fault):
        self.refused.setdefault(fault, []).append(one["title"])
        if (said["outcome"], said["code"], said["fault"]) != ("Rejected", code, fault):
            self.problem(one["title"], said)

    def expect_mail(self, one, said, model):
        outcomes = {each["outcome"] for each in said["recipients"]}
        if said["outcome"] != "Accepted" or outcomes != {"Accepted"}:
            self.problem(one["title"], said)
            return
        before = len(self.problems)
        for recipient in mails.recipients(one):
            self.expect_copy(one, recipient, model)
        if len(self.problems) == before and one["title"] not in self.refolded:
            self.stored.append(one["title"])

    def expect_copy(self, one, recipient, model):
        copies = self.server.mails(recipient)
        if not copies:
            self.problem(one["title"], "not stored", recipient)
            return
        Corpus.arrived.append((self.server, recipient))
        received = RECEIVED.match(copies[0])
        content = copies[0][received.end() if received else 0:]
        if content != model:
            if not getattr(self.server, "refolds", False) or unfolded(content) != unfolded(model):
                self.problem(one["title"], difference(content, model))
            elif one["title"] not in self.refolded:
                self.refolded.append(one["title"])
        for blind in one.get("bcc", ()):
            if b"bcc" in content.lower() or blind["address"].encode() in copies[0]:
                self.problem(one["title"], "names", blind)

    def use(self, extension, offer, talk):
        if extension not in offer:
            return "–"
        return "used" if re.search(EXTENSIONS[extension], talk.text()) else "offered"

    def check_extensions(self, offer, talk, options):
        for extension in EXTENSIONS:
            used = re.search(EXTENSIONS[extension], talk.text())
            if used and extension not in offer:
                self.problem(extension, "used and not offered")


def unfolded(content):
    head, end, body = content.partition(b"\r\n\r\n")
    return re.sub(rb"\r\n[ \t]+", b" ", head) + end + body


def difference(content, model):
    """Where they part."""
    at = next((at for at, (one, other) in enumerate(zip(content, model)) if one != other),
              min(len(content), len(model)))
    start = max(0, at - 40)
    return f"at {at} of {len(content)}: {content[start:at + 60]!r} for {model[start:at + 60]!r}"


def main(*arguments):
    *programs, page = arguments[:5]
    Corpus.programs = [pathlib.Path(program).resolve() for program in programs]
    Corpus.everything = "--all" in arguments
    names = [word for word in arguments[5:] if not word.startswith("--")]
    run = unittest.main(argv=["corpus", *names], verbosity=2, exit=False)
    if not run.result.wasSuccessful():
        return 1
    return tables.keep(page, Corpus.tables, "--update" in arguments)


if __name__ == "__main__":
    r = main(*sys.argv[1:])
    import resource; print("SELF", resource.getrusage(resource.RUSAGE_SELF)[:2], "CHILD", resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    sys.exit(r)
