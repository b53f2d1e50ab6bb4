# SPDX-License-Identifier: MIT
"""Lists: src/CMakeLists.txt names each source under src/, and nothing else."""

import re

import common

LIST = "src/CMakeLists.txt"

text = re.sub(r"#[^\n]*", "", common.text_of(LIST))
listed = {f"src/{name}" for name in re.findall(r"[\w/]+\.cpp\b", text)}
there = {name for name in common.sources("src") if name.endswith(".cpp")}
violations = [(f"{name}:1", f"not listed in {LIST}") for name in sorted(there - listed)]
violations += [(f"{LIST}:1", f"{name} does not exist") for name in sorted(listed - there)]
common.finish(violations)
