#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sows one defect at a time into a copy of the tree, builds what changes, and runs tests until one
fails. Ends with 1 when a defect is noticed by none.

mutants.py [--only NAME ... | --share N/M] [--update]; --list names them; --check only looks whether
each can be sown. --update writes the table of docs/testing.md: what came of each defect when it was
sown last in this tree, be it by several runs."""

import argparse
import json
import sys
import time

import garden
from seeds import PROGRAMS, ROOT, all_seeds

RESULTS = garden.FOLDER / "results.json"
PAGE = ROOT / "docs" / "testing.md"
BEGIN, END = "<!-- mutants -->\n", "<!-- end of mutants -->\n"


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--share", default="1/1", metavar="N/M")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--update", action="store_true")
    return parser.parse_args()


def chosen(seeds, asked):
    unknown = set(asked.only) - {seed.name for seed in seeds}
    if unknown:
        sys.exit(f"no such defect: {', '.join(sorted(unknown))}")
    number, of = map(int, asked.share.split("/"))
    named = [seed for seed in seeds if seed.name in asked.only or not asked.only]
    return named[number - 1::of]


def check(seeds):
    stale = [f"{seed.name}: {seed.stale()}" for seed in seeds if seed.stale()]
    print("\n".join(stale) if stale else f"all {len(seeds)} defects can be sown")
    return 1 if stale else 0


def check_tests(seeds):
    """Without a defect all those tests pass that are to notice one."""
    for program in PROGRAMS:
        filters = {seed.filter for seed in seeds if seed.program == program}
        if not filters:
            continue
        trouble = garden.build(program)
        if trouble:
            sys.exit(trouble)
        failed, how = garden.first_failure(program, ":".join(sorted(filters)))
        if failed:
            sys.exit(f"without a defect: {failed} fails {how}")


def noticed_by(seed):
    """The program and the test that notice it, and how; None: nothing does."""
    order = [(seed.program, seed.filter), *((program, "*") for program in seed.programs)]
    for program, tests in order:
        trouble = garden.build(program)
        if trouble:
            print(f"{seed.name} does not compile:\n{trouble}")
            return None
        failed, how = garden.first_failure(program, tests)
        if failed is None:
            continue
        if tests == "*":
            # Another cause? The filter's tests are known to pass without a defect, this one is not.
            seed.weed(garden.TREE)
            if garden.build(program) or garden.first_failure(program, failed)[0]:
                sys.exit(f"without a defect: {failed} fails")
        return failed, how
    return None


def sow(seeds):
    """What came of each is kept: the test that noticed it and how, or None."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for seed in seeds:
        begin = time.monotonic()
        seed.sow(garden.TREE)
        try:
            found = noticed_by(seed)
        finally:
            seed.weed(garden.TREE)
        results[seed.name] = found
        RESULTS.write_text(json.dumps(results), encoding="utf-8")
        verdict = " ".join(found).strip() if found else "NOTHING"
        print(f"{seed.name}: {verdict} ({time.monotonic() - begin:.0f} s)", flush=True)
    return results


def table(seeds, results):
    lines = ["| defect | what is wrong then | noticed by |", "| --- | --- | --- |"]
    for seed in seeds:
        test, how = results[seed.name] or ("nothing", "")
        by = f"`{test}`{', which ' + how if how else ''}" if results[seed.name] else test
        lines.append(f"| {seed.name} | {seed.what} | {by} |")
    return lines


def update(results):
    seeds = all_seeds()
    missing = [seed.name for seed in seeds if seed.name not in results]
    if missing:
        sys.exit(f"never sown here: {', '.join(missing)}")
    noticed = sum(1 for seed in seeds if results[seed.name])
    begun, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    figures = f"{len(seeds)} defects, {noticed} of them noticed when they were sown last."
    text = "\n".join([figures, "", *table(seeds, results)])
    PAGE.write_text(begun + BEGIN + text + "\n" + END + rest.split(END)[1], encoding="utf-8")


def main():
    asked = options()
    seeds = chosen(all_seeds(), asked)
    if asked.list:
        print("\n".join(f"{seed.name}: {seed.what}" for seed in seeds))
        return 0
    stale = check(seeds)
    if stale or asked.check:
        return stale
    garden.prepare()
    check_tests(seeds)
    results = sow(seeds)
    alive = [seed.name for seed in seeds if not results[seed.name]]
    print("\n".join(["", *table(seeds, results)]))
    print(f"\n{len(seeds)} defects, noticed by nothing: {', '.join(alive) or 'none'}")
    if asked.update:
        update(results)
    return 1 if alive else 0


sys.exit(main())
