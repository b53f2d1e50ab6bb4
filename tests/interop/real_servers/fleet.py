# SPDX-License-Identifier: MIT
"""Every server that the corpus is sent to: each with a port in clear, where it relays without a
login unless it always wants one, and, but for smtp-sink, ports for STARTTLS and TLS, where it wants
one."""

import concurrent.futures
import contextlib
import pathlib
import tempfile

from . import postfix
from .aiosmtpd import Aiosmtpd
from .certificates import KEYS, Authority
from .dovecot import Dovecot
from .dovecot_lmtp import DovecotLmtp
from .exim import Exim
from .node_servers import Haraka, SmtpServer, SmtpServerLmtp
from .opensmtpd import OpenSmtpd
from .postfix import Postfix
from .sendmail import Sendmail
from .sink import Sink
from .smtp_sink import SmtpSink
from .world import PASSWORD, USER

USERS = {USER: PASSWORD}
OPEN = {**postfix.NONE, "mynetworks": "127.0.0.0/8",
        "smtpd_relay_restrictions": "permit_mynetworks, reject"}
TOKENS = ("oauthbearer", "xoauth2")


class Fleet:
    """`exim` and `opensmtpd` are what their scripts built, `fetched` is the folder of fetch.sh."""

    def __init__(self, exim, opensmtpd, fetched):
        self.programs, self.fetched = (exim, opensmtpd), fetched
        with contextlib.ExitStack() as ends:
            self.ends = ends
            self.folder = pathlib.Path(ends.enter_context(
                tempfile.TemporaryDirectory(prefix="postino-", ignore_cleanup_errors=True)))
            self.folder.chmod(0o755)
            authority = Authority(self.make_folder("authority"), "authority")
            self.ca = authority.certificate
            self.keys = [authority.issue(kind, kind) for kind in KEYS]
            self.certificate = self.keys[0]
            starters = (self.postfix_and_dovecot, self.exim, self.sendmail, self.opensmtpd,
                        self.haraka, self.smtp_server, self.aiosmtpd, self.smtp_sink)
            with concurrent.futures.ThreadPoolExecutor() as pool:
                # Each is started, so each has its end, before an error of one is raised.
                groups = [pool.submit(starter) for starter in starters]
            self.servers = [server for group in groups for server in group.result()]
            self.ends = ends.pop_all()
            self.stop = self.ends.close

    def make_folder(self, name):
        (self.folder / name).mkdir()
        return self.folder / name

    def keep(self, server):
        self.ends.callback(server.stop)
        return server

    def sink(self, name):
        return self.keep(Sink(self.make_folder(f"{name}-sink")))

    def postfix_and_dovecot(self):
        sinks = self.sink("postfix"), self.sink("dovecot")
        services = {"clear": OPEN, "starttls": postfix.STARTTLS, "tls": postfix.TLS}
        server = Postfix(self.make_folder("postfix"), self.keys, sinks[0].port, services)
        dovecot = self.keep(Dovecot(self.make_folder("dovecot"), self.keys, USERS, sinks[1].port,
                                    server.sasl_socket))
        server.start()
        self.token = dovecot.token
        servers = [self.keep(server), dovecot]
        for one, sink in zip(servers, sinks):
            one.mails = sink.mails
        # It wants a login there too.
        dovecot.ports["clear"] = dovecot.ports["starttls"]
        return servers

    def exim(self):
        sink = self.sink("exim")
        services = {security: (security, self.keys, ["NORMAL"])
                    for security in ("clear", "starttls", "tls")}
        server = self.keep(Exim(self.programs[0], self.make_folder("exim"), USERS, sink.port, services))
        server.mails = sink.mails
        return [server]

    def sendmail(self):
        return [self.keep(Sendmail(self.fetched / "debian", self.make_folder("sendmail"), USERS,
                                   self.certificate, self.sink("sendmail")))]

    def opensmtpd(self):
        return [self.keep(OpenSmtpd(self.programs[1], self.make_folder("opensmtpd"), USERS,
                                    self.certificate, self.sink("opensmtpd")))]

    def haraka(self):
        return [self.node(Haraka)]

    def smtp_server(self):
        return [self.node(SmtpServer)]

    def node(self, kind):
        return self.keep(kind(self.fetched / "node_modules", self.make_folder(kind.__name__), USERS,
                              self.certificate))

    def aiosmtpd(self):
        return [self.keep(Aiosmtpd(self.make_folder("aiosmtpd"), USER, PASSWORD,
                                   self.certificate))]

    def smtp_sink(self):
        return [self.keep(SmtpSink(self.make_folder("smtp-sink")))]

    def lmtp_servers(self, recipients, full):
        """Two that are started now: they know the recipients, and have no room for those of
        `full`."""
        return [self.keep(DovecotLmtp(self.make_folder("dovecot-lmtp"), recipients, full)),
                self.node(SmtpServerLmtp)]

    def secrets(self, server, mechanism):
        """(right, wrong)"""
        if mechanism in TOKENS and server.name in ("Postfix", "Dovecot"):
            return self.token(USER), self.token(USER, key=b"wrong")
        return PASSWORD, PASSWORD + "!"
