# SPDX-License-Identifier: MIT
"""`compile_fail.py DIAGNOSTIC COMPILER ARGUMENT...`: the compiler must fail and say what matches the
regular expression DIAGNOSTIC; when that is "-", it must succeed."""

import re
import subprocess
import sys

wanted, *command = sys.argv[1:]
result = subprocess.run(command, capture_output=True, text=True, check=False)
errors = [line for line in result.stderr.splitlines() if "error:" in line]
if wanted != "-":
    good = result.returncode != 0 and any(re.search(wanted, line) for line in errors)
else:
    good = result.returncode == 0
if not good:
    print(f"expected {'an error that matches ' + wanted if wanted != '-' else 'success'}, "
          f"got status {result.returncode} and\n{result.stderr}")
sys.exit(0 if good else 1)
