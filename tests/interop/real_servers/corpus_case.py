# SPDX-License-Identifier: MIT
"""What the tests of the corpus share: the servers, the mails with what is to be stored of each, and
how they are sent and held against that."""

import concurrent.futures
import functools
import itertools
import json
import pathlib
import re
import smtplib
import ssl
import subprocess
import tempfile
import time
import unittest

import oracles

from . import mails
from .conversation import Conversation
from .findings import Findings
from .fleet import Fleet
from .processes import WAIT_S
from .world import USER

# Of the length that all tags have.
TAG = "t0000"


class CorpusCase(unittest.TestCase):
    programs = everything = None
    tables = {}
    numbers = itertools.count(1)

    @classmethod
    def setUpClass(cls):
        sender, cls.composer, *servers = cls.programs
        cls.fleet = Fleet(*servers)
        cls.addClassCleanup(cls.fleet.stop)
        cls.context = ssl.create_default_context(cafile=cls.fleet.ca)
        cls.converse = functools.partial(Conversation, sender, ca=cls.fleet.ca)
        cls.corpus = mails.corpus()
        cls.few = [one for one in cls.corpus if one["title"] in mails.FEW]
        cls.models = cls.compose()
        cls.arrived, cls.refused = [], []

    @classmethod
    def tearDownClass(cls):
        """No mail came twice, and none that was refused, not even later."""
        for server, recipient in cls.arrived:
            if (copies := len(server.mails(recipient))) != 1:
                raise AssertionError(f"{server.name}: {copies} copies for {recipient}")
        for server, recipient in cls.refused:
            if server.mails(recipient):
                raise AssertionError(f"{server.name}: a copy for {recipient}")

    @classmethod
    def compose(cls):
        """What is to be stored of each mail of the corpus, by title, with TAG for a tag."""
        found = {one["title"]: one["stored"] for one in cls.corpus if one.get("raw")}
        composed = [{**mails.tagged(one, TAG), "eight_bit": True,
                     "utf8": one.get("needs_utf8", False)}
                    for one in cls.corpus if not one.get("raw")]
        with tempfile.TemporaryDirectory() as folder:
            lines = "".join(json.dumps(one) + "\n" for one in composed)
            subprocess.run([cls.composer, folder], input=lines.encode(), check=True,
                           capture_output=True, timeout=300)
            for number, one in enumerate(composed):
                content = found[one["title"]] = (pathlib.Path(folder) / str(number)).read_bytes()
                # By Python's parser, held against the description.
                oracles.check_python(cls(), content, one)
        return found

    def tag(self):
        return f"t{next(self.numbers):04}"

    def for_each_server(self, work):
        """work(server, note) is a list of problems; note(table, row, column, cell) is for
        docs/interop.md, where the rows are in the order of the servers."""
        def guarded(server):
            cells = []
            return work(server, lambda *cell: cells.append(cell)), cells

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            found = list(pool.map(guarded, self.fleet.servers))
        for table, row, column, cell in itertools.chain(*(cells for _, cells in found)):
            self.tables.setdefault(table, {}).setdefault(row, {})[column] = cell
        problems = list(itertools.chain(*(problems for problems, _ in found)))
        self.assertFalse(problems, "\n".join(problems))

    def offer(self, server, security, kind=smtplib.SMTP):
        """Keyword to its words, as Python's client reads them."""
        port = server.ports[security]
        if security == "tls":
            client = smtplib.SMTP_SSL("localhost", port, context=self.context)
        else:
            client = kind("localhost", port)
        with client:
            if security == "starttls":
                client.starttls(context=self.context)
            client.ehlo("[127.0.0.1]")
            return {key.upper(): value.split() for key, value in client.esmtp_features.items()}

    def send(self, server, security, offer, descriptions, mechanism=None, options=(), tag=None):
        tag = tag or self.tag()
        tagged = [mails.tagged(one, tag) for one in descriptions]
        log = log_of(server)
        talk = self.converse(server, security, tagged, mechanism=mechanism, options=options,
                             secret=self.fleet.secrets(server, mechanism)[0])
        found = Findings(server, f"{server.name}, {security}, {mechanism}", tagged, talk,
                         offer)
        if talk.connections() != 1:
            found.problem("connections", talk.connections())
        await_all(server, tagged, talk.said)
        for one, said in zip(tagged, talk.said):
            if one.get("needs_utf8") and "SMTPUTF8" not in offer:
                found.expect_refusal(one, said, 0, "Utf8NotOffered")
            elif code := server.refuses.get(one["title"]):
                found.expect_refusal(one, said, code, "AllRecipients")
            else:
                model = self.models[one["title"]].replace(TAG.encode(), tag.encode())
                found.expect_mail(one, said, model)
        if mechanism:
            found.expect_login(mechanism, security, log_behind(server, len(log)))
        self.arrived.extend(found.arrived)
        return found

    def send_one(self, server, security, mechanism, which):
        """A mail with the right secret (0) or a wrong one (1)."""
        return self.converse(server, security, [mails.tagged(self.few[0], self.tag())],
                             mechanism=mechanism,
                             secret=self.fleet.secrets(server, mechanism)[which]).said[0]


def await_all(server, descriptions, said):
    """What is late after that is lost."""
    end = time.monotonic() + WAIT_S
    for one, report in zip(descriptions, said):
        for recipient in mails.recipients(one) if report["outcome"] == "Accepted" else ():
            while not server.mails(recipient) and time.monotonic() < end:
                time.sleep(0.02)


def log_behind(server, octets):
    """What the log got since then. Several processes write it, and the one that saw the login may be
    the last."""
    end = time.monotonic() + WAIT_S
    while True:
        log = log_of(server)[octets:]
        told = not server.login_line or re.search(server.login_line.format(user=USER), log)
        if told or time.monotonic() > end:
            return log
        time.sleep(0.02)


def log_of(server):
    log = getattr(server, "log", None)
    return log.read_text(errors="replace") if server.login_line and log.exists() else ""
