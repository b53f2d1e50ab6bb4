# SPDX-License-Identifier: MIT
"""Postfix's smtp-sink: no TLS, an empty last line in its reply to EHLO, and 250 where AUTH wants
235."""

import re

from .processes import Daemon, free_ports
from .traits import Traits

# No mail of the tests has it.
MARK = b"\x01smtp-sink\x01\n"


class SmtpSink(Traits):
    name = "smtp-sink"
    says_250_to_auth = True
    reports = False

    def __init__(self, folder):
        folder.chmod(0o777)
        self.dump, self.size, self.dumped = folder / "dump", 0, []
        self.ports = dict(zip(("clear",), free_ports(1)))
        self.daemon = Daemon(["/usr/sbin/smtp-sink", "-u", "nobody", "-S", r"\001smtp-sink\001\n",
                              "-D", self.dump, f"127.0.0.1:{self.ports['clear']}", "100"],
                             folder / "log")
        self.stop = self.daemon.stop
        self.daemon.wait_for(self.ports.values())

    def mails(self, recipient):
        """It puts headers in front and an empty line behind, and keeps lines with LF."""
        size = self.dump.stat().st_size if self.dump.exists() else 0
        if size != self.size:
            self.size = size
            self.dumped = self.dump.read_bytes().split(MARK)[1:]
        # Parameters may follow.
        wanted = re.compile(f"^X-Rcpt-Args: <{re.escape(recipient)}>[ \n]".encode(), re.MULTILINE)
        return [re.sub(rb"^(X-[^\n]*\n)+", b"", each).removesuffix(b"\n").replace(b"\n", b"\r\n")
                for each in self.dumped if wanted.search(each)]
