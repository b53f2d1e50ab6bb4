# SPDX-License-Identifier: MIT
"""Servers with TLS, each in a process of its own: the embedded one (OpenSSL and libgsasl), openssl
s_server, and aiosmtpd."""

import json
import pathlib
import socket
import subprocess
import sys
import threading
import uuid

HERE = pathlib.Path(__file__).parent


class Process:
    """Ends with its `with` block."""

    def __init__(self, *arguments, **more):
        self.process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        **more)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """What it still had to say."""
        if self.process.stdin.closed:
            return b""
        try:
            return self.process.communicate(timeout=30)[0]
        finally:
            self.process.kill()
            self.process.wait()


class EmbeddedServer(Process):
    """Its files are in `folder`; `mails`, `commands` and `connections` are there after stop()."""

    def __init__(self, program, folder, **settings):
        super().__init__(program, str(folder), json.dumps(settings))
        facts = json.loads(self.process.stdout.readline())
        self.folder = folder
        self.name = f"{settings.get('host', 'localhost')}:{facts['port']}"
        self.pin = facts["pin"]
        self.mails = []
        self.commands = []
        self.connections = 0

    def file(self, name):
        return str(self.folder / name)

    def stop(self):
        output = super().stop()
        if output:
            vars(self).update(json.loads(output))
        return output


class Aiosmtpd(Process):
    """aiosmtpd with a certificate; what TLS came to is in `tls` after stop()."""

    def __init__(self, folder, mode, certificate, key):
        self.folder = folder / "mails"
        self.folder.mkdir()
        super().__init__(sys.executable, str(HERE / "aiosmtpd_server.py"), "127.0.0.1",
                         str(self.folder), "pump3", "Dry run 14:02", "--tls", mode,
                         "--certificate", certificate, "--key", key,
                         stderr=subprocess.DEVNULL)
        self.name = f"localhost:{int(self.process.stdout.readline())}"

    @property
    def contents(self):
        return [path.read_bytes() for path in sorted(self.folder.glob("*.content"))]

    @property
    def tls(self):
        return [json.loads(path.read_text()) for path in sorted(self.folder.glob("*.tls"))]


class SServer(Process):
    """openssl s_server does no SMTP: a front on TCP says what comes before TLS and from there on
    passes octets, and the conversation inside of TLS goes through s_server's standard streams.
    What s_server tells of the connection is in `notes`, what arrived in `commands` and
    `contents`."""

    def __init__(self, folder, *arguments, certificate, key, at_once=False):
        # s_server fails with a name of 32 octets or more, so it is told one without a folder.
        name = uuid.uuid4().hex[:12]
        super().__init__("openssl", "s_server", "-unix", name, "-cert", certificate, "-key", key,
                         *arguments, stderr=subprocess.STDOUT, cwd=folder)
        self.path = str(folder / name)
        self.at_once = at_once
        self.notes = []
        self.commands = []
        self.contents = []
        self.wait_for("ACCEPT")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.name = f"localhost:{self.listener.getsockname()[1]}"
        for work in (self.accept, self.converse):
            threading.Thread(target=work, daemon=True).start()

    def stop(self):
        self.listener.close()
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        return b""

    def wait_for(self, word):
        for line in self.process.stdout:
            self.notes.append(line.decode(errors="replace").rstrip())
            if word in self.notes[-1]:
                return

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.front, args=(client,), daemon=True).start()

    def front(self, client):
        with client, socket.socket(socket.AF_UNIX) as inner:
            if not self.at_once and not self.starttls(client):
                return
            inner.connect(self.path)
            back = threading.Thread(target=self.pass_on, args=(inner, client), daemon=True)
            back.start()
            self.pass_on(client, inner)
            back.join(10)

    @staticmethod
    def starttls(client):
        """Octet by octet, so that nothing behind the command is taken."""
        client.sendall(b"220 front\r\n")
        for reply in (b"250-front\r\n250 STARTTLS\r\n", b"220 Go\r\n"):
            line = b""
            while not line.endswith(b"\n"):
                octet = client.recv(1)
                if not octet:
                    return False
                line += octet
            client.sendall(reply)
        return line == b"STARTTLS\r\n"

    @staticmethod
    def pass_on(origin, destination):
        try:
            while octets := origin.recv(65536):
                destination.sendall(octets)
            destination.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def say(self, octets):
        self.process.stdin.write(octets)
        self.process.stdin.flush()

    def converse(self):
        replies = {b"EHLO": b"250-s_server\r\n250 PIPELINING\r\n", b"DATA": b"354 Go\r\n",
                   b"QUIT": b"221 Bye\r\n", b"MAIL": b"250 OK\r\n", b"RCPT": b"250 OK\r\n"}
        lines = iter(self.process.stdout)
        try:
            for line in lines:
                reply = replies.get(line[:4]) if line.endswith(b"\r\n") else None
                if reply is None:
                    self.notes.append(line.decode(errors="replace").rstrip())
                    if self.at_once and line.startswith(b"CIPHER is"):
                        self.say(b"220 s_server\r\n")
                    continue
                self.commands.append(line.decode().rstrip())
                self.say(reply)
                if line.startswith(b"DATA"):
                    self.contents.append(b"".join(iter(lambda: next(lines), b".\r\n")))
                    self.say(b"250 Taken\r\n")
        except (OSError, ValueError, StopIteration):
            pass
