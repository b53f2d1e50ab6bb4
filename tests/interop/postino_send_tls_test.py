# SPDX-License-Identifier: MIT
"""postino-send with TLS and logins, against servers that are not ours or whose TLS and SASL are not:
EMBEDDED_SERVER=SERVER postino_send_tls_test.py PROGRAM [SUITE ...]."""

import json
import os
import pathlib
import signal
import stat
import subprocess

import tls_peers
from postino_send_case import BODY, KEYS, PROGRAM, TLS_KEYS, Case, main
from tls_peers import EmbeddedServer

SERVER = os.environ["EMBEDDED_SERVER"]
USER = "pump3"
PASSWORD = "Dry run 14:02"
TOKEN = "ya29.a0AfH6SM-_~+/token=="


class TlsCase(Case):
    def embedded(self, **settings):
        server = EmbeddedServer(SERVER, self.folder, **settings)
        self.addCleanup(server.stop)
        return server

    def files(self, **settings):
        """Only the files that the embedded server writes: ca, server and client."""
        self.embedded(**settings).stop()
        return {name: str(self.folder / name)
                for name in ("ca.pem", "server.pem", "server.key", "client.pem", "client.key")}

    def tls(self, server, *arguments, status=0, security="starttls", ca=True, **variables):
        """The JSON of a mail that is sent with TLS."""
        trust = ("--ca", str(self.folder / "ca.pem")) if ca else ()
        ran = self.send("--json-tls", "--server", server.name, "--security", security, *trust,
                        "--timeout", "20", "a@b", *BODY, *arguments, status=status, **variables)
        self.stderr = ran.stderr.decode()
        result = json.loads(ran.stdout)
        self.assertEqual(list(result), KEYS + TLS_KEYS)
        return result

    def check_unsafe(self, server, fault, *arguments, **more):
        result = self.tls(server, *arguments, status=77, **more)
        self.assertEqual((result["outcome"], result["fault"]), ("unsafe", fault))
        self.assertEqual(result["accepted"], 0)
        return result


class SServer(TlsCase):
    def check(self, key, *arguments, at_once=False, more=(), status=0):
        files = self.files(key=key)
        with tls_peers.SServer(self.folder, *arguments, certificate=files["server.pem"],
                     key=files["server.key"], at_once=at_once) as server:
            result = self.tls(server, *more, security="tls" if at_once else "starttls",
                              status=status)
        if status == 0:
            self.assertEqual(result["protection"], "verified")
            self.assertEqual(len(server.contents), 1)
            self.assertIn(b"\r\nDry run at 14:02.\r\n", server.contents[0])
            self.assertEqual(server.commands[-1], "QUIT")
        return result, server

    def test_each_version_with_each_key(self):
        for version, cipher in (("-tls1_2", "ECDHE-"), ("-tls1_3", "TLS_")):
            for key in ("p256", "rsa2048"):
                for at_once in (False, True):
                    with self.subTest(version=version, key=key, at_once=at_once):
                        _, server = self.check(key, version, at_once=at_once)
                        note = next(x for x in server.notes if x.startswith("CIPHER is "))
                        self.assertTrue(note.startswith("CIPHER is " + cipher), note)

    def test_each_cipher_suite_that_both_know(self):
        for key, option, names in (
                ("p256", "-cipher", ("ECDHE-ECDSA-AES128-GCM-SHA256",
                                     "ECDHE-ECDSA-AES256-GCM-SHA384",
                                     "ECDHE-ECDSA-CHACHA20-POLY1305")),
                ("rsa2048", "-cipher", ("ECDHE-RSA-AES128-GCM-SHA256",
                                        "ECDHE-RSA-AES256-GCM-SHA384")),
                ("p256", "-ciphersuites", ("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"))):
            for name in names:
                with self.subTest(name):
                    version = "-tls1_2" if option == "-cipher" else "-tls1_3"
                    _, server = self.check(key, version, option, name)
                    self.assertIn(f"CIPHER is {name}", server.notes)

    def test_old_versions_and_broken_ciphers_are_refused(self):
        for arguments in (("-tls1_1", "-cipher", "ALL:@SECLEVEL=0"),
                          ("-tls1_2", "-cipher", "AES128-SHA:@SECLEVEL=0")):
            with self.subTest(arguments):
                result, server = self.check("rsa2048", *arguments, status=77)
                self.assertEqual((result["outcome"], result["fault"]), ("unsafe", "tls-alert"))
                self.assertIn("(alert: ", self.stderr)
                self.assertEqual(server.commands, [])

    def test_a_client_certificate(self):
        for version in ("-tls1_2", "-tls1_3"):
            with self.subTest(version):
                path = str(self.folder / "ca.pem")
                _, server = self.check(
                    "p256", version, "-Verify", "2", "-CAfile", path, "-verify_return_error",
                    more=("--cert", str(self.folder / "client.pem"),
                          "--key", str(self.folder / "client.key")))
                self.assertTrue(any("CN = pump3" in note for note in server.notes), server.notes)

    def test_a_client_certificate_that_is_missing(self):
        for version in ("-tls1_2", "-tls1_3"):
            with self.subTest(version):
                path = str(self.folder / "ca.pem")
                result, server = self.check("p256", version, "-Verify", "2", "-CAfile", path,
                                            "-verify_return_error", status=77)
                self.assertEqual((result["outcome"], result["fault"]), ("unsafe", "tls-alert"))
                self.assertEqual(server.commands, [])


class Aiosmtpd(TlsCase):
    def serve(self, mode):
        files = self.files()
        return tls_peers.Aiosmtpd(self.folder, mode, files["server.pem"], files["server.key"])

    def login(self, server, mode, **more):
        return self.tls(server, "--user", USER, security=mode, POSTINO_PASSWORD=PASSWORD, **more)

    def test_starttls(self):
        with self.serve("starttls") as server:
            self.assertEqual(self.login(server, "starttls")["protection"], "verified")
        self.assertEqual(len(server.contents), 1)
        self.assertEqual(server.tls[0]["version"], "TLSv1.3")

    def test_tls_from_the_first_octet(self):
        with self.serve("tls") as server:
            self.assertEqual(self.login(server, "tls")["protection"], "verified")
        self.assertEqual(len(server.contents), 1)

    def test_a_wrong_password(self):
        with self.serve("starttls") as server:
            result = self.tls(server, "--user", USER, status=77, POSTINO_PASSWORD="wrong")
        self.assertEqual((result["outcome"], result["fault"]), ("rejected", "login-rejected"))
        self.assertEqual(server.contents, [])

    def test_a_session_is_resumed(self):
        path = str(self.folder / "session")
        with self.serve("tls") as server:
            for resumed in (False, True):
                result = self.tls(server, "--user", USER, "--tls-session", path, security="tls",
                                  POSTINO_PASSWORD=PASSWORD)
                self.assertEqual(result["resumed"], resumed)
        self.assertEqual([facts["resumed"] for facts in server.tls], [False, True])


class Certificates(TlsCase):
    def test_a_good_one(self):
        for settings in ({}, *({"key": key, "version": version} for key in ("p256", "rsa2048")
                               for version in (12, 13))):
            with self.subTest(settings):
                server = self.embedded(**settings)
                self.assertEqual(self.tls(server)["protection"], "verified")
                server.stop()
                self.assertEqual(server.mails[0]["server_name"], "localhost")

    def test_one_that_is_not_good(self):
        for fault, settings in {
                "wrong-name": {"names": "DNS:mail.plant.example", "common_name": "localhost"},
                "expired": {"valid_from": -7200, "valid_until": -3600},
                "not-yet-valid": {"valid_from": 3600, "valid_until": 7200}}.items():
            for version in (12, 13):
                for security in ("starttls", "tls"):
                    with self.subTest(fault, version=version, security=security):
                        server = self.embedded(version=version, at_once=security == "tls",
                                               **settings)
                        self.check_unsafe(server, fault, "--user", USER, security=security,
                                          POSTINO_PASSWORD=PASSWORD)
                        server.stop()
                        self.assertEqual(server.mails, [])
                        self.assertFalse([line for line in server.commands
                                          if not line.startswith(("EHLO", "STARTTLS"))])

    def test_a_weak_one(self):
        for settings in ({"key": "rsa1024"}, {"digest": "sha1"}):
            with self.subTest(settings):
                self.check_unsafe(self.embedded(**settings), "weak-certificate")

    def test_an_authority_that_is_not_ours(self):
        server = self.embedded()
        for trust in ((), ("--ca", self.file("other.pem", (self.other() / "ca.pem").read_bytes()))):
            with self.subTest(trust):
                self.check_unsafe(server, "untrusted", *trust, ca=False)
                self.assertIn("--ca", self.stderr)

    def other(self):
        folder = self.folder / "other"
        folder.mkdir(exist_ok=True)
        EmbeddedServer(SERVER, folder).stop()
        return folder

    def test_an_address_is_verified_as_one(self):
        for address, names, status in (
                ("127.0.0.1", "IP:127.0.0.1", 0), ("127.0.0.1", "DNS:127.0.0.1", 77),
                ("127.0.0.1", "IP:127.0.0.2", 77), ("::1", "IP:::1", 0), ("::1", "IP:::2", 77)):
            with self.subTest(address, names=names):
                server = self.embedded(names=names, address=address, host=f"[{address}]")
                result = self.tls(server, status=status)
                self.assertEqual(result["fault"], "none" if status == 0 else "wrong-name")
                server.stop()
                self.assertTrue(all(mail["server_name"] == "" for mail in server.mails))

    def test_t04_a_common_name_alone_counts_where_it_is_asked_for(self):
        server = self.embedded(names="")
        self.check_unsafe(server, "wrong-name")
        self.assertEqual(self.tls(server, "--common-name")["protection"], "verified")

    def test_insecure_is_loud_and_says_what_it_is(self):
        server = self.embedded(names="DNS:mail.plant.example", valid_until=-1800)
        result = self.tls(server, "--insecure", ca=False)
        self.assertEqual(result["protection"], "unverified")
        self.assertIn("warning", self.stderr)
        self.assertIn("NOT verified", self.stderr)

    def test_a_server_without_starttls(self):
        server = self.embedded(tls=False)
        self.check_unsafe(server, "start-tls-not-offered")


class Pins(TlsCase):
    OTHER = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="

    def test_the_key_that_is_pinned(self):
        server = self.embedded()
        self.assertEqual(self.tls(server, "--pin", server.pin)["protection"], "verified")

    def test_another_key(self):
        self.check_unsafe(self.embedded(), "pin-mismatch", "--pin", self.OTHER)

    def test_a_pin_does_not_replace_the_authority(self):
        server = self.embedded()
        self.check_unsafe(server, "untrusted", "--pin", server.pin, ca=False)

    def test_with_insecure_the_pin_alone_decides(self):
        server = self.embedded()
        result = self.tls(server, "--insecure", "--pin", server.pin, ca=False)
        self.assertEqual(result["protection"], "verified")
        self.assertNotIn("warning", self.stderr)
        self.check_unsafe(server, "pin-mismatch", "--insecure", "--pin", self.OTHER, ca=False)

    def test_what_is_no_pin(self):
        for pin in ("x", "sha256//", "sha256//AAAA", "sha1//" + self.OTHER[8:],
                    self.OTHER + ";" + self.OTHER, self.OTHER[:-1]):
            with self.subTest(pin):
                reason = self.reason("a@b", "--security", "tls", "--pin", pin, *BODY, status=64)
                self.assertIn("--pin", reason)


class ClientCertificates(TlsCase):
    def external(self, server, *arguments, **more):
        return self.tls(server, "--auth", "external", *arguments, **more)

    def certificate(self):
        return ("--cert", str(self.folder / "client.pem"), "--key",
                str(self.folder / "client.key"))

    def test_external(self):
        for version in (12, 13):
            for user in ((), ("--user", USER)):
                with self.subTest(version, user=user):
                    server = self.embedded(version=version, asks_client=True, users={USER: ""})
                    self.external(server, *self.certificate(), *user)
                    server.stop()
                    self.assertEqual(server.mails[0]["mechanism"], "EXTERNAL")
                    self.assertEqual(server.mails[0]["user"], USER)

    def test_external_as_somebody_else(self):
        server = self.embedded(asks_client=True, users={USER: "", "chief": ""})
        result = self.external(server, *self.certificate(), "--user", "chief", status=77)
        self.assertEqual((result["outcome"], result["fault"]), ("rejected", "login-rejected"))

    def test_external_where_nobody_asks_for_a_certificate(self):
        server = self.embedded(users={USER: ""})
        self.check_unsafe(server, "mechanism-not-allowed", "--auth", "external",
                          *self.certificate())

    def test_key_and_certificate_in_one_file(self):
        server = self.embedded(asks_client=True, users={USER: ""})
        both = b"".join((self.folder / name).read_bytes() for name in ("client.pem", "client.key"))
        self.external(server, "--cert", self.file("both.pem", both))

    def test_a_key_that_does_not_fit(self):
        server = self.embedded(asks_client=True)
        for key in (self.folder / "server.key", self.folder / "ca.pem",
                    self.file("empty.key", b"")):
            with self.subTest(key):
                result = self.tls(server, "--cert", str(self.folder / "client.pem"), "--key",
                                  str(key), status=65)
                self.assertEqual((result["outcome"], result["fault"]),
                                 ("invalid-argument", "invalid-identity"))
                self.assertIn("--cert", self.stderr)
        server.stop()
        self.assertEqual(server.connections, 0)


class Logins(TlsCase):
    def login(self, server, auth, **more):
        secret = {"POSTINO_TOKEN": TOKEN} if auth in ("oauthbearer", "xoauth2") else {
            "POSTINO_PASSWORD": PASSWORD}
        return self.tls(server, "--user", USER, "--auth", auth, **{**secret, **more})

    def check(self, named, secret=PASSWORD, mechanism=None, **settings):
        server = self.embedded(users={USER: secret}, login_required=True, **settings)
        self.login(server, named)
        server.stop()
        self.assertEqual(server.mails[0]["user"], USER)
        self.assertEqual(server.mails[0]["mechanism"], mechanism or named.upper())

    PASSWORDS = ("scram-sha-256-plus", "scram-sha-256", "scram-sha-1", "cram-md5", "plain",
                 "login")
    TOKENS = ("oauthbearer", "xoauth2")

    def test_each_mechanism(self):
        for version in (12, 13):
            for auth in self.PASSWORDS:
                if (auth, version) == ("scram-sha-256-plus", 12):
                    continue  # below
                with self.subTest(auth, version=version):
                    self.check(auth, version=version)
            for auth in self.TOKENS:
                with self.subTest(auth, version=version):
                    self.check(auth, TOKEN, version=version)

    def test_a_wrong_secret(self):
        for auth in self.PASSWORDS + self.TOKENS:
            with self.subTest(auth):
                server = self.embedded(users={USER: "wrong"}, login_required=True)
                result = self.login(server, auth, status=77)
                self.assertEqual((result["outcome"], result["fault"]),
                                 ("rejected", "login-rejected"))
                self.assertIn("login was rejected", self.stderr)
                server.stop()
                self.assertEqual(server.mails, [])

    def test_a_user_that_nobody_knows(self):
        for auth in self.PASSWORDS + self.TOKENS:
            with self.subTest(auth):
                server = self.embedded(users={"somebody": PASSWORD}, login_required=True)
                self.login(server, auth, status=77)

    def test_auto_takes_the_strongest(self):
        for offered, mechanism in (
                ("PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256 SCRAM-SHA-256-PLUS", "SCRAM-SHA-256-PLUS"),
                ("PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256", "SCRAM-SHA-256"),
                ("CRAM-MD5 SCRAM-SHA-1 LOGIN PLAIN", "PLAIN"), ("CRAM-MD5 LOGIN", "LOGIN")):
            with self.subTest(offered):
                self.check("auto", mechanism=mechanism, auth=offered)

    def test_under_tls_1_2_there_is_no_binding(self):
        """Servers that bind there know tls-unique alone, and the flag must not accuse them."""
        self.check("auto", mechanism="SCRAM-SHA-256", version=12,
                   auth="SCRAM-SHA-256-PLUS SCRAM-SHA-256")
        server = self.embedded(version=12, users={USER: PASSWORD})
        self.check_unsafe(server, "mechanism-not-allowed", "--user", USER, "--auth",
                          "scram-sha-256-plus", POSTINO_PASSWORD=PASSWORD)

    def test_auto_with_a_token(self):
        for offered, mechanism in (("PLAIN XOAUTH2 OAUTHBEARER", "OAUTHBEARER"),
                                   ("PLAIN XOAUTH2", "XOAUTH2")):
            with self.subTest(offered):
                server = self.embedded(users={USER: TOKEN}, auth=offered)
                self.login(server, "auto", POSTINO_TOKEN=TOKEN)
                server.stop()
                self.assertEqual(server.mails[0]["mechanism"], mechanism)

    def test_what_was_not_named_is_not_used(self):
        server = self.embedded(users={USER: PASSWORD}, auth="CRAM-MD5 SCRAM-SHA-1")
        for auth in ("auto", "plain", "scram-sha-256"):
            with self.subTest(auth):
                self.check_unsafe(server, "mechanism-not-allowed", "--user", USER, "--auth", auth,
                                  POSTINO_PASSWORD=PASSWORD)

    def test_passwords_that_are_odd(self):
        for password in ("x", "=,=2C", "a" * 255, " blank ", "\u00fc\u20ac", '"\\"'):
            for auth in ("scram-sha-256-plus", "cram-md5", "plain"):
                with self.subTest(password, auth=auth):
                    server = self.embedded(users={USER: password}, login_required=True)
                    self.login(server, auth, POSTINO_PASSWORD=password)

    def test_users_that_are_odd(self):
        for user in ("a=b,c", "\u00fc", "pump 3"):
            with self.subTest(user):
                server = self.embedded(users={user: PASSWORD}, login_required=True)
                self.tls(server, "--user", user, POSTINO_PASSWORD=PASSWORD)
                server.stop()
                self.assertEqual(server.mails[0]["user"], user)

    def test_tokens_of_every_length(self):
        for length in (1, 300, 4096):
            for auth in self.TOKENS:
                with self.subTest(auth, length=length):
                    token = "t" * length
                    server = self.embedded(users={USER: token}, login_required=True)
                    self.login(server, auth, POSTINO_TOKEN=token)
        result = self.login(self.embedded(), "xoauth2", POSTINO_TOKEN="t" * 4097, status=65)
        self.assertEqual(result["fault"], "credential-too-long")

    def test_a_token_from_a_file(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        path = self.file("token", TOKEN.encode() + b"\n")
        self.tls(server, "--user", USER, "--token-file", path)
        server.stop()
        self.assertEqual(server.mails[0]["mechanism"], "OAUTHBEARER")

    def test_no_secret_is_shown(self):
        for auth in self.PASSWORDS + self.TOKENS:
            with self.subTest(auth):
                secret = TOKEN if auth in self.TOKENS else PASSWORD
                server = self.embedded(users={USER: secret})
                self.tls(server, "--user", USER, "--auth", auth, "--trace",
                         POSTINO_PASSWORD=PASSWORD, POSTINO_TOKEN=TOKEN)
                lines = self.stderr.splitlines()
                begin = lines.index("> AUTH " + auth.upper())
                end = next(i for i, line in enumerate(lines) if line.startswith("< 235"))
                self.assertEqual({line.strip() for line in lines[begin + 1:end]} - {"< 334"},
                                 {"> ***"})
                self.assertNotIn(secret, self.stderr)

    def test_the_words_that_do_not_fit_together(self):
        for word, arguments in {
                "--cert": ["--auth", "external", "--server", "x"],
                "--token-file": ["--user", "u", "--auth", "plain", "--token-file", "x"],
                "exclude": ["--user", "u", "--password-file", "x", "--token-file", "x"],
                "a password": ["--user", "u", "--auth", "xoauth2", "--password-file", "x"],
                "POSTINO_TOKEN": ["--user", "u", "--auth", "oauthbearer"],
                "--user": ["--token-file", "x"]}.items():
            with self.subTest(arguments):
                self.assertIn(word, self.reason("a@b", *arguments, *BODY, status=64))


class TokenCommands(TlsCase):
    """--token-command: asked when a login needs the token, and once more after a 535."""

    def command(self, *tokens):
        """One that writes the next of `tokens` each time, and nothing after the last; each run adds a
        line to the file `runs`."""
        self.runs = self.folder / "runs"
        self.runs.unlink(missing_ok=True)
        for number, token in enumerate(tokens, 1):
            self.file(f"token-{number}", token.encode() + b"\n")
        return f"cd '{self.folder}' && echo run >>runs && cat token-$(wc -l <runs | tr -d ' ')"

    def check(self, server, command, *arguments, runs, auths, status=0):
        result = self.tls(server, "--trace", "--user", USER, "--token-command", command, *arguments,
                          status=status)
        self.assertEqual(self.runs.read_text().count("run\n"), runs)
        self.assertEqual(self.stderr.count("> AUTH "), auths, self.stderr)
        server.stop()
        return result

    def test_each_mechanism(self):
        for auth in Logins.TOKENS:
            with self.subTest(auth):
                server = self.embedded(users={USER: TOKEN}, login_required=True)
                self.check(server, self.command(TOKEN), "--auth", auth, runs=1, auths=1)
                self.assertEqual(server.mails[0]["mechanism"], auth.upper())
                self.assertNotIn(TOKEN, self.stderr)

    def test_it_is_enough_for_auto(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        self.check(server, self.command(TOKEN), runs=1, auths=1)
        self.assertEqual(server.mails[0]["mechanism"], "OAUTHBEARER")

    def test_another_token_after_a_535(self):
        for auth in Logins.TOKENS:
            with self.subTest(auth):
                server = self.embedded(users={USER: TOKEN}, login_required=True)
                result = self.check(server, self.command("expired", TOKEN), "--auth", auth, runs=2,
                                    auths=2)
                self.assertEqual((result["outcome"], result["accepted"]), ("accepted", 1))
                self.assertEqual(server.connections, 2)

    def test_the_same_token_after_a_535(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        result = self.check(server, self.command("expired", "expired"), runs=2, auths=1, status=77)
        self.assertEqual((result["fault"], result["code"]), ("login-rejected", 535))

    def test_two_tokens_that_are_refused(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        result = self.check(server, self.command("expired", "wrong"), runs=2, auths=2, status=77)
        self.assertEqual((result["fault"], result["code"]), ("login-rejected", 535))

    def test_many_mails_on_one_connection_run_it_once(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        result = self.check(server, self.command(TOKEN), "--count", "3", runs=1, auths=1)
        self.assertEqual(result["accepted"], 3)

    def test_a_command_that_gives_none(self):
        for command, words in (("exit 3", "ended with status 3"), ("echo t; exit 1", "status 1"),
                               ("true", "wrote no token"), ("echo; echo t", "wrote no token"),
                               ("/no/such/file 2>/dev/null", "status 127"),
                               ("kill -9 $$", "ended by signal 9")):
            with self.subTest(command):
                server = self.embedded(users={USER: TOKEN}, login_required=True)
                result = self.tls(server, "--user", USER, "--token-command", command, status=75)
                self.assertEqual((result["outcome"], result["fault"], result["phase"]),
                                 ("deferred", "no-token", "auth"))
                self.assertIn(f"warning: --token-command ", self.stderr)
                self.assertIn(words, self.stderr)

    def test_a_command_that_fails_after_a_535(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        self.check(server, self.command("expired"), runs=2, auths=1, status=77)
        self.assertIn("warning: --token-command ended with status 1", self.stderr)

    def test_what_is_no_token(self):
        for octets in (b"t" * 4097, b"a\tb", b"\xc3\xa4", b"a\0b", b"t" * 1000000):
            with self.subTest(octets[:10]):
                server = self.embedded(users={USER: TOKEN}, login_required=True)
                path = self.file("output", octets)
                result = self.tls(server, "--user", USER, "--token-command", f"cat '{path}'",
                                  status=75)
                self.assertEqual((result["outcome"], result["fault"]),
                                 ("deferred", "invalid-token"))

    def test_the_first_line_is_the_token(self):
        for octets in (TOKEN, TOKEN + "\r\n", TOKEN + "\nexpires in 3600\n", TOKEN + "\n" * 9999):
            with self.subTest(octets[-9:]):
                server = self.embedded(users={USER: TOKEN}, login_required=True)
                path = self.file("output", octets.encode())
                self.tls(server, "--user", USER, "--token-command", f"cat '{path}'")
        longest = "t" * 4096
        server = self.embedded(users={USER: longest}, login_required=True)
        path = self.file("output", longest.encode() + b"\r\n")
        self.tls(server, "--user", USER, "--token-command", f"cat '{path}'")

    def test_it_reads_no_text_that_is_ours(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        self.send("--server", server.name, "--security", "starttls", "--ca",
                  str(self.folder / "ca.pem"), "--user", USER, "--token-command",
                  f"cat; echo '{TOKEN}'", "a@b", stdin=b"Dry run at 14:02.\n")
        server.stop()
        self.assertIn("Dry run at 14:02.", server.mails[0]["content"])

    def test_a_signal_ends_it(self):
        server = self.embedded(users={USER: TOKEN}, login_required=True)
        runs = self.folder / "fifo"
        os.mkfifo(runs)
        arguments = ["--server", server.name, "--security", "starttls", "--ca",
                     str(self.folder / "ca.pem"), "--user", USER, "--token-command",
                     f"echo run >'{runs}'; exec sleep 50", "a@b", *BODY]
        with subprocess.Popen([PROGRAM, *arguments], stderr=subprocess.PIPE) as program:
            runs.read_text()  # The command runs.
            program.send_signal(signal.SIGINT)
            stderr = program.communicate(timeout=30)[1].decode()
        self.assertEqual(program.returncode, 75)
        self.assertIn("--token-command was interrupted", stderr)

    def test_the_embedded_server_knows_what_it_writes(self):
        ran = self.send("--trace", "a@b", *BODY, "--user", USER, "--token-command",
                        f"echo '{TOKEN}'")
        self.assertIn(b"> AUTH OAUTHBEARER", ran.stderr)

    def test_the_words_that_do_not_fit_together(self):
        for word, arguments in {
                "--user": ["--token-command", "x"],
                "excludes": ["--user", "u", "--token-file", "x", "--token-command", "x"],
                "--password-file": ["--user", "u", "--password-file", "x", "--token-command", "x"],
                "--auth": ["--user", "u", "--auth", "plain", "--token-command", "x"]}.items():
            with self.subTest(arguments):
                self.assertIn(word, self.reason("a@b", *arguments, *BODY, status=64))


class Sessions(TlsCase):
    def test_two_runs(self):
        for version in (12, 13):
            for security in ("starttls", "tls"):
                with self.subTest(version, security=security):
                    path = pathlib.Path(self.folder / f"session-{version}-{security}")
                    server = self.embedded(version=version, at_once=security == "tls")
                    for resumed in (False, True, True):
                        result = self.tls(server, "--tls-session", str(path), security=security)
                        self.assertEqual(result["resumed"], resumed)
                        self.assertEqual(result["protection"], "verified")
                        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
                    server.stop()
                    self.assertEqual([mail["resumed"] for mail in server.mails],
                                     [False, True, True])

    def test_scram_is_bound_to_a_resumed_session_too(self):
        path = str(self.folder / "session")
        server = self.embedded(users={USER: PASSWORD}, login_required=True)
        for _ in range(2):
            self.tls(server, "--tls-session", path, "--user", USER, "--auth",
                     "scram-sha-256-plus", POSTINO_PASSWORD=PASSWORD)
        server.stop()
        self.assertEqual([mail["resumed"] for mail in server.mails], [False, True])

    def test_another_server_begins_anew(self):
        path = str(self.folder / "session")
        for _ in range(2):
            server = self.embedded()
            self.assertFalse(self.tls(server, "--tls-session", path)["resumed"])
            server.stop()

    def test_what_was_damaged_is_ignored(self):
        path = self.folder / "session"
        server = self.embedded()
        self.tls(server, "--tls-session", str(path))
        good = path.read_bytes()
        for octets in (b"", b"x", good[:-1], good + b"x", b"\0" * 100000,
                       good[:40] + bytes([good[40] ^ 1]) + good[41:]):
            with self.subTest(size=len(octets)):
                path.write_bytes(octets)
                result = self.tls(server, "--tls-session", str(path))
                self.assertEqual(result["outcome"], "accepted")

    def test_a_session_does_not_outlive_the_trust(self):
        path = str(self.folder / "session")
        server = self.embedded()
        self.tls(server, "--tls-session", path)
        self.check_unsafe(server, "untrusted", "--tls-session", path, ca=False)
        self.check_unsafe(server, "pin-mismatch", "--tls-session", path, "--pin", Pins.OTHER)

    def test_a_session_made_without_verifying_serves_no_verified_one(self):
        path = str(self.folder / "session")
        server = self.embedded()
        self.tls(server, "--tls-session", path, "--insecure", ca=False)
        self.assertFalse(self.tls(server, "--tls-session", path)["resumed"])

    def test_a_place_that_cannot_be_written_does_not_undo_the_mail(self):
        server = self.embedded()
        self.tls(server, "--tls-session", "/no/such/folder/session")
        self.assertIn("warning", self.stderr)


class Files(TlsCase):
    def test_files_that_cannot_be_read(self):
        for option in ("--ca", "--cert", "--key", "--tls-session", "--token-file"):
            for path in (str(self.folder), "/no/such/file"):
                if option == "--tls-session" and path != str(self.folder):
                    continue
                more = ("--cert", self.file("c", b"")) if option == "--key" else ()
                with self.subTest(option, path=path):
                    ran = self.send("--json", "--security", "tls", "--user", USER, option, path,
                                    *more, "a@b", *BODY, status=66, POSTINO_PASSWORD="x")
                    self.assertEqual(ran.stdout, b"")

    def test_an_authority_that_is_none(self):
        server = self.embedded()
        for octets in (b"", b"hello\n", b"-----BEGIN CERTIFICATE-----\nAAAA\n"
                       b"-----END CERTIFICATE-----\n"):
            with self.subTest(octets):
                result = self.tls(server, "--ca", self.file("ca", octets), ca=False, status=65)
                self.assertEqual(result["outcome"], "invalid-argument")
                self.assertIn("--ca", self.stderr)

    def test_options_of_tls_need_tls(self):
        for arguments in (("--insecure",), ("--ca", "x"), ("--pin", Pins.OTHER), ("--cert", "x"),
                          ("--tls-session", "x")):
            with self.subTest(arguments):
                self.reason("--security", "none", "a@b", *arguments, *BODY, status=64)
        self.reason("--key", "x", "a@b", *BODY, status=64)
        self.reason("--insecure", "--ca", "x", "a@b", *BODY, status=64)


class Embedded(TlsCase):
    """The server inside of postino-send."""

    def result(self, *arguments, status=0, **variables):
        return json.loads(self.send("--json-tls", "a@b", *BODY, *arguments, status=status,
                                    **variables).stdout)

    def test_starttls_is_the_default(self):
        ran = self.send("--json-tls", "--trace", "a@b", *BODY)
        self.assertIn(b"> STARTTLS", ran.stderr)
        self.assertEqual(json.loads(ran.stdout)["protection"], "verified")

    def test_each_kind_of_security(self):
        for security, protection in (("none", "none"), ("starttls", "verified"),
                                     ("tls", "verified")):
            with self.subTest(security):
                self.assertEqual(self.result("--security", security)["protection"], protection)

    def test_each_mechanism(self):
        for auth in Logins.PASSWORDS + Logins.TOKENS + ("external", "auto"):
            user = () if auth == "external" else ("--user", USER)
            with self.subTest(auth):
                result = self.result(*user, "--auth", auth,
                                     **({"POSTINO_TOKEN": TOKEN} if auth in Logins.TOKENS else
                                        {"POSTINO_PASSWORD": PASSWORD}))
                self.assertEqual(result["outcome"], "accepted")

    def test_the_default_login_is_bound_to_tls(self):
        ran = self.send("--trace", "--user", USER, "a@b", *BODY, POSTINO_PASSWORD=PASSWORD)
        self.assertIn(b"> AUTH SCRAM-SHA-256-PLUS", ran.stderr)

    def test_the_authorities_of_the_system_do_not_know_it(self):
        result = self.result("--ca", "/etc/ssl/certs/ca-certificates.crt", status=77)
        self.assertEqual(result["fault"], "untrusted")

    def test_the_smallest_packets(self):
        for packets, octets in ((1, 64), (2, 128)):
            with self.subTest(packets):
                result = self.result("--packets", str(packets), "--packet-bytes", str(octets),
                                     "--user", USER, POSTINO_PASSWORD=PASSWORD)
                self.assertEqual(result["outcome"], "accepted")


if __name__ == "__main__":
    main()
