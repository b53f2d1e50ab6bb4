# SPDX-License-Identifier: MIT
"""sendmail with Cyrus SASL, from a package that is unpacked and not installed, for it conflicts
with Postfix. All mail that it takes goes to one port by SMTP."""

import subprocess

from .processes import Daemon, apart, free_ports
from .traits import Traits

PASSWD = "usr/sbin/saslpasswd2"
PROGRAM = "usr/libexec/sendmail/sendmail"
MODIFIERS = {"clear": "AS", "starttls": "a", "tls": "sa"}

# Without rules that rewrite an address in a header. /var is the server's own.
CONFIGURATION = """V10/Berkeley
O QueueDirectory=/var/queue
O PidFile=/var/pid
O StatusFile=/var/statistics
O HelpFile=/dev/null
O DefaultUser=nobody:nogroup
O DeliveryMode=background
O EightBitMode=mimefy
O MaxMessageSize=20000000
O PrivacyOptions=noetrn
O DontProbeInterfaces=true
O ServiceSwitchFile=/var/services
O CACertFile=/var/certificate
O CACertPath=/var
O ServerCertFile=/var/certificate
O ServerKeyFile=/var/key
O TLSSrvOptions=V
O AuthOptions=A p y
O AuthMechanisms=SCRAM-SHA-256 SCRAM-SHA-1 CRAM-MD5 LOGIN PLAIN
O RefuseLA=1000
O QueueLA=1000
O DelayLA=0
ESASL_CONF_PATH=/var/sasl
Djmail.plant.example
DnMAILER-DAEMON
Do.:%@!^/[]+
HReceived: $?sfrom $s $.$?_($?s$|from $.$_)$.$?{auth_type}(authenticated as ${auth_authen} by ${auth_type})$.
	by $j with $r id $i; $b
Scanonify=3
R$* < $* > $*	$@ $2
Sparse=0
R$* < $* > $*	$2
R$*		$#relay $@ [127.0.0.1] $: $1
Mlocal, P=/bin/false, F=lsDFM, A=false
Mprog, P=/bin/false, F=lsDFM, A=false
"""
# No limit to a line (L); as it comes, with eight bits (8) and without a header more (no D, F, M).
RELAY = "Mrelay, P=[IPC], F=kmuXa8, L=0, E=\\r\\n, T=DNS/RFC822/SMTP, A=TCP $h {port}\n"
PORT = "O DaemonPortOptions=Name={name}, Addr=127.0.0.1, Port={port}, M={modifiers}\n"


class Sendmail(Traits):
    """`unpacked` is where fetch.sh put the package."""

    name = "sendmail"
    refolds = True

    def __init__(self, unpacked, folder, users, certificate, sink):
        self.var = folder / "var"
        self.mails = sink.mails
        self.log = folder / "log"
        self.ports = dict(zip(MODIFIERS, free_ports(len(MODIFIERS))))
        self.write(certificate, sink.port)
        self.write_users(unpacked, users)
        self.daemon = Daemon(apart(folder, unpacked / PROGRAM, "-C", "/var/sendmail.cf", "-X",
                                   self.log, "-bD"), self.log)
        self.stop = self.daemon.stop
        self.daemon.wait_for(self.ports.values(), octets=0)

    def write(self, certificate, relay_port):
        for name in ("queue", "sasl"):
            (self.var / name).mkdir(parents=True)
        (self.var / "queue").chmod(0o700)
        (self.var / "services").write_text("hosts files\naliases files\n")
        (self.var / "certificate").write_bytes(certificate.read_bytes())
        # It takes no key that others can read.
        (self.var / "key").touch(0o600)
        (self.var / "key").write_bytes(certificate.read_bytes())
        lines = [PORT.format(name=name, port=self.ports[name], modifiers=modifiers)
                 for name, modifiers in MODIFIERS.items()]
        (self.var / "sendmail.cf").write_text(
            CONFIGURATION + "".join(lines) + RELAY.format(port=relay_port))

    def write_users(self, unpacked, users):
        database = self.var / "users.db"
        (self.var / "sasl/Sendmail.conf").write_text(
            "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: /var/users.db\n")
        for user, password in users.items():
            subprocess.run([unpacked / PASSWD, "-p", "-c", "-f", database, "-u",
                            "mail.plant.example", user], input=password.encode(), check=True,
                           capture_output=True)
        database.chmod(0o600)
