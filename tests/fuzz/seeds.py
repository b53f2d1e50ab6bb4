#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the seeds that are made by hand into the archives of tests/fuzz/corpus, beside what fuzzing
found; with --check it only looks whether they are there."""

import sys

import corpus
import seeds_sessions
import seeds_texts

FEWEST = 300

check = sys.argv[1:] == ["--check"]
count = 0
wrong = 0
for target, seeds in {**seeds_texts.all_seeds(), **seeds_sessions.all_seeds()}.items():
    inputs = corpus.read(target)
    made = {f"seed-{number:03}": octets for number, octets in enumerate(seeds)}
    count += len(made)
    stale = [name for name, octets in made.items() if inputs.get(name) != octets]
    if check:
        for name in stale:
            print(f"{corpus.archive(target)}: {name} is not what seeds.py makes")
        wrong += len(stale)
    elif stale:
        corpus.write(target, {**inputs, **made})
print(f"{count} seeds")
sys.exit(1 if wrong or count < FEWEST else 0)
