#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds OpenSMTPD: build_opensmtpd.sh FOLDER. The program is FOLDER/smtpd. It is upstream's release
# from Debian's archive, verified by apt; Debian 12's own loses the private key on the way to the
# process that wants it, so it has no TLS.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
mkdir -p "$1"
cd "$1"
[ ! -x smtpd ] || exit 0

POSTINO_UPSTREAM_ONLY=yes bash "$root/cmake/sources.sh" "$PWD" opensmtpd
cd opensmtpd
{
  # What names a place is within the folders that apart.sh gives it.
  ./configure --disable-dependency-tracking --prefix=/nonexistent \
    --sysconfdir=/etc --localstatedir=/var \
    --with-user-smtpd=opensmtpd --with-user-queue=opensmtpq --with-group-queue=opensmtpq \
    --with-path-empty=/var/empty --with-path-socket=/var/run --with-path-mbox=/var/mail \
    CFLAGS="-O0 -w" &&
    make -j2 -C openbsd-compat && make -j2 -C mk/smtpd
} >../log 2>&1 </dev/null || {
  tail -n 20 ../log
  exit 1
}
mv mk/smtpd/smtpd ../smtpd
