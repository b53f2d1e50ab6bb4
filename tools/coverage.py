#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What of src/ and include/ the unit tests and the dialogues alone reach: builds the preset
coverage, runs them, and fails when a line is not reached, or a branch of which tools/unreached.toml
does not say why no input reaches it. A row of that file that is stale is an error too.

coverage.py [--update] [--ran-already]; --update writes the figures and the date to docs/testing.md,
--ran-already takes the counts of the last run.

A template is compiled for each client class, and an inline function in each source. Copies of a line
with as many branches are the same code, and their counts are added: a branch is reached when any of
them took it. Copies with another number of branches are other code, since a feature is absent from
it, and have to be reached by themselves. The preset compiles without exceptions, as the library is
compiled, so that no branch is there for one."""

import argparse
import collections
import datetime
import json
import operator
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "coverage"
PAGE = ROOT / "docs" / "testing.md"
REASONS = ROOT / "tools" / "unreached.toml"
BEGIN, END = "<!-- coverage -->\n", "<!-- end of coverage -->\n"
PROGRAMS = ("unit/unit", "unit/narrow", "dialogue/dialogue")
OURS = ("src/", "include/")


def run(*command, **more):
    return subprocess.run(list(map(str, command)), cwd=more.pop("cwd", ROOT), check=True,
                          stdin=subprocess.DEVNULL, **more)


def compile_headers():
    """An inline function that nothing calls is compiled nowhere, and so would not be missed."""
    headers = sorted(path.relative_to(top).as_posix() for top in (ROOT / "include", ROOT / "src")
                     for path in top.rglob("*.hpp"))
    source = BUILD / "headers.cpp"
    source.write_text("".join(f'#include "{header}"\n' for header in headers), encoding="utf-8")
    run("g++", "-std=c++20", "--coverage", "-fno-exceptions", "-fno-rtti",
        "-fkeep-inline-functions", f"-I{ROOT / 'include'}", f"-I{ROOT / 'src'}", "-c", source,
        "-o", BUILD / "headers.o")


def run_tests():
    run("cmake", "--preset", "coverage")
    targets = [f"{program.split('/')[1]}_tests" for program in PROGRAMS]
    run("cmake", "--build", "--preset", "coverage", "-j2", "--target", *targets)
    compile_headers()
    for counts in BUILD.rglob("*.gcda"):
        counts.unlink()
    for program in PROGRAMS:
        run(BUILD / "tests" / f"{program}_tests", "--gtest_brief=1", cwd=BUILD)


def counted():
    """What gcov says of each file in each object."""
    for notes in sorted(BUILD.rglob("*.gcno")):
        said = run("gcov", "--json-format", "--stdout", "--branch-probabilities", notes, cwd=BUILD,
                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for text in said.stdout.splitlines():
            yield from json.loads(text)["files"]


def ours(file):
    name = file["file"].removeprefix(f"{ROOT}/")
    return name if name.startswith(OURS) else None


def folded(shapes):
    """What is always inlined is in no function of its own, and a caller has it as often as it calls
    it. All copies have the branches of one, in the same order."""
    least = min(shapes)
    sums = [0] * least
    for counts in shapes.values():
        assert least == 0 or len(counts) % least == 0, "copies of different code"
        for at, count in enumerate(counts):
            sums[at % least] += count
    return sums


def measure():
    """Of each line of ours how often it ran, and of each of its shapes how often each branch was
    taken."""
    lines = collections.Counter()
    shapes = collections.defaultdict(dict)
    inlined = collections.defaultdict(dict)
    for file in filter(ours, counted()):
        for line in file["lines"]:
            place = (ours(file), line["line_number"])
            lines[place] += line["count"]
            counts = [branch["count"] for branch in line["branches"]]
            kind = inlined if "function_name" not in line else shapes
            sums = kind[place].setdefault(len(counts), [0] * len(counts))
            sums[:] = map(operator.add, sums, counts)
    for place, kinds in inlined.items():
        shapes[place] = {min(kinds): folded(kinds)}
    return lines, shapes


def code_at(place):
    file, number = place
    return (ROOT / file).read_text(encoding="utf-8").split("\n")[number - 1].strip()


def unreached(shapes):
    """How many branches of which code; equal lines of a file are one."""
    missing = collections.Counter()
    for (file, number), counts in shapes.items():
        zeros = sum(count == 0 for shape in counts.values() for count in shape)
        if zeros:
            missing[file, code_at((file, number))] += zeros
    return missing


def complaints(lines, missing):
    for place, count in sorted(lines.items()):
        if count == 0:
            yield f"{place[0]}:{place[1]}: the line is not reached: {code_at(place)}"
    rows = tomllib.loads(REASONS.read_text(encoding="utf-8"))["branch"]
    known = {(row["file"], row["code"]): row for row in rows}
    if len(known) != len(rows):
        yield f"{REASONS.name}: two rows are of the same code"
    for key, count in sorted(missing.items()):
        if key not in known:
            yield f"{key[0]}: {count} branches are not reached: {key[1]}"
        elif known[key]["branches"] != count:
            yield f"{key[0]}: {count} branches, not {known[key]['branches']}: {key[1]}"
    for key, row in known.items():
        if key not in missing:
            yield f"{key[0]}: all is reached, or the code is gone: {key[1]}"
        if len(row["reason"].split()) < 3:
            yield f"{key[0]}: no reason: {key[1]}"


def figures(lines, shapes, missing):
    branches = sum(len(shape) for counts in shapes.values() for shape in counts.values())
    reached = sum(count != 0 for count in lines.values())
    return (f"{reached} of {len(lines)} lines, {branches - missing.total()} of {branches} branches; "
            f"the other {missing.total()} branches are of {len(missing)} lines in {REASONS.name}.")


def update(text, passed):
    commit = run("git", "rev-parse", "--short", "HEAD", stdout=subprocess.PIPE, text=True).stdout
    said = (f"Last run: {datetime.date.today()}, on commit {commit.strip()}: "
            f"{'passed' if passed else 'FAILED'}. {text}\n")
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    PAGE.write_text(before + BEGIN + said + END + rest.split(END)[1], encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--ran-already", action="store_true")
    asked = parser.parse_args()
    if not asked.ran_already:
        run_tests()
    lines, shapes = measure()
    missing = unreached(shapes)
    wrong = list(complaints(lines, missing))
    text = figures(lines, shapes, missing)
    print("\n".join([*wrong, text]))
    if asked.update:
        update(text, not wrong)
    return 1 if wrong else 0


sys.exit(main())
