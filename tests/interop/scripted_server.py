# SPDX-License-Identifier: MIT
"""An SMTP server that says what a test wants, for as many connections as come."""

import socket
import threading

CAPABILITIES = ("PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN")
GOOD = {"": b"220 scripted\r\n", "AUTH": b"235 2.7.0 Welcome\r\n", "MAIL": b"250 2.1.0 OK\r\n",
        "RCPT": b"250 2.1.5 OK\r\n", "DATA": b"354 Go on\r\n", ".": b"250 2.0.0 Taken\r\n",
        "RSET": b"250 2.0.0 OK\r\n", "QUIT": b"221 2.0.0 Bye\r\n"}


class Farewell(bytes):
    """A whole reply, after which the connection is closed."""


class ScriptedServer:
    """`replies`: what answers a command line, or failing that its verb; "" is the greeting, "." the
    end of a mail; a callable is called for the octets; None, a Farewell, and what does not end in
    LF, closes the connection. Keeps `lines` (commands, and responses within AUTH) and `contents`."""

    def __init__(self, replies=None, address="127.0.0.1", capabilities=CAPABILITIES):
        self.replies = {**GOOD, "EHLO": self.ehlo(capabilities), **(replies or {})}
        self.lines = []
        self.contents = []
        self.connections = 0
        self.listener = socket.create_server(
            (address, 0), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
        self.port = self.listener.getsockname()[1]
        self.name = f"[{address}]:{self.port}" if ":" in address else f"{address}:{self.port}"
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    @staticmethod
    def ehlo(capabilities):
        lines = ["scripted", *capabilities]
        ends = ["-"] * (len(lines) - 1) + [" "]
        return "".join(f"250{end}{line}\r\n" for end, line in zip(ends, lines)).encode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.thread.join(10)
        self.listener.close()

    def accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection, connection.makefile("rb") as lines:
                try:
                    self.serve(connection, lines)
                except OSError:
                    pass

    def serve(self, connection, lines):
        if not self.answer(connection, "", ""):
            return
        for line in lines:
            text = line.decode(errors="replace").rstrip("\r\n")
            self.lines.append(text)
            verb = text.split(" ", 1)[0].upper()
            if not self.answer(connection, text, verb) or verb == "QUIT":
                return
            if verb == "DATA" and self.replies["DATA"].startswith(b"354"):
                self.contents.append(b"".join(iter(lambda: next(lines, b".\r\n"), b".\r\n")))
                if not self.answer(connection, ".", "."):
                    return

    def answer(self, connection, line, verb):
        reply = self.replies.get(line, self.replies.get(verb, b"500 5.5.2 What?\r\n"))
        if callable(reply):
            reply = reply()
        if reply is None:
            return False
        connection.sendall(reply)
        return reply.endswith(b"\n") and not isinstance(reply, Farewell)
