# SPDX-License-Identifier: MIT
"""Whom the clients send to, all on loopback: Postfix's smtp-sink and the benchmark's own."""

import contextlib
import json
import os
import socket
import subprocess
import time

PATIENCE = 20


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def wait_for_answer(port):
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 5) as connection:
                if connection.recv(3) == b"220":
                    return
        except OSError:
            if time.monotonic() > end:
                raise
        time.sleep(0.02)


@contextlib.contextmanager
def smtp_sink():
    """Gives its port."""
    port = free_port()
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    process = subprocess.Popen(["smtp-sink", *user, f"127.0.0.1:{port}", "1000"],
                               stdin=subprocess.DEVNULL)
    try:
        wait_for_answer(port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


class Sink:
    """The benchmark's own. With `offer` its reply to EHLO has these lines; with `identity`, a
    folder with server.crt and server.key, it speaks TLS; `keep` gets the last mail."""

    def __init__(self, program, offer=None, identity=None, keep=None):
        self.words = [program]
        for line in offer or ():
            self.words += ["--offer", line]
        if identity:
            self.words += ["--certificate", identity / "server.crt", "--key",
                           identity / "server.key"]
        if keep:
            self.words += ["--keep", keep]

    def __enter__(self):
        self.process = subprocess.Popen(self.words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        """Afterwards `taken` is what it has to tell."""
        words, _ = self.process.communicate(timeout=PATIENCE)
        self.taken = json.loads(words)
