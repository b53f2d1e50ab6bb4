# SPDX-License-Identifier: MIT
"""aiosmtpd on loopback: aiosmtpd_server.py ADDRESS FOLDER [USER PASSWORD] [--tls starttls|tls
--certificate FILE --key FILE [--newest 1.2]]. Prints its port, which the kernel chose, writes each mail to FOLDER
as N.envelope (a line for the sender, then one for each recipient), N.tls (JSON, where there is TLS)
and then N.content, and ends when its standard input does."""

import argparse
import asyncio
import json
import pathlib
import socket
import ssl
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
        tls = server.transport.get_extra_info("ssl_object")
        if tls is not None:
            facts = {"version": tls.version(), "resumed": tls.session_reused}
            stem.with_suffix(".tls").write_text(json.dumps(facts))
        # Last, and whole: who sees it has all of the mail.
        part = stem.with_suffix(".part")
        part.write_bytes(envelope.original_content)
        part.rename(stem.with_suffix(".content"))
        return "250 2.0.0 Kept"


def authenticator_of(user, password):
    def authenticate(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)
    return authenticate


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("folder")
    parser.add_argument("login", nargs="*")
    parser.add_argument("--tls", choices=("starttls", "tls"))
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--newest", choices=("1.2", "1.3"), default="1.3")
    return parser.parse_args()


async def main(arguments):
    keeper = Keeper(arguments.folder)
    options = {"data_size_limit": 0, "decode_data": False, "enable_SMTPUTF8": True}
    context = None
    if arguments.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.certificate, arguments.key)
        if arguments.newest == "1.2":
            context.maximum_version = ssl.TLSVersion.TLSv1_2
    if arguments.tls == "starttls":
        options.update(tls_context=context, require_starttls=True)
    if arguments.login:
        options.update(authenticator=authenticator_of(*arguments.login), auth_required=True,
                       auth_require_tls=arguments.tls == "starttls")
    family = socket.AF_INET6 if ":" in arguments.address else socket.AF_INET
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(keeper, **options), arguments.address, 0,
                                      family=family,
                                      ssl=context if arguments.tls == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    server.close()


asyncio.run(main(read_arguments()))
