# SPDX-License-Identifier: MIT
"""Links: each relative link of a page leads to a file or a folder, each path of the project that a page
names in backquotes exists, and so does each file and test of the protocol map."""

import re

import common

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
MAP = "docs/protocol-map.md"
MAPPED = re.compile(r"`([a-z_]+/[\w./-]*)`")
PATH = re.compile(r"`((?:src|include|ports|tests|docs|cmake|examples)/[\w./-]*\w)/?`")


def targets(name, text):
    """Pairs (offset, path)."""
    folder = (common.root() / name).parent
    for match in LINK.finditer(text):
        if not re.match(r"[a-z]+:", match.group(1)):
            yield match.start(), folder / match.group(1)
    for match in PATH.finditer(text):
        yield match.start(), common.root() / match.group(1)
    for match in MAPPED.finditer(text) if name == MAP else ():
        places = [common.root() / top / match.group(1) for top in ("src", "tests", "")]
        yield match.start(), next((place for place in places if place.exists()), places[0])


violations = []
for name in common.project_files():
    if not name.endswith(".md"):
        continue
    text = common.text_of(name)
    for offset, path in targets(name, text):
        if not path.exists():
            violations.append((f"{name}:{common.line_of(text, offset)}", f"{path} does not exist"))
common.finish(violations)
