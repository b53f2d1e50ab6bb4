# SPDX-License-Identifier: MIT
"""OpenSMTPD, as build_opensmtpd.sh made it. All mail that it takes goes to one port by SMTP."""

import os
import subprocess

from .processes import Daemon, apart, free_ports
from .traits import Traits

USERS = {"opensmtpd": 64991, "opensmtpq": 64992}
LISTEN = {"clear": "", "starttls": "tls-require pki mail auth <users>",
          "tls": "smtps pki mail auth <users>"}

CONFIGURATION = """
pki mail cert "{certificate}"
pki mail key "{key}"
table users file:{users}
smtp max-message-size 20M
{listeners}
action "onward" relay host smtp://127.0.0.1:{relay_port}
match from auth for any action "onward"
match from src 127.0.0.1 for any action "onward"
"""


class OpenSmtpd(Traits):
    """`users`: name to password."""

    name = "OpenSMTPD"
    refuses = {"a quoted address": 501}
    envelope_id = ""

    def __init__(self, program, folder, users, certificate, sink):
        self.mails = sink.mails
        self.ports = dict(zip(LISTEN, free_ports(len(LISTEN))))
        self.log = folder / "log"
        self.make_machine(folder)
        self.write(folder, users, certificate, sink.port)
        self.daemon = Daemon(apart(folder, program, "-d", "-f", folder / "smtpd.conf"), self.log)
        self.stop = self.daemon.stop
        self.daemon.wait_for(self.ports.values(), octets=0)

    def write(self, folder, users, certificate, relay_port):
        # It takes no key that others can read.
        key = folder / "key"
        key.touch(0o600)
        key.write_bytes(certificate.read_bytes())
        (folder / "users").write_text("".join(
            f"{user} {crypted(password)}\n" for user, password in users.items()))
        listeners = "\n".join(f"listen on 127.0.0.1 port {self.ports[security]} {options}"
                              for security, options in LISTEN.items())
        (folder / "smtpd.conf").write_text(CONFIGURATION.format(
            certificate=certificate, key=key, users=folder / "users", listeners=listeners,
            relay_port=relay_port))

    def make_machine(self, folder):
        for name in ("etc", "var/spool", "var/run", "var/empty"):
            (folder / name).mkdir(parents=True)
        os.chmod(folder / "var/spool", 0o711)
        for name, line in (("passwd", "{0}:x:{1}:{1}::/var/empty:/bin/false\n"),
                           ("group", "{0}:x:{1}:\n")):
            with open(f"/etc/{name}", encoding="utf-8") as file:
                text = file.read()
            text += "".join(line.format(*user) for user in USERS.items())
            (folder / "etc" / name).write_text(text)


def crypted(password):
    return subprocess.run(["openssl", "passwd", "-6", "-stdin"], input=password, text=True,
                          capture_output=True, check=True).stdout.strip()
