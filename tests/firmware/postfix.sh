#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Postfix on loopback, of this folder alone: postfix.sh FOLDER PORT SMALL_PORT. Mails to
# ops@plant.example come as files in FOLDER/mail/ops/new; at SMALL_PORT a mail may have 20000
# octets. Runs until standard input ends, as root; the machine's own set-up is neither read nor
# changed.
set -euo pipefail
folder=$1 port=$2 small_port=$3

mkdir "$folder"/{etc,queue,data,mail}
mkdir "$folder"/queue/{active,bounce,corrupt,defer,deferred,flush,hold,incoming,maildrop,pid,private,public,saved,trace}
chmod 755 "$folder"
chown postfix "$folder"/{data,mail} "$folder"/queue/*
chown root "$folder"/queue/pid
chown :postdrop "$folder"/queue/{maildrop,public}
chmod 730 "$folder/queue/maildrop"
chmod 710 "$folder/queue/public"

cat >"$folder/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
maillog_file = $folder/mail.log
maillog_file_prefixes = $folder
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.plant.example
mydestination =
mynetworks = 127.0.0.0/8
alias_maps =
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
virtual_mailbox_domains = plant.example
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = inline:{ops@plant.example=ops/}
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
virtual_minimum_uid = 1
END
cat >"$folder/etc/master.cf" <<END
127.0.0.1:$port inet n - n - - smtpd
127.0.0.1:$small_port inet n - n - - smtpd
  -o message_size_limit=20000
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
error unix - - n - - error
virtual unix - n n - - virtual
postlog unix-dgram n - n - 1 postlogd
END

/usr/lib/postfix/sbin/master -c "$folder/etc" -d </dev/null >&2 &
master=$!
trap 'kill "$master" 2>/dev/null; wait "$master" 2>/dev/null || true' EXIT
cat >/dev/null
