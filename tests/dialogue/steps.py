#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""steps.py PROGRAM FOLDER PAGE: the steps from phase to phase that the dialogues of PROGRAM left in
FOLDER, a file for each suite, are those that PAGE draws: none is missing and none is not drawn. A
connection can be lost in each phase, which is not drawn."""

import pathlib
import re
import subprocess
import sys

ENDS = "[*]"


def drawn(page):
    """{(from, to)} of the lines "  A --> B : when"."""
    steps = re.findall(r"^  (\S+) --> (\S+)", page.read_text(), re.MULTILINE)
    return {tuple("Idle" if phase == ENDS else phase for phase in step) for step in steps}


def suites(program):
    listed = subprocess.run([program, "--gtest_list_tests"], check=True, capture_output=True, text=True)
    return re.findall(r"^([\w/]+)\.$", listed.stdout, re.MULTILINE)


def taken(program, folder):
    steps = set()
    for suite in suites(program):
        lines = (folder / suite.replace("/", ".")).read_text().splitlines()
        steps |= {tuple(line.split()) for line in lines}
    return steps


def main(program, folder, page):
    known, found = drawn(pathlib.Path(page)), taken(program, pathlib.Path(folder))
    lost = {step for step in found if step[1] == "Idle"}
    for step in sorted(known - found):
        print("drawn, and no dialogue takes it:", *step)
    for step in sorted(found - known - lost):
        print("taken, and not drawn:", *step)
    print(f"{len(known)} steps are drawn, {len(found & known)} of them taken")
    return known - found or found - known - lost


if __name__ == "__main__":
    sys.exit(1 if main(*sys.argv[1:]) else 0)
