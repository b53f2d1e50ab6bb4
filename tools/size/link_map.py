# SPDX-License-Identifier: MIT
"""Reads a GNU linker's map: which input sections of which archive member went into the image."""

import re

KINDS = (("text", re.compile(r"\.(text|s?rodata|eh_frame|ARM\.ex|glue|vfp11|vectors)")),
         ("data", re.compile(r"\.s?data")), ("bss", re.compile(r"\.s?bss|COMMON")))
# " .text.name 0x08000000 0x12 libpostino.a(x.o)"; a long name has the rest on the next line.
SECTION = re.compile(r"^ (\.\S+|COMMON)\s+0x[0-9a-f]+\s+0x([0-9a-f]+) "
                     r"(?:\S*/)?([^/(\n]+?)(?:\(([^)]+)\))?$", re.MULTILINE)


def kind_of(section):
    return next((kind for kind, pattern in KINDS if pattern.match(section)), None)


def archives(path):
    """{"libpostino.a": {"x": {"text": n, "data": n, "bss": n}}} of all that was linked; an object
    of no archive is one of its own."""
    text = path.read_text(encoding="utf-8")
    text = text[text.index("Linker script and memory map"):]
    text = re.sub(r"^( \.\S+)\n\s+(0x)", r"\1 \2", text, flags=re.MULTILINE)
    found = {}
    for section, size, archive, member in SECTION.findall(text):
        kind = kind_of(section)
        if kind is None or int(size, 16) == 0:
            continue
        name = re.sub(r"^lib_a-|^libc_\w+_|(\.(cpp|c))?\.(obj|o)$", "", member or archive)
        figures = found.setdefault(archive, {}).setdefault(name, {"text": 0, "data": 0, "bss": 0})
        figures[kind] += int(size, 16)
    return found


def total(*tables):
    return {kind: sum(figures[kind] for table in tables for figures in table.values())
            for kind in ("text", "data", "bss")}
