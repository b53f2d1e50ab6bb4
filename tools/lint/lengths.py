# SPDX-License-Identifier: MIT
"""Lengths: a file of the product has at most 300 lines, a function at most 40, its head counted.

A brace opens a function when what stands before it, back to the last ; { or }, holds a parameter
list and is not a class or a namespace. A brace right behind a name, as in a_{a}, initialises: the
layout that clang-format gives tells the two apart."""

import re
import statistics

import common

FILE_LINES = 300
FUNCTION_LINES = 40
CONTAINER = re.compile(r'\b(namespace|class|struct|union|enum|extern)\b')


def matching(code, start):
    """Offset of the brace that closes the one at `start`."""
    depth = 0
    for offset in range(start, len(code)):
        if code[offset] == "{":
            depth += 1
        elif code[offset] == "}":
            depth -= 1
            if depth == 0:
                return offset
    return len(code) - 1


def opens_container(head):
    return CONTAINER.search(re.sub(r"<[^<>]*>", "", head)) and not head.rstrip().endswith(")")


def functions(code):
    """Pairs (offset of the first line, offset of the closing brace)."""
    head = 0
    offset = 0
    while offset < len(code):
        letter = code[offset]
        if letter in ";}":
            head = offset + 1
        elif letter == "{":
            before = code[head:offset]
            if code[offset - 1] not in " \n" or before.rstrip().endswith("="):
                offset = matching(code, offset)
            elif "(" in before and not opens_container(before):
                end = matching(code, offset)
                yield head + len(before) - len(before.lstrip()), end
                offset = end
                head = offset + 1
            else:
                head = offset + 1
        offset += 1


violations = []
lengths = []
for name in common.sources("src", "include", "ports", "examples"):
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
                  lambda match: re.sub(r"[^\n]", " ", match.group(0)), common.code_of(name),
                  flags=re.MULTILINE)
    count = common.text_of(name).count("\n")
    if count > FILE_LINES:
        violations.append((f"{name}:{count}", f"{count} lines, more than {FILE_LINES}"))
    for begin, end in functions(code):
        first, last = common.line_of(code, begin), common.line_of(code, end)
        lengths.append(last - first + 1)
        if lengths[-1] > FUNCTION_LINES:
            violations.append((f"{name}:{first}",
                               f"a function of {lengths[-1]} lines, more than {FUNCTION_LINES}"))
if lengths:
    print(f"{len(lengths)} functions, median {statistics.median(lengths):g} lines, "
          f"longest {max(lengths)}")
common.finish(violations)
