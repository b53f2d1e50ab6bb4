# SPDX-License-Identifier: MIT
"""All servers of a test run, and the certificates that they show."""

import contextlib
import pathlib
import tempfile

from . import postfix
from .certificates import KEYS, Authority
from .dovecot import Dovecot
from .exim import Exim
from .postfix import Postfix
from .sink import Sink

PASSWORD = "Dry run, = 14.02"
USER = "pump3"
# Comma and equals sign have a meaning of their own in SCRAM and OAUTHBEARER.
ODD_USER = "pump=3,hall"
VERSIONS = {"TLSv1.2": postfix.TLS12, "TLSv1.3": postfix.TLS13}
PRIORITIES = {"TLSv1.2": ["NORMAL", "-VERS-ALL", "+VERS-TLS1.2"],
              "TLSv1.3": ["NORMAL", "-VERS-ALL", "+VERS-TLS1.3"]}
SECURITIES = {"starttls": postfix.STARTTLS, "tls": postfix.TLS}
# What is wrong with a certificate, and as what postino-send is to report it.
TROUBLES = {"unknown authority": "untrusted", "another name": "wrong-name",
            "no address": "wrong-name", "expired": "expired"}


def service_of(*words):
    return "-".join(word.replace(" ", "-") for word in words)


class World:
    def __init__(self, exim):
        with contextlib.ExitStack() as ends:
            self.folder = pathlib.Path(ends.enter_context(
                tempfile.TemporaryDirectory(prefix="postino-", ignore_cleanup_errors=True)))
            # Each server has users of its own that must get through.
            self.folder.chmod(0o755)
            self.make_certificates(self.make_folder("authority"), self.make_folder("stranger"))
            self.sink = Sink(self.make_folder("sink"))
            ends.callback(self.sink.stop)
            self.postfix = Postfix(self.make_folder("postfix"), self.both, self.sink.port,
                                   self.services())
            users = {USER: PASSWORD, ODD_USER: PASSWORD}
            self.dovecot = Dovecot(self.make_folder("dovecot"), self.both, users, self.sink.port,
                                   self.postfix.sasl_socket)
            ends.callback(self.dovecot.stop)
            self.postfix.start()
            ends.callback(self.postfix.stop)
            self.exim = Exim(exim, self.make_folder("exim"), users, self.sink.port,
                             self.exim_services())
            ends.callback(self.exim.stop)
            self.servers = [self.postfix, self.dovecot, self.exim]
            self.stop = ends.pop_all().close

    def make_folder(self, name):
        (self.folder / name).mkdir()
        return self.folder / name

    def make_certificates(self, folder, stranger_folder):
        authority = Authority(folder, "authority")
        self.ca = authority.certificate
        self.stranger = Authority(stranger_folder, "stranger")
        self.keys = {kind: authority.issue(kind, kind) for kind in KEYS}
        self.both = list(self.keys.values())
        self.wrong = {
            "unknown authority": self.stranger.issue("unknown"),
            "another name": authority.issue("another", names=("DNS:mail.plant.example",)),
            "no address": authority.issue("no-address", names=("DNS:localhost",)),
            "expired": authority.issue("expired", days=-1)}

    def services(self):
        """Postfix's: name to options."""
        found = {"clear": postfix.NONE}
        for security, options in SECURITIES.items():
            found[service_of(security)] = options
            for version, limits in VERSIONS.items():
                for kind, path in self.keys.items():
                    found[service_of(security, version, kind)] = {
                        **options, **limits, "smtpd_tls_chain_files": path}
            for trouble, path in self.wrong.items():
                found[service_of(security, trouble)] = {**options, "smtpd_tls_chain_files": path}
        found["session-ids"] = {**postfix.TLS, **postfix.TLS12, "tls_ssl_options": "NO_TICKET",
                                "smtpd_tls_chain_files": self.keys["ecdsa"]}
        return found

    def exim_services(self):
        found = {}
        for security in SECURITIES:
            found[security] = (security, self.both, ["NORMAL"])
            for version, priorities in PRIORITIES.items():
                for kind, path in self.keys.items():
                    found[service_of(security, version, kind)] = (security, [path], priorities)
        return found
