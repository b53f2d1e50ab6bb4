#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What Postino costs on bare metal: `sizes.py [--update] [--build FOLDER] [--board FOLDER]
[--lwip FOLDER] [--mbedtls FOLDER]`.

Compiles the library, its ports and small images for each processor, and the board's images, and
compares with budget.json and the pages docs/sizes*.md; with --update it writes these anew, also
what tests/firmware/board_memory.py measures in the emulator."""

import argparse
import json
import pathlib
import sys

import budget
import compile
import details
import measure
import painted
import summary
import whole_images
from cpus import CPUS, run
from picture import picture

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUDGET = ROOT / "tools/size/budget.json"
BOARD = "board"
SLACK = 32  # octets by which an object may differ from what sizes-details.md says


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--compile-only", action="store_true")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/sizes")
    parser.add_argument("--board", type=pathlib.Path, default=ROOT / "build/board-m4")
    parser.add_argument("--lwip", type=pathlib.Path, default=ROOT / "build/sources/lwip")
    parser.add_argument("--mbedtls", type=pathlib.Path, default=ROOT / "build/sources/mbedtls")
    return parser.parse_args()


def pages(measured, images, now):
    return {
        "sizes.md": (summary.page(measured, images, painted.written(), now), 0),
        "sizes-details.md": (details.page(measured, images), SLACK),
        "sizes.svg": (picture(summary.bars(measured[0], images)), 0),
    }


def outdated(name, text, slack):
    file = ROOT / "docs" / name
    if file.is_file() and budget.agrees(file.read_text(encoding="utf-8"), text, slack):
        return []
    return [f"docs/{name}:1: not up to date; run tools/size/sizes.py --update"]


def other_compiler():
    page = ROOT / "docs/sizes.md"
    kept = page.read_text(encoding="utf-8") if page.is_file() else ""
    return [cpu.version for cpu in CPUS if cpu.version not in kept]


def main():
    given = arguments()
    project = compile.Project(ROOT, given.lwip.resolve(), given.mbedtls.resolve())
    folder = given.build.resolve()
    compile.compile_all(project, folder, CPUS)
    whole_images.build(ROOT, given.board.resolve())
    if given.compile_only:
        return 0
    measured = [measure.Measured(ROOT, folder, cpu) for cpu in CPUS]
    images = whole_images.measure(given.board.resolve())
    now = {each.cpu.name: each.figures() for each in measured}
    now[BOARD] = whole_images.figures(images)
    faults = [fault for each in measured for fault in each.faults]
    faults += [f"{title}: the image holds {name}" for title, image in images.items()
               for name in image.heap()]
    if given.update:
        BUDGET.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
        painted.update(ROOT, given.board.resolve())
        for name, (text, _) in pages(measured, images, now).items():
            (ROOT / "docs" / name).write_text(text, encoding="utf-8")
    elif different := other_compiler():
        print(f"docs/sizes.md was measured with another compiler than {different}: not compared")
    else:
        faults += budget.over(now, json.loads(BUDGET.read_text(encoding="utf-8")))
        for name, (text, slack) in pages(measured, images, now).items():
            faults += outdated(name, text, slack)
    print("\n".join(dict.fromkeys(faults)))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
