#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the fuzz targets that the preset fuzz builds.

  fuzz.py --build                       builds them
  fuzz.py --runs N TARGET...            N inputs each, the same in each run: what CI does
  fuzz.py --seconds S [--keep] [TARGET...]
                                        S seconds each, all targets by default, with what earlier
                                        runs found; a table at the end. --keep adds to
                                        tests/fuzz/corpus what reaches further than it does.
  fuzz.py --replay BASE64 TARGET        one input, as a failure prints it

An input that fails is left in build/fuzz/failures."""

import argparse
import base64
import contextlib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import corpus

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "fuzz"
FOUND = BUILD / "found"
FAILURES = BUILD / "failures"
SLOWEST_INPUT_SECONDS = 20


def program(target):
    return BUILD / "tests" / "fuzz" / "targets" / f"fuzz_{target}"


def all_targets():
    return sorted(path.stem for path in (ROOT / "tests" / "fuzz" / "targets").glob("*.cpp"))


def fuzz(target, *arguments, show=False):
    """The exit status and all that was printed."""
    FAILURES.mkdir(parents=True, exist_ok=True)
    command = [program(target), f"-artifact_prefix={FAILURES}/{target}-",
               f"-timeout={SLOWEST_INPUT_SECONDS}", *arguments]
    ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
    if show or ended.returncode != 0:
        print(ended.stdout[-20000:])
    return ended.returncode, ended.stdout


def last(pattern, text):
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def row(target, text):
    return (target, last(r"number_of_executed_units: (\d+)", text), last(r"\bcov: (\d+)", text),
            last(r"\((\d+) inline 8-bit counters\)", text))


@contextlib.contextmanager
def unpacked(target):
    with tempfile.TemporaryDirectory() as folder:
        corpus.unpack(target, pathlib.Path(folder))
        yield pathlib.Path(folder)


def explore(target, folder, known, *limits):
    return fuzz(target, "-print_final_stats=1", f"-dict={ROOT}/tests/fuzz/smtp.dict", *limits, folder,
                known)


def run_some(targets, runs):
    failed = 0
    for target in targets:
        with tempfile.TemporaryDirectory() as folder, unpacked(target) as known:
            status, text = explore(target, folder, known, "-seed=1", f"-runs={runs}", "-max_len=2048")
        print("{}: {} inputs, {} of {} edges".format(*row(target, text)))
        failed |= status
    return failed


def run_long(targets, seconds, keep):
    failed = 0
    rows = []
    for target in targets:
        folder = FOUND / target
        folder.mkdir(parents=True, exist_ok=True)
        with unpacked(target) as known:
            status, text = explore(target, folder, known, f"-max_total_time={seconds}", "-max_len=4096")
            if keep and status == 0:
                fuzz(target, "-merge=1", known, folder)
                corpus.pack(target, known)
        failed |= status
        rows.append(row(target, text))
    print("| target | inputs | edges reached | of |\n| --- | ---: | ---: | ---: |")
    for one in rows:
        print("| {} | {:,} | {:,} | {:,} |".format(*one))
    print(f"{sum(one[1] for one in rows):,} inputs, {'failures' if failed else 'no failure'}")
    return failed


def replay(target, text):
    with tempfile.NamedTemporaryFile() as file:
        file.write(base64.b64decode(text))
        file.flush()
        return fuzz(target, file.name, show=True)[0]


def build():
    if shutil.which("clang++") is None:
        sys.exit("fuzz.py: no clang++; cmake/setup.sh tests installs it")
    subprocess.run(["cmake", "--preset", "fuzz"], cwd=ROOT, check=True)
    subprocess.run(["cmake", "--build", "--preset", "fuzz"], cwd=ROOT, check=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--seconds", type=int)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--replay")
    parser.add_argument("targets", nargs="*", default=all_targets())
    chosen = parser.parse_args()
    if chosen.build:
        build()
    if chosen.replay is not None:
        return replay(chosen.targets[0], chosen.replay)
    if chosen.runs is not None:
        return run_some(chosen.targets, chosen.runs)
    if chosen.seconds is not None:
        return run_long(chosen.targets, chosen.seconds, chosen.keep)
    return 0


sys.exit(1 if main() else 0)
