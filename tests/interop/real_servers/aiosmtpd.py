# SPDX-License-Identifier: MIT
"""aiosmtpd as a server that is sent to: a process for each way to protect the connection."""

from .sink import Sink
from .traits import Traits


class Aiosmtpd(Traits):
    name = "aiosmtpd"
    tells_of_logins = reports = False

    def __init__(self, folder, user, password, certificate):
        self.sinks = {}
        for security in ("clear", "starttls", "tls"):
            (folder / security).mkdir()
            options = [] if security == "clear" else [
                user, password, "--tls", security, "--certificate", certificate, "--key",
                certificate]
            self.sinks[security] = Sink(folder / security, *options)
        self.ports = {security: sink.port for security, sink in self.sinks.items()}

    def mails(self, recipient):
        return [mail for sink in self.sinks.values() for mail in sink.mails(recipient)]

    def stop(self):
        for sink in self.sinks.values():
            sink.stop()
