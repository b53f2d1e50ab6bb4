# SPDX-License-Identifier: MIT
"""Licence: each source and script names it in its first line, or in its second behind #!."""

import common

LINE = "SPDX-License-Identifier: MIT"


def wanted(name):
    base = name.rsplit("/", 1)[-1]
    return (name.endswith(common.SOURCE_SUFFIXES + common.SCRIPT_SUFFIXES)
            or base in ("CMakeLists.txt", "run"))


violations = []
for name in common.project_files():
    if not wanted(name):
        continue
    lines = common.text_of(name).split("\n")
    line = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
    if line not in ("// " + LINE, "# " + LINE):
        violations.append((f"{name}:1", f"does not begin with '{LINE}'"))
common.finish(violations)
