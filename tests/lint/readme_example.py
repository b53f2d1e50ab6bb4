# SPDX-License-Identifier: MIT
"""README: `readme_example.py README OUTPUT` writes the ten-line example as a program.

The example is the first block fenced by ```cpp behind the line `<!-- example: ten lines -->`. Its
#include lines come first; when it has no main() of its own, the rest becomes the body of one."""

import pathlib
import re
import sys

MARKER = "<!-- example: ten lines -->"

readme = pathlib.Path(sys.argv[1])
text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
if MARKER not in text:
    sys.exit(f"{readme}:1: no line '{MARKER}'")
block = re.search(r"^```cpp\s*\n(.*?)^```\s*$", text[text.index(MARKER):], re.DOTALL | re.MULTILINE)
if not block:
    sys.exit(f"{readme}:1: no ```cpp block behind '{MARKER}'")

lines = block.group(1).split("\n")
includes = [line for line in lines if line.startswith("#include")]
body = [line for line in lines if not line.startswith("#include")]
if not re.search(r"^int main\(", block.group(1), re.MULTILINE):
    body = ["int main() {", *body, "}"]
if not any("posix" in line for line in includes):
    includes += ['#include "postino/posix_port.hpp"']
program = ['#include "postino/postino.hpp"', *includes, f'#line 1 "{readme.name} example"', *body]
pathlib.Path(sys.argv[2]).write_text("\n".join(program) + "\n", encoding="utf-8")
