# SPDX-License-Identifier: MIT
"""Tests that docs/security.md names: each exists."""

import re

import common

PAGE = "docs/security.md"

defined = set()
for name in common.sources("tests"):
    defined |= {".".join(pair) for pair in
                re.findall(r"\bTEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", common.text_of(name))}
targets = {path.stem for path in (common.root() / "tests" / "fuzz" / "targets").glob("*.cpp")}
text = common.text_of(PAGE)
violations = []
for match in re.finditer(r"`([A-Z]\w+\.[A-Z]\w+)`|\bfuzz\.(?!py\b)(\w+)", text):
    test, target = match.groups()
    if (test is not None and test not in defined) or (target is not None and target not in targets):
        violations.append((f"{PAGE}:{common.line_of(text, match.start())}",
                           f"no such test: {match.group(0)}"))
if len(defined) < 100:
    violations.append((PAGE, "hardly a test was found"))
common.finish(violations)
