# SPDX-License-Identifier: MIT
"""Symbols: `symbols.py ROOT NM READELF ARCHIVE`. The archive needs nothing but a few functions of
<cstring> and the compiler's own arithmetic, and has neither constructors nor destructors to run nor
statics that are guarded."""

import re
import subprocess
import sys

import common

LIBRARY = {"memcpy", "memmove", "memset", "memcmp", "memchr", "strlen"}
# Arithmetic and prologues.
COMPILER = re.compile(r"__aeabi_(?!atexit)\w+|__gnu_thumb1_case_\w+|__u?(div|mod|ashl|lshr)[sdt]i3"
                      r"|__stack_chk_(fail|guard)")
START_UP = re.compile(r"\.(init_array|fini_array|ctors|dtors|preinit_array)\b")


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def symbols(nm, archive):
    """Triples (member, type letter, mangled name)."""
    for line in run(nm, "-A", "-P", archive).splitlines():
        match = re.match(r".*\[(.+)\]: (\S+) (\S)", line)
        if match:
            yield match.group(1), match.group(3), match.group(2)


nm, readelf, archive = sys.argv[2:5]
table = list(symbols(nm, archive))
defined = {name for _, letter, name in table if letter not in "Uw"}
violations = []
if len(defined) < 10:
    violations.append((archive, "has hardly a symbol: is it the library?"))
for member, letter, name in table:
    if letter in "Uw" and name not in defined | LIBRARY and not COMPILER.fullmatch(name):
        violations.append((f"{member}:1", f"needs {name}"))
    if name.startswith(("_ZGV", "_GLOBAL__sub_I", "_GLOBAL__I")):
        violations.append((f"{member}:1", f"start-up or guarded static: {name}"))
    if letter in "dDbBsSgG" and not name.startswith(("_ZTV", "$")):
        violations.append((f"{member}:1", f"state that can change: {name}"))
member = archive
for line in run(readelf, "-S", "-W", archive).splitlines():
    if line.startswith("File:"):
        member = line.split("(")[-1].rstrip(")")
    if START_UP.search(line):
        violations.append((f"{member}:1", f"start-up code: {line.strip()}"))
common.finish(violations)
