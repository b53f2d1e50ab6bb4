#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the board's image, lets it send mail in the emulator, and shows the mail as it arrived:
#   examples/board_mps2/run.sh                       to a server of its own, with a login
#   examples/board_mps2/run.sh --server HOST:PORT    to that one; localhost is this machine
#   examples/board_mps2/run.sh ... -- key=value ...  more settings: see settings.hpp. With
#                                                    security=tls or starttls the image has TLS, and
#                                                    ca=FILE is whom it trusts
# BOARD=m3|m4|m7 chooses the processor, m4 by default. IMAGES=FOLDER and MAIL_SERVER=PROGRAM, of
# examples/support, name what is built already.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

usage() {
  echo "usage: examples/board_mps2/run.sh [--server HOST:PORT] [-- key=value ...]" >&2
  exit 64
}

server=
if [ "${1:-}" = --server ]; then
  [[ ${2:-} == ?*:+([0-9]) ]] || usage
  server=$2
  shift 2
fi
case "${1:-}" in
  "") ;;
  --) shift ;;
  *) usage ;;
esac
board=${BOARD:-m4}
case "$board" in
  m3) machine=an385 ;;
  m4) machine=an386 ;;
  m7) machine=an500 ;;
  *) usage ;;
esac

# quietly WHAT COMMAND...: the output matters only when the command fails.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  echo "== $what" >&2
  if ! (cd "$root" && "$@") </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "run.sh: failed: $what" >&2
    exit 1
  fi
  rm -f "$log"
}

security=none
for setting in "$@"; do
  case "$setting" in security=*) security=${setting#security=} ;; esac
done

images=${IMAGES:-}
if [ -z "$images" ]; then
  bash "$root/cmake/setup.sh" board
  bash "$root/cmake/sources.sh"
  quietly "configure: preset board-$board" cmake --preset "board-$board"
  quietly "build: the image" cmake --build --preset "board-$board" --target board
  images=$root/build/board-$board/examples/board_mps2
fi
image=$images/board_mps2.elf
[ "$security" = none ] || image=${image%.elf}_tls.elf

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# emulate SETTING...: the image's exit status, or 70 when it misused a device.
emulate() {
  local status=0
  echo "== the board says"
  "$root/examples/board_mps2/emulate.sh" "$machine" "$image" "$scratch/devices" icount=7 "$@" || status=$?
  if [ -s "$scratch/devices" ]; then
    cat "$scratch/devices" >&2
    status=70
  fi
  return "$status"
}

if [ -n "$server" ]; then
  host=${server%:*}
  case "$host" in localhost | 127.*) host=10.0.2.2 ;; esac
  emulate server="$host" port="${server##*:}" "$@"
  exit
fi

program=${MAIL_SERVER:-}
if [ -z "$program" ]; then
  folder=$root/build/host-without-tests
  quietly "configure: preset host" cmake --preset host -B "$folder" -DPOSTINO_TESTS=OFF
  quietly "build: the server" cmake --build "$folder" --target mail_server
  program=$folder/examples/support/mail_server
fi
coproc SERVER { "$program" "$security" "$scratch" pump3 secret; }
read -r port <&"${SERVER[0]}"
exec {mails}<&"${SERVER[0]}"
status=0
[ "$security" = none ] || set -- ca="$scratch/ca.pem" "$@"
emulate port="$port" user=pump3 password=secret "$@" || status=$?
eval "exec ${SERVER[1]}>&-"
echo "== what arrived"
cat <&"$mails"
exit "$status"
