#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# update.sh PROGRAM writes docs/state-machine.md anew; update.sh --check PROGRAM fails when it is
# not what the program prints. PROGRAM: build/asan/tests/unit/session/diagram/state_diagram, or
# wherever the build put it.
set -euo pipefail
page=$(dirname "${BASH_SOURCE[0]}")/../../../../docs/state-machine.md
if [ "${1:-}" = --check ]; then
  "$2" | diff -u "$page" - || {
    echo "docs/state-machine.md is stale: tests/unit/session/diagram/update.sh $2" >&2
    exit 1
  }
else
  "$1" >"$page"
fi
