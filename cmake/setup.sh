#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the Debian packages that are missing for a purpose: setup.sh demo|board|tests
set -euo pipefail

demo=(g++ cmake ninja-build libcli11-dev nlohmann-json3-dev)
board=("${demo[@]}" dpkg-dev gcc-arm-none-eabi libnewlib-arm-none-eabi
  libstdc++-arm-none-eabi-newlib qemu-system-arm)
tests=("${board[@]}" libgtest-dev git python3 python3-aiosmtpd clang clang-format postfix)

case "${1:-}" in
  demo) wanted=("${demo[@]}") ;;
  board) wanted=("${board[@]}") ;;
  tests) wanted=("${tests[@]}") ;;
  *)
    echo "usage: setup.sh demo|board|tests" >&2
    exit 64
    ;;
esac

if ! command -v dpkg-query >/dev/null; then
  echo "setup: not a Debian machine; install yourself what these packages hold: ${wanted[*]}" >&2
  exit 0
fi

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
for package in "${wanted[@]}"; do
  installed "$package" || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

give_up() {
  echo "setup: $1; install these packages and try again: ${missing[*]}" >&2
  exit 69
}

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || give_up "not root, and there is no sudo"
  as_root=(sudo)
fi
echo "setup: installing ${missing[*]}" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 "$@" \
    </dev/null >"$log" 2>&1
}
# One source out of reach need not matter: the packages may come from another.
apt_get update || tail -n 3 "$log" >&2
# The tests start a Postfix of their own; the machine's is not to become a mail server.
if [[ " ${missing[*]} " == *" postfix "* ]]; then
  echo "postfix postfix/main_mailer_type select No configuration" |
    "${as_root[@]}" debconf-set-selections
fi
apt_get install --no-install-recommends "${missing[@]}" || {
  tail -n 5 "$log" >&2
  give_up "apt-get install failed"
}
