# SPDX-License-Identifier: MIT
"""K20: a recipient and a header cost the same however many there are:
`items.py --root ROOT --build FOLDER`.

Ends with 1 when one of many takes more than 1.2 times the instructions of one of few."""

import argparse
import pathlib
import sys

import counted

MOST = 1.2


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=pathlib.Path, required=True)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.build.resolve()
    counted.build(arguments.root.resolve(), folder, "items")
    kinds = {}
    for case, figures in counted.in_process(folder / "items").items():
        kind, _, number = case.rpartition(", of ")
        kinds.setdefault(kind, {})[int(number)] = figures["instructions"]
    wrong = False
    for kind, costs in kinds.items():
        ratio = costs[max(costs)] / costs[min(costs)]
        wrong = wrong or ratio > MOST
        told = ", ".join(f"{cost:.0f} of {number}" for number, cost in sorted(costs.items()))
        print(f"{kind}: {told}; {ratio:.2f} times" + (f", at most {MOST}" if ratio > MOST else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
