#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Sets up what is missing, builds postino-send and shows a mail on its way:
#   examples/demo.sh                        a short tour
#   examples/demo.sh -- --subject Hi ...    postino-send with these arguments instead
set -euo pipefail
# The arguments may name files, and those are seen from here.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

case "${1:-}" in
  "") ;;
  --) ;;
  *)
    echo "usage: examples/demo.sh [-- postino-send's arguments]" >&2
    exit 64
    ;;
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
    echo "demo.sh: failed: $what" >&2
    exit 1
  fi
  rm -f "$log"
}

bash "$root/cmake/setup.sh" demo
# Elsewhere CMake clones them.
if command -v apt-get >/dev/null; then bash "$root/cmake/sources.sh"; fi
# In a folder of its own, so that nobody's build/host loses its tests.
folder=$root/build/host-without-tests
quietly "configure: preset host" cmake --preset host -B "$folder" -DPOSTINO_TESTS=OFF
quietly "build: postino-send" cmake --build "$folder" --target postino-send
send=$folder/examples/send_mail/postino-send

if [ "${1:-}" = "--" ]; then
  shift
  exec "$send" "$@"
fi

tour() {
  echo
  echo "== $1"
  shift
  printf '   postino-send'
  printf ' %q' "$@"
  echo
  "$send" "$@"
}

body=$'Trockenlauf um 14:02 Uhr.\n.A line that begins with a dot\n.\nGrüße, Pumpe 3\n'
export POSTINO_PASSWORD='Sesam oeffne dich'
tour "STARTTLS with a throw-away certificate, SCRAM bound to it, then the mail as it arrived" \
  --security starttls --user pump3 --auth scram-sha-256-plus --trace \
  --from 'Pumpe 3 <pump3@plant.example>' --subject 'Pumpe 3 läuft trocken' --body "$body" 'Leitwarte Süd <ops@plant.example>'
tour "A server whose certificate comes from no authority that is known gets nothing" \
  --security tls --user pump3 --ca /etc/ssl/certs/ca-certificates.crt \
  --body 'Dry run at 14:02.' ops@plant.example || [ $? -eq 77 ]
tour "Three mails on one connection in two packets of 128 octets, and the result for a script" \
  --json --count 3 --packets 2 --packet-bytes 128 --subject 'Pump 3 stopped' \
  --body 'Dry run at 14:02.' ops@plant.example chief@plant.example
echo
echo "== Done. examples/demo.sh -- --help tells all that postino-send can do."
