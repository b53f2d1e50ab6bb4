#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs an image: emulate.sh an385|an386|an500 IMAGE LOG [key=value ...]. The image's words come on
# standard output, its exit status is this script's, and what it did to devices that they do not
# know is in LOG, which has to stay empty. With icount=SHIFT an instruction takes 2^SHIFT ns. The
# host's loopback is 10.0.2.2 for the image. CAPTURE=FILE keeps all frames (pcap).
set -euo pipefail

machine=$1 image=$2 log=$3
shift 3

arguments="enable=on,target=native,arg=board"
more=()
for setting in "$@"; do
  arguments+=",arg=${setting//,/,,}"
  case "$setting" in icount=*) more=(-icount "shift=${setting#icount=}") ;; esac
done
if [ -n "${CAPTURE:-}" ]; then
  more+=(-object "filter-dump,id=capture,netdev=wire,file=$CAPTURE")
fi

# The log is made even when there is nothing to write.
: >"$log"
exec qemu-system-arm -M "mps2-$machine" -kernel "$image" -nic user,model=lan9118,id=wire \
  "${more[@]}" \
  -display none -monitor none -serial stdio -semihosting-config "$arguments" \
  -d guest_errors,unimp -D "$log" </dev/null
