# SPDX-License-Identifier: MIT
"""The board's image, run in the emulator."""

import ipaddress
import os
import pathlib
import re
import struct
import subprocess
import tempfile

EMULATE = pathlib.Path(__file__).resolve().parents[2] / "examples/board_mps2/emulate.sh"
PATIENCE = 30

HEAD = (b"From: <node7@plant.example>\r\nTo: <ops@plant.example>\r\n"
        b"Subject: Log of pump 3\r\n\r\n")
LINE = b"%06d pump 3, inlet 2.1 bar, outlet 6.4 bar, 1450/min, 41 C..\r\n"
TEXT = b"Dry run at 14:02.\r\n.A line that begins with a dot\r\n.\r\nPump 3\r\n"


def log_mail(octets=100 * 1024):
    """What content=log sends; `octets` is a multiple of 64."""
    return HEAD + b"".join(LINE % number for number in range(octets // 64))


def destinations(capture):
    """The IPv4 addresses that frames in the pcap file go to, but for those to the board itself."""
    found = set()
    offset = 24
    while offset + 16 <= len(capture):
        length, = struct.unpack_from("<I", capture, offset + 8)
        frame = capture[offset + 16:offset + 16 + length]
        if frame[12:14] == b"\x08\x00":
            found.add(str(ipaddress.IPv4Address(frame[30:34])))
        offset += 16 + length
    return found - {"10.0.2.15"}


class Run:
    """A run that has ended: `status`; `lines` of the UART; `tries`, (mail, try, outcome, fault,
    phase, code) each; `guest_errors`, what the emulator has to say about the image; `destinations`
    of the frames that it sent."""

    def __init__(self, machine, image, **settings):
        words = [f"{key.replace('_', '-')}={value}" for key, value in settings.items()]
        with tempfile.NamedTemporaryFile() as log, tempfile.NamedTemporaryFile() as capture:
            ran = subprocess.run([EMULATE, machine, image, log.name, *words], capture_output=True,
                                 timeout=PATIENCE, check=False,
                                 env={**os.environ, "CAPTURE": capture.name})
            self.guest_errors = log.read().decode()
            self.destinations = destinations(capture.read())
        self.status = ran.returncode
        self.output = ran.stdout.decode("ascii") + ran.stderr.decode()
        self.lines = ran.stdout.decode("ascii").splitlines()
        self.tries = [self.parse(line) for line in self.lines if line.startswith("mail ")]

    @staticmethod
    def parse(line):
        _, mail, _, number, outcome, fault, phase, code = line.split()
        return int(mail), int(number), outcome, fault, phase, int(code)

    def figures(self, begin):
        """The numbers in the line that begins so."""
        line = next((line for line in self.lines if line.startswith(begin)), None)
        if line is None:
            raise AssertionError(f"no line {begin!r} in:\n{self.output}")
        return [int(number) for number in re.findall(r"\d+", line[len(begin):])]
