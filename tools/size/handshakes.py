#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What handshakes take on the emulated board, by preset: handshakes.py [--update] [--board FOLDER].
Prints a table of docs/sizes-tls.md, or writes it. Builds the images first; a minute afterwards.

With --check it builds nothing and measures the rows without a preset, whose image every run has:
their memory and instructions, and the names of all rows, must be those of the page."""

import argparse
import pathlib
import re
import sys
import tempfile

from cpus import run
from presets import LOGIN, P256, PAGE, ROOT, RSA2048, Chain
import servers
from board import Run
from real_servers import tables

TABLE = "handshakes"
KEYS = {"P-256": P256, "RSA 2048": RSA2048}
# Of -icount: an instruction takes 16 ns, so the board's clock is that of a processor that carries
# out 62.5 million a second.
SHIFT = 4
NANOSECONDS_A_TICK = 40
# A signature of the server's is an octet or two longer or shorter each time, and the certificate
# that is kept with it.
SLACK_OCTETS = 32
SLACK = 0.02
PEAK, HELD, INSTRUCTIONS = "peak of the heap", "held afterwards", "million instructions"
LONGEST = "longest poll, million instructions"


class Case:
    """A full handshake and one that resumes its session. `preset` is that of the image, none where
    it is empty; `slice`: operations in a poll, 0: no limit."""

    def __init__(self, preset, version, key, title="", slice=0):
        self.image = f"board_mps2_meter{'_' if preset else ''}{preset}"
        self.version, self.key, self.slice = version, key, slice
        self.preset = preset
        self.title = f"{title or preset or 'none'}, TLS {version}, {key}"

    def names(self):
        return [f"{self.title}, {kind}" for kind in ("full", "resumed")]

    def rows(self, board, chains):
        chain = chains[self.key]
        with servers.Aiosmtpd(*LOGIN, tls="tls", folder=chain.folder,
                              newest=self.version) as server:
            ran = Run("an386", board / f"examples/board_mps2/{self.image}.elf", port=server.port,
                      security="tls", icount=SHIFT, mails=2, connections="each", session="kept",
                      slice=self.slice, ca=chain.folder / "anchor.der", user=LOGIN[0],
                      password=LOGIN[1])
        found = [numbers(line) for line in ran.lines if line.startswith("handshake ")]
        if ran.status != 0 or [one[-1] for one in found] != [0, 1]:
            raise SystemExit(f"{self.title}:\n{ran.output}")
        return {name: cells(*one[:-1]) for name, one in zip(self.names(), found)}


CASES = [Case("", "1.2", "P-256"), Case("", "1.3", "P-256"), Case("relay", "1.3", "P-256"),
         *(Case(preset, version, key) for preset in ("device", "provider")
           for version in ("1.2", "1.3") for key in KEYS),
         *(Case("sliced", "1.2", "P-256", f"sliced, {words}", slice=count) for words, count in (
             ("no limit", 0), ("400 operations", 400), ("100 operations", 100)))]


def numbers(line):
    """Of handshake_meter.cpp."""
    return [int(word) for word in re.findall(r"\d+", line)]


def cells(ticks, longest, polls, milliseconds, peak, held):
    def millions(count):
        return f"{(count * NANOSECONDS_A_TICK >> SHIFT) / 1e6:.2f}"
    return {INSTRUCTIONS: millions(ticks), "seconds": f"{milliseconds / 1000:.2f}",
            "polls": str(polls), LONGEST: millions(longest),
            "in ms": f"{longest * NANOSECONDS_A_TICK / 1e6:.1f}", PEAK: str(peak), HELD: str(held)}


def measured(cases, board):
    with tempfile.TemporaryDirectory() as scratch:
        keys = sorted({case.key for case in cases})
        chains = {key: Chain(pathlib.Path(scratch), key, *[KEYS[key]] * 3) for key in keys}
        found = {}
        for case in cases:
            found |= case.rows(board, chains)
    return found


def written():
    """{row: {column: cell}} of the page."""
    page = PAGE.read_text(encoding="utf-8")
    table = re.search(f"<!-- table: {TABLE} -->\n(.*?)<!-- end -->", page, re.DOTALL)[1]
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {line[0]: dict(zip(lines[0][1:], line[1:])) for line in lines[2:]}


def complaints(page, found):
    wanted = [name for case in CASES for name in case.names()]
    if list(page) != wanted:
        yield f"its rows are not those of {pathlib.Path(__file__).name}"
        return
    for name, row in found.items():
        for column in (PEAK, HELD, INSTRUCTIONS, LONGEST):
            then, now = float(page[name][column]), float(row[column])
            slack = SLACK_OCTETS if column in (PEAK, HELD) else max(0.05, SLACK * then)
            if abs(then - now) > slack:
                yield f"{name}: {column} {row[column]}, the page has {page[name][column]}"


def check(board):
    found = measured([case for case in CASES if case.preset == ""], board)
    print(tables.markdown(found))
    wrong = [f"{PAGE.name}: {words}" for words in complaints(written(), found)]
    if wrong:
        sys.exit("\n".join([*wrong, "run tools/size/handshakes.py --update"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--board", type=pathlib.Path, default=ROOT / "build/board-m4")
    given = parser.parse_args()
    board = given.board.resolve()
    if given.check:
        return check(board)
    if not (board / "build.ninja").is_file():
        run("cmake", "--preset", "board-m4", "-B", board, cwd=ROOT)
    run("cmake", "--build", board, "--target", *sorted({case.image for case in CASES}))
    found = {TABLE: measured(CASES, board)}
    print(tables.markdown(found[TABLE]))
    if given.update:
        tables.keep(PAGE, found, True)


if __name__ == "__main__":
    main()
