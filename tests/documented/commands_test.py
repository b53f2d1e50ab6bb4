# SPDX-License-Identifier: MIT
"""Runs each command that a page tells people to run: commands_test.py ROOT BUILD. commands.toml says
how, with a tiny budget; a command without a row, or a row without a command, fails."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

import pages

HERE = pathlib.Path(__file__).resolve().parent
ROOT, BUILD = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
TABLE = tomllib.loads((HERE / "commands.toml").read_text(encoding="utf-8"))
ROWS = {pages.normal(row["documented"]): row for row in TABLE["command"]}
# A row of the table of docs/testing.md: the command, date, commit, result.
BY_HAND = re.compile(r"^\| `([^`]+)` \| (\d{4}-\d\d-\d\d) \| `?([0-9a-f]{7,40})`? \| (\S.*) \|$", re.MULTILINE)
SCRIPT = re.compile(r"[\w/.-]+/([\w.-]+\.(?:py|sh))\b")


def listed(*words):
    ran = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True, check=False)
    return ran.stdout.split("\0")


def has_history():
    return listed("rev-parse", "--is-shallow-repository")[0].strip() == "false"


def all_pages():
    names = [name for name in listed("ls-files", "-z", "-co", "--exclude-standard", "*.md")
             if name and name != "CHANGELOG.md"]
    names = names or [path.relative_to(ROOT).as_posix() for path in
                      (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md"))]
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in names}


PAGES = all_pages()
COMMANDS = {command: name for name, text in PAGES.items() for command in pages.commands_of(text)}


def known_tests():
    """From a folder of its own, for ctest writes its log wherever it is asked."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "CTestTestfile.cmake").write_text(f'subdirs("{BUILD}")\n')
        told = subprocess.run(["ctest", "--test-dir", folder, "--show-only=json-v1"],
                              capture_output=True, text=True, check=True).stdout
    return json.loads(told)["tests"]


def scratch(folder):
    """A copy of the tree, so that a command may rewrite what it wants; it shares the builds."""
    names = [name for name in listed("ls-files", "-z", "-co", "--exclude-standard") if name]
    if not names:
        names = [path.name for path in ROOT.iterdir() if path.name != "build"]
    packed = subprocess.run(["tar", "-C", ROOT, "-c", "-T", "-"], input="\n".join(names).encode(),
                            capture_output=True, check=True).stdout
    subprocess.run(["tar", "-C", folder, "-x"], input=packed, check=True)
    (folder / "build").symlink_to(ROOT / "build")
    if (ROOT / ".git").exists():
        (folder / ".git").write_text(f"gitdir: {listed('rev-parse', '--absolute-git-dir')[0]}")
    return folder


class Documented(unittest.TestCase):
    def test_each_command_has_a_row(self):
        for command, page in COMMANDS.items():
            with self.subTest(page=page, command=command):
                self.assertIn(command, ROWS)

    def test_each_row_has_a_command(self):
        for command in ROWS:
            with self.subTest(command):
                self.assertIn(command, COMMANDS)

    def test_each_runs(self):
        with tempfile.TemporaryDirectory() as folder:
            tree = scratch(pathlib.Path(folder))
            for command, row in ROWS.items():
                if "run" not in row:
                    continue
                where = ROOT if row.get("in_place") else tree
                with self.subTest(command):
                    ran = subprocess.run(
                        ["bash", "-c", "set -euo pipefail\n" + TABLE["before"] + row["run"]],
                        cwd=where, capture_output=True, text=True, timeout=300, check=False,
                        stdin=subprocess.DEVNULL, env={**os.environ, "BUILD": str(BUILD)})
                    self.assertEqual(ran.returncode, row.get("status", 0), ran.stdout + ran.stderr)
                    self.assertRegex(ran.stdout + ran.stderr, row["prints"])

    def test_what_a_test_of_every_run_covers_is_run_by_it(self):
        words = {test["name"]: " ".join(test.get("command", ())) for test in known_tests()}
        for command, row in ROWS.items():
            if "test" not in row:
                continue
            with self.subTest(command):
                script = row.get("script") or SCRIPT.search(command).group(1)
                self.assertIn(script, words.get(row["test"], "no such test"))

    def test_what_takes_longer_has_its_last_run_in_the_page(self):
        runs = {pages.normal(match[0]): match for match in BY_HAND.findall(PAGES["docs/testing.md"])}
        for command, row in ROWS.items():
            if "by_hand" not in row:
                continue
            with self.subTest(command):
                command = row.get("as", command)
                self.assertIn(command, runs)
                if has_history():
                    commit = subprocess.run(["git", "-C", ROOT, "cat-file", "-e", runs[command][2]],
                                            capture_output=True, check=False)
                    self.assertEqual(commit.returncode, 0, f"no such commit: {runs[command][2]}")

    def test_each_row_says_one_thing(self):
        for command, row in ROWS.items():
            with self.subTest(command):
                self.assertEqual(len({"run", "test", "by_hand", "this_run"} & row.keys()), 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
