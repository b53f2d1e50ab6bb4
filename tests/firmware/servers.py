# SPDX-License-Identifier: MIT
"""Real mail servers on loopback, and one that breaks connections."""

import json
import os
import pathlib
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "interop"))
from scripted_server import ScriptedServer  # noqa: E402

PATIENCE = 20


def wait_for(condition, what):
    end = time.monotonic() + PATIENCE
    while not (result := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"in vain: {what}")
        time.sleep(0.02)
    return result


class Process:
    """A program that runs until its standard input ends, with a folder of its own."""

    def __init__(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.scratch.name)

    def start(self, *command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        _, words = self.process.communicate(timeout=PATIENCE)
        if self.process.returncode != 0:
            raise AssertionError(words.decode())
        self.scratch.cleanup()


class Authority:
    """Signs a certificate for `names`, as of subjectAltName, in `folder`: ca.pem, server.crt, server.key."""

    def __init__(self, folder, names, days=2):
        self.folder = pathlib.Path(folder)
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        self.openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
                     "-subj", "/CN=Test authority")
        self.openssl("req", "-x509", *key, "-keyout", "server.key", "-out", "server.crt", "-days",
                     str(days), "-subj", "/CN=Test server", "-CA", "ca.pem", "-CAkey", "ca.key",
                     "-addext", f"subjectAltName={names}", "-addext",
                     "basicConstraints=critical,CA:FALSE")

    def openssl(self, *arguments):
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


class Aiosmtpd(Process):
    """With `login`, user and password, nothing goes without; with `tls`, "tls" or "starttls", and
    the folder of an Authority, nothing goes in clear; `newest` is the version that it speaks."""

    def __init__(self, *login, tls=None, folder=None, newest="1.3"):
        super().__init__()
        more = ("--tls", tls, "--certificate", folder / "server.crt", "--key",
                folder / "server.key", "--newest", newest) if tls else ()
        self.start(sys.executable, HERE.parent / "interop/aiosmtpd_server.py", "127.0.0.1",
                   self.folder, *login, *more)
        self.port = int(self.process.stdout.readline())

    def contents(self):
        files = sorted(self.folder.glob("*.content"), key=lambda path: int(path.stem))
        return [path.read_bytes() for path in files]

    def tls(self):
        """What each mail came over: its version, and whether the session was resumed."""
        files = sorted(self.folder.glob("*.tls"), key=lambda path: int(path.stem))
        return [json.loads(path.read_text(encoding="utf-8")) for path in files]


def free_ports(count):
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


class Postfix(Process):
    """At `small_port` a mail may have 20000 octets."""

    def __init__(self):
        super().__init__()
        self.port, self.small_port = free_ports(2)
        as_root = [] if os.getuid() == 0 else ["sudo", "-n"]
        self.start(*as_root, "bash", HERE / "postfix.sh", self.folder, str(self.port),
                   str(self.small_port))
        wait_for(self.answers, f"Postfix at port {self.port}")

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError(self.process.stderr.read().decode())
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                return connection.recv(3) == b"220"
        except OSError:
            return False

    def contents(self, count):
        """The files of `count` mails, the head as Postfix left it."""
        inbox = self.folder / "mail/ops/new"
        wait_for(lambda: inbox.is_dir() and len(list(inbox.iterdir())) >= count,
                 f"{count} mails\n{self.log()}")
        return [path.read_bytes() for path in inbox.iterdir()]

    def log(self):
        path = self.folder / "mail.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""


class BreakingServer(ScriptedServer):
    """Its first connection ends with a reset when so many octets of the mail were read, or with
    `forever` stays open and unread."""

    def __init__(self, octets, forever=False, **arguments):
        self.octets = octets
        self.forever = forever
        self.left = threading.Event()
        super().__init__(**arguments)

    def __exit__(self, *_):
        self.left.set()
        super().__exit__()

    def answer(self, connection, line, verb):
        if verb != "DATA" or self.connections > 1:
            return super().answer(connection, line, verb)
        connection.sendall(b"354 Go on\r\n")
        connection.recv(self.octets, socket.MSG_WAITALL)
        if self.forever:
            self.left.wait(PATIENCE)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False
