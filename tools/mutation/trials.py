# SPDX-License-Identifier: MIT
"""Each defect against the tests that reach it, the cheapest first, until one fails."""

import collections
import concurrent.futures
import dataclasses
import json
import threading
import time

import programs
import tree

RESULTS = tree.FOLDER / "results.jsonl"
# Of the tests of one program, those of so many seconds together are one process.
STAGES = (0.05, 0.5, 4, 12, 1e9)
FIRST_SECONDS = 4  # Of tests for each at first; what those do not notice meets all of them then.
HINTS = 6
UNREACHED = "unreached"


@dataclasses.dataclass
class Result:
    key: str
    by: str  # the test that notices it; "": none does; "unreached": none reaches it
    how: str = ""
    seconds: float = 0
    whole: bool = True  # whether all tests that reach it were tried, where it lived


class Trials:
    def __init__(self, tests, say=lambda line: None):
        self.tests = sorted(tests, key=lambda test: test.seconds)
        self.noticed = collections.defaultdict(collections.deque)
        self.lock = threading.Lock()
        self.say = say

    def reaching(self, number):
        return [test for test in self.tests if test.reached >> number & 1]

    def batches(self, mutant):
        """Those first that noticed another defect of its function lately; then by their seconds."""
        reaching = self.reaching(mutant.number)
        with self.lock:
            hinted = list(self.noticed[mutant.file, mutant.function])[:HINTS]
        likely = [test for test in reaching if (test.program, test.name) in hinted]
        yield from self.by_program(likely)
        rest = [test for test in reaching if test not in likely]
        spent, stages = 0, [[] for _ in STAGES]
        for test in rest:
            spent += test.seconds
            stages[next(at for at, most in enumerate(STAGES) if spent <= most)].append(test)
        for stage in stages:
            yield from self.by_program(stage)

    @staticmethod
    def by_program(tests):
        grouped = collections.defaultdict(list)
        for test in tests:
            grouped[test.program, test.name if test.program == "model" else ""].append(test)
        # Those of another form last: what else notices it is no part of another build.
        return sorted(grouped.values(), key=lambda group: (
            group[0].program in programs.FORMS, sum(test.seconds for test in group)))

    def fails(self, mutant, batch):
        """The test and how, or None."""
        program, own = batch[0].program, sum(test.seconds for test in batch)
        done = programs.run_tests(program, [test.name for test in batch],
                                  {"POSTINO_MUTANT": str(mutant.number)}, own)
        self.say(f"{program}: {len(batch)} tests, {done.seconds:.1f} s, status {done.status}")
        if done.status == 0:
            other = batch[0].output and batch[0].output != done.output
            return (f"{program} {batch[0].name}", "prints something else") if other else None
        name, how = done.failed()
        name = name or batch[0].name
        with self.lock:
            known = self.noticed[mutant.file, mutant.function]
            if (program, name) in known:
                known.remove((program, name))
            known.appendleft((program, name))
        return f"{program} {name}", how

    def result(self, mutant, most=1e9):
        begin, tried, spent = time.monotonic(), False, 0
        for batch in self.batches(mutant):
            tried, spent = True, spent + sum(test.seconds for test in batch)
            if spent > most:
                return Result(mutant.key, "", "", round(time.monotonic() - begin, 2), False)
            found = self.fails(mutant, batch)
            if found:
                return Result(mutant.key, *found, round(time.monotonic() - begin, 2))
        by = "" if tried else UNREACHED
        return Result(mutant.key, by, "", round(time.monotonic() - begin, 2))


def known_results():
    """The last of each defect, by its key."""
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.is_file() else []
    rows = [Result(**json.loads(line)) for line in lines]
    return {row.key: row for row in rows}


def run(mutants, trials, quick, explained):
    """Two at a time; each result is kept at once. What the short tests do not notice meets all of
    them in the end, unless it is to be quick, or among the keys that are `explained`: why no test
    notices those is known."""
    begin, noticed = time.monotonic(), 0
    for most in (FIRST_SECONDS,) if quick else (FIRST_SECONDS, 1e9):
        done = known_results()
        if most > FIRST_SECONDS:
            mutants = [one for one in mutants if one.key in done and not done[one.key].whole
                       and one.key not in explained]
        with open(RESULTS, "a", encoding="utf-8") as file, \
                concurrent.futures.ThreadPoolExecutor(2) as pool:
            waiting = [pool.submit(trials.result, mutant, most) for mutant in mutants]
            for count, ended in enumerate(concurrent.futures.as_completed(waiting), 1):
                result = ended.result()
                file.write(json.dumps(dataclasses.asdict(result)) + "\n")
                file.flush()
                noticed += result.by not in ("", UNREACHED)
                if count % 100 == 0 or count == len(mutants):
                    print(f"{count} of {len(mutants)}, {noticed} noticed, "
                          f"{time.monotonic() - begin:.0f} s", flush=True)
