# SPDX-License-Identifier: MIT
"""OpenSMTPD, from a package that is unpacked and not installed, for it conflicts with Postfix. All
mail that it takes goes to one port by SMTP."""

import os

from .processes import Daemon, apart, free_ports
from .traits import Traits

USERS = {"opensmtpd": 64991, "opensmtpq": 64992}

# Without TLS: Debian 12's loses the private key on the way to the process that wants it.
CONFIGURATION = """
smtp max-message-size 20M
listen on 127.0.0.1 port {port}
action "onward" relay host smtp://127.0.0.1:{relay_port}
match from any for any action "onward"
"""


class OpenSmtpd(Traits):
    """`unpacked` is where fetch.sh put the package."""

    name = "OpenSMTPD"
    refuses = {"a quoted address": 501}

    def __init__(self, unpacked, folder, sink):
        self.mails = sink.mails
        self.ports = dict(zip(("clear",), free_ports(1)))
        self.log = folder / "log"
        self.write(folder, sink.port)
        self.daemon = Daemon(apart(folder, unpacked / "usr/sbin/smtpd", "-d", "-f",
                                   folder / "smtpd.conf"), self.log)
        self.stop = self.daemon.stop
        self.daemon.wait_for(self.ports.values(), octets=0)

    def write(self, folder, relay_port):
        (folder / "smtpd.conf").write_text(
            CONFIGURATION.format(port=self.ports["clear"], relay_port=relay_port))
        for name in ("etc", "var/spool", "var/run", "var/lib/opensmtpd/empty"):
            (folder / name).mkdir(parents=True)
        os.chmod(folder / "var/spool", 0o711)
        for name, line in (("passwd", "{0}:x:{1}:{1}::/var/lib/opensmtpd/empty:/bin/false\n"),
                           ("group", "{0}:x:{1}:\n")):
            with open(f"/etc/{name}", encoding="utf-8") as file:
                text = file.read()
            text += "".join(line.format(*user) for user in USERS.items())
            (folder / "etc" / name).write_text(text)
