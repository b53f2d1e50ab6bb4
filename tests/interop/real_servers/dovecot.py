# SPDX-License-Identifier: MIT
"""Dovecot: the SASL side of Postfix, and a submission service of its own."""

import base64
import hashlib
import hmac
import json
import os
import time

from .processes import Daemon, free_ports
from .traits import Traits

PROGRAM = "/usr/sbin/dovecot"
MECHANISMS = "plain login cram-md5 scram-sha-1 scram-sha-256"
TOKEN_MECHANISMS = "oauthbearer xoauth2"

CONFIGURATION = """
protocols = submission
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
hostname = mail.plant.example
auth_username_chars =
auth_mechanisms = {mechanisms} {token_mechanisms}
auth_verbose = yes
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  mechanisms = {mechanisms}
  args = scheme=PLAIN username_format=%u {folder}/users
}}
passdb {{
  driver = oauth2
  mechanisms = {token_mechanisms}
  args = {folder}/oauth2
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/home
}}
mail_location = maildir:{folder}/home/mail
ssl = yes
ssl_cert = <{certificates[0]}
ssl_key = <{certificates[0]}
ssl_alt_cert = <{certificates[1]}
ssl_alt_key = <{certificates[1]}
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
service submission-login {{
  inet_listener submission {{
    address = 127.0.0.1 ::1
    port = {ports[starttls]}
  }}
  inet_listener submissions {{
    address = 127.0.0.1 ::1
    port = {ports[tls]}
    ssl = yes
  }}
}}
service anvil {{
  # Without it nobody makes a client wait that gave a wrong password before.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""
# For Postfix: a socket in its queue folder.
SASL_SOCKET = """
service auth {{
  unix_listener {path} {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
"""
OAUTH2 = """
introspection_mode = local
local_validation_key_dict = fs:posix:prefix={folder}/keys/
username_attribute = sub
"""


def encoded(octets):
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class Dovecot(Traits):
    """`users`: name to password."""

    name = "Dovecot"
    always_wants_login = True
    # It ends with an assertion.
    breaks_on = {"across mails": "unknown (connection-lost)"}
    mechanisms = (MECHANISMS + " " + TOKEN_MECHANISMS).split()
    login_line = r"Login: user=<{user}>, method=([\w-]+)"

    def __init__(self, folder, certificates, users, relay_port, sasl_socket=None):
        self.folder = folder
        self.key = os.urandom(32)
        self.ports = dict(zip(("starttls", "tls"), free_ports(2)))
        self.log = folder / "log"
        self.write(certificates, users, relay_port, sasl_socket)
        self.daemon = Daemon([PROGRAM, "-F", "-c", folder / "dovecot.conf"], self.log)
        self.daemon.wait_for([self.ports["starttls"]])
        self.daemon.wait_for([self.ports["tls"]], octets=0)
        self.stop = self.daemon.stop

    def write(self, certificates, users, relay_port, sasl_socket):
        folder = self.folder
        keys = folder / "keys/default/HS256"
        keys.mkdir(parents=True)
        (keys / "default").write_text(base64.b64encode(self.key).decode())
        home = folder / "home"
        home.mkdir()
        home.chmod(0o777)
        lines = [f"{name}:{{PLAIN}}{password}\n" for name, password in users.items()]
        (folder / "users").write_text("".join(lines))
        (folder / "oauth2").write_text(OAUTH2.format(folder=folder))
        text = CONFIGURATION.format(
            folder=folder, certificates=certificates, relay_port=relay_port,
            mechanisms=MECHANISMS, token_mechanisms=TOKEN_MECHANISMS,
            ports=self.ports)
        if sasl_socket:
            text += SASL_SOCKET.format(path=sasl_socket)
        (folder / "dovecot.conf").write_text(text)

    def token(self, user, key=None, padding=0):
        """A JSON web token that Dovecot can judge by itself."""
        now = int(time.time())
        claims = {"sub": user, "iat": now, "exp": now + 600, "note": "x" * padding}
        parts = [{"alg": "HS256", "typ": "JWT"}, claims]
        text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
        mark = hmac.new(key or self.key, text.encode(), hashlib.sha256).digest()
        return f"{text}.{encoded(mark)}"
