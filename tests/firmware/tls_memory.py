# SPDX-License-Identifier: MIT
"""The smallest arena with which a mail goes out over TLS, and the stack it takes, on the emulated
board: tls_memory.py MACHINE FOLDER [--update]. Without --update docs/sizes-board.md must agree."""

import pathlib
import re
import sys
import tempfile

import servers
from board import Run

PAGE = pathlib.Path(__file__).parents[2] / "docs/sizes-board.md"
STEP = 64
MOST = 48 * 1024
TOLERANCE = 0.05  # the server's octets come in other pieces each time
LOGIN = ("pump3", "secret")
HEAD = """# TLS on the board

Written by `tests/firmware/tls_memory.py --update`, and a test keeps it up to date: a text mail with
AUTH PLAIN from [the emulated Cortex-M4 board](../examples/board_mps2) over lwIP, ECDSA with P-256,
a chain of two (the server's certificate and the authority's), records of 16 KB in and 2 KB out. The stack is the painted peak of the whole image, lwIP and driver included.

| | smallest arena | peak of the arena, with plenty | stack |
| --- | ---: | ---: | ---: |
"""


class Bench:
    def __init__(self, machine, folder):
        self.image = (machine, folder / "board_mps2_tls.elf")
        self.scratch = pathlib.Path(tempfile.mkdtemp())
        servers.Authority(self.scratch, "IP:10.0.2.2")

    def send(self, version, octets):
        with servers.Aiosmtpd(*LOGIN, tls="tls", folder=self.scratch) as server:
            return Run(*self.image, port=server.port, security="tls", ca=self.scratch / "ca.pem",
                       user=LOGIN[0], password=LOGIN[1], versions=version, arena=octets)

    def smallest(self, version):
        low, high = 0, MOST // STEP
        while high - low > 1:
            middle = (low + high) // 2
            ran = self.send(version, middle * STEP)
            if ran.status == 0:
                high = middle
            elif ran.tries[0][2:4] == ("Deferred", "OutOfMemory"):
                low = middle
            else:
                raise SystemExit(f"{middle * STEP} octets:\n{ran.output}")
        return high * STEP

    def row(self, version):
        plenty = self.send(version, MOST)
        return [self.smallest(version), plenty.figures("tls memory ")[1],
                plenty.figures("stack peak ")[0]]


def written():
    rows = re.findall(r"^\| TLS (\S+) \|([\d| ]+)\|$", PAGE.read_text(encoding="utf-8"), re.M)
    return {version: [int(cell) for cell in cells.split("|")] for version, cells in rows}


def main():
    bench = Bench(sys.argv[1], pathlib.Path(sys.argv[2]))
    rows = {version: bench.row(version) for version in ("1.2", "1.3")}
    lines = [f"| TLS {version} | {' | '.join(map(str, row))} |" for version, row in rows.items()]
    print("\n".join(lines))
    if "--update" in sys.argv:
        PAGE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return
    for version, row in written().items():
        for now, then in zip(rows[version], row):
            if abs(now - then) > TOLERANCE * then:
                sys.exit(f"TLS {version}: {now}, but docs/sizes-board.md has {then}; run this with"
                         " --update")
    if written().keys() != rows.keys():
        sys.exit("docs/sizes-board.md lacks a version of TLS; run this with --update")


if __name__ == "__main__":
    main()
