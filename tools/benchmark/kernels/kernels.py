# SPDX-License-Identifier: MIT
"""Instructions of the portable core: `kernels.py --root ROOT --build FOLDER [--update]`.

Builds the library with optimisation, runs kernels.cpp under callgrind, and prints the difference
of two amounts of work over the difference of the amounts. Ends with 1 when a figure is over its
budget (budget.json beside this file) by more than 2 %. --update writes that file anew."""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

TOLERANCE = 1.02
# Of glibc's variants of memcpy() and memchr() those that every x86-64 has.
TUNABLES = "glibc.cpu.hwcaps=-AVX2,-AVX,-EVEX,-ERMS,-FSRM,-BMI2,-LZCNT,-MOVBE,-SSE4_2,-SSSE3"


def run(*command, **keywords):
    result = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                            check=False, **keywords)
    if result.returncode != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{result.stdout}{result.stderr}")
    return result.stdout


def build(root, folder):
    """Among the programs of the benchmark, with the library that they have."""
    run("cmake", "-G", "Ninja", "-S", root / "tools/benchmark/programs", "-B", folder)
    run("cmake", "--build", folder, "--target", "kernels")
    return folder / "kernels"


def count(program, folder):
    """Instructions and octets on the wire by (name, amount)."""
    for old in folder.glob("callgrind.out*"):
        old.unlink()
    wire = run("valgrind", "--quiet", "--tool=callgrind", "--combine-dumps=no",
               f"--callgrind-out-file={folder}/callgrind.out", program,
               env=dict(os.environ, GLIBC_TUNABLES=TUNABLES))
    octets = {}
    for line in wire.splitlines():
        label, _, number = line.rpartition(" ")
        octets[label] = int(number)
    counts = {}
    for dump in folder.glob("callgrind.out.*"):
        text = dump.read_text(encoding="utf-8")
        label = re.search(r"Trigger: Client Request: (.*)$", text, re.MULTILINE)
        if label:
            total = int(re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE).group(1))
            name, _, amount = label.group(1).rpartition("/")
            counts.setdefault(name, []).append((int(amount), total, octets[label.group(1)]))
    return counts


def figures(counts):
    """What the budget holds."""
    found = {}
    for name, pair in counts.items():
        (few, cheap, short), (many, dear, long) = sorted(pair)
        if long == short:
            found[f"{name}: per mail"] = round((dear - cheap) / (many - few), 1)
        else:
            found[f"{name}: per octet of input"] = round((dear - cheap) / (many - few), 3)
            if abs((long - short) / (many - few) - 1) > 0.02:
                found[f"{name}: per octet on the wire"] = round((dear - cheap) / (long - short), 3)
    return dict(sorted(found.items()))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    budget_file = pathlib.Path(__file__).parent / "budget.json"
    folder = arguments.build.resolve()
    found = figures(count(build(arguments.root.resolve(), folder), folder))
    if arguments.update:
        budget_file.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    budget = json.loads(budget_file.read_text(encoding="utf-8"))
    wrong = set(budget) != set(found)
    if wrong:
        print("budget.json has other figures than these; run with --update")
    for name, value in found.items():
        over = value > budget.get(name, 0) * TOLERANCE
        wrong = wrong or over
        print(f"{value:10} {name}" + (f"  OVER BUDGET: {budget.get(name)}" if over else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
