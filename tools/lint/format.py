# SPDX-License-Identifier: MIT
"""Layout: `format.py ROOT CLANG_FORMAT`. Each source is as clang-format 14 leaves it."""

import subprocess
import sys

import common

names = common.sources()
result = subprocess.run([sys.argv[2], "--dry-run", "-Werror", *names], cwd=common.root(),
                        capture_output=True, text=True, check=False)
lines = [line for line in result.stderr.split("\n") if "clang-format" in line]
for line in lines:
    print(line)
if result.returncode != 0 and not lines:
    print(result.stderr)
sys.exit(1 if result.returncode != 0 else 0)
