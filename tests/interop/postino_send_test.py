# SPDX-License-Identifier: MIT
"""The contract of postino-send, run as a process: postino_send_test.py PROGRAM [SUITE ...]."""

import base64
import email
import email.policy
import json
import os
import pty
import signal
import socket
import subprocess
import threading
import time

from postino_send_case import BODY, KEYS, PROGRAM, Case, main
from scripted_server import GOOD, Farewell, ScriptedServer


class Arguments(Case):
    def test_help_names_every_option_and_every_status(self):
        ran = self.send("--help")
        text = ran.stdout.decode()
        for option in ("--server", "--security", "--user", "--password-file", "--auth", "--helo",
                       "--from", "--to", "--cc", "--bcc", "--subject", "--body", "--body-file",
                       "--priority", "--header", "--raw", "--count", "--packets",
                       "--packet-bytes", "--ca", "--pin", "--cert", "--key", "--common-name", "--insecure",
                       "--tls-session", "--token-file", "--token-command",
                       "POSTINO_TOKEN", "scram-sha-256-plus",
                       "scram-sha-256", "scram-sha-1", "cram-md5", "xoauth2", "oauthbearer",
                       "external", "--dsn-notify", "--dsn-ret", "--envid", "--require-tls",
                       "--mt-priority", "--deliver-by", "--hold-for", "--hold-until", "--chunking",
                       "--binary", "--pipelining", "--lmtp", "--timeout-preset", "--timeout", "--trace", "--json",
                       "--json-tls", "--help", "--version", "POSTINO_PASSWORD", "[RECIPIENT...]"):
            self.assertIn(option, text)
        for status in (0, 64, 65, 66, 68, 69, 75, 76, 77):
            self.assertIn(f"\n  {status} ", text)
        self.assertLessEqual(max(map(len, text.splitlines())), 100)
        self.assertEqual(ran.stderr, b"")

    def test_version(self):
        self.assertRegex(self.send("--version").stdout.decode(), r"^postino-send \d+\.\d+\.\d+\n$")

    def test_what_is_wrong_is_named(self):
        for word, arguments in {
                "--frobnicate": ["--frobnicate"],
                "--server": ["--server"],
                "--security": ["--security", "maybe", "a@b"],
                "--auth": ["--auth", "digest", "a@b"],
                "--priority": ["--priority", "urgent", "a@b"],
                "--timeout-preset": ["--timeout-preset", "mine", "a@b"],
                "--timeout": ["--timeout", "0", "a@b"],
                "--count": ["--count", "0", "a@b"],
                "--packets": ["--packets", "0", "a@b"],
                "--packet-bytes": ["--packet-bytes", "63", "a@b"],
                "--header": ["--header", "no colon", "a@b"],
                "--dsn-notify": ["--dsn-notify", "success,never", "a@b"],
                "--dsn-ret": ["--dsn-ret", "none", "a@b"],
                "--mt-priority": ["--mt-priority", "10", "a@b"],
                "--deliver-by": ["--deliver-by", "60:drop", "a@b"],
                "--hold-for": ["--hold-for", "0", "a@b"],
                "--hold-until": ["--hold-until", "tomorrow", "a@b"],
                "--hold-for and": ["--hold-for", "1", "--hold-until", "@9", "a@b"],
                "--chunking": ["--chunking", "on", "a@b"],
                "--binary": ["--binary", "a@b"],
                "--pipelining": ["--pipelining", "on", "a@b"],
                "--lmtp needs --server": ["--lmtp", "a@b"],
                "--lmtp needs a port": ["--lmtp", "--server", "127.0.0.1", "a@b"],
                "--require-tls": ["--require-tls", "--security", "none", "a@b"],
                "--insecure": ["--require-tls", "--insecure", "a@b"],
                "recipient": ["--server", "127.0.0.1:25"],
                "exclude": ["--body", "x", "--body-file", "y", "a@b"],
                "--raw": ["--raw", "-", "--subject", "x", "a@b"],
                "--user": ["--auth", "plain", "a@b"],
                "--password-file": ["--password-file", "x", "a@b"],
                "standard input": ["--user", "u", "--password-file", "-", "a@b"]}.items():
            with self.subTest(arguments):
                self.assertIn(word, self.reason(*arguments, status=64))

    def test_a_number_that_is_none(self):
        for option in ("--count", "--packets", "--packet-bytes", "--timeout"):
            for value in ("x", "-1", "1x", ""):
                with self.subTest(option=option, value=value):
                    self.reason(f"{option}={value}", "a@b", status=64)

    def test_server_names_that_are_none(self):
        for name in (":25", "host:", "host:0", "host:65536", "host:smtp", "[::1", "[::1]25",
                     "[]:25", "[::1]:"):
            with self.subTest(name):
                self.assertIn("--server", self.reason("--server", name, "a@b", status=64))

    def test_a_password_on_the_command_line_is_no_option(self):
        self.reason("--password", "secret", "a@b", status=64)

    def test_a_usage_error_prints_no_json(self):
        self.assertEqual(self.send("--json", "--count", "0", "a@b", status=64).stdout, b"")


class Addresses(Case):
    def test_recipients_of_all_kinds(self):
        envelope, content = self.mails("a@x.example", "--to", "b@x.example", "--to",
                                       "Bert <c@x.example>", "--cc", "d@x.example", "--bcc",
                                       "e@x.example", "--bcc", "f@x.example", *BODY)
        self.assertEqual(sorted(envelope[1:]), [f"RCPT TO:<{x}@x.example>" for x in "abcdef"])
        message = email.message_from_string(content, policy=email.policy.SMTP)
        self.assertEqual(sorted(str(one) for one in message["To"].addresses),
                         ["Bert <c@x.example>", "a@x.example", "b@x.example"])
        self.assertEqual(str(message["Cc"]), "d@x.example")
        self.assertNotIn("e@x.example", content)
        self.assertNotIn("f@x.example", content)

    def test_an_option_takes_one_address_and_leaves_the_positional_ones(self):
        envelope, _ = self.mails("--bcc", "a@x.example", "b@x.example", *BODY)
        self.assertEqual(envelope[1:], ["RCPT TO:<b@x.example>", "RCPT TO:<a@x.example>"])

    def test_K19_a_list_names_all_of_its_recipients(self):
        people = "Ann <a@x.example>, \"Smith, Bob\" <b@x.example>"
        for separator in (", ", ";", " ; "):
            typed = people.replace(">, ", ">" + separator)
            for arguments in (["--to", typed], ["--cc", typed], ["--bcc", typed], [typed],
                              ["--to", typed, "--to", "c@x.example, d@x.example"]):
                with self.subTest(arguments), ScriptedServer() as server:
                    self.to(server, *arguments, *BODY)
                    expected = "abcd" if "--to" in arguments[1:] else "ab"
                    self.assertEqual([line for line in server.lines if line.startswith("RCPT")],
                                     [f"RCPT TO:<{one}@x.example>" for one in expected])

    def test_K19_a_list_is_in_the_header_as_typed(self):
        _, content = self.mails("--to", "Ann <a@x.example>; \"Smith, Bob\" <b@x.example>", *BODY)
        message = email.message_from_string(content, policy=email.policy.SMTP)
        self.assertEqual([(one.display_name, one.addr_spec) for one in message["To"].addresses],
                         [("Ann", "a@x.example"), ("Smith, Bob", "b@x.example")])

    def test_K19_what_is_neither_an_address_nor_a_list_is_invalid(self):
        for text in ("<a@x.example> <b@x.example>", "Team: a@x.example, b@x.example;",
                     "Smith, Bob <b@x.example>", "Ann <a@x.example> Bob <b@x.example>",
                     "\"open <a@x.example>, b@x.example", ",", ""):
            with self.subTest(text), ScriptedServer() as server:
                self.to(server, "--to", text, *BODY, status=65)
                self.assertEqual(server.connections, 0)

    def test_K19_the_sender_is_one(self):
        for text in ("a@x.example, Bob <b@x.example>", "a@x.example; b@x.example"):
            self.assertIn("--from", self.reason("--from", text, "c@x.example", *BODY, status=65))

    def test_the_sender(self):
        envelope, content = self.mails("--from", '"Pump \\"3\\"" <p@x.example>', "a@b", *BODY)
        self.assertTrue(envelope[0].startswith("MAIL FROM:<p@x.example>"))
        self.assertIn('From: "Pump \\"3\\"" <p@x.example>\r\n', content)

    def test_a_sender_is_made_up_where_none_is_given(self):
        self.assertRegex(self.mails("a@b", *BODY)[0][0], r"^MAIL FROM:<[^@>]+@[^@>]+>")

    def test_what_is_no_address_is_invalid_and_named(self):
        for option, address in (("--from", "nobody"), ("--to", "a@"), ("--cc", "a b@c"),
                                ("--bcc", "a@b\r\nRCPT TO:<c@d>"), ("--to", "@b")):
            with self.subTest(address):
                reason = self.reason("x@y.example", option, address, *BODY, status=65)
                self.assertIn(option, reason)
                self.assertIn("invalid-argument", reason)

    def test_addresses_of_every_length(self):
        for length, status in ((64, 0), (65, 65)):
            self.send("a" * length + "@x.example", *BODY, status=status)


class Extensions(Case):
    """What the embedded server offers is shown by it, and the rest said by a scripted one."""

    def test_reports_of_delivery(self):
        envelope, _ = self.mails("a@x.example", "b@x.example", "--dsn-notify", "success,delay",
                                 "--dsn-ret", "headers", "--envid", "pump 3+4", *BODY)
        self.assertTrue(envelope[0].endswith(" RET=HDRS ENVID=pump+203+2B4"), envelope[0])
        self.assertEqual(envelope[1:], [f"RCPT TO:<{one}@x.example> NOTIFY=SUCCESS,DELAY"
                                        for one in "ab"])
        envelope, _ = self.mails("a@x.example", "--dsn-notify", "never", "--dsn-ret", "full",
                                 *BODY)
        self.assertTrue(envelope[0].endswith(" RET=FULL"), envelope[0])
        self.assertEqual(envelope[1], "RCPT TO:<a@x.example> NOTIFY=NEVER")

    def test_an_id_that_is_too_long_or_not_ascii_is_invalid(self):
        for text in ("x" * 101, "Grüße"):
            with self.subTest(text):
                self.assertIn("invalid-argument", self.reason("a@b", "--envid", text, *BODY, status=65))

    def test_chunks(self):
        for mode in ("after-recipient", "eager"):
            with self.subTest(mode):
                ran = self.send("a@b", "--chunking", mode, "--trace", "--body", ".\n..\nlast\n")
                trace = ran.stderr.decode()
                self.assertRegex(trace, r"(?m)^> BDAT \d+ LAST$")
                self.assertNotIn("> DATA", trace)
                self.assertTrue(ran.stdout.endswith(b"\r\n\r\n.\r\n..\r\nlast\r\n"))

    def test_an_attachment_in_chunks(self):
        octets = bytes(range(256)) * 40
        ran = self.send("a@b", "--chunking", "eager", "--attach", self.file("x.bin", octets),
                        *BODY)
        message = email.message_from_bytes(ran.stdout.split(b"\n\n", 1)[1],
                                           policy=email.policy.SMTP)
        self.assertEqual([part.get_payload(decode=True) for part in message.iter_attachments()],
                         [octets])

    def test_octets_as_they_are(self):
        octets = bytes(range(256)) * 40
        ran = self.send("a@b", "--chunking", "eager", "--binary", "--attach",
                        self.file("x.bin", octets), *BODY)
        self.assertIn(b" BODY=BINARYMIME", ran.stdout.split(b"\n", 1)[0])
        self.assertIn(b"\r\n\r\n" + octets + b"\r\n--", ran.stdout)

    def test_no_chunks_unless_asked_for(self):
        ran = self.send("a@b", "--trace", *BODY)
        self.assertIn("> DATA", ran.stderr.decode())

    def test_many_mails_in_every_way(self):
        for pipelining in ("off", "within-mail", "across-mails"):
            for chunking in ("off", "after-recipient", "eager"):
                with self.subTest(pipelining=pipelining, chunking=chunking):
                    ran = self.send("a@b", "--json", "--count", "7", "--pipelining", pipelining,
                                    "--chunking", chunking, *BODY)
                    result = json.loads(ran.stdout)
                    self.assertEqual((result["mails"], result["accepted"]), (7, 7))

    def test_what_was_said_before_one_failed_goes_on_and_no_more(self):
        for pipelining, mails in (("within-mail", 1), ("across-mails", 2)):
            with self.subTest(pipelining):
                ends = iter((b"550 5.7.1 No\r\n", *[b"250 2.0.0 Taken\r\n"] * 8))
                with ScriptedServer({".": lambda ends=ends: next(ends)}) as server:
                    result = self.json(server, "a@b", "--count", "9", "--pipelining", pipelining,
                                       *BODY, status=69)
                self.assertEqual((result["outcome"], result["code"]), ("rejected", 550))
                self.assertEqual((result["mails"], result["accepted"]), (mails, mails - 1))
                self.assertEqual(len(server.contents), mails)

    def test_what_is_not_offered_is_rejected(self):
        for arguments in (["--mt-priority", "3"], ["--deliver-by", "60"], ["--hold-for", "60"],
                          ["--hold-until", "@1793631845"], ["--require-tls"]):
            with self.subTest(arguments):
                self.assertIn("does not offer what an option asks for",
                              self.reason("a@b", *arguments, *BODY, status=69))

    def test_the_parameters_of_mail(self):
        for arguments, expected in ((["--mt-priority", "-3"], " MT-PRIORITY=-3"),
                                    (["--deliver-by", "60"], " BY=60;R"),
                                    (["--deliver-by", "60:notify"], " BY=60;N"),
                                    (["--hold-for", "60"], " HOLDFOR=60"),
                                    (["--hold-until", "2026-11-02T16:04:05+01:00"],
                                     " HOLDUNTIL=2026-11-02T15:04:05Z")):
            with self.subTest(arguments):
                with ScriptedServer(capabilities=("MT-PRIORITY", "DELIVERBY",
                                                  "FUTURERELEASE")) as server:
                    self.to(server, "a@b", *arguments, *BODY)
                mail = next(line for line in server.lines if line.startswith("MAIL"))
                self.assertTrue(mail.endswith(expected), mail)

    def test_lmtp_tells_of_each_recipient(self):
        replies = {"LHLO": ScriptedServer.ehlo(("PIPELINING",)),
                   ".": b"250 2.1.5 a has it\r\n452 4.2.2 Full\r\n"}
        with ScriptedServer(replies) as server:
            ran = self.to(server, "--lmtp", "--json", "a@x.example", "b@x.example", *BODY,
                          status=75)
            self.assertEqual(server.lines[0].split()[0], "LHLO")
        result = json.loads(ran.stdout)
        self.assertEqual(result["outcome"], "accepted")
        self.assertEqual([one["outcome"] for one in result["recipients"]],
                         ["accepted", "deferred"])

    def test_the_servers_limits(self):
        with ScriptedServer(capabilities=("LIMITS RCPTMAX=1", "DELIVERBY 300")) as server:
            for arguments in (["c@d"], ["--deliver-by", "299"]):
                reason = self.reason("--server", server.name, "--security", "none", "a@b",
                                     *arguments, *BODY, status=69)
                self.assertIn("more than the server allows", reason)


class Content(Case):
    def test_subject_priority_and_headers(self):
        message = self.message("a@b", "--subject", "Grüße: Pumpe 3", "--priority", "high",
                               "--header", "X-Pump: 3", "--header", "X-Line:  Süd", *BODY)
        self.assertEqual(message["Subject"], "Grüße: Pumpe 3")
        self.assertEqual(message["Importance"].lower(), "high")
        self.assertIn("1", message["X-Priority"])
        self.assertEqual(message["X-Pump"], "3")
        self.assertEqual(message["X-Line"], "Süd")
        self.assertIsNotNone(message["Date"])
        self.assertRegex(message["Message-ID"], r"^<[^@ ]+@[^@ ]+>$")

    def test_low_and_normal_priority(self):
        self.assertEqual(self.message("a@b", "--priority", "low", *BODY)["Importance"].lower(),
                         "low")
        self.assertIsNone(self.message("a@b", "--priority", "normal", *BODY)["Importance"])

    def test_a_line_break_in_a_header_is_invalid_and_named(self):
        for option, value in (("--subject", "x\r\nBcc: y@z"), ("--header", "X-A: b\nc"),
                              ("--header", "X A: b"), ("--header", "Subject: x")):
            with self.subTest(value):
                self.assertIn(option, self.reason("a@b", option, value, *BODY, status=65))

    def test_raw_goes_out_as_it_is(self):
        raw = b"From: a@b\nSubject: x\n\n.\n..\nlast"
        path = self.file("m.eml", raw)
        expected = raw.replace(b"\n", b"\r\n").decode() + "\r\n"
        self.assertEqual(self.mails("a@b", "--raw", path)[1], expected)
        self.assertEqual(self.mails("a@b", "--raw", "-", stdin=raw)[1], expected)

    def test_raw_takes_an_envelope_from_the_options(self):
        path = self.file("m.eml", b"Subject: x\n\ny\n")
        envelope, content = self.mails("--raw", path, "--from", "Me <p@x.example>", "--bcc", "c@d")
        self.assertTrue(envelope[0].startswith("MAIL FROM:<p@x.example>"))
        self.assertEqual(envelope[1:], ["RCPT TO:<c@d>"])
        self.assertEqual(content, "Subject: x\r\n\r\ny\r\n")

    def test_raw_with_a_nul_is_not_sent(self):
        path = self.file("m.eml", b"Subject: x\n\n\0\n")
        self.send("a@b", "--raw", path, status=65)


class Inputs(Case):
    def test_the_text_from_everywhere(self):
        path = self.file("body", b"one\n.\ntwo\n")
        for arguments, stdin in ((("--body", "one\n.\ntwo\n"), b""), (("--body-file", path), b""),
                                 (("--body-file", "-"), b"one\n.\ntwo\n"), ((), b"one\n.\ntwo\n")):
            with self.subTest(arguments):
                content = self.mails("a@b", *arguments, stdin=stdin)[1]
                self.assertEqual(content.split("\r\n\r\n", 1)[1], "one\r\n.\r\ntwo\r\n")

    def test_an_empty_body_that_was_asked_for(self):
        for arguments in (("--body", ""), ("--body-file", "-"), ("--body-file", "/dev/null")):
            with self.subTest(arguments):
                content = self.mails("a@b", *arguments)[1]
                self.assertEqual(content.split("\r\n\r\n", 1)[1], "")

    def test_without_any_input_there_is_a_sample(self):
        envelope, content = self.mails()
        self.assertEqual(len(envelope), 2)
        self.assertTrue(content.split("\r\n\r\n", 1)[1])

    def test_a_closed_standard_input_is_an_empty_one(self):
        ran = subprocess.run(["sh", "-c", '"$0" a@b <&-', PROGRAM], capture_output=True, timeout=60,
                             check=False)
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn(b"RCPT TO:<a@b>", ran.stdout)

    def test_a_file_that_cannot_be_read(self):
        for arguments in (("--body-file", "/no/such/file"), ("--raw", "/no/such/file"),
                          ("--body-file", str(self.folder)),
                          (*BODY, "--user", "u", "--password-file", "/no/such/file"),
                          (*BODY, "--user", "u", "--password-file", str(self.folder))):
            with self.subTest(arguments):
                ran = self.send("--json", "a@b", *arguments, status=66)
                self.assertEqual(ran.stdout, b"")

    def test_a_long_text_from_a_pipe_twice(self):
        text = b"".join(b"line %d\n" % number for number in range(200000))
        with ScriptedServer() as server:
            result = self.json(server, "a@b", "--count", "2", stdin=text)
        self.assertEqual(result["accepted"], 2)
        for content in server.contents:
            body = email.message_from_bytes(content).get_payload(decode=True)
            self.assertEqual(body.replace(b"\r\n", b"\n"), text)

    def test_a_long_file(self):
        raw = b"Subject: x\r\n\r\n" + b"0123456789abcde\r\n" * 100000
        with ScriptedServer() as server:
            self.to(server, "--raw", self.file("m", raw), "a@b")
        self.assertEqual(server.contents, [raw])

    def test_a_long_text_shows_how_far_it_is_on_a_terminal(self):
        text = b"0123456789abcde\n" * 200000
        for size, shown in ((len(text), True), (1000, False)):
            with self.subTest(size), ScriptedServer() as server:
                ours, theirs = pty.openpty()
                ran = subprocess.run([PROGRAM, "--server", server.name, "a@b", "--body-file",
                                      self.file("body", text[:size])], stderr=theirs,
                                     stdout=subprocess.PIPE, timeout=60, check=False)
                os.close(theirs)
                output = b""
                try:
                    while chunk := os.read(ours, 4096):
                        output += chunk
                except OSError:
                    pass
                os.close(ours)
                self.assertEqual(ran.returncode, 0)
                self.assertEqual(b"kB" in output, shown, output)
                if shown:
                    self.assertIn(b"of 3200 kB", output)
                    self.assertTrue(output.endswith(b"\r\x1b[K"), output)

    def test_a_long_text_shows_nothing_elsewhere(self):
        with ScriptedServer() as server:
            ran = self.to(server, "a@b", stdin=b"0123456789abcde\n" * 200000)
        self.assertEqual(ran.stderr, b"")


class Exits(Case):
    """One way at least into each exit status."""

    def check(self, status, outcome, replies, *recipients, fault=None, **more):
        with ScriptedServer(replies, **more) as server:
            result = self.json(server, *(recipients or ["a@b"]), *BODY, status=status)
        self.assertEqual(result["outcome"], outcome)
        if fault:
            self.assertEqual(result["fault"], fault)
        return result

    def test_accepted(self):
        result = self.check(0, "accepted", {}, "a@b", "c@d", fault="none")
        self.assertEqual(result["mails"], 1)
        self.assertEqual(result["accepted"], 1)

    def test_one_recipient_of_two_rejected(self):
        result = self.check(69, "accepted", {"RCPT TO:<c@d>": b"550 5.1.1 Nobody\r\n"}, "a@b",
                            "c@d")
        self.assertEqual([one["outcome"] for one in result["recipients"]],
                         ["accepted", "rejected"])

    def test_one_recipient_of_two_deferred(self):
        self.check(75, "accepted", {"RCPT TO:<c@d>": b"450 4.2.1 Later\r\n"}, "a@b", "c@d")

    def test_one_rejected_and_one_deferred(self):
        self.check(75, "accepted", {"RCPT TO:<c@d>": b"450 4.2.1 Later\r\n",
                                    "RCPT TO:<e@f>": b"550 5.1.1 Nobody\r\n"},
                   "a@b", "c@d", "e@f")

    def test_the_reason_names_the_recipients(self):
        with ScriptedServer({"RCPT TO:<c@d>": b"550 5.1.1 Nobody\r\n"}) as server:
            ran = self.to(server, "a@b", "c@d", *BODY, status=69)
        self.assertIn(b"c@d (rejected, 550 5.1.1)", ran.stderr)
        self.assertNotIn(b"a@b", ran.stderr)

    LMTP = {"LHLO": ScriptedServer.ehlo(("PIPELINING",))}

    def lmtp(self, end, *recipients, status, **replies):
        """(outcomes, the line on standard error) after these replies to the end of the message."""
        with ScriptedServer({**self.LMTP, ".": end, **replies}) as server:
            ran = self.to(server, "--lmtp", "--json", *recipients, *BODY, status=status)
        outcomes = [one["outcome"] for one in json.loads(ran.stdout)["recipients"]]
        return outcomes, ran.stderr.decode().rstrip("\n")

    def test_C01_recipients_without_a_final_reply_are_unknown(self):
        outcomes, line = self.lmtp(Farewell(b"250 2.1.5 ann has it\r\n"), "ann@x.example",
                                   "bob@x.example", "cid@x.example", status=76)
        self.assertEqual(outcomes, ["accepted", "unknown", "unknown"])
        self.assertTrue(line.endswith("not for all recipients: bob@x.example (unknown), "
                                      "cid@x.example (unknown)"), line)

    def test_C01_unknown_comes_before_deferred_and_rejected(self):
        for reply, outcome, said in ((b"452 4.2.2 Full\r\n", "deferred", "452 4.2.2"),
                                     (b"550 5.2.1 Gone\r\n", "rejected", "550 5.2.1")):
            with self.subTest(outcome):
                outcomes, line = self.lmtp(Farewell(b"250 2.1.5 ann has it\r\n" + reply),
                                           "ann@x.example", "bob@x.example", "cid@x.example",
                                           status=76)
                self.assertEqual(outcomes, ["accepted", outcome, "unknown"])
                self.assertIn(f"bob@x.example ({outcome}, {said}), cid@x.example (unknown)", line)
        outcomes, line = self.lmtp(None, "ann@x.example", "bob@x.example", status=76,
                                   **{"RCPT TO:<bob@x.example>": b"550 5.1.1 Nobody\r\n"})
        self.assertEqual(outcomes, ["unknown", "rejected"])
        self.assertIn("ann@x.example (unknown), bob@x.example (rejected, 550 5.1.1)", line)

    BOB = {"RCPT TO:<bob@x.example>": b"550 5.1.1 no such user bob\r\n"}

    def test_C02_whoever_may_still_get_it_is_tried_again(self):
        """bob is refused for good, and the message of ann for now, or the other way round."""
        for replies in ({**self.BOB, ".": b"451 4.3.0 disk full\r\n"},
                        {**self.BOB, "DATA": b"451 4.3.0 disk full\r\n"},
                        {**self.BOB, "RCPT TO:<ann@x.example>": b"451 4.3.0 disk full\r\n"}):
            with self.subTest(replies):
                with ScriptedServer(replies) as server:
                    ran = self.to(server, "bob@x.example", "ann@x.example", *BODY, status=75)
                self.assertIn(b"bob@x.example (rejected, 550 5.1.1), "
                              b"ann@x.example (deferred, 451 4.3.0)", ran.stderr)
        replies = {"RCPT TO:<ann@x.example>": b"450 4.2.1 Later\r\n", ".": b"554 5.6.0 No\r\n"}
        with ScriptedServer(replies) as server:
            ran = self.to(server, "bob@x.example", "ann@x.example", *BODY, status=75)
        self.assertIn(b"bob@x.example (rejected, 554 5.6.0), ann@x.example (deferred, 450 4.2.1)",
                      ran.stderr)

    def test_rejected(self):
        for command in ("MAIL", "RCPT", "."):
            with self.subTest(command):
                self.check(69, "rejected", {command: b"550 5.7.1 No\r\n"})

    def test_deferred(self):
        for command in ("EHLO", "MAIL", "RCPT", "DATA", "."):
            with self.subTest(command):
                self.check(75, "deferred", {command: b"451 4.3.0 Later\r\n"})

    def test_deferred_by_a_closed_connection(self):
        for command in ("", "EHLO", "MAIL"):
            with self.subTest(command):
                self.check(75, "deferred", {command: None}, fault="connection-lost")

    def test_K22_a_server_that_takes_two_mails_a_connection_gets_five(self):
        left = iter([2, 2, 2])
        taken = {"this": 0}

        def greets():
            taken["this"] = next(left)
            return b"220 two a connection\r\n"

        def mail():
            taken["this"] -= 1
            return b"250 ok\r\n" if taken["this"] >= 0 else b"421 4.7.0 enough of it\r\n"

        with ScriptedServer({"": greets, "MAIL": mail}) as server:
            result = self.json(server, "--count", "5", "a@b", *BODY, status=0)
            self.assertEqual(server.connections, 3)
        self.assertEqual(result["accepted"], 5)

    def test_deferred_by_no_connection(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        reason = self.reason("--server", f"127.0.0.1:{port}", "a@b", *BODY, status=75)
        self.assertIn("Connection refused", reason)

    def test_unknown(self):
        self.check(76, "unknown", {".": None}, fault="connection-lost")
        self.check(76, "unknown", {".": b"250 cut off"})

    def test_a_broken_protocol(self):
        self.check(76, "deferred", {"": b"HTTP/1.1 400 Bad Request\r\n"}, fault="malformed-reply")
        self.check(76, "deferred", {"": b"220 x\r\n250 y\r\n"})
        self.check(76, "deferred", {"DATA": b"250 2.0.0 Taken\r\n"}, fault="unexpected-reply")
        self.check(76, "deferred", {"EHLO": b"250-x\r\n" * 600 + b"250 x\r\n"},
                   fault="reply-too-many-lines")

    def test_no_such_host(self):
        reason = self.reason("--server", "no-such-host.invalid", "--security", "none", "a@b", *BODY,
                             status=68)
        self.assertIn("name has no address", reason)

    def test_refused(self):
        self.reason("not-an-address", *BODY, status=65)
        self.reason("--helo", "not a name", "a@b", *BODY, status=65)

    def test_interrupted(self):
        for command, status, outcome in (("", 75, "deferred"), (".", 76, "unknown")):
            arrived = threading.Event()

            def stall(arrived=arrived):
                arrived.set()
                time.sleep(3)

            with self.subTest(command), ScriptedServer({command: stall}) as server:
                with subprocess.Popen([PROGRAM, "--json", "--server", server.name, "a@b", *BODY],
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                    self.assertTrue(arrived.wait(30))
                    process.send_signal(signal.SIGTERM if command else signal.SIGINT)
                    output, reason = process.communicate(timeout=30)
                self.assertEqual(process.returncode, status, reason)
                self.assertEqual(json.loads(output)["outcome"], outcome)
                self.assertIn(b"interrupted", reason)

    def test_a_reader_that_goes_away_is_survived(self):
        ran = subprocess.run(["sh", "-c", '"$0" --json --body x a@b | true'
                              '; exit 0', PROGRAM], timeout=60, capture_output=True, check=False)
        self.assertEqual((ran.returncode, ran.stderr), (0, b""))


class Json(Case):
    def test_an_accepted_mail(self):
        with ScriptedServer() as server:
            result = self.json(server, "a@b", "--cc", "c@d", *BODY)
        self.assertEqual(result["code"], 250)
        self.assertEqual(result["enhanced"], "2.0.0")
        self.assertIn("Taken", result["text"])
        self.assertEqual(result["recipients"], [
            {"address": address, "outcome": "accepted", "code": 250, "enhanced": "2.1.5"}
            for address in ("a@b", "c@d")])

    def test_a_rejected_mail(self):
        with ScriptedServer({"MAIL": b"552-5.3.4 Too\r\n552 5.3.4 large\r\n"}) as server:
            result = self.json(server, "a@b", *BODY, status=69)
        self.assertEqual((result["phase"], result["fault"]), ("mail-from", "negative-reply"))
        self.assertEqual((result["code"], result["enhanced"]), (552, "5.3.4"))
        self.assertEqual((result["mails"], result["accepted"]), (1, 0))

    def test_no_reply_is_code_0_and_no_enhanced_code(self):
        with ScriptedServer({"": None}) as server:
            result = self.json(server, "a@b", *BODY, status=75)
        self.assertEqual((result["code"], result["enhanced"]), (0, ""))

    def test_an_argument_that_is_invalid(self):
        ran = self.send("--json", "a@b", "nobody", *BODY, status=65)
        result = json.loads(ran.stdout)
        self.assertEqual(list(result), KEYS)
        self.assertEqual((result["outcome"], result["fault"]), ("invalid-argument", "invalid-address"))

    def test_the_embedded_server_prints_the_line_alone(self):
        ran = self.send("--json", "a@b", *BODY)
        self.assertEqual(ran.stdout.count(b"\n"), 1)
        self.assertEqual(json.loads(ran.stdout)["outcome"], "accepted")

    def test_words_of_the_server_are_whatever_octets(self):
        with ScriptedServer({".": b'554 5.6.0 \x1b[31m "\xff%n\\\r\n'}) as server:
            ran = self.to(server, "--json", "a@b", *BODY, status=69)
        self.assertIn("%n", json.loads(ran.stdout.decode("ascii"))["text"])
        self.assertNotIn(b"\x1b", ran.stdout + ran.stderr)

    def test_words_in_utf8_stay(self):
        with ScriptedServer({".": "250 2.0.0 Grüße\r\n".encode()}) as server:
            self.assertIn("Grüße", self.json(server, "a@b", *BODY)["text"])


class Logins(Case):
    USER = "pump3"
    PASSWORD = "Dry run 14:02"

    def login(self, replies=None, *arguments, status=0, capabilities=None, **variables):
        more = {"capabilities": capabilities} if capabilities else {}
        with ScriptedServer(replies, **more) as server:
            ran = self.to(server, "--user", self.USER, "a@b", *arguments, *BODY, status=status,
                          **variables)
        self.lines = server.lines
        return ran

    def plain(self):
        return "AUTH PLAIN " + base64.b64encode(
            f"\0{self.USER}\0{self.PASSWORD}".encode()).decode()

    def login_replies(self):
        return {"AUTH": b"334 VXNlcm5hbWU6\r\n",
                base64.b64encode(self.USER.encode()).decode(): b"334 UGFzc3dvcmQ6\r\n",
                base64.b64encode(self.PASSWORD.encode()).decode(): b"235 2.7.0 Welcome\r\n"}

    def test_the_password_from_the_environment(self):
        ran = self.login(POSTINO_PASSWORD=self.PASSWORD)
        self.assertIn(self.plain(), self.lines)
        self.assertIn(b"clear text", ran.stderr)

    def test_the_password_from_a_file(self):
        for octets in (b"Dry run 14:02", b"Dry run 14:02\n", b"Dry run 14:02\r\nsecond\n"):
            with self.subTest(octets):
                self.login(None, "--password-file", self.file("password", octets))
                self.assertIn(self.plain(), self.lines)

    def test_the_password_from_standard_input(self):
        self.login(None, "--password-file", "-", stdin=b"Dry run 14:02\n")
        self.assertIn(self.plain(), self.lines)

    def test_a_file_comes_before_the_environment(self):
        self.login(None, "--password-file", self.file("password", b"Dry run 14:02\n"),
                   POSTINO_PASSWORD="other")
        self.assertIn(self.plain(), self.lines)

    def test_no_password_at_all(self):
        for variables in ({}, {"POSTINO_PASSWORD": ""}):
            ran = self.send("--user", "u", "a@b", *BODY, status=64, **variables)
            self.assertIn(b"POSTINO_PASSWORD", ran.stderr)

    def test_the_mechanism_that_was_named(self):
        self.login(None, "--auth", "plain", POSTINO_PASSWORD=self.PASSWORD)
        self.assertIn(self.plain(), self.lines)
        self.login(self.login_replies(), "--auth", "login", POSTINO_PASSWORD=self.PASSWORD)
        self.assertIn("AUTH LOGIN", self.lines)
        self.login(None, "--auth", "none")
        self.assertFalse([line for line in self.lines if line.startswith("AUTH")])

    def test_auto_takes_what_is_offered(self):
        self.login(self.login_replies(), "--auth", "auto", POSTINO_PASSWORD=self.PASSWORD,
                   capabilities=("AUTH LOGIN",))
        self.assertIn("AUTH LOGIN", self.lines)

    def test_a_refused_login(self):
        for replies in ({"AUTH": b"535 5.7.8 No\r\n"}, {"AUTH": b"534 5.7.9 Too weak\r\n"}):
            ran = self.login(replies, status=77, POSTINO_PASSWORD=self.PASSWORD)
            self.assertIn(b"login was rejected", ran.stderr)

    def test_a_login_that_fails_for_now(self):
        self.login({"AUTH": b"454 4.7.0 Later\r\n"}, status=75, POSTINO_PASSWORD=self.PASSWORD)

    def test_no_login_offered(self):
        for capabilities in (("8BITMIME",), ("AUTH CRAM-MD5",)):
            self.login(status=77, capabilities=capabilities, POSTINO_PASSWORD=self.PASSWORD)
            self.assertFalse([line for line in self.lines if line.startswith("MAIL")])

    def test_clear_text_has_to_be_asked_for(self):
        with ScriptedServer() as server:
            ran = self.send("--server", server.name, "--user", self.USER, "a@b", *BODY, status=77,
                            POSTINO_PASSWORD=self.PASSWORD)
        self.assertIn(b"--security none", ran.stderr)
        self.assertEqual(server.connections, 0)

    def test_the_embedded_server_knows_the_user(self):
        for mechanism in ("plain", "login", "auto"):
            ran = self.send("--user", self.USER, "--auth", mechanism, "a@b", *BODY, "--trace",
                            POSTINO_PASSWORD=self.PASSWORD)
            self.assertIn(b"AUTH", ran.stderr)
            self.assertIn(b"< 235", ran.stderr)


class Runs(Case):
    def test_ipv6(self):
        with ScriptedServer(address="::1") as server:
            self.to(server, "a@b", *BODY)
        self.assertEqual(len(server.contents), 1)

    def test_a_name(self):
        with ScriptedServer() as server:
            self.send("--server", f"localhost:{server.port}", "--security", "none", "a@b", *BODY)
        self.assertEqual(len(server.contents), 1)

    def test_a_server_on_loopback_needs_no_word_about_security(self):
        with ScriptedServer() as server:
            ran = self.send("--server", server.name, "a@b", *BODY)
        self.assertRegex(ran.stdout.decode(), r"^accepted: 1 of 1 mail: 250 2\.0\.0 Taken\n$")
        self.assertEqual(ran.stderr, b"")

    def test_helo(self):
        with ScriptedServer() as server:
            self.to(server, "a@b", "--helo", "node7.plant.example", *BODY)
        self.assertEqual(server.lines[0], "EHLO node7.plant.example")

    def test_several_mails_on_one_connection(self):
        with ScriptedServer() as server:
            result = self.json(server, "a@b", "--count", "5", *BODY)
        self.assertEqual((result["mails"], result["accepted"]), (5, 5))
        self.assertEqual(server.connections, 1)
        identifiers = {email.message_from_bytes(one)["Message-ID"] for one in server.contents}
        self.assertEqual(len(identifiers), 5)
        self.assertEqual(server.lines[-1], "QUIT")

    def test_several_mails_to_the_embedded_server_are_all_printed(self):
        output = self.send("a@b", "--count", "3", *BODY).stdout
        self.assertEqual(output.count(b"RCPT TO:<a@b>"), 3)

    def test_the_first_mail_that_fails_ends_the_run(self):
        replies = iter([GOOD["."], b"554 5.6.0 No\r\n", GOOD["."]])
        with ScriptedServer({".": lambda: next(replies)}) as server:
            result = self.json(server, "a@b", "--count", "3", *BODY, status=69)
        self.assertEqual((result["outcome"], result["mails"], result["accepted"]),
                         ("rejected", 2, 1))

    def test_the_smallest_packets(self):
        for packets, octets in ((1, 64), (2, 128), (1, 65535)):
            with self.subTest(packets), ScriptedServer() as server:
                self.to(server, "a@b", "--packets", str(packets), "--packet-bytes", str(octets),
                        "--subject", "Grüße " * 20, *BODY)
                self.assertEqual(len(server.contents), 1)

    def test_many_recipients(self):
        with ScriptedServer() as server:
            result = self.json(server, *(f"r{number}@x.example" for number in range(300)), *BODY)
        self.assertEqual(len(result["recipients"]), 300)

    def test_the_session_has_a_deadline(self):
        for preset in ("rfc", "netx"):
            with self.subTest(preset), \
                    ScriptedServer({"EHLO": lambda: time.sleep(4)}) as server:
                begin = time.monotonic()
                result = self.json(server, "a@b", "--timeout", "1", "--timeout-preset", preset,
                                   *BODY, status=75)
                self.assertLess(time.monotonic() - begin, 3.5)
                self.assertEqual(result["outcome"], "deferred")
                self.assertIn("timeout", result["fault"])


class Trace(Case):
    def test_the_conversation_is_on_standard_error(self):
        with ScriptedServer() as server:
            ran = self.to(server, "--trace", "--json", "a@b", *BODY)
        lines = ran.stderr.decode().splitlines()
        for line in ("< 220 scripted", "> RCPT TO:<a@b>", "> DATA", "< 354 Go on", "> .",
                     "< 250 2.0.0 Taken", "> QUIT", "< 221 2.0.0 Bye"):
            self.assertIn(line, lines)
        self.assertNotIn("Dry run", ran.stderr.decode())
        self.assertEqual(ran.stdout.count(b"\n"), 1)

    def secrets(self, user, password):
        """In clear, and in base64 at each of the three alignments."""
        for word in (user, password):
            yield word
            for shift in range(3):
                encoded = base64.b64encode(b"\0" * shift + word.encode()).decode().rstrip("=")
                begin, end = (2 if shift else 0) + (shift == 2), len(encoded) - 1
                yield encoded[begin:end]

    def test_no_secret_is_shown(self):
        user, password = "Pumpenwart", "Sesam-oeffne-dich"
        echo = base64.b64encode(f"\0{user}\0{password}".encode())
        for mechanism in ("plain", "login"):
            for reply in (b"235 2.7.0 Welcome\r\n", b"535 5.7.8 No " + echo + b"\r\n"):
                replies = {
                    "AUTH": b"334 VXNlcm5hbWU6\r\n" if mechanism == "login" else reply,
                    base64.b64encode(user.encode()).decode(): b"334 UGFzc3dvcmQ6\r\n",
                    base64.b64encode(password.encode()).decode(): reply}
                status = 0 if reply.startswith(b"235") else 77
                with self.subTest(mechanism, status=status), ScriptedServer(replies) as server:
                    ran = self.to(server, "--trace", "--user", user, "--auth", mechanism, "a@b",
                                  *BODY, status=status, POSTINO_PASSWORD=password)
                    shown = (ran.stdout + ran.stderr).decode()
                    self.assertIn("> AUTH", shown)
                    self.assertIn("***", shown)
                    for secret in self.secrets(user, password):
                        self.assertNotIn(secret, shown)
                    self.assertTrue(any(password_line in "".join(server.lines)
                                        for password_line in self.secrets(user, password)))


if __name__ == "__main__":
    main()
