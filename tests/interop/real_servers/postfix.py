# SPDX-License-Identifier: MIT
"""Postfix with Dovecot's SASL. All mail that it takes goes to one port by SMTP."""

import os
import pwd

from .dovecot import Dovecot
from .processes import Daemon, free_ports, wait_until
from .traits import Traits

DAEMONS = "/usr/lib/postfix/sbin"
QUEUES = "active bounce corrupt defer deferred flush hold incoming private public saved trace"

MAIN = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/log
maillog_file_prefixes = {folder}
myhostname = mail.plant.example
mydestination =
mynetworks =
alias_maps =
local_recipient_maps =
local_header_rewrite_clients =
default_transport = smtp:[127.0.0.1]:{relay_port}
smtp_dns_support_level = disabled
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{ nobody@ops.example = 550 5.1.1 Nobody }} }}
smtpd_error_sleep_time = 0
smtpd_sasl_auth_enable = yes
smtpd_sasl_authenticated_header = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_tls_chain_files = {certificates[0]}, {certificates[1]}
smtpd_tls_received_header = yes
smtpd_tls_loglevel = 2
smtpd_tls_session_cache_database = btree:{folder}/data/sessions
"""
INTERNAL = """
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
anvil unix - - n - 1 anvil
"""
# Their options by the name of a service; STARTTLS and TLS are those of ports 587 and 465.
NONE = {"smtpd_tls_security_level": "none"}
STARTTLS = {"smtpd_tls_security_level": "encrypt", "smtpd_tls_auth_only": "yes"}
TLS = {"smtpd_tls_wrappermode": "yes", **STARTTLS}
TLS12 = {"smtpd_tls_mandatory_protocols": ">=TLSv1.2, <=TLSv1.2"}
TLS13 = {"smtpd_tls_mandatory_protocols": ">=TLSv1.3"}


class Postfix(Traits):
    """`services`: name to options; `ports`: name to port, on 127.0.0.1 and on ::1."""

    name = "Postfix"
    mechanisms = Dovecot.mechanisms
    login_line = r"sasl_method=([\w-]+), sasl_username={user}\n"
    tls_line = (r"TLS connection established from \S+ "
                r"(?P<version>\S+) with cipher (?P<cipher>\S+)")
    # A line of its own in front of that one; "reused" would be about a connection.
    resumed_mark = "Reusing old session"

    def __init__(self, folder, certificates, relay_port, services):
        if os.geteuid() != 0:
            raise PermissionError("Postfix starts only as root: run this test as root")
        self.folder = folder
        self.ports = dict(zip(services, free_ports(len(services))))
        self.log = folder / "log"
        self.write(certificates, relay_port, services)

    @property
    def sasl_socket(self):
        return self.folder / "queue/private/auth"

    def start(self):
        """Apart from the constructor, because Dovecot's socket is to be there before."""
        wait_until(self.sasl_socket.exists, self.sasl_socket)
        self.daemon = Daemon([f"{DAEMONS}/master", "-c", self.folder, "-d"], self.log)
        self.stop = self.daemon.stop
        self.daemon.wait_for(self.ports.values(), octets=0)

    def write(self, certificates, relay_port, services):
        folder = self.folder
        owner = pwd.getpwnam("postfix").pw_uid
        for name in ("queue", "queue/pid"):
            (folder / name).mkdir()
        for name in ("data", *(f"queue/{queue}" for queue in QUEUES.split())):
            (folder / name).mkdir()
            os.chown(folder / name, owner, -1)
        (folder / "main.cf").write_text(MAIN.format(
            folder=folder, daemons=DAEMONS, certificates=certificates, relay_port=relay_port))
        # Each of its programs waits while the file may still be in the making.
        os.utime(folder / "main.cf", (0, 0))
        lines = [INTERNAL]
        for name, options in services.items():
            words = [f"-o {{ {option} = {value} }}" for option, value in options.items()]
            for address in ("127.0.0.1", "[::1]"):
                lines.append(f"{address}:{self.ports[name]} inet n - n - - smtpd "
                             f"-o syslog_name=postfix/{name} {' '.join(words)}\n")
        (folder / "master.cf").write_text("".join(lines))
