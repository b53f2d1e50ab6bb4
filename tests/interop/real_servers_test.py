# SPDX-License-Identifier: MIT
"""postino-send against Postfix, Dovecot and Exim: real_servers_test.py PROGRAM EXIM PAGE [--update]
[SUITE...]. EXIM is what build_exim.sh made. PAGE is docs/interop.md: what the suites find must be
what its tables say, or becomes it with --update. Postfix starts only as root, so this does too."""

import pathlib
import re
import sys
import unittest

from real_servers import tables
from real_servers.case import Case, TOKENS
from real_servers.certificates import KEYS, pin_of
from real_servers.world import (ODD_USER, PASSWORD, SECURITIES, TROUBLES, USER, VERSIONS,
                                service_of)

LABELS = {"starttls": "STARTTLS", "tls": "TLS"}


class Logins(Case):
    """What corpus_test.py, which tries every mechanism, leaves."""

    def places(self):
        """(server, security)"""
        return [(server, security) for server in self.world.servers for security in SECURITIES]

    def secret(self, mechanism, user=USER):
        return self.world.dovecot.token(user) if mechanism in TOKENS else PASSWORD

    def log_in(self, server, security, mechanism, user=USER, seen=None, service=None):
        offset = self.offset(server)
        received, _ = self.send_and_fetch(server.ports[service or security], security,
                                          auth=mechanism, user=user,
                                          secret=self.secret(mechanism, user))
        line = self.wait_for_line(server, offset, server.login_line.format(user=re.escape(user)))
        self.assertEqual(line[1].lower().replace("_", "-"), seen or mechanism)
        # Encrypted, and authenticated.
        self.assertRegex(received, r"with (ESMTPSA|esmtpsa)\s")

    def refuse(self, server, security, mechanism, service=None):
        result = self.send(server.ports[service or security], security, "a@ops.example", "--body",
                           "x", auth=mechanism, secret=self.secret(mechanism), status=77)
        self.assertEqual((result["outcome"], result["fault"]), ("unsafe", "mechanism-not-allowed"))

    def test_auto_takes_the_strongest(self):
        for server, security in self.places():
            with self.subTest(server=server.name, security=security):
                plus = "scram-sha-256-plus" in server.mechanisms
                self.log_in(server, security, "auto",
                            seen="scram-sha-256-plus" if plus else "scram-sha-256")

    def test_no_channel_binding_where_the_server_has_another(self):
        """Under TLS 1.2 Exim offers -PLUS too, but knows only tls-unique there."""
        service = service_of("tls", "TLSv1.2", "ecdsa")
        self.log_in(self.world.exim, "tls", "auto", seen="scram-sha-256", service=service)
        self.refuse(self.world.exim, "tls", "scram-sha-256-plus", service=service)

    def test_a_user_with_a_comma_and_an_equals_sign(self):
        for server in self.world.servers:
            for mechanism in server.mechanisms:
                if mechanism.startswith("scram") or mechanism == "oauthbearer":
                    with self.subTest(server=server.name, mechanism=mechanism):
                        self.log_in(server, "tls", mechanism, user=ODD_USER)

    def test_a_token_too_long_for_a_command_line(self):
        for server in (self.world.postfix, self.world.dovecot):
            for mechanism in TOKENS:
                with self.subTest(server=server.name, mechanism=mechanism):
                    self.send_and_fetch(server.ports["tls"], "tls", auth=mechanism,
                                        secret=self.world.dovecot.token(USER, padding=2500))

    def test_in_clear_text_where_it_is_asked_for(self):
        port = self.world.postfix.ports["clear"]
        for mechanism in ("plain", "login"):
            with self.subTest(mechanism):
                received, _ = self.send_and_fetch(port, "none", auth=mechanism)
                self.assertIn(f"(Authenticated sender: {USER})", received)
                result = self.send(port, "none", "a@ops.example", "--body", "x", auth=mechanism,
                                   secret="wrong", status=77)
                self.assertEqual((result["outcome"], result["fault"]), ("rejected", "login-rejected"))

    def test_without_a_login_nothing_is_relayed(self):
        for server, code in ((self.world.postfix, 554), (self.world.exim, 550)):
            result = self.send(server.ports["tls"], "tls", "a@ops.example", "--body", "x",
                               auth="none", status=69)
            self.assertEqual((result["outcome"], result["fault"], result["code"]),
                             ("rejected", "all-recipients", code))


class Versions(Case):
    """Each version of TLS with each kind of key, as the server's log has it."""

    def connect(self, server, service, security, **options):
        offset = self.offset(server)
        self.send_and_fetch(server.ports[service], security, auth="plain", **options)
        return self.wait_for_line(server, offset, server.tls_line)

    def test_every_version_and_key(self):
        for server in (self.world.postfix, self.world.exim):
            for version in VERSIONS:
                for kind in KEYS:
                    for security in SECURITIES:
                        with self.subTest(server=server.name, version=version, key=kind,
                                          security=security):
                            line = self.connect(server, service_of(security, version, kind),
                                                security)
                            self.assertEqual(line["version"].replace("v", ""),
                                             version.replace("v", ""))
                            self.note("versions", f"{version}, {kind.upper()}",
                                      f"{server.name}, {LABELS[security]}", line["cipher"])

    def test_the_newest_where_there_is_a_choice(self):
        for server in (self.world.postfix, self.world.exim):
            for security in SECURITIES:
                line = self.connect(server, security, security)
                self.assertIn(line["version"], ("TLSv1.3", "TLS1.3"))

    def test_every_name_of_this_machine(self):
        for host in ("localhost", "127.0.0.1", "[::1]"):
            with self.subTest(host):
                self.send_and_fetch(self.world.postfix.ports["tls"], "tls", host=host)


class Resumption(Case):
    """A session kept in a file over two runs."""

    def connect(self, server, service, security, session, **options):
        """What the server says of the connection."""
        offset = self.offset(server)
        self.send_and_fetch(server.ports[service], security, "--tls-session", session,
                            auth="plain", **options)
        self.wait_for_line(server, offset, server.tls_line)
        return "resumed" if server.resumed_mark in self.log_of(server)[offset:] else "full"

    def path(self):
        return str(self.world.folder / f"session-{self.recipient()}")

    def check(self, way, server, service, security):
        with self.subTest(way, server=server.name, security=security):
            session = self.path()
            words = [self.connect(server, service, security, session) for _ in range(3)]
            self.assertEqual(words, ["full", "resumed", "resumed"])
            self.note("resumption", way, f"{server.name}, {LABELS[security]}", ", ".join(words))

    def test_the_next_connections_resume(self):
        for server in (self.world.postfix, self.world.exim):
            for version in VERSIONS:
                for security in SECURITIES:
                    self.check(f"{version}, ticket", server,
                               service_of(security, version, "ecdsa"), security)
        self.check("TLSv1.2, session id", self.world.postfix, "session-ids", "tls")

    def test_a_session_of_another_server_is_of_no_use(self):
        session, postfix = self.path(), self.world.postfix
        for host in ("localhost", "127.0.0.1"):
            self.assertEqual(self.connect(postfix, "tls-TLSv1.3-ecdsa", "tls", session, host=host),
                             "full")

    def test_a_file_that_holds_no_session(self):
        for content in (b"", b"no session\n", bytes(5000)):
            session = self.file(content)
            words = [self.connect(self.world.postfix, "tls-TLSv1.3-ecdsa", "tls", session)
                     for _ in range(2)]
            self.assertEqual(words, ["full", "resumed"])

    def test_a_server_that_does_not_resume(self):
        session = self.path()
        for _ in range(2):
            self.send_and_fetch(self.world.dovecot.ports["tls"], "tls", "--tls-session", session)


class Trust(Case):
    """What is not to be believed is Unsafe, and the server gets neither a login nor a mail."""

    def refuse(self, service, security, fault, *arguments, **options):
        offset = self.offset(self.world.postfix)
        result = self.send(self.world.postfix.ports[service], security, *arguments,
                           "a@ops.example", "--body", "x", status=77, **options)
        self.assertEqual((result["outcome"], result["fault"], result["accepted"]),
                         ("unsafe", fault, 0))
        line = self.wait_for_line(self.world.postfix, offset, r"disconnect from (.*)\n")[1]
        for word in ("auth", "mail", "rcpt", "data"):
            self.assertNotIn(word, line)
        return f"{result['outcome']}: {result['fault']}"

    def test_what_is_wrong_with_a_certificate(self):
        for security in SECURITIES:
            for trouble, fault in TROUBLES.items():
                with self.subTest(trouble, security=security):
                    cell = self.refuse(service_of(security, trouble), security, fault,
                                       host="127.0.0.1")
                    self.note("trust", trouble, LABELS[security], cell)

    def test_a_name_alone_is_enough_for_the_name(self):
        self.send_and_fetch(self.world.postfix.ports["tls-no-address"], "tls")

    def test_an_authority_that_is_not_the_one(self):
        for security in SECURITIES:
            self.refuse(security, security, "untrusted", ca=self.world.stranger.certificate)

    def test_starttls_that_is_not_offered(self):
        self.note("trust", "no STARTTLS offered", LABELS["starttls"],
                  self.refuse("clear", "starttls", "start-tls-not-offered"))

    def test_insecure_is_loud_and_works(self):
        self.send_and_fetch(self.world.postfix.ports["tls-unknown-authority"], "tls",
                            "--insecure")

    def test_a_pin(self):
        pin = pin_of(self.world.keys["ecdsa"])
        self.send_and_fetch(self.world.postfix.ports["tls-TLSv1.3-ecdsa"], "tls", "--pin", pin)
        self.refuse("tls-TLSv1.3-rsa", "tls", "pin-mismatch", "--pin", pin)


RAW = (b"From: pump3@plant.example\r\nTo: ops@plant.example\r\nSubject: octets\r\n"
       b"Message-ID: <1@plant.example>\r\nX-Folded: one\r\n two\r\n\r\n")
BODIES = {"dots": b".\r\n..\r\n.dot\r\n...\r\n\r\n.\r\n",
          "long lines": b"x" * 998 + b"\r\n." + b"y" * 997 + b"\r\n",
          "UTF-8": "Grüße, Δ, 水, 🙂\r\n".encode() * 200,
          "every octet": bytes(one for one in range(1, 256) if one not in b"\r\n") + b"\r\n",
          "blanks": b" \t \r\n\r\n  x \t\r\n\r\n\r\n",
          "From": b"From pump3\r\n>From pump3\r\n",
          "no body": b"",
          "2 MB": b"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc\r\n" * 32768}


class Content(Case):
    """What is stored, octet for octet."""

    def places(self):
        return [(server.name, server.ports["starttls"]) for server in self.world.servers]

    def test_octet_for_octet(self):
        for name, port in self.places():
            for what, body in BODIES.items():
                with self.subTest(name, what=what):
                    mail = RAW + body
                    _, stored = self.send_and_fetch(port, "starttls", "--raw", self.file(mail))
                    # Without the two in the message, which may be long.
                    self.assertTrue(stored == mail, f"{len(stored)} octets of {len(mail)}")

    def test_several_mails_on_one_connection(self):
        for name, port in self.places():
            with self.subTest(name):
                recipient = self.recipient()
                result = self.send(port, "starttls", "--count", "5", recipient, "--body", "x")
                self.assertEqual((result["mails"], result["accepted"]), (5, 5))
                self.assertEqual(len(self.world.sink.wait_for(recipient, 5)), 5)

    def test_several_recipients_one_of_them_refused(self):
        for server in (self.world.postfix, self.world.exim):
            good = [self.recipient() for _ in range(20)]
            result = self.send(server.ports["tls"], "tls", *good[:10], "nobody@ops.example",
                               *good[10:], "--body", "x", status=69)
            self.assertEqual(result["outcome"], "accepted")
            outcomes = [(one["outcome"], one["code"]) for one in result["recipients"]]
            self.assertEqual(outcomes, [("accepted", 250)] * 10 + [("rejected", 550)]
                             + [("accepted", 250)] * 10)
            for recipient in good:
                self.assertEqual(len(self.world.sink.wait_for(recipient)), 1)

    def test_addresses_in_utf8(self):
        recipient = f"grüße-{self.recipient()}"
        self.send(self.world.postfix.ports["tls"], "tls", recipient, "--subject", "Grüße",
                  "--body", "Grüße")
        self.assertEqual(len(self.world.sink.wait_for(recipient)), 1)
        result = self.send(self.world.dovecot.ports["tls"], "tls", recipient, "--body", "x", status=69)
        self.assertEqual(result["fault"], "utf8-not-offered")

    def test_a_mail_over_the_servers_size(self):
        raw = self.file(RAW + b"x\r\n" * 4_000_000)
        result = self.send(self.world.postfix.ports["tls"], "tls", "--raw", raw, "a@ops.example",
                           status=69)
        self.assertEqual((result["outcome"], result["fault"], result["code"]),
                         ("rejected", "size-exceeded", 0))

    def test_the_smallest_packets(self):
        for name, port in self.places():
            with self.subTest(name):
                mail = RAW + BODIES["dots"] * 100
                _, stored = self.send_and_fetch(port, "starttls", "--raw", self.file(mail),
                                                "--packets", "1", "--packet-bytes", "64")
                self.assertEqual(stored, mail)


def main(program, exim, page, *arguments):
    Case.program = program
    # It starts itself anew from a folder of its own.
    Case.exim = pathlib.Path(exim).resolve()
    update = "--update" in arguments
    suites = [word for word in arguments if word != "--update"]
    try:
        run = unittest.main(argv=[program, *suites], verbosity=2, exit=False)
    finally:
        if Case.world is not None:
            Case.world.stop()
    if not run.result.wasSuccessful():
        return 1
    return tables.keep(page, Case.tables, update)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
