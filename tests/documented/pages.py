# SPDX-License-Identifier: MIT
"""The commands that the pages tell people to run."""

import re

FENCED = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)
# In running text: a script of ours, or a program that people know, with arguments.
INLINE = re.compile(r"`((?:(?:tests|tools|examples|cmake)/[\w/.-]+\.(?:py|sh)|/usr/bin/python3 |bash "
                    r"|cmake --|ctest )[^`\n]*)`")
ASSIGNMENT = re.compile(r"\w+=\S+")
COMMENT = re.compile(r"(?:^|\s{1,})# .*$", re.MULTILINE)


def normal(command):
    return " ".join(command.split())


def commands_of(text):
    """Each command of a page once, in its order, without comments; a line that ends in a backslash
    goes on."""
    found = []
    for block in FENCED.findall(text):
        lines = COMMENT.sub("", block).replace("\\\n", " ").splitlines()
        found += [normal(line) for line in lines if line.strip()]
    prose = FENCED.sub("", text)
    found += [normal(command) for command in INLINE.findall(prose)]
    return [one for one in dict.fromkeys(found) if not ASSIGNMENT.fullmatch(one)]
