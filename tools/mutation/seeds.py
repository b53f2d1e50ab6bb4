# SPDX-License-Identifier: MIT
"""Seeded defects: each is an edit of one source, in a table of a file *.toml beside this one.

what    what is wrong then, in a sentence
file    the source
find    text that is in it exactly once
with    what takes its place
tests   the program, and a filter of its tests, that are likely to notice: unit:Reply.*"""

import dataclasses
import fnmatch
import functools
import pathlib
import re
import tomllib

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
PROGRAMS = ("dialogue", "unit", "tls", "contract", "fault")
OF_A_PORT = {"tls", "contract", "fault"}  # Slow, and asked for the defects that name them only.


@functools.cache
def tests_of(program):
    """Suite.Test of each, without the prefix and the suffix that parameters bring."""
    texts = [path.read_text(encoding="utf-8")
             for path in (ROOT / "tests" / program).rglob("*_test.cpp")]
    return [".".join(pair) for text in texts
            for pair in re.findall(r"\bTEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", text)]


@dataclasses.dataclass(frozen=True)
class Seed:
    name: str
    what: str
    file: str
    find: str
    replacement: str
    tests: str

    @property
    def program(self):
        return self.tests.split(":", 1)[0]

    @property
    def programs(self):
        """Those that are to notice it, the likely one first."""
        others = set(PROGRAMS) - {self.program} - OF_A_PORT
        return [self.program, *(sorted(others) if self.program not in OF_A_PORT else ())]

    @property
    def patterns(self):
        return self.tests.split(":")[1:]

    @property
    def filter(self):
        """Those with parameters too."""
        return ":".join(f"{pattern}:*/{pattern}" for pattern in self.patterns)

    def stale(self):
        """Why it can't be sown, or nothing."""
        source = ROOT / self.file
        if not source.is_file():
            return f"{self.file} does not exist"
        count = source.read_text(encoding="utf-8").count(self.find)
        if count != 1:
            return f"its text is {count} times in {self.file}"
        if self.find == self.replacement:
            return "it changes nothing"
        unknown = [pattern for pattern in self.patterns
                   if not fnmatch.filter(tests_of(self.program), pattern)]
        return f"no test of {self.program} is {unknown[0]}" if unknown else None

    def sow(self, tree):
        source = tree / self.file
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace(self.find, self.replacement), encoding="utf-8")

    def weed(self, tree):
        (tree / self.file).write_bytes((ROOT / self.file).read_bytes())


def all_seeds():
    seeds = []
    for path in sorted(FOLDER.glob("*.toml")):
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
            seeds.append(Seed(name, table["what"], table["file"], table["find"], table["with"],
                              table["tests"]))
    assert len({seed.name for seed in seeds}) == len(seeds), "two seeds have one name"
    return seeds
