#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Postino beside other mail clients, measured in one run: run.sh [--quick] [--update]. Installs what
# is missing. --update writes docs/performance.md, its picture and budget.json.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bash "$root/cmake/setup.sh" benchmark
if command -v apt-get >/dev/null; then bash "$root/cmake/sources.sh"; fi
exec /usr/bin/python3 "$root/tools/benchmark/benchmark.py" --root "$root" \
  --build "$root/build/benchmark" "$@"
