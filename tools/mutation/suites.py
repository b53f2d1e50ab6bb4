# SPDX-License-Identifier: MIT
"""suites.txt: of each source how many defects it has, and the suites that noticed them in the last
complete run, those first that noticed most, with the seconds that they took then."""

import collections
import pathlib

import programs
import trials

FILE = pathlib.Path(__file__).with_name("suites.txt")
HEAD = """# SPDX-License-Identifier: MIT
# How many defects a source has, which suites notice them, and how long these take: where a run of a
# few defects begins. Written by mutation.py survivors --update.
"""


def suite_of(name):
    return name.split(".")[0]


def update(mutants, results, tests):
    seconds = collections.Counter()
    for test in tests:
        seconds[test.program, suite_of(test.name)] += test.seconds
    noticed = collections.defaultdict(collections.Counter)
    many = collections.Counter(mutant.file for mutant in mutants)
    for mutant in mutants:
        by = results[mutant.key].by if mutant.key in results else ""
        if by not in ("", trials.UNREACHED) and by.split()[0] in programs.GTESTS:
            program, name = by.split()[:2]
            noticed[mutant.file][program, suite_of(name)] += 1
    lines = [HEAD]
    for file in sorted(many):
        lines.append(f"\n{file} {many[file]}\n")
        # Those of another form last, which cost one more compile.
        found = sorted(noticed[file],
                       key=lambda one: (one[0] in programs.FORMS, -noticed[file][one], one))
        lines += [f"  {program} {suite} {seconds[program, suite]:.1f}\n"
                  for program, suite in found]
    FILE.write_text("".join(lines), encoding="utf-8")


def read():
    """How many defects each source has; and of each a list of program, suite, seconds."""
    many, found, file = {}, collections.defaultdict(list), ""
    for line in FILE.read_text(encoding="utf-8").splitlines() if FILE.is_file() else []:
        if line.startswith("  "):
            program, suite, seconds = line.split()
            found[file].append((program, suite, float(seconds)))
        elif line and not line.startswith("#"):
            file, number = line.split()
            many[file] = int(number)
    return many, found
