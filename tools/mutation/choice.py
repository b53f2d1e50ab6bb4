# SPDX-License-Identifier: MIT
"""The few defects of a commit: its hash chooses them, so that each run of it has the same ones."""

import bisect
import hashlib
import itertools

import suites
import survivors
import tree

OCTETS = 60  # Of a source for each defect, about.


def commit():
    done = tree.run("git", "-C", tree.ROOT, "rev-parse", "HEAD")
    return done.stdout.strip() if done.returncode == 0 else "none"


def numbers(seed):
    for count in itertools.count():
        yield int.from_bytes(hashlib.sha256(f"{seed} {count}".encode()).digest()[:8], "big")


def sizes(names):
    """How many defects each source has, or had in the last complete run, or may have."""
    known, _ = suites.read()
    return [known.get(name) or 1 + (tree.ROOT / name).stat().st_size // OCTETS for name in names]


def choose(many, parse, seed):
    """So many defects, any with the same likelihood: a dictionary of Mutated by the names of their
    sources, and the defects. Those that survivors.txt lists are known, and are none of them."""
    names = tree.mutated_files()
    ends = list(itertools.accumulate(sizes(names)))
    listed = {one.key for one in survivors.read()}
    sources, chosen = {}, []
    for number in numbers(seed):
        name = names[bisect.bisect_right(ends, number % ends[-1])]
        if name not in sources:
            sources[name] = parse(name)
        some = [one for one in sources[name].mutants if one.key not in listed and one not in chosen]
        if some:
            chosen.append(some[(number >> 32) % len(some)])
        if len(chosen) == many:
            break
    return {name: source for name, source in sources.items()
            if any(one.file == name for one in chosen)}, chosen
