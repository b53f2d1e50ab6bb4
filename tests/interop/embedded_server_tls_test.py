# SPDX-License-Identifier: MIT
"""The embedded server's TLS and SASL against clients that are not ours, Python's ssl and smtplib:
embedded_server_tls_test.py PROGRAM."""

import base64
import pathlib
import smtplib
import ssl
import sys
import tempfile
import unittest

from tls_peers import EmbeddedServer

PROGRAM = sys.argv[1]
USER = "pump3"
PASSWORD = "Dry run 14:02"


def encoded(text):
    return base64.b64encode(text.encode()).decode()


class Server(unittest.TestCase):
    def start(self, **settings):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.server = EmbeddedServer(PROGRAM, pathlib.Path(folder.name), **settings)
        self.addCleanup(self.server.stop)
        self.context = ssl.create_default_context(cafile=self.server.file("ca.pem"))
        host, port = self.server.name.split(":")
        if settings.get("at_once"):
            client = smtplib.SMTP_SSL(host, int(port), context=self.context)
        else:
            client = smtplib.SMTP(host, int(port))
        self.addCleanup(client.close)
        client.ehlo("[127.0.0.1]")
        return client

    def protected(self, **settings):
        client = self.start(users={USER: PASSWORD}, **settings)
        client.starttls(context=self.context)
        client.ehlo("[127.0.0.1]")
        return client

    def code(self, client, line):
        return client.docmd(line)[0]

    def test_before_and_behind_starttls(self):
        client = self.start()
        self.assertIn("starttls", client.esmtp_features)
        self.assertNotIn("auth", client.esmtp_features)
        self.assertEqual(self.code(client, "AUTH PLAIN"), 504)
        self.assertEqual(self.code(client, "STARTTLS x"), 501)
        client.starttls(context=self.context)
        self.assertEqual(self.code(client, "MAIL FROM:<a@b>"), 503)
        client.ehlo("[127.0.0.1]")
        self.assertNotIn("starttls", client.esmtp_features)
        self.assertIn("SCRAM-SHA-256-PLUS", client.esmtp_features["auth"])
        self.assertNotIn("EXTERNAL", client.esmtp_features["auth"])
        self.assertEqual(self.code(client, "STARTTLS"), 503)

    def test_octets_behind_starttls(self):
        client = self.start()
        client.send("STARTTLS\r\nNOOP\r\n")
        self.assertEqual(client.getreply()[0], 521)

    def test_tls_from_the_first_octet(self):
        client = self.start(at_once=True, users={USER: PASSWORD})
        self.assertNotIn("starttls", client.esmtp_features)
        client.login(USER, PASSWORD)
        client.sendmail("a@b", ["c@d"], "x\r\n")
        client.quit()
        self.server.stop()
        self.assertEqual(self.server.mails[0]["version"], "TLSv1.3")
        self.assertEqual(self.server.mails[0]["server_name"], "localhost")

    def test_without_tls(self):
        client = self.start(tls=False)
        self.assertNotIn("starttls", client.esmtp_features)
        self.assertEqual(self.code(client, "STARTTLS"), 502)
        self.assertNotIn("PLUS", client.esmtp_features["auth"])

    def test_a_client_that_does_not_trust_it(self):
        client = self.start()
        with self.assertRaises(ssl.SSLError):
            client.starttls(context=ssl.create_default_context())

    def test_logins(self):
        for mechanism in ("cram_md5", "plain", "login"):
            for password, code in ((PASSWORD, 235), ("wrong", 535)):
                with self.subTest(mechanism, password=password):
                    client = self.protected()
                    client.user, client.password = USER, password
                    method = getattr(client, f"auth_{mechanism}")
                    name = mechanism.upper().replace("_", "-")
                    if code == 235:
                        client.auth(name, method, initial_response_ok=False)
                        self.assertEqual(self.code(client, "AUTH PLAIN"), 503)
                    else:
                        with self.assertRaises(smtplib.SMTPAuthenticationError) as failed:
                            client.auth(name, method, initial_response_ok=False)
                        self.assertEqual(failed.exception.smtp_code, code)

    def test_tokens(self):
        for mechanism, message, farewell in (
                ("OAUTHBEARER", "n,a=pump3,\x01host=x\x01auth=Bearer {}\x01\x01", "\x01"),
                ("XOAUTH2", "user=pump3\x01auth=Bearer {}\x01\x01", "")):
            with self.subTest(mechanism):
                client = self.protected()
                code, text = client.docmd(f"AUTH {mechanism} " + encoded(message.format("bad")))
                self.assertEqual(code, 334)
                self.assertIn(b"invalid_token", base64.b64decode(text))
                self.assertEqual(self.code(client, encoded(farewell)), 535)
                for broken in ("", "x", message.format("t")[:-1], message.format("t")[1:]):
                    self.assertEqual(self.code(client, f"AUTH {mechanism} "
                                               + (encoded(broken) or "=")), 501, broken)
                self.assertEqual(self.code(client, f"AUTH {mechanism}"), 334)
                self.assertEqual(self.code(client, encoded(message.format(PASSWORD))), 235)

    def test_scram_is_read_strictly(self):
        client = self.protected()
        for first in ("n,,n=pump3,r=abc", "y,,n=pump3,r=abc"):
            code, text = client.docmd("AUTH SCRAM-SHA-256 " + encoded(first))
            self.assertEqual(code, 334 if first[0] == "n" else 535, first)
            if code == 334:
                self.assertTrue(base64.b64decode(text).startswith(b"r=abc"))
                self.assertEqual(self.code(client, "*"), 501)
        self.assertIn(self.code(client, "AUTH SCRAM-SHA-256 " + encoded("hello")), (501, 535))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]], verbosity=2)
