#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a test: timed.sh LABEL COMMAND... Where POSTINO_CPU_TIMES names a folder, a file there gets a
# line of LABEL, and then the two that `times` prints: the second has the user and system time that
# the command and its children took.
label=$1
shift
"$@"
status=$?
if [ -n "${POSTINO_CPU_TIMES:-}" ]; then
  { echo "$label"; times; } >>"$POSTINO_CPU_TIMES/$$"
fi
exit $status
