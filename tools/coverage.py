#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How much of src/ the unit tests and the dialogues alone reach: builds the preset coverage, runs
them, and fails under 98 % of the lines or 95 % of the branches. Names each line and branch that none
of them reaches. `coverage.py --update` writes that list to docs/testing.md."""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "coverage"
PAGE = ROOT / "docs" / "testing.md"
BEGIN, END = "<!-- coverage -->\n", "<!-- end of coverage -->\n"
LEAST_LINES, LEAST_BRANCHES = 98.0, 95.0


def run(*command, **more):
    return subprocess.run(command, cwd=ROOT, check=True, stdin=subprocess.DEVNULL, **more)


def measure():
    run("cmake", "--preset", "coverage")
    run("cmake", "--build", "--preset", "coverage", "--target", "unit_tests", "dialogue_tests")
    for counts in BUILD.rglob("*.gcda"):
        counts.unlink()
    for test in ("unit", "dialogue"):
        run(BUILD / "tests" / test / f"{test}_tests", "--gtest_brief=1")
    report = run("gcovr", "--root", ".", "--filter", "src/", "--exclude-throw-branches",
                 "--exclude-unreachable-branches", "--json", "-", BUILD / "CMakeFiles",
                 stdout=subprocess.PIPE, text=True)
    found = json.loads(report.stdout)["files"]
    for file in found:
        file["lines"] = [line for line in file["lines"] if not line["gcovr/noncode"]]
    return found


def gaps(file):
    """Lines of a table: where, and what of it is never reached."""
    text = (ROOT / file["file"]).read_text(encoding="utf-8").split("\n")
    for line in file["lines"]:
        number = line["line_number"]
        code = text[number - 1].strip().replace("|", "\\|")
        missing = sum(branch["count"] == 0 for branch in line["branches"])
        if line["count"] == 0:
            yield f"| {file['file']}:{number} | the line | `{code}` |"
        elif missing:
            yield f"| {file['file']}:{number} | {missing} of {len(line['branches'])} branches | `{code}` |"


def percent(part, whole):
    return 100.0 * part / whole


files = measure()
lines = [line for file in files for line in file["lines"]]
branches = [branch for line in lines for branch in line["branches"]]
of_lines = percent(sum(line["count"] != 0 for line in lines), len(lines))
of_branches = percent(sum(branch["count"] != 0 for branch in branches), len(branches))
report = [f"{of_lines:.1f} % of {len(lines)} lines, {of_branches:.1f} % of {len(branches)} branches.", ""]
rows = [row for file in files for row in gaps(file)]
if rows:
    report += ["| where | what none reaches | code |", "| --- | --- | --- |", *rows]
print("\n".join(report))
if "--update" in sys.argv[1:]:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + "\n".join(report) + "\n" + END + rest.split(END)[1],
                    encoding="utf-8")
sys.exit(0 if of_lines >= LEAST_LINES and of_branches >= LEAST_BRANCHES else 1)
