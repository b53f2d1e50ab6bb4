#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the Debian packages that are missing for a purpose: setup.sh demo|board|tests|benchmark
set -euo pipefail

demo=(g++ cmake ninja-build libcli11-dev nlohmann-json3-dev libssl-dev libgsasl-dev
  ca-certificates dpkg-dev)
board=("${demo[@]}" gcc-arm-none-eabi libnewlib-arm-none-eabi
  libstdc++-arm-none-eabi-newlib qemu-system-arm)
tests=("${board[@]}" gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf
  libgtest-dev git openssl python3 python3-aiosmtpd clang clang-format g++-i686-linux-gnu
  valgrind strace
  # Fuzzing, static analysis, coverage, defects of a source.
  libclang-rt-14-dev clang-tidy cppcheck gcovr libclang-14-dev python3-clang-14
  # Other parsers of mails.
  mpack ripmime libemail-mime-perl
  # Mail servers, and what Exim is built with.
  postfix dovecot-core dovecot-lmtpd dovecot-submissiond
  make pkg-config libgnutls28-dev libidn-dev libidn2-dev libpcre2-dev libtdb-dev
  # What OpenSMTPD is built with.
  bison libevent-dev zlib1g-dev
  # What sendmail wants, which is unpacked and not installed.
  libdb5.3 libldap-2.5-0 liblockfile1 libnsl2 libsasl2-modules libsasl2-modules-db libwrap0
  # Clients that send the same mails.
  curl msmtp swaks)
benchmark=("${board[@]}" git openssl python3 valgrind strace time postfix msmtp
  libcurl4-openssl-dev libesmtp-dev)
# The servers that are npm packages need Node.js, whose makers' own package conflicts with Debian's.
command -v node >/dev/null || tests+=(nodejs)
command -v npm >/dev/null || tests+=(npm)

case "${1:-}" in
  demo) wanted=("${demo[@]}") ;;
  board) wanted=("${board[@]}") ;;
  tests) wanted=("${tests[@]}") ;;
  benchmark) wanted=("${benchmark[@]}") ;;
  *)
    echo "usage: setup.sh demo|board|tests|benchmark" >&2
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
policy=/usr/sbin/policy-rc.d
made_policy=
clean_up() {
  rm -f "$log"
  [ -z "$made_policy" ] || "${as_root[@]}" rm -f "$policy"
}
trap clean_up EXIT
apt_get() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Acquire::Retries=3 "$@" \
    </dev/null >"$log" 2>&1
}

# The mail servers are programs for the tests, and no service of this machine: they neither start
# now nor get a configuration.
if [[ " ${missing[*]} " =~ \ (postfix|dovecot-core)\  ]]; then
  if [ ! -e "$policy" ]; then
    made_policy=yes
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"
  fi
  if [[ " ${missing[*]} " == *" postfix "* ]]; then
    echo "postfix postfix/main_mailer_type select No configuration" |
      "${as_root[@]}" debconf-set-selections
  fi
fi
# One source out of reach need not matter: the packages may come from another.
apt_get update || tail -n 3 "$log" >&2
# Another mail server of this machine is not to be removed for Postfix.
apt_get install --no-install-recommends --no-remove "${missing[@]}" || {
  tail -n 5 "$log" >&2
  give_up "apt-get install failed"
}
