#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes defects by itself, all compiled in, chooses one at run time, and holds each against the
tests that reach it.

mutation.py list                         each defect: its key, its place, what it changes
mutation.py run [--shard K/N] [--resume] all, or every Nth; goes on where the last run ended
mutation.py run KEY... | FILE...         these alone; those of a file or of a folder
mutation.py run --survivors              those alone that no test has noticed
mutation.py run --quick                  without the long tests
mutation.py show KEY...                  one, what tests reach it, what each run of them gives
mutation.py survivors --update|--check   writes survivors.txt anew, or looks if it holds
mutation.py sample BUILD                 twelve, chosen by the commit, linked with what BUILD has"""

import argparse
import sys

import reach
import programs
import sample
import suites
import survivors
import tree
import trials

TWELVE = 12


def options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["list", "run", "show", "survivors", "sample"])
    parser.add_argument("names", nargs="*", metavar="KEY|FILE|BUILD")
    parser.add_argument("--shard", default="1/1", metavar="K/N")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--survivors", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--check", action="store_true")
    return parser.parse_intermixed_args()


def chosen(mutants, asked):
    """Those that are asked for, of what was not noticed yet where that is asked for."""
    known = trials.known_results()
    if asked.survivors:
        lived = ("", trials.UNREACHED)
        mutants = [one for one in mutants if one.key in known and known[one.key].by in lived]
    if asked.resume:
        mutants = [one for one in mutants if one.key not in known
                   or not (known[one.key].whole or asked.quick)]
    if asked.names:
        mutants = [one for one in mutants
                   if one.key in asked.names or one.file.startswith(tuple(asked.names))]
    shard, of = map(int, asked.shard.split("/"))
    return mutants[shard - 1::of]


def summary(mutants):
    known = trials.known_results()
    tried = [known[one.key] for one in mutants if one.key in known]
    unreached = sum(result.by == trials.UNREACHED for result in tried)
    noticed = sum(result.by not in ("", trials.UNREACHED) for result in tried)
    share = 100 * noticed / max(len(tried), 1)
    print(f"{len(mutants)} defects, {len(tried)} tried, {noticed} noticed ({share:.1f} %), "
          f"{len(tried) - noticed - unreached} not, {unreached} not even reached")


def run(asked):
    mutants = tree.prepare(programs.targets())
    wanted = chosen(mutants, asked)
    print(f"{len(wanted)} of {len(mutants)} defects", flush=True)
    explained = {one.key for one in survivors.read() if one.reason}
    trials.run(wanted, trials.Trials(reach.all_tests()), asked.quick, explained)
    summary(mutants)
    return 0


def show(asked):
    mutants = tree.prepare(programs.targets())
    held = trials.Trials(reach.all_tests(), say=lambda line: print("  " + line))
    for mutant in mutants:
        if mutant.key in asked.names:
            print(f"{mutant.file}:{mutant.line} {mutant.function}, POSTINO_MUTANT={mutant.number}\n"
                  f"  {survivors.described(mutant)}")
            for test in held.reaching(mutant.number):
                print(f"  reached by {test.program} {test.name} ({test.seconds:.2f} s)")
            result = held.result(mutant)
            print(f"  noticed by: {result.by or 'nothing'} {result.how}")
    return 0


def main():
    asked = options()
    if asked.command == "run":
        return run(asked)
    if asked.command == "show":
        return show(asked)
    if asked.command == "list":
        for mutant in tree.all_mutants():
            print(f"{mutant.key} {mutant.file}:{mutant.line} {mutant.function}: "
                  f"{survivors.described(mutant)}")
        return 0
    if asked.command == "sample":
        return sample.run(asked.names[0], TWELVE)
    if asked.update:
        mutants, results = tree.all_mutants(), trials.known_results()
        suites.update(mutants, results, reach.all_tests())
        lived = survivors.update(mutants, results)
        print(f"{len(lived)} survivors, {sum(not one.reason for one in lived)} without a reason")
    wrong = survivors.check() if asked.check else []
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


sys.exit(main())
