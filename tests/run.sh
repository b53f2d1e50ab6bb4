#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds everything and runs every test: run.sh [--label LABEL] (those of one label only, a regular
# expression: unit, dialogue, judge, leak, model, fault, resegmentation, soak, mutants, exhaustive,
# fuzz, static, contract, mime, lwip, tls, interop, demo, firmware, lint, documented, consumer,
# compile-fail, size, benchmark).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

select=()
case "${1:-}" in
  "") ;;
  --label)
    [ $# -eq 2 ] || { echo "run.sh: --label needs one label" >&2; exit 64; }
    select=(-L "$2")
    ;;
  *)
    echo "usage: tests/run.sh [--label LABEL]" >&2
    exit 64
    ;;
esac

# quietly WHAT COMMAND...: the output matters only when the command fails.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  echo "== $what"
  if ! "$@" </dev/null >"$log" 2>&1; then
    cat "$log"
    rm -f "$log"
    echo "run.sh: failed: $what" >&2
    exit 1
  fi
  rm -f "$log"
}

bash cmake/setup.sh tests
# Elsewhere CMake clones them.
if command -v apt-get >/dev/null; then bash cmake/sources.sh; fi

quietly "configure: preset asan" cmake --preset asan
quietly "build: preset asan" cmake --build --preset asan
# In a folder of its own, so that nobody's build/host loses its tests. clang++ has seen each source
# above; g++ sees those of the command and the port to POSIX here, and the others for firmware.
folder=build/host-without-tests
quietly "configure: preset host, no tests" cmake --preset host -B "$folder" \
  -DPOSTINO_TESTS=OFF -DPOSTINO_WERROR=ON -DCMAKE_UNITY_BUILD=ON -DCMAKE_OPTIMIZE_DEPENDENCIES=ON \
  -DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O2
quietly "build: preset host, no tests" cmake --build "$folder" \
  --target postino_posix postino_embedded_server postino_send_parts

echo "== test"
log=$(mktemp)
POSTINO_CPU_TIMES=$(mktemp -d)
export POSTINO_CPU_TIMES
trap 'rm -rf "$log" "$POSTINO_CPU_TIMES"' EXIT
status=0
# Three at a time on two processors: many wait, for a server or for the emulator.
ctest --preset asan -j3 "${select[@]}" --no-tests=error </dev/null 2>&1 | tee "$log" || status=$?
grep '% tests passed' "$log" | tail -n 1 || true
times >"$POSTINO_CPU_TIMES/all"
[ ${#select[@]} -gt 0 ] || bash tests/cpu_minutes.sh "$POSTINO_CPU_TIMES" || status=1
exit "$status"
