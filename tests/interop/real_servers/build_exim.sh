#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds Exim with GNU SASL, which no package has: build_exim.sh FOLDER. The program is FOLDER/exim.
# It is upstream's release from Debian's archive, verified by apt: a server for these tests alone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
mkdir -p "$1"
cd "$1"
[ ! -x exim ] || exit 0

POSTINO_UPSTREAM_ONLY=yes bash "$root/cmake/sources.sh" "$PWD" exim4
cd exim4
mkdir -p Local
# What names a place here is given at run time.
cat >Local/Makefile <<'END'
CFLAGS=-O0 -w
BIN_DIRECTORY=/nonexistent
CONFIGURE_FILE=/nonexistent
EXIM_USER=nobody
EXIM_GROUP=nogroup
FIXED_NEVER_USERS=root
HAVE_IPV6=yes
ROUTER_ACCEPT=yes
TRANSPORT_SMTP=yes
LOOKUP_LSEARCH=yes
USE_TDB=yes
DBMLIB=-ltdb
PCRE2_CONFIG=yes
USE_GNUTLS=yes
USE_GNUTLS_PC=gnutls
SUPPORT_I18N=yes
SUPPORT_I18N_2008=yes
LDFLAGS += -lidn -lidn2
AUTH_CRAM_MD5=yes
AUTH_PLAINTEXT=yes
AUTH_GSASL=yes
AUTH_GSASL_PC=libgsasl
SPOOL_DIRECTORY=/nonexistent
COMPRESS_COMMAND=/bin/gzip
COMPRESS_SUFFIX=gz
ZCAT_COMMAND=/bin/zcat
HEADERS_CHARSET="UTF-8"
SYSTEM_ALIASES_FILE=/nonexistent
END
make -j2 build=postino >../log 2>&1 </dev/null || {
  tail -n 20 ../log
  exit 1
}
mv build-postino/exim ../exim
