# SPDX-License-Identifier: MIT
"""survivors.txt: the defects that no test notices, each with the reason why none has to."""

import dataclasses
import pathlib
import re
import textwrap

import tree
import trials

FILE = pathlib.Path(__file__).with_name("survivors.txt")
HEAD = """# SPDX-License-Identifier: MIT
# Defects that no test notices; docs/testing.md tells how they are made. Each has its place, its
# function and its key in a line, what it changes in the next, and then the reason why no test has
# to notice it, which a reader can check; "unreached" says that no test comes there, "short" that
# only the short tests were tried. Written by mutation.py survivors --update, which keeps the
# reasons.
"""
WIDTH = 100


@dataclasses.dataclass
class Survivor:
    file: str
    line: int
    function: str
    key: str
    change: str
    reason: str = ""
    mark: str = ""  # "unreached" by any test; "short": the long tests were not tried yet

    def text(self):
        head = f"{self.file}:{self.line} {self.function} {self.key} {self.mark}".rstrip()
        lines = [head, f"  {self.change}"]
        lines += [f"    {line}" for line in textwrap.wrap(self.reason, WIDTH - 4)]
        return "".join(f"{line}\n" for line in lines)


def read():
    found = []
    text = FILE.read_text(encoding="utf-8") if FILE.is_file() else ""
    for line in text.splitlines():
        head = re.fullmatch(r"(\S+):(\d+) (\S.*) (\w{10})(| unreached| short)", line)
        if line.startswith("    ") and found:
            found[-1].reason = (found[-1].reason + " " + line.strip()).strip()
        elif line.startswith("  ") and found:
            found[-1].change = line.strip()
        elif head:
            found.append(Survivor(head[1], int(head[2]), head[3], head[4], "",
                                  mark=head[5].strip()))
        elif line and not line.startswith("#"):
            raise SystemExit(f"{FILE.name}: not understood: {line}")
    return found


def mark_of(result):
    return result.by or ("" if result.whole else "short")


def described(mutant):
    return f"{mutant.text} => {mutant.change}"


def update(mutants, results):
    """Those that lived, each with the reason that it had."""
    reasons = {old.key: old.reason for old in read()}
    lived = [Survivor(mutant.file, mutant.line, mutant.function, mutant.key, described(mutant),
                      reasons.get(mutant.key, ""), mark_of(results[mutant.key]))
             for mutant in mutants
             if mutant.key in results and results[mutant.key].by in ("", trials.UNREACHED)]
    FILE.write_text(HEAD + "".join("\n" + one.text() for one in lived), encoding="utf-8")
    return lived


def check():
    """What is wrong with the list."""
    wrong, keys = [], set()
    for one in read():
        where = f"{FILE.name}: {one.key}"
        source = tree.ROOT / one.file
        text = one.change.rsplit(" => ", 1)[0]
        if one.key in keys:
            wrong.append(f"{where} is there twice")
        words = source.read_text(encoding="utf-8").split() if source.is_file() else []
        if text not in " ".join(words):
            wrong.append(f"{where}: {one.file} has no `{text}`; run mutation.py, update the list")
        if not one.reason:
            wrong.append(f"{where} has no reason")
        keys.add(one.key)
    return wrong
