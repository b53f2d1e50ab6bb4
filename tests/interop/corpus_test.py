# SPDX-License-Identifier: MIT
"""The library against mail servers, with a corpus of mails: corpus_test.py SENDER COMPOSER EXIM
FETCHED PAGE [--update] [--all] [TEST...]. SENDER is corpus_sender, COMPOSER compose_mails; EXIM is
what build_exim.sh made, FETCHED what fetch.sh filled. PAGE is docs/interop.md, as with
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
from real_servers import mails, references, tables
from real_servers.conversation import Conversation
from real_servers.findings import EXTENSIONS, Findings
from real_servers.fleet import Fleet
from real_servers.processes import WAIT_S
from real_servers.sink import Sink

OURS = ("plain", "login", "cram-md5", "scram-sha-1", "scram-sha-256", "scram-sha-256-plus",
        "oauthbearer", "xoauth2")
LABELS = {"clear": "in clear", "starttls": "STARTTLS", "tls": "TLS"}
# What the library makes use of by itself, and with which options of what else.
TAKEN = ("PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8")
OPTIONS = {}
# Of the length that all tags have.
TAG = "t0000"


class Corpus(unittest.TestCase):
    programs = everything = None
    tables = {}
    numbers = itertools.count(1)

    @classmethod
    def setUpClass(cls):
        sender, cls.composer, exim, fetched = cls.programs
        cls.fleet = Fleet(exim, fetched)
        cls.addClassCleanup(cls.fleet.stop)
        cls.context = ssl.create_default_context(cafile=cls.fleet.ca)
        cls.converse = functools.partial(Conversation, sender, ca=cls.fleet.ca)
        cls.corpus = mails.corpus()
        cls.few = [one for one in cls.corpus if one["title"] in mails.FEW]
        cls.models = cls.compose()
        cls.arrived = []

    @classmethod
    def tearDownClass(cls):
        """No mail came twice, not even later."""
        for server, recipient in cls.arrived:
            if (copies := len(server.mails(recipient))) != 1:
                raise AssertionError(f"{server.name}: {copies} copies for {recipient}")

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

    def send(self, server, security, offer, descriptions, mechanism=None, options=()):
        tag = self.tag()
        tagged = [mails.tagged(one, tag) for one in descriptions]
        log = log_of(server)
        talk = self.converse(server, security, tagged, mechanism=mechanism, options=options,
                             secret=self.fleet.secrets(server, mechanism)[0])
        found = Findings(server, f"{server.name}, {security}, {mechanism}", talk, offer)
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
            found.expect_login(mechanism, security, log_of(server)[len(log):])
        self.arrived.extend(found.arrived)
        return found

    def test_the_whole_corpus_in_clear(self):
        def work(server, note):
            offer = self.offer(server, "clear")
            mechanism = "plain" if server.always_wants_login else None
            found = self.send(server, "clear", offer, self.corpus, mechanism)
            found.check_extensions(TAKEN)
            note("servers", server.name, "stored as sent", str(len(found.stored)))
            note("servers", server.name, "To folded anew", str(len(found.refolded) or "–"))
            note("servers", server.name, "refused", summary(found.refused))
            for extension in EXTENSIONS:
                note("servers", server.name, extension, found.use(extension))
            problems = found.problems
            for extension, options in OPTIONS.items():
                if extension in offer:
                    found = self.send(server, "clear", offer, self.few, mechanism, options)
                    found.check_extensions((*TAKEN, extension))
                    note("servers", server.name, extension, found.use(extension))
                    problems += found.problems
            return problems
        self.for_each_server(work)

    def test_every_mechanism(self):
        """With the right secret and then with a wrong one."""
        def work(server, note):
            problems = []
            for security in server.ports:
                offer = self.offer(server, security)
                offered = {word.lower() for word in offer.get("AUTH", ())}
                for mechanism in OURS if offered else ():
                    row = f"{server.name}, {LABELS[security]}"
                    cell, found = self.try_mechanism(server, security, offer, mechanism)
                    note("all logins" if self.everything else "logins", row, mechanism.upper(), cell)
                    problems += found
            return problems
        self.for_each_server(work)

    def try_mechanism(self, server, security, offer, mechanism):
        """(cell, problems)"""
        where = f"{server.name}, {security}, {mechanism}: "
        if mechanism.upper() not in offer["AUTH"]:
            said = self.send_one(server, security, mechanism, 0)
            fine = (said["outcome"], said["fault"]) == ("Unsafe", "MechanismNotAllowed")
            return "not offered", [] if fine else [where + str(said)]
        sent = self.corpus if self.everything else self.few
        found = self.send(server, security, offer, sent, mechanism)
        said = self.send_one(server, security, mechanism, 1)
        wanted = (("Accepted", "None", 250) if server.trusting else
                  ("Rejected", "AuthRefused", 535))
        if (said["outcome"], said["fault"], said["code"]) != wanted:
            found.problem("with a wrong secret", said)
        stored = len(found.stored) + len(found.refolded)
        cell = f"{stored} stored" if self.everything else "stored"
        return f"{cell}; {kebab(said['fault'] if wanted[2] == 535 else 'stored')}", found.problems

    def send_one(self, server, security, mechanism, which):
        """A mail with the right secret (0) or a wrong one (1)."""
        return self.converse(server, security, [mails.tagged(self.few[0], self.tag())],
                             mechanism=mechanism,
                             secret=self.fleet.secrets(server, mechanism)[which]).said[0]

    def test_other_clients(self):
        """What curl, msmtp and swaks make of the same octets."""
        sent = [one for one in self.corpus
                if self.everything or one["title"] in references.SOME]
        sink = Sink(self.fleet.make_folder("references"))
        self.addCleanup(sink.stop)

        def work(client, one):
            tag = self.tag()
            tagged = mails.tagged(one, tag)
            model = self.models[one["title"]].replace(TAG.encode(), tag.encode())
            path = self.fleet.folder / tag
            path.write_bytes(model)
            return references.send(client, sink, path, tagged, model)

        ways = list(itertools.product(references.CLIENTS, sent))
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            found = list(pool.map(lambda way: work(*way), ways))
        counts = {}
        for (client, one), what in zip(ways, found):
            self.assertIn(what, references.EXPLAINED, f"{client}, {one['title']}")
            counts.setdefault(client, {}).setdefault(what, []).append(one["title"])
        table = "all clients" if self.everything else "clients"
        for client, what in itertools.product(references.CLIENTS, references.EXPLAINED):
            titles = counts[client].get(what, ())
            self.tables.setdefault(table, {}).setdefault(what, {})[client] = str(len(titles))


def await_all(server, descriptions, said):
    """What is late after that is lost."""
    end = time.monotonic() + WAIT_S
    for one, report in zip(descriptions, said):
        for recipient in mails.recipients(one) if report["outcome"] == "Accepted" else ():
            while not server.mails(recipient) and time.monotonic() < end:
                time.sleep(0.02)


def log_of(server):
    log = getattr(server, "log", None)
    return log.read_text(errors="replace") if server.login_line and log.exists() else ""


def kebab(name):
    return re.sub(r"(?<=[a-z\d])(?=[A-Z])", "-", name).lower()


def summary(counts):
    return ", ".join(f"{count} {kebab(why) if why.isalnum() else why}"
                     for why, count in counts.items()) or "–"


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
    sys.exit(main(*sys.argv[1:]))
