# SPDX-License-Identifier: MIT
"""Stack and TLS memory that mails took on the emulated board, and the smallest heap with which one
goes out over TLS: board_memory.py MACHINE FOLDER [--update]. Without --update docs/sizes-board.md
must agree."""

import json
import pathlib
import re
import sys
import tempfile

import servers
from board import Run
from servers import ScriptedServer

ROOT = pathlib.Path(__file__).parents[2]
PAGE = ROOT / "docs/sizes-board.md"
STEP = 64
MOST = 48 * 1024
TOLERANCE = 0.05  # the server's octets come in other pieces each time
LOGIN = {"user": "pump3", "password": "secret"}
# How tools/size calls what computes the stack of a mail, and what the board sends.
MAILS = {"text mail, PLAIN and LOGIN": {}, "MIME": {"content": "attachment"}}
CLEAR = """# On the board

Written by `tools/size/sizes.py --update`, and a test keeps it up to date: mails from [the emulated
Cortex-M4 board](../examples/board_mps2) over lwIP, with AUTH PLAIN. The stack is painted: its peak
in the whole image, lwIP and driver included, and what of it is Postino's own, beside the depth that
was computed for the deepest path.

| mail in clear | stack of the image | of it Postino's, computed | painted |
| --- | ---: | ---: | ---: |
"""
TLS = """
A text mail with TLS, ECDSA with P-256, a chain of two (the server's certificate and the
authority's), records of 16 KB in and 2 KB out:

| | smallest heap | peak of the heap, with plenty | stack of the image |
| --- | ---: | ---: | ---: |
"""


def computed():
    budget = json.loads((ROOT / "tools/size/budget.json").read_text(encoding="utf-8"))
    return {title: budget["cortex-m4"][f"stack: {title}"] for title in MAILS}


class Bench:
    def __init__(self, machine, folder):
        self.machine, self.folder = machine, folder
        self.scratch = pathlib.Path(tempfile.mkdtemp())
        servers.Authority(self.scratch, "IP:10.0.2.2")

    def send(self, image, settings):
        with ScriptedServer(capabilities=("PIPELINING", "SIZE 1000000", "AUTH PLAIN")) as server:
            ran = Run(self.machine, self.folder / f"{image}.elf", port=server.port, **settings,
                      **LOGIN)
        if ran.status != 0:
            raise SystemExit(ran.output)
        return ran

    def send_with_tls(self, version, octets):
        with servers.Aiosmtpd(*LOGIN.values(), tls="tls", folder=self.scratch) as server:
            return Run(self.machine, self.folder / "board_mps2_tls.elf", port=server.port,
                       security="tls", ca=self.scratch / "ca.pem", versions=version, heap=octets,
                       **LOGIN)

    def is_enough(self, version, octets):
        ran = self.send_with_tls(version, octets)
        if ran.status != 0 and ran.tries[0][2:4] != ("Deferred", "OutOfMemory"):
            raise SystemExit(f"{octets} octets:\n{ran.output}")
        return ran.status == 0

    def smallest(self, version):
        low, high = 0, MOST // STEP
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.is_enough(version, middle * STEP) else (middle, high)
        return high * STEP

    def smallest_about(self, version, then):
        """`then`, if it is within TOLERANCE: that takes two mails, a search nine."""
        slack = int(then * TOLERANCE) // STEP * STEP
        if (then and self.is_enough(version, then + slack)
                and not self.is_enough(version, then - slack - STEP)):
            return then
        return self.smallest(version)

    def row_in_clear(self, title):
        peak = self.send("board_mps2", MAILS[title]).figures("stack peak ")[0]
        own, = self.send("board_mps2_stack", MAILS[title]).figures("stack of postino ")
        return [peak, computed()[title], own]

    def row_with_tls(self, version, then):
        plenty = self.send_with_tls(version, MOST)
        return [self.smallest_about(version, then), plenty.figures("tls memory ")[1],
                plenty.figures("stack peak ")[0]]


def written():
    rows = re.findall(r"^\| ([^|]+) \|([ \d|]+)\|$", PAGE.read_text(encoding="utf-8"), re.M)
    return {title: [int(cell) for cell in cells.split("|")] for title, cells in rows}


def compare(rows):
    """Complaints."""
    if written().keys() != rows.keys():
        return ["docs/sizes-board.md has other rows"]
    return [f"{title}: {now}, but docs/sizes-board.md has {then}"
            for title, row in written().items() for now, then in zip(rows[title], row)
            if abs(now - then) > TOLERANCE * then]


def main():
    bench = Bench(sys.argv[1], pathlib.Path(sys.argv[2]))
    clear = {title: bench.row_in_clear(title) for title in MAILS}
    page = {} if "--update" in sys.argv else written()
    tls = {title: bench.row_with_tls(title.removeprefix("TLS "), page.get(title, [0])[0])
           for title in ("TLS 1.2", "TLS 1.3")}
    lines = [[f"| {title} | {' | '.join(map(str, row))} |\n" for title, row in rows.items()]
             for rows in (clear, tls)]
    print(*lines[0], *lines[1], sep="")
    if "--update" in sys.argv:
        PAGE.write_text(CLEAR + "".join(lines[0]) + TLS + "".join(lines[1]), encoding="utf-8")
        return
    if complaints := compare(clear | tls):
        sys.exit("\n".join([*complaints, "run tools/size/sizes.py --update"]))


if __name__ == "__main__":
    main()
