#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs a server that sees a machine of its own: apart.sh FOLDER COMMAND... The machine is called
# mail.plant.example and has no DNS; what is in FOLDER/etc takes the place of files of /etc, and
# FOLDER/var, where there is one, that of /var.
set -euo pipefail
if [ "$1" != --inside ]; then
  exec unshare --mount --uts bash "${BASH_SOURCE[0]}" --inside "$@"
fi
folder=$2
shift 2
hostname mail.plant.example
mkdir -p "$folder/etc"
echo '127.0.0.1 localhost mail.plant.example' >"$folder/etc/hosts"
echo 'nameserver 127.0.0.1' >"$folder/etc/resolv.conf"
sed 's/^hosts:.*/hosts: files/' /etc/nsswitch.conf >"$folder/etc/nsswitch.conf"
for file in "$folder"/etc/*; do
  mount --bind "$file" "/etc/${file##*/}"
done
[ ! -d "$folder/var" ] || mount --bind "$folder/var" /var
exec "$@"
