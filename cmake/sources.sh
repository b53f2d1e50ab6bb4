#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Brings the sources of lwIP and Mbed TLS from Debian's source packages, verified by apt, into a
# folder that cmake/dependencies.cmake finds: sources.sh [FOLDER [PACKAGE...]], build/sources by
# default. The machine's own package lists and sources are read but never changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

suite=trixie
folder=$(realpath -m "${1:-build/sources}")
upstream_only=${POSTINO_UPSTREAM_ONLY:-} # the release without Debian's patches
keyring=/usr/share/keyrings/debian-archive-keyring.gpg

wanted=("${@:2}")
[ ${#wanted[@]} -gt 0 ] || wanted=(lwip mbedtls)
missing=()
for package in "${wanted[@]}"; do
  [ -e "$folder/$package/.complete" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

# The mirror that the machine's own binary packages come from.
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m1 '/debian/\?$' ||
  echo http://deb.debian.org/debian)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
chmod 755 "$scratch"
mkdir -p "$scratch/state/lists/partial" "$scratch/cache/archives/partial" "$folder"
echo "deb-src [signed-by=$keyring] $mirror $suite main" >"$scratch/sources.list"

apt_get() {
  (cd "$scratch" && apt-get -q -o Acquire::Retries=3 -o APT::Sandbox::User="$(id -un)" \
    -o Dir::Etc::SourceList="$scratch/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::State="$scratch/state" -o Dir::Cache="$scratch/cache" \
    -o Dir::State::status=/var/lib/dpkg/status "$@" </dev/null >"$scratch/log" 2>&1) || {
    tail -n 5 "$scratch/log" >&2
    echo "sources.sh: apt-get $1 failed; point FETCHCONTENT_SOURCE_DIR_LWIP and" \
      "FETCHCONTENT_SOURCE_DIR_MBEDTLS at trees of your own" >&2
    exit 69
  }
}

echo "sources: fetching ${missing[*]}" >&2
apt_get update
apt_get source --download-only ${upstream_only:+--tar-only} "${missing[@]}"
for package in "${missing[@]}"; do
  rm -rf "${folder:?}/$package"
  if [ -n "$upstream_only" ]; then
    mkdir -p "$folder/$package"
    tar -xf "$scratch/${package}"_*.orig.tar.?z -C "$folder/$package" --strip-components 1
    touch "$folder/$package/.complete"
    continue
  fi
  # Debian's patches on top: they hold the security fixes since the release.
  dpkg-source --no-check -x "$scratch/${package}"_*.dsc "$folder/$package" >"$scratch/log" 2>&1 || {
    cat "$scratch/log" >&2
    exit 69
  }
  rm -f "$folder/${package}"_*.orig.tar.*
  touch "$folder/$package/.complete"
done
