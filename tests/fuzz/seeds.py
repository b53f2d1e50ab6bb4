#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the seeds that are made by hand to tests/fuzz/corpus; with --check it only looks whether they
are there. What fuzzing found lies beside them under the names that libFuzzer gives."""

import pathlib
import sys

import seeds_sessions
import seeds_texts

FEWEST = 300

check = sys.argv[1:] == ["--check"]
folder = pathlib.Path(__file__).resolve().parent / "corpus"
count = 0
wrong = 0
for target, seeds in {**seeds_texts.all_seeds(), **seeds_sessions.all_seeds()}.items():
    (folder / target).mkdir(parents=True, exist_ok=True)
    for number, octets in enumerate(seeds):
        path = folder / target / f"seed-{number:03}"
        count += 1
        if not check:
            path.write_bytes(octets)
        elif not path.is_file() or path.read_bytes() != octets:
            print(f"{path}: not what seeds.py makes")
            wrong += 1
print(f"{count} seeds")
sys.exit(1 if wrong or count < FEWEST else 0)
