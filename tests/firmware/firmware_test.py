# SPDX-License-Identifier: MIT
"""The board's image in the emulator against servers on loopback:
firmware_test.py MACHINE FOLDER [SUITE ...]."""

import email
import email.policy
import json
import pathlib
import sys
import tempfile
import threading
import unittest

import servers
from board import TEXT, Run, log_mail
from servers import ScriptedServer

MACHINE = ""
FOLDER = pathlib.Path()
HERE = pathlib.Path(__file__).resolve().parent
HEADS = 14 + 20 + 24
STACK_OF_THE_METER = 64
LOOPBACK_OF_THE_HOST, BROADCAST = "10.0.2.2", "255.255.255.255"
LOGIN = ("pump3", "secret")
ACCEPTED, REFUSED, REJECTED, DEFERRED, PROTOCOL, SECURITY = 0, 65, 69, 75, 76, 77


class Case(unittest.TestCase):
    """What all suites share."""

    def run_board(self, status=ACCEPTED, image="board_mps2", **settings):
        """Runs it, and holds it to its status, to clean devices and to memory given back."""
        ran = Run(MACHINE, FOLDER / f"{image}.elf", **settings)
        self.assertEqual(ran.status, status, ran.output)
        self.assertEqual(ran.guest_errors, "")
        self.assertLessEqual(ran.destinations, {LOOPBACK_OF_THE_HOST, BROADCAST})
        self.assertEqual(ran.lines[-1], f"exit {status}")
        self.assertFalse([line for line in ran.lines if line.startswith("lwip-differs")], ran.output)
        self.assertEqual(ran.figures("packets taken ")[0], 0)
        return ran

    def outcomes(self, ran):
        return [outcome for _, _, outcome, *_ in ran.tries]


class InC(Case):
    def run_c(self, status=ACCEPTED, **settings):
        ran = Run(MACHINE, FOLDER / "board_mps2_c.elf", **settings)
        self.assertEqual((ran.status, ran.guest_errors), (status, ""), ran.output)
        self.assertEqual(ran.lines[-2:], ["packets taken 0", f"exit {status}"])
        return ran

    def test_a_text_mail_with_auth_plain(self):
        with servers.Aiosmtpd(*LOGIN) as server:
            ran = self.run_c(port=server.port, user=LOGIN[0], password=LOGIN[1])
            content, = server.contents()
        self.assertEqual(ran.tries, [(1, 1, "Accepted", "None", "EndOfData", 250)])
        self.assertTrue(content.endswith(b"\r\n\r\nDry run at 14:02.\r\n.A line with a dot\r\n"))
        self.assertIn(b"\r\nSubject: Pump 3 stopped\r\n", content)

    def test_a_wrong_password(self):
        with servers.Aiosmtpd(*LOGIN) as server:
            ran = self.run_c(status=REJECTED, port=server.port, user=LOGIN[0], password="wrong")
        self.assertEqual(ran.tries, [(1, 1, "Rejected", "LoginRejected", "Auth", 535)])

    def test_it_has_no_cpp_library(self):
        links = (FOLDER / "board_mps2_c.elf.map").read_text(encoding="utf-8")
        self.assertIn("libpostino_c.a(", links)
        self.assertNotIn("libstdc++", links)
        self.assertNotIn("libsupc++", links)


class Sending(Case):
    def test_a_text_mail_with_auth_plain(self):
        with servers.Aiosmtpd(*LOGIN) as server:
            ran = self.run_board(port=server.port, user=LOGIN[0], password=LOGIN[1])
            content, = server.contents()
        self.assertEqual(ran.tries, [(1, 1, "Accepted", "None", "EndOfData", 250)])
        self.assertTrue(content.endswith(b"\r\n\r\n" + TEXT), content)
        self.assertIn(b"\r\nSubject: Pump 3 stopped\r\n", content)

    def test_an_address_by_dhcp(self):
        with servers.Aiosmtpd() as server:
            self.run_board(port=server.port, address="dhcp")
            self.assertEqual(len(server.contents()), 1)

    def test_a_hundred_kilobytes_from_a_generator(self):
        with servers.Aiosmtpd() as server:
            self.run_board(port=server.port, content="log")
            self.assertEqual(server.contents(), [log_mail()])

    def test_an_attachment_that_is_pulled_from_a_generator(self):
        with servers.Aiosmtpd(*LOGIN) as server:
            self.run_board(port=server.port, user=LOGIN[0], password=LOGIN[1],
                           content="attachment")
            content, = server.contents()
        mail = email.message_from_bytes(content, policy=email.policy.SMTP)
        part, = mail.iter_attachments()
        self.assertEqual((part.get_filename(), part.get_content()), ("pump3.log", log_mail()))
        self.assertEqual(mail.get_body().get_content(), TEXT.decode())
        self.assertEqual(mail.defects + part.defects, [])

    def test_no_octet_of_the_mail_is_copied_on_its_way_to_the_chip(self):
        """What Postino wrote into a packet goes into the FIFO from there; what lies elsewhere are
        the heads of Ethernet, IPv4 and TCP."""
        with ScriptedServer() as server:
            ran = self.run_board(port=server.port, content="log")
        frames, from_packets, elsewhere = ran.figures("sent frames ")
        said = sum(len(line) + 2 for line in server.lines) + len(log_mail()) + len(".\r\n")
        self.assertGreaterEqual(from_packets, said)
        self.assertLessEqual(elsewhere, HEADS * frames)

    def test_ten_mails_on_one_connection(self):
        with ScriptedServer() as server:
            ran = self.run_board(port=server.port, mails=10)
        self.assertEqual(len(server.contents), 10)
        self.assertEqual(server.connections, 1)
        self.assertEqual(server.lines[-1], "QUIT")
        self.assertEqual([mail for mail, *_ in ran.tries], list(range(1, 11)))


class ManyMails(Case):
    def test_two_hundred_on_one_connection(self):
        with ScriptedServer() as server:
            ran = self.run_board(port=server.port, mails=200)
        self.assertEqual((len(server.contents), server.connections), (200, 1))
        self.assertEqual(self.outcomes(ran), ["Accepted"] * 200)

    def test_two_hundred_on_a_connection_each(self):
        with ScriptedServer() as server:
            ran = self.run_board(port=server.port, mails=200, connections="each")
        self.assertEqual((len(server.contents), server.connections), (200, 200))
        self.assertEqual(self.outcomes(ran), ["Accepted"] * 200)


class Refusals(Case):
    def refused(self, replies, status, **settings):
        with ScriptedServer(replies) as server:
            ran = self.run_board(status, port=server.port, **settings)
        (_, _, outcome, fault, phase, code), = ran.tries
        return outcome, fault, phase, code, server

    def test_550_for_the_recipient(self):
        *what, server = self.refused({"RCPT": b"550 5.1.1 Nobody\r\n"}, REJECTED)
        self.assertEqual(what, ["Rejected", "AllRecipients", "RcptTo", 550])
        self.assertEqual(server.contents, [b""])  # the lone dot

    def test_451_for_the_sender(self):
        *what, _ = self.refused({"MAIL": b"451 4.3.0 Later\r\n"}, DEFERRED)
        self.assertEqual(what, ["Deferred", "NegativeReply", "MailFrom", 451])

    def test_421_instead_of_a_greeting(self):
        *what, server = self.refused({"": b"421 4.3.2 Closing\r\n"}, DEFERRED)
        self.assertEqual(what, ["Deferred", "ServiceClosing", "Greeting", 421])
        self.assertNotIn("EHLO", "".join(server.lines))

    def test_421_for_data(self):
        *what, _ = self.refused({"DATA": b"421 4.3.2 Closing\r\n"}, DEFERRED)
        self.assertEqual(what, ["Deferred", "ServiceClosing", "Data", 421])

    def test_554_for_the_whole_mail(self):
        *what, server = self.refused({".": b"554 5.6.0 No\r\n"}, REJECTED, content="log")
        self.assertEqual(what, ["Rejected", "NegativeReply", "EndOfData", 554])
        self.assertEqual(server.contents, [log_mail()])

    def test_535_for_the_password(self):
        *what, server = self.refused({"AUTH": b"535 5.7.8 No\r\n"}, SECURITY, user="pump3",
                                     password="wrong")
        self.assertEqual(what, ["Rejected", "LoginRejected", "Auth", 535])
        self.assertFalse([line for line in server.lines if line.startswith("MAIL")])


class Failures(Case):
    def silent_at(self, command, status, **settings):
        """The server says nothing more from that command on; with the error of the one try."""
        with_end = threading.Event()
        with ScriptedServer({command: lambda: with_end.wait(25) and None}) as server:
            ran = self.run_board(status, port=server.port, timeout=3, **settings)
            with_end.set()
        (_, _, *what), = ran.tries
        return what

    def test_silent_from_the_first_moment(self):
        self.assertEqual(self.silent_at("", DEFERRED), ["Deferred", "Timeout", "Greeting", 0])

    def test_silent_after_ehlo(self):
        self.assertEqual(self.silent_at("EHLO", DEFERRED), ["Deferred", "Timeout", "Ehlo", 0])

    def test_silent_after_the_end_of_the_mail(self):
        self.assertEqual(self.silent_at(".", PROTOCOL, content="log"),
                         ["Unknown", "Timeout", "EndOfData", 0])

    def test_a_server_that_stops_reading(self):
        with servers.BreakingServer(30000, forever=True) as server:
            ran = self.run_board(DEFERRED, port=server.port, content="log", octets=6400000,
                                 timeout=2)
        self.assertEqual(ran.tries, [(1, 1, "Deferred", "Timeout", "Content", 0)])

    def test_nobody_listens(self):
        port, = servers.free_ports(1)
        ran = self.run_board(DEFERRED, port=port)
        self.assertEqual(ran.tries, [(1, 1, "Deferred", "ConnectFailed", "Connect", 0)])

    def test_a_reset_in_the_middle_of_the_mail(self):
        with servers.BreakingServer(30000) as server:
            ran = self.run_board(port=server.port, content="log", tries=2)
        self.assertEqual(ran.tries, [(1, 1, "Deferred", "ConnectionLost", "Content", 0),
                                     (1, 2, "Accepted", "None", "EndOfData", 250)])
        self.assertEqual(server.contents, [log_mail()])

    def test_the_connection_ends_instead_of_a_final_reply(self):
        with ScriptedServer({".": lambda: None}) as server:
            ran = self.run_board(PROTOCOL, port=server.port)
        self.assertEqual(self.outcomes(ran), ["Unknown"])


class Wire(Case):
    """The wire is cut in the middle of the mail: no frame passes for a while."""

    def cut(self, milliseconds, **settings):
        with servers.Aiosmtpd() as server:
            ran = self.run_board(port=server.port, content="log", cut_at=50000,
                                 cut_for=milliseconds, **settings)
            contents = server.contents()
        self.assertGreater(ran.figures("lost frames ")[0], 0)
        self.assertEqual(contents, [log_mail()])
        return ran

    def test_for_a_moment(self):
        self.assertEqual(self.cut(500).tries, [(1, 1, "Accepted", "None", "EndOfData", 250)])

    def test_for_longer_than_the_deadline(self):
        ran = self.cut(4000, timeout=2, tries=3)
        self.assertEqual(ran.tries[0], (1, 1, "Deferred", "Timeout", "Content", 0))
        self.assertEqual(ran.tries[-1][2:], ("Accepted", "None", "EndOfData", 250))


class Postfix(Case):
    @classmethod
    def setUpClass(cls):
        cls.postfix = cls.enterClassContext(servers.Postfix())

    def bodies(self, count):
        return [content.split(b"\n\n", 1)[1].replace(b"\n", b"\r\n")
                for content in self.postfix.contents(count)]

    def test_1_a_text_mail(self):
        self.run_board(port=self.postfix.port)
        self.assertIn(TEXT, self.bodies(1))

    def test_2_ten_logs_on_one_connection(self):
        self.run_board(port=self.postfix.port, content="log", mails=10)
        body = log_mail().split(b"\r\n\r\n", 1)[1]
        self.assertEqual(self.bodies(11).count(body), 10)

    def test_3_nobody_of_that_name(self):
        ran = self.run_board(REJECTED, port=self.postfix.port, to="nobody@plant.example")
        self.assertEqual(ran.tries, [(1, 1, "Rejected", "AllRecipients", "RcptTo", 550)])

    def test_4_larger_than_it_takes(self):
        ran = self.run_board(REJECTED, port=self.postfix.small_port, content="log")
        self.assertEqual(ran.tries, [(1, 1, "Rejected", "SizeExceeded", "MailFrom", 0)])


class Tls(Case):
    """TLS 1.3 over a 25 MHz processor's worth of instructions, implicit and behind STARTTLS."""

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.folder = pathlib.Path(folder)

    def send(self, how, names="IP:10.0.2.2", authority="ca.pem", status=ACCEPTED, **settings):
        servers.Authority(self.folder, names)
        with servers.Aiosmtpd(*LOGIN, tls=how, folder=self.folder) as server:
            ran = self.run_board(status, image="board_mps2_tls", port=server.port, security=how,
                                 ca=self.folder / authority, user=LOGIN[0], password=LOGIN[1],
                                 **settings)
            self.resumed = [facts["resumed"] for facts in server.tls()]
            return ran, server.contents()

    def test_implicit(self):
        ran, (content,) = self.send("tls")
        self.assertTrue(content.endswith(TEXT))
        used, peak, room, failed = ran.figures("tls memory ")
        self.assertEqual((used, failed), (0, 0))
        self.assertLess(peak, room)

    def test_starttls(self):
        _, (content,) = self.send("starttls")
        self.assertTrue(content.endswith(TEXT))

    def test_a_hundred_kilobytes(self):
        self.assertEqual(self.send("tls", content="log")[1], [log_mail()])

    def test_no_record_is_copied_behind_the_transport(self):
        """It lies in packets, and goes into the FIFO from there."""
        ran, _ = self.send("tls", content="log")
        frames, from_packets, elsewhere = ran.figures("sent frames ")
        self.assertGreater(from_packets, len(log_mail()))
        self.assertLessEqual(elsewhere, HEADS * frames)

    def test_ten_mails_on_one_connection(self):
        self.assertEqual(len(self.send("starttls", mails=10)[1]), 10)

    def test_a_kept_session_is_resumed(self):
        """The second connection's handshake verifies no certificate."""
        cost = {}
        for session, resumed in ({}, False), ({"session": "kept"}, True):
            ran, contents = self.send("tls", mails=2, connections="each", icount=7, **session)
            self.assertEqual(len(contents), 2)
            self.assertEqual(self.resumed, [False, resumed])
            cost[resumed], = ran.figures("instructions ")
        print(f"instructions that resumption saves: {cost[False] - cost[True]} of"
              f" {cost[False] // 2} that a mail with a full handshake takes")
        self.assertLess(cost[True], 0.8 * cost[False])

    def test_another_name(self):
        ran, contents = self.send("tls", names="IP:10.0.2.3,DNS:10.0.2.2", status=SECURITY)
        self.assertEqual((self.outcomes(ran), contents), (["Unsafe"], []))

    def test_another_authority(self):
        other = self.folder / "other"
        other.mkdir()
        servers.Authority(other, "IP:10.0.2.2")
        ran, contents = self.send("starttls", authority="other/ca.pem", status=SECURITY)
        self.assertEqual((self.outcomes(ran), contents), (["Unsafe"], []))

    def test_no_starttls(self):
        servers.Authority(self.folder, "IP:10.0.2.2")
        with servers.Aiosmtpd() as server:
            ran = self.run_board(SECURITY, image="board_mps2_tls", port=server.port,
                                 security="starttls", ca=self.folder / "ca.pem")
            self.assertEqual(server.contents(), [])
        self.assertEqual(self.outcomes(ran), ["Unsafe"])


class Arguments(Case):
    def test_tls_where_the_image_has_none(self):
        ran = self.run_board(REFUSED, security="tls")
        self.assertEqual(ran.tries, [(1, 1, "InvalidArgument", "TlsUnavailable", "Idle", 0)])
        self.assertEqual(ran.destinations, set())

    def test_a_wrong_setting(self):
        for setting in ({"colour": "blue"}, {"port": 65536}, {"port": ""}, {"security": "some"}):
            ran = Run(MACHINE, FOLDER / "board_mps2.elf", **setting)
            self.assertEqual(ran.status, 64)
            (key, value), = setting.items()
            self.assertEqual(ran.lines[-1], f"not a setting: {key}={value}")


class Figures(Case):
    def test_what_is_printed(self):
        with ScriptedServer() as server:
            ran = self.run_board(port=server.port, icount=7)
        static, postino = ran.figures("ram ")
        self.assertTrue(4 * 1460 < postino < static, ran.output)
        peak, stack = ran.figures("stack peak ")
        self.assertTrue(500 < peak < stack / 2, ran.output)
        instructions, = ran.figures("instructions ")
        self.assertTrue(10000 < instructions < 300000, ran.output)

    def compare_stacks(self, mail, least, **settings):
        """tools/size computes the deepest path that there can be; this mail goes down it nearly as
        far. What the port and lwIP use is not counted on either side."""
        budget = json.loads((HERE.parents[1] / "tools/size/budget.json").read_text(encoding="utf-8"))
        computed = budget["cortex-m4"][f"stack: {mail}"]
        with ScriptedServer(capabilities=("PIPELINING", "SIZE 1000000", "AUTH PLAIN")) as server:
            ran = self.run_board(image="board_mps2_stack", port=server.port, user=LOGIN[0],
                                 password=LOGIN[1], **settings)
        used, = ran.figures("stack of postino ")
        print(f"stack of Postino, {mail}: {used} octets painted, {computed} computed")
        self.assertGreater(used, least * computed)
        self.assertLessEqual(used, computed + STACK_OF_THE_METER)

    def test_the_stack_that_was_computed_is_about_what_is_used(self):
        self.compare_stacks("text mail, PLAIN and LOGIN", 0.65)

    def test_with_an_attachment_too(self):
        """The deepest path counts a part in memory for SIZE, and this one comes from a source."""
        self.compare_stacks("MIME", 0.55, content="attachment")


if __name__ == "__main__":
    MACHINE, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
