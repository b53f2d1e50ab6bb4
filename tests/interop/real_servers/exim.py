# SPDX-License-Identifier: MIT
"""Exim with GnuTLS and GNU SASL: the one that offers SCRAM-SHA-256-PLUS."""

import shutil

from .processes import Daemon, free_ports
from .traits import Traits

USER = "nobody"  # as build_exim.sh has it

MAIN = """
exim_path = {program}
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/pid
log_selector = +tls_resumption
primary_hostname = mail.plant.example
keep_environment =
add_environment =
local_interfaces = <; 127.0.0.1 ; ::1
daemon_smtp_ports = {ports}
tls_on_connect_ports = {tls_ports}
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 100
smtp_accept_queue_per_connection = 0
smtputf8_advertise_hosts = *
dsn_advertise_hosts = *
tls_advertise_hosts = *
tls_resumption_hosts = *
tls_certificate = ${{extract {{p$received_port}} {{{certificates}}}}}
tls_privatekey = ${{extract {{p$received_port}} {{{certificates}}}}}
tls_require_ciphers = ${{extract {{p$received_port}} {{{priorities}}} {{$value}} {{NORMAL}}}}
auth_advertise_hosts = ${{if eq {{$tls_in_cipher}} {{}} {{}} {{*}}}}
acl_smtp_rcpt = recipient
acl_smtp_data = accept
begin acl
recipient:
  deny message = Log in
       !authenticated = *
       !condition = ${{if inlist {{$received_port}} {{{open_ports}}}}}
  deny message = Nobody
       local_parts = nobody
  accept
begin routers
all:
  driver = accept
  transport = sink
begin transports
sink:
  driver = smtp
  hosts = 127.0.0.1
  port = {relay_port}
  allow_localhost
begin authenticators
"""
PASSWORD = "${{lookup {{{user}}} lsearch {{{folder}/users}}}}"
GSASL = """
{driver}:
  driver = gsasl
  public_name = {name}
  server_channelbinding = true
  server_condition = yes
  server_password = {password}
  server_set_id = $auth1
"""
GSASL_MECHANISMS = ("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5")
PLAINTEXT = """
{driver}:
  driver = plaintext
  public_name = {name}
  server_prompts = {prompts}
  server_condition = ${{if eq {{{given}}} {{{password}}}}}
  server_set_id = {user}
"""


def authenticators(folder):
    for name in GSASL_MECHANISMS:
        yield GSASL.format(name=name, driver=name.lower().replace("-", "_"),
                           password=PASSWORD.format(user="$auth1", folder=folder))
    for name, prompts, user, given in (("PLAIN", ":", "$auth2", "$auth3"),
                                       ("LOGIN", "User:: : Word::", "$auth1", "$auth2")):
        yield PLAINTEXT.format(name=name, driver=name.lower(), prompts=prompts, user=user,
                               given=given, password=PASSWORD.format(user=user, folder=folder))


class Exim(Traits):
    """`services`: name to (security, files of certificates, priorities of GnuTLS); `ports`: name
    to port, on 127.0.0.1 and on ::1."""

    name = "Exim"
    mechanisms = ["plain", "login", *(name.lower() for name in GSASL_MECHANISMS)]
    login_line = r" A=(\w+):{user} "
    tls_line = r" X=(?P<version>TLS[\d.]+):(?P<cipher>\S+?):\d+\*? "
    resumed_mark = "* CV="
    # As it came, in xtext.
    envelope_id = "postino+2Bid"

    def __init__(self, program, folder, users, relay_port, services):
        self.folder = folder
        self.program = program
        self.ports = dict(zip(services, free_ports(len(services))))
        self.log = folder / "mainlog"
        self.write(users, relay_port, services)
        self.daemon = Daemon([program, "-bdf", "-C", folder / "configuration"], self.log)
        self.daemon.wait_for(self.ports.values(), octets=0)
        self.stop = self.daemon.stop

    def by_port(self, services, place, joint):
        return " ".join(f'p{self.ports[name]}="{joint.join(map(str, service[place]))}"'
                        for name, service in services.items())

    def ports_of(self, security, services):
        return " : ".join(str(self.ports[name]) for name, service in services.items()
                          if service[0] == security)

    def write(self, users, relay_port, services):
        folder = self.folder
        shutil.chown(folder, USER)
        lines = [f'"{name}": {password}\n' for name, password in users.items()]
        (folder / "users").write_text("".join(lines))
        ports = list(map(str, self.ports.values()))
        text = MAIN.format(
            program=self.program, folder=folder, relay_port=relay_port, ports=" : ".join(ports),
            tls_ports=self.ports_of("tls", services), open_ports=self.ports_of("clear", services),
            certificates=self.by_port(services, 1, ":"), priorities=self.by_port(services, 2, ":"))
        text += "".join(authenticators(folder))
        (folder / "configuration").write_text(text)
