# SPDX-License-Identifier: MIT
"""The few defects of a commit: its hash chooses them, so that each run of it has the same ones."""

import bisect
import hashlib
import itertools

import survivors
import tree


def commit():
    done = tree.run("git", "-C", tree.ROOT, "rev-parse", "HEAD")
    return done.stdout.strip() if done.returncode == 0 else "none"


def numbers(seed):
    for count in itertools.count():
        yield int.from_bytes(hashlib.sha256(f"{seed} {count}".encode()).digest()[:8], "big")


def choose(many, parse, seed):
    """Of so many files, the larger the likelier, one defect each: a dictionary of Mutated by their
    names, and the defects. Those that survivors.txt lists are known, and are none of them."""
    names = tree.mutated_files()
    ends = list(itertools.accumulate((tree.ROOT / name).stat().st_size for name in names))
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
