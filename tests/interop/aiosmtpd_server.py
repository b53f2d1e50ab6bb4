# SPDX-License-Identifier: MIT
"""aiosmtpd on loopback: aiosmtpd_server.py ADDRESS FOLDER [USER PASSWORD]. Prints its port, which
the kernel chose, writes each mail to FOLDER as N.envelope (a line for the sender, then one for each
recipient) and then N.content, and ends when its standard input does."""

import asyncio
import pathlib
import socket
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    """Numbers the mails of all connections from 0."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    async def handle_DATA(self, server, session, envelope):
        lines = [envelope.mail_from, *envelope.rcpt_tos]
        stem = self.folder / str(self.count)
        self.count += 1
        stem.with_suffix(".envelope").write_bytes("".join(f"{line}\n" for line in lines).encode())
        stem.with_suffix(".content").write_bytes(envelope.original_content)
        return "250 2.0.0 Kept"


def authenticator_of(user, password):
    def authenticate(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)
    return authenticate


async def main(address, folder, *login):
    keeper = Keeper(folder)
    options = {"data_size_limit": 0, "decode_data": False, "enable_SMTPUTF8": True}
    if login:
        options.update(authenticator=authenticator_of(*login), auth_require_tls=False,
                       auth_required=True)
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, **options), address, 0, family=family)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    server.close()


asyncio.run(main(*sys.argv[1:]))
