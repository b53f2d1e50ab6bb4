#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the face for C costs: `c_face.py [--update] [--build FOLDER]`. FOLDER is what sizes.py has
compiled. Links images in C with the face, and prints for each processor what they have over the
same images in C++. Fails where a figure is worse by more than 2 % than c_budget.json has it, or a
text message costs more than it may; --update writes c_budget.json anew."""

import argparse
import json
import pathlib
import sys

import budget
import link_map
from cpus import CPUS, CXX_FLAGS, FLAGS, run
from features import CORE, SMALL, TEXT

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUDGET = ROOT / "tools/size/c_budget.json"
FACE = "libpostino_c.a"
# (title, the image in C++, macros of the one in C)
IMAGES = (("text mail", TEXT, ()),
          ("SmallClient, plain text from a source, PLAIN and LOGIN", SMALL, ("SMALL",)))
MOST = {"text mail: the whole image": 1536}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/sizes")
    return parser.parse_args()


def archive(cpu, folder):
    """The face as one source: what an image does not call the linker drops by functions."""
    whole = folder / "face.cpp"
    whole.write_text("".join(f'#include "{source}"\n'
                             for source in sorted((ROOT / "src/c").glob("*.cpp"))))
    run(cpu.tool("g++"), *cpu.machine, *FLAGS, *CXX_FLAGS, *cpu.cxx_headers, "-I", ROOT / "include",
        "-I", ROOT / "src", "-c", whole, "-o", folder / "face.o")
    run(cpu.tool("gcc-ar"), "crs", folder / FACE, folder / "face.o")


def linked(cpu, folder, macros):
    """{archive or object: {member: sizes}}. By the C compiler: the C++ library is not there."""
    stem = folder / "_".join(("image_c", *macros))
    run(cpu.tool("gcc"), *cpu.machine, *FLAGS, "-std=c99", "-Wall", "-Wextra", "-Wpedantic",
        "-Werror", *(f"-DPOSTINO_IMAGE_{macro}" for macro in macros), "-I", ROOT / "include", "-c",
        ROOT / "tools/size/image_c.c", "-o", stem.with_suffix(".o"))
    run(cpu.tool("gcc"), *cpu.machine, stem.with_suffix(".o"), folder / FACE,
        folder.parent / CORE, "-o", stem.with_suffix(".elf"), *cpu.link, "-nostartfiles",
        "-Wl,--gc-sections", f"-Wl,-Map={stem}.elf.map")
    return link_map.archives(stem.with_suffix(".elf.map"))


def flash(table):
    sizes = link_map.total(*table.values())
    return sizes["text"] + sizes["data"]


def figures(cpu, build):
    folder = build / cpu.name / "c"
    folder.mkdir(exist_ok=True)
    archive(cpu, folder)
    found = {}
    for title, beside, macros in IMAGES:
        ours = linked(cpu, folder, macros)
        theirs = link_map.archives(build / cpu.name / f"{beside}.elf.map")
        found[f"{title}: the face"] = link_map.total(ours[FACE])["text"]
        found[f"{title}: the whole image"] = flash(ours) - flash(theirs)
    return found


def main():
    given = arguments()
    now = {cpu.name: figures(cpu, given.build.resolve()) for cpu in CPUS}
    for title in next(iter(now.values())):
        print(f"{title:72}", *(f"{name} {entry[title]:5}" for name, entry in now.items()))
    faults = [f"{name}, {title}: {entry[title]}, over {most}" for name, entry in now.items()
              for title, most in MOST.items() if entry[title] > most]
    if given.update:
        BUDGET.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
    else:
        faults += budget.over(now, json.loads(BUDGET.read_text(encoding="utf-8")))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
