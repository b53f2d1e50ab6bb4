#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How long it takes from a change to the result of unit tests and dialogues, by the preset quick:
quick.py. Changes nothing but the time stamps of a source and of the machine's innermost header."""

import pathlib
import resource
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
# (what changes, the most seconds that it may take on two processors)
CHANGES = (("src/message/header_writer.cpp", 25), ("include/postino/detail/conversation_state.hpp", 90))


def run(*words):
    ran = subprocess.run(words, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                         check=False)
    if ran.returncode != 0:
        sys.exit(ran.stdout + ran.stderr)


def build_and_test():
    run("cmake", "--build", "--preset", "quick")
    run("ctest", "--preset", "quick")


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main():
    run("cmake", "--preset", "quick")
    build_and_test()
    slow = 0
    for name, most in CHANGES:
        (ROOT / name).touch()
        begin, before = time.monotonic(), processor_seconds()
        build_and_test()
        passed = time.monotonic() - begin
        print(f"{name}: {passed:.1f} s, {processor_seconds() - before:.1f} of a processor; "
              f"at most {most}", flush=True)
        slow |= passed > most
    return slow


sys.exit(main())
