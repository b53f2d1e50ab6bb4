# SPDX-License-Identifier: MIT
"""Dovecot's LMTP service, which stores mails itself."""

from .dovecot import PROGRAM
from .processes import Daemon, free_ports
from .traits import Traits

QUOTE = '"'
CONFIGURATION = """
protocols = lmtp
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
hostname = mail.plant.example
auth_username_chars =
recipient_delimiter =
ssl = no
mail_plugins = quota
plugin {{
  quota = maildir:User
}}
# It does not start without.
passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users
}}
mail_location = maildir:~/mail
mail_save_crlf = yes
mail_fsync = never
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {port}
  }}
}}
"""


class DovecotLmtp(Traits):
    """Knows `recipients`, and has no room for a mail to those of `full`."""

    name = "Dovecot"
    refuses = {"an address with signs": 550}

    def __init__(self, folder, recipients, full):
        self.folder = folder
        self.homes = {one: folder / "homes" / str(number)
                      for number, one in enumerate([*recipients, *full])}
        (folder / "homes").mkdir()
        (folder / "homes").chmod(0o777)
        lines = (f"{one.replace(QUOTE, '')}::nobody:nogroup::{home}::"
                 f"{'userdb_quota_rule=*:bytes=1' if one in full else ''}\n"
                 for one, home in self.homes.items())
        (folder / "users").write_text("".join(lines))
        self.ports = dict(zip(("clear",), free_ports(1)))
        self.log = folder / "log"
        (folder / "dovecot.conf").write_text(
            CONFIGURATION.format(folder=folder, port=self.ports["clear"]))
        self.daemon = Daemon([PROGRAM, "-F", "-c", folder / "dovecot.conf"], self.log)
        self.daemon.wait_for(self.ports.values())
        self.stop = self.daemon.stop

    def mails(self, recipient):
        home = self.homes.get(recipient)
        return [path.read_bytes() for path in (home / "mail/new").glob("*")] if home else []
