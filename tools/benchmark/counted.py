# SPDX-License-Identifier: MIT
"""The counted figures of Postino alone, which repeat exactly, against their budget:
`counted.py --root ROOT --build FOLDER [--update]`.

Ends with 1 when a figure is more than 2 % worse than in budget.json; --update writes that file."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import measure
import peers

HERE = pathlib.Path(__file__).resolve().parent
BUDGET = HERE / "budget.json"
TARGETS = ("counted", "counted_narrow", "postino_plain", "sink")
SLACK = 1.02
NARROW = ("small message, open connection",
          "small message with Date, Message-ID and names, open connection")
# String functions of any x86-64, not of this one.
TUNABLES = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX_Fast_Unaligned_Load,-AVX2,-AVX512F,"
                              "-AVX512VL,-AVX512BW,-ERMS,-FSRM"}


def build(root, folder, *targets):
    for words in (["cmake", "-G", "Ninja", "-S", root / "tools/benchmark/programs", "-B", folder],
                  ["cmake", "--build", folder, "--target", *targets]):
        ran = subprocess.run(words, capture_output=True, text=True, check=False)
        if ran.returncode != 0:
            raise SystemExit(ran.stdout + ran.stderr)


def compiler():
    return subprocess.run(["c++", "--version"], capture_output=True, text=True,
                          check=True).stdout.splitlines()[0]


def in_process(program):
    """{case: {figure: number}}"""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "out"
        ran = subprocess.run(["setarch", "-R", "valgrind", "--tool=callgrind",
                              "--collect-atstart=no", f"--callgrind-out-file={out}", program],
                             capture_output=True, text=True, timeout=measure.PATIENCE, check=False,
                             env={**measure.ENVIRONMENT, **TUNABLES})
        if ran.returncode != 0:
            raise SystemExit(ran.stdout + ran.stderr)
        counts = {}
        for path in pathlib.Path(folder).iterdir():
            text = path.read_text(encoding="utf-8")
            name = re.search(r"^desc: Trigger: Client Request: (.*)$", text, re.M)
            if name:
                counts[name.group(1)] = int(re.search(r"^summary: (\d+)", text, re.M).group(1))
    figures = {}
    for case in map(json.loads, ran.stdout.splitlines()):
        name, octets, mails = case.pop("case"), case.pop("octets"), case.pop("mails")
        unit = "instructions" if octets == 1 else "instructions per octet"
        figures[name] = {unit: round(counts[name] / octets / mails, 3),
                         **{what: value / mails for what, value in case.items()}}
    return figures


def system_calls(folder):
    """Of the POSIX port, for a small message."""
    cases = {"open connection": (), "new connection": ("--each",),
             "open connection, across messages": ("--mode", "across"),
             "open connection, eager BDAT": ("--mode", "eager")}
    found = {}
    with peers.Sink(folder / "sink", offer=["PIPELINING", "SIZE", "8BITMIME", "CHUNKING"]) as sink:
        for case, words in cases.items():
            def command_of(mails, words=words):
                return measure.Command([folder / "postino_plain", sink.port, "--mails", mails,
                                        *words])
            found[case] = measure.per_mail(measure.system_calls, command_of, 5, 25)
    return found


def narrow(folder):
    """What encodes and composes as devices have it: their contents, a message of each kind."""
    return {f"narrow path: {case}": row for case, row in in_process(folder / "counted_narrow").items()
            if case in NARROW or "instructions per octet" in row}


def measure_all(folder):
    return {**in_process(folder / "counted"), **narrow(folder), "system calls": system_calls(folder)}


def write_budget(figures):
    BUDGET.write_text(json.dumps({"compiler": compiler(), **figures}, indent=2) + "\n",
                      encoding="utf-8")


def over_budget(figures, budget):
    wrong = False
    for case, entry in figures.items():
        for name, value in entry.items():
            limit = budget.get(case, {}).get(name)
            if limit is None or value > limit * SLACK:
                print(f"OVER BUDGET {case}, {name}: {value}, budget {limit}")
                wrong = True
            elif value < limit / SLACK:
                print(f"hint: {case}, {name}: {value}, budget {limit}; lower it with --update")
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.build.resolve()
    build(arguments.root.resolve(), folder, *TARGETS)
    figures = measure_all(folder)
    for case, entry in figures.items():
        print(case, entry)
    if arguments.update:
        write_budget(figures)
        return 0
    budget = json.loads(BUDGET.read_text(encoding="utf-8"))
    if budget.pop("compiler") != compiler():
        print(f"the budget is for another compiler than {compiler()}: not compared")
        return 0
    return 1 if over_budget(figures, budget) else 0


if __name__ == "__main__":
    sys.exit(main())
