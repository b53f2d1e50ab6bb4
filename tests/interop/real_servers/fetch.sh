#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings the servers that can't be installed beside Postfix, or are in no package: fetch.sh FOLDER.
# FOLDER/debian holds Debian's sendmail, verified by apt and unpacked; FOLDER/node_modules what
# npm/package-lock.json names, verified by its hashes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
cd "$1"
packages=(sendmail-bin sasl2-bin)
log=$PWD/log

# quietly COMMAND...: the output matters only when the command fails.
quietly() {
  "$@" >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    echo "fetch.sh: failed: $*" >&2
    exit 1
  }
}

if [ ! -e debian/.complete ]; then
  rm -rf debian
  mkdir -p debian/packages
  (cd debian/packages && quietly apt-get -q -o Acquire::Retries=3 -o APT::Sandbox::User="$(id -un)" \
    download "${packages[@]}")
  for package in debian/packages/*.deb; do
    dpkg-deb -x "$package" debian
  done
  touch debian/.complete
fi

if ! cmp -s "$here/npm/package-lock.json" package-lock.json; then
  rm -rf node_modules package-lock.json
  mkdir -p npm
  cp "$here/npm/package.json" "$here/npm/package-lock.json" npm
  # Without their scripts: nothing of theirs is compiled, or run before the tests do.
  quietly npm ci --prefix npm --omit=optional --ignore-scripts --no-audit --no-fund
  mv npm/node_modules node_modules
  mv npm/package-lock.json package-lock.json
fi
