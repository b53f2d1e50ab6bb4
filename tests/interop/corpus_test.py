# SPDX-License-Identifier: MIT
"""The library against mail servers, with a corpus of mails: corpus_test.py SENDER COMPOSER EXIM
OPENSMTPD FETCHED PAGE [--update] [--all] [TEST...]. SENDER is corpus_sender, COMPOSER
compose_mails; EXIM and OPENSMTPD are what build_exim.sh and build_opensmtpd.sh made, FETCHED what
fetch.sh filled. PAGE is docs/interop.md, as with real_servers_test.py. --all sends the whole corpus
in every way, and takes minutes."""

import concurrent.futures
import itertools
import pathlib
import re
import smtplib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "mime"))

from real_servers import mails, references, tables
from real_servers.corpus_case import TAG, CorpusCase, await_all
from real_servers.findings import EXTENSIONS, TRACE
from real_servers.sink import Sink
from real_servers.ways import WAYS

OURS = ("plain", "login", "cram-md5", "scram-sha-1", "scram-sha-256", "scram-sha-256-plus",
        "oauthbearer", "xoauth2")
LABELS = {"clear": "in clear", "starttls": "STARTTLS", "tls": "TLS"}
# What the library makes use of by itself.
TAKEN = ("PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8")


class Corpus(CorpusCase):
    def test_the_whole_corpus(self):
        """In clear, and with --all over STARTTLS and TLS, where a login is wanted."""
        def work(server, note):
            problems = []
            for security in server.ports if self.everything else ("clear",):
                logs_in = server.always_wants_login or security != "clear"
                offer = self.offer(server, security)
                found = self.send(server, security, offer, self.corpus,
                                  "plain" if logs_in else None)
                found.check_extensions(TAKEN)
                problems += found.problems
                self.note_corpus(note, server, security, found)
            return problems
        self.for_each_server(work)

    def note_corpus(self, note, server, security, found):
        if security != "clear":
            stored = len(found.stored) + len(found.refolded)
            note("all connections", server.name, LABELS[security], f"{stored} stored")
            return
        note("servers", server.name, "stored as sent", str(len(found.stored)))
        note("servers", server.name, "To folded anew", str(len(found.refolded) or "–"))
        note("servers", server.name, "refused", summary(found.refused))
        for extension in EXTENSIONS:
            note("servers", server.name, extension, found.use(extension))

    def test_every_option(self):
        """Those that take what a server offers beside."""
        def work(server, note):
            problems = []
            for way in WAYS:
                offer = self.offer(server, way.security) if way.security in server.ports else {}
                cell = "–"
                if way.is_offered(offer):
                    cell, found = self.try_way(server, offer, way)
                    problems += found
                note("all ways" if self.everything else "ways", server.name, way.title, cell)
            return problems
        self.for_each_server(work)

    def try_way(self, server, offer, way):
        """(cell, problems)"""
        logs_in = server.always_wants_login or way.security != "clear"
        mechanism = "plain" if logs_in else None
        if way.title in server.breaks_on:
            return self.see_it_break(server, way, mechanism)
        sent = self.corpus if self.everything else self.few
        found = self.send(server, way.security, offer, sent, mechanism, way.options)
        if not way.is_taken(found.talk):
            found.problem(way.title, "not seen", found.talk.text()[-2000:])
        if way.title == "DSN":
            found.expect_reports()
        stored = len(found.stored) + len(found.refolded)
        return f"{stored} stored" if self.everything else "stored", found.problems

    def see_it_break(self, server, way, mechanism):
        """Nothing is said to be what it is not."""
        tagged = [mails.tagged(one, self.tag()) for one in self.few]
        talk = self.converse(server, way.security, tagged, mechanism=mechanism,
                             options=way.options, secret=self.fleet.secrets(server, mechanism)[0],
                             breaks=True)
        await_all(server, tagged, talk.said)
        for one, report in zip(tagged, talk.said):
            places = [(server, recipient) for recipient in mails.recipients(one)]
            if report["outcome"] == "Accepted":
                self.arrived.extend(places)
            elif report["outcome"] != "Unknown":
                self.refused.extend(places)
        cell = ", ".join(f"{kebab(report['outcome'])} ({kebab(report['fault'])})" if
                         report["outcome"] != "Accepted" else "accepted" for report in talk.said)
        fine = cell == server.breaks_on[way.title] and way.is_taken(talk)
        return cell, [] if fine else [f"{server.name}, {way.title}: {cell}"]

    def test_lmtp(self):
        """A reply for each recipient, and behind the end of the mail one for each that was
        taken."""
        sent = self.corpus if self.everything else self.few
        tag, known, full = self.tag(), ["known@ops.example", "other@ops.example"], "full@ops.example"
        of_all = [one for each in sent for one in mails.recipients(mails.tagged(each, tag))]
        for server in self.fleet.lmtp_servers([*known, *of_all], [full]):
            found = self.send(server, "clear", self.offer(server, "clear", smtplib.LMTP), sent,
                              options=("--lmtp",), tag=tag)
            note = self.tables.setdefault("all lmtp" if self.everything else "lmtp", {})
            note[server.name] = {
                "stored as sent": str(len(found.stored)), "refused": summary(found.refused),
                **{" and ".join(one.partition("@")[0] for one in everybody):
                   self.try_lmtp(server, everybody)
                   for everybody in ([known[0], "nobody@ops.example", full, known[1]],
                                     ["nobody@ops.example"], [full])}}
            self.assertFalse(found.problems, "\n".join(found.problems))

    def try_lmtp(self, server, everybody):
        """What is said of the mail and of each recipient, which is what the server did."""
        content = self.models["raw: dots"]
        mail = {**mails.tagged(self.few[0], TAG), "to": [{"address": one} for one in everybody]}
        said = self.converse(server, "clear", [mail], options=("--lmtp",)).said[0]
        self.assertEqual(len(said["recipients"]), len(everybody))
        for one, report in zip(everybody, said["recipients"]):
            copies = [each[TRACE.match(each).end():] for each in server.mails(one)]
            self.assertEqual(copies, [content] if report["outcome"] == "Accepted" else [], one)
        return f"{said['outcome']}: ".lower() + ", ".join(
            str(report["code"]) for report in said["recipients"])

    def test_every_mechanism(self):
        """With the right secret and then with a wrong one, and what a server does not offer."""
        def work(server, note):
            problems = []
            for security in (one for one in LABELS if one in server.ports):
                offer = self.offer(server, security)
                offered = {word.lower() for word in offer.get("AUTH", ())}
                row = f"{server.name}, {LABELS[security]}"
                for mechanism in OURS if offered else ():
                    cell, found = "not offered", []
                    if mechanism in offered:
                        cell, found = self.try_mechanism(server, security, offer, mechanism)
                    note("logins", row, mechanism.upper(), cell)
                    problems += found
                # It is the client alone that says no, so one of them is enough for every run.
                missing = [one for one in OURS if offered and one not in offered]
                for mechanism in missing if self.everything else missing[:1]:
                    problems += self.try_what_is_missing(server, security, mechanism)
            return problems
        self.for_each_server(work)

    def try_what_is_missing(self, server, security, mechanism):
        """Problems."""
        said = self.send_one(server, security, mechanism, 0)
        fine = (said["outcome"], said["fault"]) == ("Unsafe", "MechanismNotAllowed")
        return [] if fine else [f"{server.name}, {security}, {mechanism}: {said}"]

    def try_mechanism(self, server, security, offer, mechanism):
        """(cell, problems)"""
        if server.says_250_to_auth:
            said = self.send_one(server, security, mechanism, 0)
            fine = (said["outcome"], said["fault"]) == ("Unsafe", "UnexpectedReply")
            return "unexpected-reply", [] if fine else [f"{server.name}, {mechanism}: {said}"]
        found = self.send(server, security, offer, self.few, mechanism)
        said = self.send_one(server, security, mechanism, 1)
        if (said["outcome"], said["fault"], said["code"]) != ("Rejected", "LoginRejected", 535):
            found.problem("with a wrong secret", said)
        return "stored; login-rejected", found.problems

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
        unexplained = [(client, one["title"], what) for (client, one), what in zip(ways, found)
                       if what not in references.EXPLAINED]
        self.assertEqual(unexplained, [])
        for (client, one), what in zip(ways, found):
            counts.setdefault(client, {}).setdefault(what, []).append(one["title"])
        table = "all clients" if self.everything else "clients"
        for client, what in itertools.product(references.CLIENTS, references.EXPLAINED):
            titles = counts[client].get(what, ())
            self.tables.setdefault(table, {}).setdefault(what, {})[client] = str(len(titles))


def kebab(name):
    return re.sub(r"(?<=[a-z\d])(?=[A-Z])", "-", name).lower()


def summary(counts):
    return ", ".join(f"{count} {kebab(why) if why.isalnum() else why}"
                     for why, count in counts.items()) or "–"


def main(*arguments):
    *programs, page = arguments[:6]
    Corpus.programs = [pathlib.Path(program).resolve() for program in programs]
    Corpus.everything = "--all" in arguments
    names = [word for word in arguments[6:] if not word.startswith("--")]
    run = unittest.main(argv=["corpus", *names], verbosity=2, exit=False)
    if not run.result.wasSuccessful():
        return 1
    return tables.keep(page, Corpus.tables, "--update" in arguments)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
