# SPDX-License-Identifier: MIT
"""Errors: docs/errors.md has a row for each Outcome, Phase, Fault and Field, in the section of that
enumeration, and none for anything else."""

import re

import common

HEADER = "include/postino/error.hpp"
PAGE = "docs/errors.md"


def enumerators(code, name):
    body = re.search(rf"enum class {name}\b[^{{]*{{(.*?)}};", code, re.DOTALL)
    return re.findall(r"^\s*(\w+)(?: = \d+)?,", body.group(1), re.MULTILINE) if body else []


def rows(text, name):
    section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return re.findall(r"^\| `(\w+)` \|", section.group(1), re.MULTILINE) if section else []


code = common.code_of(HEADER)
page = common.text_of(PAGE)
violations = []
for kind in ("Outcome", "Phase", "Fault", "Field"):
    known = enumerators(code, kind)
    listed = rows(page, kind)
    if not known:
        violations.append((f"{HEADER}:1", f"no enumeration {kind} found"))
    violations += [(f"{PAGE}:1", f"{kind}::{name} has no row") for name in known
                   if name not in listed]
    violations += [(f"{PAGE}:1", f"{kind} has no {name}") for name in listed if name not in known]
common.finish(violations)
