# SPDX-License-Identifier: MIT
"""Includes: a folder of src/ sees only folders below it, src/ and include/ see the standard headers
of the list and nothing else, and headers of a system are included outside src/ and include/ only."""

import re

import common

LAYERS = ["base", "pool", "transport", "codec", "message", "extension", "sasl", "session",
          "client"]
STANDARD = {"span", "string_view", "array", "cstdint", "cstddef", "cstring", "optional", "utility",
            "type_traits", "bit"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def fault(name, kind, header):
    parts = name.split("/")
    if kind == "<":
        return None if header in STANDARD else f"<{header}> is not one of the allowed headers"
    first = header.split("/")[0]
    if first == "postino":
        exists = (common.root() / "include" / header).is_file()
        return None if exists else f'"{header}" is not under include/'
    if parts[0] == "include":
        return f'"{header}": a public header includes public headers only'
    if first not in LAYERS or not (common.root() / "src" / header).is_file():
        return f'"{header}" is neither "postino/..." nor "<layer>/..." under src/'
    if LAYERS.index(first) > LAYERS.index(parts[1]):
        return f'"{header}": {parts[1]} is below {first}'
    return None


violations = []
for name in common.sources("src", "include"):
    if name.startswith("src/") and name.split("/")[1] not in LAYERS:
        violations.append((f"{name}:1", "not in the folder of a layer"))
        continue
    text = common.text_of(name)
    for match in INCLUDE.finditer(text):
        message = fault(name, match.group(1), match.group(2))
        if message:
            violations.append((f"{name}:{common.line_of(text, match.start(1))}", message))
common.finish(violations)
