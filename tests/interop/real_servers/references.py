# SPDX-License-Identifier: MIT
"""Other clients that send the same octets, to a server that keeps what it gets."""

import itertools
import subprocess

from . import mails
from .processes import wait_until

# What may become of a mail, and of what model then is what was stored.
IN_ASCII = "stored as given, for a domain in ASCII"
NOT_SENT = "not sent"
EXPLAINED = {
    "stored as given": lambda model: model,
    IN_ASCII: lambda model: None,
    "an empty line more at its end": lambda model: model + b"\r\n",
    "without its last line, a dot": lambda model: model.removesuffix(b".\r\n"),
    NOT_SENT: lambda model: None,
}
# It says only what is behind the quotes.
CANNOT = {("msmtp", "a quoted address")}
CLIENTS = ("curl", "msmtp", "swaks")
# Where not all are sent.
SOME = ("raw: a dot", "raw: lines of 998", "raw: every octet", "NULs", "Cc and Bcc", "text: dot",
        "an address in UTF-8")


def command(client, port, path, sender, recipients):
    if client == "curl":
        words = itertools.chain(*(("--mail-rcpt", one) for one in recipients))
        return ["curl", "-sS", f"smtp://127.0.0.1:{port}/plant.example", "--mail-from", sender,
                *words, "--upload-file", path]
    if client == "msmtp":
        return ["msmtp", "--host=127.0.0.1", f"--port={port}", f"--from={sender}", "--auth=off",
                "--tls=off", "--", *recipients]
    return ["swaks", "--server", "127.0.0.1", "--port", str(port), "--from", sender, "--to",
            ",".join(recipients), "--data", f"@{path}", "--silent", "3"]


def send(client, sink, path, one, model):
    """What of EXPLAINED became of it, or words that are not there."""
    recipients = mails.recipients(one)
    with path.open("rb") as given:
        ran = subprocess.run(command(client, sink.port, path, one["from"]["address"], recipients),
                             stdin=given, capture_output=True, timeout=120, check=False)
    if ran.returncode != 0:
        known = (client, one["title"]) in CANNOT
        return NOT_SENT if known else f"{NOT_SENT}: {(ran.stdout + ran.stderr)[-300:]!r}"
    found = [wait_until(lambda each=each: arrived(sink, each), each) for each in recipients]
    copies, names = zip(*found)
    if any(each != [copies[0][0]] for each in copies):
        return f"copies: {copies}"
    if list(names) != recipients:
        return IN_ASCII if copies[0][0] == model else f"for {names}"
    return next((what for what, becomes in EXPLAINED.items() if copies[0][0] == becomes(model)),
                f"stored as {copies[0][0][-300:]!r}")


def arrived(sink, recipient):
    """(copies, name under which they are) or None."""
    local, _, domain = recipient.rpartition("@")
    names = (recipient, f"{local}@{domain.encode('idna').decode()}")
    return next(((copies, name) for name in names if (copies := sink.mails(name))), None)
