# SPDX-License-Identifier: MIT
"""What tests/firmware/board_memory.py wrote of the stack that was painted on the board."""

import pathlib
import re
import sys

from cpus import run

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs/sizes-board.md"


def update(root, board):
    run(sys.executable, root / "tests/firmware/board_memory.py", "an386",
        board / "examples/board_mps2", "--update")


def written():
    """{kind of mail: octets of Postino's own}"""
    text = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else ""
    return {title: int(octets) for title, octets in
            re.findall(r"^\| ([^|]+?) \| \d+ \| \d+ \| (\d+) \|$", text, re.MULTILINE)}
