# SPDX-License-Identifier: MIT
"""Reads a GNU linker's map: which input sections of which archive member went into the image."""

import re

KINDS = (("text", re.compile(r"\.(text|rodata|ARM\.ex|glue|vfp11)")),
         ("data", re.compile(r"\.data")), ("bss", re.compile(r"\.bss|COMMON")))
# " .text.name 0x08000000 0x12 libpostino.a(x.cpp.obj)"; a long name has the rest on the next line.
SECTION = re.compile(r"^ (\.\S+|COMMON)\s+0x[0-9a-f]+\s+0x([0-9a-f]+) "
                     r"(?:.*/)?(lib[^/(]+\.a)\(([^)]+)\)$", re.MULTILINE)


def kind_of(section):
    for kind, pattern in KINDS:
        if pattern.match(section):
            return kind
    return None


def members(path, postino=True):
    """{"reply.cpp": {"text": n, "data": n, "bss": n}} for each member of libpostino.a that was
    linked, or else for each member of any other library."""
    text = path.read_text(encoding="utf-8")
    text = text[text.index("Linker script and memory map"):]
    text = re.sub(r"^( \.\S+)\n\s+(0x)", r"\1 \2", text, flags=re.MULTILINE)
    found = {}
    for section, size, archive, member in SECTION.findall(text):
        kind = kind_of(section)
        if kind is None or int(size, 16) == 0 or (archive == "libpostino.a") != postino:
            continue
        name = re.sub(r"^lib_a-|\.(obj|o)$", "", member)
        found.setdefault(name, {"text": 0, "data": 0, "bss": 0})[kind] += int(size, 16)
    return found


def total(table):
    return {kind: sum(figures[kind] for figures in table.values())
            for kind in ("text", "data", "bss")}
