# SPDX-License-Identifier: MIT
"""The clients, and how each is told what to send. A client gives None for what it can't do."""

import pathlib

from measure import Command

HERE = pathlib.Path(__file__).resolve().parent
FROM, TO = "node7@plant.example", "ops@plant.example"
SMALL = (f"From: {FROM}\r\nTo: {TO}\r\nSubject: Pump 3 stopped\r\n\r\n"
         "Dry run at 14:02.\r\n").encode()
FINISHED = ".wire"  # ends the name of a file with what goes over the wire for another
# How Postino may be told to use a server: {name: its words}. A new mode is one more line.
MODES = {name: ("--mode", words) for name, words in (
    ("Postino, no pipelining", "off"), ("Postino, across messages", "across"),
    ("Postino, BDAT", "chunking"), ("Postino, eager BDAT", "eager"),
    ("Postino, eager BDAT across messages", "across,eager"))}


class OwnProgram:
    """One of programs/, which share a command line."""

    def __init__(self, name, program, *words, bulk=(), tls=None, kept=True):
        self.name, self.program, self.words, self.bulk = name, program, words, bulk
        self.tls_program, self.kept = tls, kept

    def small(self, port, mails, each=False):
        if not each and not self.kept:
            return None
        return Command([self.program, port, "--mails", mails, *(["--each"] if each else []),
                        *self.words])

    def large(self, port, path, lines):
        """`lines`: how they end in the file, "crlf" or "lf"."""
        if lines == "lf" and "lf" not in self.bulk:
            return None
        words = [self.program, port, "--file", path, *self.words]
        if "stream" in self.bulk:
            words.append("--stream")
        if lines == "lf" and "mode" in self.bulk:
            words += ["--mode", "lf"]
        return Command(words) if self.bulk else None

    def secure(self, port, mails, authority, each=False):
        if self.tls_program is None:
            return None
        return Command([self.tls_program, port, "--ca", authority, "--mails", mails,
                        *(["--each"] if each else []), *self.words])


class Floor(OwnProgram):
    """Has a large message in the shape in which it goes over the wire."""

    def __init__(self, programs):
        super().__init__("the floor", programs / "floor")

    def large(self, port, path, lines):
        return Command([self.program, port, "--file", path.with_suffix(FINISHED), "--mode",
                        "finished"])


class Smtplib(OwnProgram):
    def __init__(self):
        program = HERE / "smtplib_client.py"
        super().__init__("Python's smtplib", program, bulk=("lf",), tls=program)

    def small(self, *arguments, **named):
        return self.python(super().small(*arguments, **named))

    def large(self, *arguments):
        return self.python(super().large(*arguments))

    def secure(self, *arguments, **named):
        return self.python(super().secure(*arguments, **named))

    @staticmethod
    def python(command):
        return Command(["/usr/bin/python3", "-I", "-S", *command.words])


class SmtpSource:
    """Makes its messages itself: a head and lines of X."""
    name = "smtp-source"
    length = len(SMALL)

    def small(self, port, mails, each=False):
        return self.send(port, mails, self.length, [] if each else ["-d"])

    def large(self, port, path, lines):
        if lines == "lf" or "dots" in path.name:
            return None
        return self.send(port, 1, path.stat().st_size, [])

    def secure(self, *_, **__):
        return None

    @staticmethod
    def send(port, mails, length, words):
        return Command(["smtp-source", "-s", 1, "-m", mails, "-l", length, "-M",
                        "node7.plant.example", "-f", FROM, "-t", TO, *words, f"127.0.0.1:{port}"])


class Msmtp:
    """A process for each message, from standard input."""
    name = "msmtp"

    def __init__(self, message):
        self.message = message

    def small(self, port, mails, each=False):
        return self.send(port, self.message) if each and mails == 1 else None

    def large(self, port, path, lines):
        return self.send(port, path)

    def secure(self, port, mails, authority, each=False):
        if not each or mails != 1:
            return None
        return self.send(port, self.message, f"--tls-trust-file={authority}", "--tls=on",
                         "--tls-starttls=off")

    @staticmethod
    def send(port, message, *words):
        return Command(["msmtp", "--host=127.0.0.1", f"--port={port}", "--auth=off",
                        "--domain=node7.plant.example", f"--from={FROM}", *(words or ["--tls=off"]),
                        TO], message)


def modes(programs):
    """{name: client}"""
    return {name: OwnProgram(name, programs / "postino_plain", *words)
            for name, words in MODES.items()}


def floors(programs):
    """What no client can go below, beside the one that `all_clients` has."""
    return {f"the floor, {name}": OwnProgram(name, programs / "floor", "--mode", mode)
            for name, mode in (("across messages", "across"), ("BDAT", "bdat"),
                               ("BDAT across messages", "bdat-across"))}


def all_clients(programs, message):
    """{name: client}; `programs` is where they were built, `message` a file with the small message."""
    clients = [
        Floor(programs),
        OwnProgram("Postino", programs / "postino_plain", bulk=("stream", "lf"),
                   tls=programs / "postino_tls"),
        OwnProgram("lwIP's smtp.c", programs / "lwip_client", kept=False),
        SmtpSource(),
        OwnProgram("libesmtp", programs / "esmtp_client", bulk=("stream",)),
        OwnProgram("libcurl", programs / "curl_client", bulk=("stream", "lf", "mode"),
                   tls=programs / "curl_client"),
        Msmtp(message),
        Smtplib(),
    ]
    return {client.name: client for client in clients}
