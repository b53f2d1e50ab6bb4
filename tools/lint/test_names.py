#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Shows which tests a change takes away: `test_names.py [--successors FILE] BEFORE [AFTER]`.

BEFORE and AFTER are revisions of git; without AFTER it is the work tree. Reads the sources of both
and prints the names of GoogleTest's tests and suites and of ctest's tests that are gone and that are
new, and the numbers of EXPECT_, of ASSERT_ and of the steps of scripted servers. Ends with 1 when a
number fell, or when a name is gone that FILE does not account for. A line of FILE is
`old.name: new.name`, where the new one has to exist, or `old.name - reason`; one that begins with #
is a comment."""

import argparse
import collections
import io
import itertools
import pathlib
import re
import subprocess
import sys
import tarfile

import common

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEST = re.compile(r"^[ \t]*(?:TYPED_)?TEST(?:_[FP])?\(\s*(\w+)\s*,\s*(\w+)\s*\)", re.MULTILINE)
INSTANCE = re.compile(r"\bINSTANTIATE_(?:TYPED_)?TEST_(?:SUITE|CASE)_P\(\s*(\w+)\s*,\s*(\w+)")
STEP = re.compile(r"\bScriptedServer& (\w+)\(")
PRIVATE_STEPS = {"add", "operator"}
COMMAND = re.compile(r"\b(\w+)\s*\(([^()]*)\)")
VARIABLE = re.compile(r"\$\{(\w+)\}")


def git(root, *arguments):
    ran = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    if ran.returncode != 0:
        sys.exit(ran.stderr.decode("utf-8", "replace").strip())
    return ran.stdout


def wanted(name):
    return name.endswith((".cpp", ".hpp", ".cmake")) or name.split("/")[-1] == "CMakeLists.txt"


def files_of(root, revision):
    """{name: text}; `revision` None: the work tree, with what is new and not ignored."""
    if revision is None:
        listed = git(root, "ls-files", "-z", "-co", "--exclude-standard").decode().split("\0")
        return {name: (root / name).read_text(encoding="utf-8", errors="replace")
                for name in listed if wanted(name) and (root / name).is_file()}
    with tarfile.open(fileobj=io.BytesIO(git(root, "archive", "--format=tar", revision))) as tar:
        return {one.name: tar.extractfile(one).read().decode("utf-8", "replace")
                for one in tar if one.isfile() and wanted(one.name)}


class CMake:
    """What add_test() is told, as far as it stands in the files."""

    def __init__(self, texts):
        self.commands = {name: COMMAND.findall(re.sub(r"#[^\n]*", "", text))
                         for name, text in texts.items()}
        self.calls = collections.defaultdict(list)
        for command, words in itertools.chain.from_iterable(self.commands.values()):
            self.calls[command].append(words.split())

    def values(self, before, variable):
        """What `variable` is at the end of the commands `before`, or nothing."""
        for command, words in reversed(before):
            words = words.split()
            if command == "function" and variable in words[1:]:
                place = words.index(variable) - 1
                return [call[place] for call in self.calls[words[0]] if len(call) > place]
            if command == "foreach" and words[0] == variable:
                if words[1:3] == ["IN", "LISTS"]:
                    return self.values(before, words[3])
                return words[3:] if words[1:3] == ["IN", "ITEMS"] else words[1:]
            if command == "set" and words[0] == variable:
                return words[1:]
        return []

    def expand(self, before, name):
        """`name` with each value of its variables; what has none stays as it is written."""
        for variable in VARIABLE.findall(name):
            values = [value for value in self.values(before, variable) if "$" not in value]
            if values:
                return [whole for value in values for whole in
                        self.expand(before, name.replace(f"${{{variable}}}", value))]
        return [name]

    def tests(self):
        for commands in self.commands.values():
            for number, (command, words) in enumerate(commands):
                words = words.split()
                # cmake/tests.cmake hands the name of postino_add_test() on as it is.
                if command == "postino_add_test" and "name" not in words:
                    yield from self.expand(commands[:number], words[0])
                elif command == "add_test" and words[:1] == ["NAME"] and words[1] != "${name}":
                    yield from self.expand(commands[:number], words[1])


class Tests:
    """Of one revision. `steps`: what the steps of a scripted server are called."""

    def __init__(self, texts, steps):
        cmake = {name: text for name, text in texts.items() if not name.endswith(("cpp", "hpp"))}
        code = [common.without_words(text) for name, text in texts.items() if name not in cmake]
        self.names = collections.Counter(CMake(cmake).tests())
        self.numbers = collections.Counter()
        step = re.compile(rf"(?:\.|->)(?:{'|'.join(sorted(steps))})\(") if steps else None
        for text in code:
            self.names.update(".".join(pair) for pair in TEST.findall(text))
            self.names.update("/".join(pair) for pair in INSTANCE.findall(text))
            for macro in ("EXPECT_", "ASSERT_"):
                self.numbers[macro] += len(re.findall(rf"\b{macro}\w+\(", text))
            self.numbers["steps"] += len(step.findall(text)) if step else 0


def steps_of(*revisions):
    """The functions that add a step, as the header of ScriptedServer has them."""
    return {name for texts in revisions for text in texts.values()
            for name in STEP.findall(text)} - PRIVATE_STEPS


def read_successors(text):
    """{old name: new name, or None where there is a reason}."""
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = re.fullmatch(r"(\S+)(?:: (\S+)| - \S.*)", line.strip())
        if match:
            found[match.group(1)] = match.group(2)
        elif line.strip() and not line.startswith("#"):
            sys.exit(f"line {number}: neither 'old: new' nor 'old - reason': {line}")
    return found


def compare(before, after, successors):
    """(lines to print, complaints)"""
    gone, new = before.names - after.names, after.names - before.names
    lines = [f"gone: {name}" for name in sorted(gone)] + [f"new: {name}" for name in sorted(new)]
    lines.append(f"tests: {before.names.total()}, {after.names.total()}")
    complaints = []
    for kind in sorted(before.numbers | after.numbers):
        was, now = before.numbers[kind], after.numbers[kind]
        lines.append(f"{kind}: {was}, {now}")
        if now < was:
            complaints.append(f"{kind}: {was - now} fewer")
    for name in sorted(gone):
        if name not in successors:
            complaints.append(f"{name}: gone, without a successor or a reason")
        elif successors[name] is not None and successors[name] not in after.names:
            complaints.append(f"{name}: its successor {successors[name]} does not exist")
    return lines, complaints


def main(arguments, root=ROOT):
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--successors", type=pathlib.Path)
    parser.add_argument("before")
    parser.add_argument("after", nargs="?")
    asked = parser.parse_args(arguments)
    texts = [files_of(root, revision) for revision in (asked.before, asked.after)]
    steps = steps_of(*texts)
    successors = asked.successors.read_text(encoding="utf-8") if asked.successors else ""
    lines, complaints = compare(*(Tests(each, steps) for each in texts), read_successors(successors))
    print("\n".join(lines + complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
