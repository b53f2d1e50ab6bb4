#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Attacks conversations with faults: fault.sh run scenario:fault:at, fault.sh count, fault.sh all
# [--every] [scenario [fault]], fault.sh pairs [--seed N] [--runs N]. One run is done with
# sanitizers, many without. Installs what is missing.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bash "$root/cmake/setup.sh" tests >/dev/null
if command -v apt-get >/dev/null; then bash "$root/cmake/sources.sh" >/dev/null; fi
program=fault_command_quick
if [ "${1:-}" = run ]; then program=fault_command; fi
{
  cmake -S "$root" --preset asan
  cmake --build "$root/build/asan" --target "$program"
} >/dev/null
exec "$root/build/asan/tests/fault/$program" "$@"
