# SPDX-License-Identifier: MIT
"""Which transcripts a series of changes made different, and which change did.

    rows.py NAME=HASHES NAME=HASHES ...

Each HASHES is what `model --hashes 0..100000` printed of one state, in their order; each NAME is of
the change that led to it, the first one's of no meaning. Prints a line for each change, with the
number of transcripts that are other octets or reports, and of those that differ in timing alone;
then a line for each block of golden.txt with the changes that its difference comes from.
"""

import itertools
import sys

BLOCK = 100  # seeds of a line of golden.txt


def hashes(path):
    with open(path, encoding="ascii") as lines:
        return [tuple(line.split()[1:]) for line in lines]


def main():
    states = [word.split("=", 1) for word in sys.argv[1:]]
    if len(states) < 2:
        sys.exit(__doc__)
    blocks = {}
    previous = hashes(states[0][1])
    for name, path in states[1:]:
        current = hashes(path)
        words = [seed for seed, (old, new) in enumerate(zip(previous, current)) if old[0] != new[0]]
        timing = [seed for seed, (old, new) in enumerate(zip(previous, current))
                  if old[0] == new[0] and old != new]
        first = ", ".join(map(str, itertools.islice(words or timing, 3)))
        print(f"# {name}: {len(words)} differ, {len(timing)} more in timing alone; first {first}")
        for seed in words + timing:
            names = blocks.setdefault(seed // BLOCK, [])
            if name not in names:
                names.append(name)
        previous = current
    for block in sorted(blocks):
        print(block * BLOCK, *blocks[block])


main()
