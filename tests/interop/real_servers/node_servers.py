# SPDX-License-Identifier: MIT
"""Haraka and smtp-server, from the npm registry; `modules` is where fetch.sh put them."""

import json
import os
import re

from .certificates import openssl
from .processes import Daemon, apart, free_ports
from .store import Store
from .traits import Traits

HERE = os.path.dirname(__file__)
SECURITIES = ("clear", "starttls", "tls")
LMTP = ("lmtp",)


class NodeServer(Store, Traits):
    """`users`: name to password; `certificate`: a file with a key and its certificate."""

    services = SECURITIES

    def __init__(self, modules, folder, users, certificate):
        (folder / "store").mkdir()
        super().__init__(folder / "store")
        self.modules = modules
        self.ports = dict(zip(self.services, free_ports(len(self.services))))
        self.log = folder / "log"
        self.configuration = folder / "configuration.json"
        services = [{"security": security, "port": port} for security, port in self.ports.items()]
        self.configuration.write_text(json.dumps(
            {"store": str(self.folder), "users": users, "certificate": str(certificate),
             "services": services, "clear": self.ports.get("clear")}))
        self.daemon = Daemon(self.command(folder, certificate), self.log)
        self.stop = self.daemon.stop
        self.daemon.wait_for(self.ports.values(), octets=0)


class SmtpServer(NodeServer):
    name = "smtp-server"
    tells_of_logins = reports = False
    refuses = {"a quoted address": 501}

    def command(self, _folder, _certificate):
        return ["node", f"{HERE}/smtp_server.js", self.modules, self.configuration]


class SmtpServerLmtp(SmtpServer):
    """Its port is named as that of the others that are in clear."""

    services = LMTP

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.ports = {"clear": self.ports["lmtp"]}


class Haraka(NodeServer):
    name = "Haraka"
    reports = False
    # 503 to MAIL behind the end of a mail.
    breaks_on = {"across mails": ("accepted, rejected (negative-reply), "
                                  "accepted, rejected (negative-reply)")}

    def command(self, folder, certificate):
        (folder / "plugins").mkdir()
        (folder / "plugins/postino.js").symlink_to(f"{HERE}/haraka_plugin.js")
        files = {
            "smtp.ini": "".join(f"{line}\n" for line in (
                "listen=" + ",".join(f"127.0.0.1:{port}" for port in self.ports.values()),
                f"smtps_port={self.ports['tls']}", "nodes=0")),
            "tls.ini": f"key={certificate}\ncert={certificate}\n"
                       f"no_starttls_ports[]={self.ports['clear']}\n",
            "connection.ini": self.connection_limits(),
            "plugins": "tls\npostino\n", "log.ini": "[main]\nlevel=error\n",
            "me": "mail.plant.example\n"}
        (folder / "config").mkdir()
        for name, content in files.items():
            (folder / "config" / name).write_text(content)
        # Else it makes some, which takes seconds.
        openssl("genpkey", "-genparam", "-algorithm", "DH", "-pkeyopt", "group:ffdhe2048", "-out",
                folder / "config/dhparams.pem")
        return apart(folder, "env", f"POSTINO_CONFIGURATION={self.configuration}", "node",
                     f"{self.modules}/Haraka/bin/haraka", "-c", folder)

    def connection_limits(self):
        """As it has them, but for lines: 992 octets, CRLF and doubled dot included, would be all."""
        text = (self.modules / "Haraka/config/connection.ini").read_text()
        return re.sub("^data_line_length=.*", "data_line_length=1001", text, flags=re.MULTILINE)
