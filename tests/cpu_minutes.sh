#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Prints the CPU minutes of a whole run by label: cpu_minutes.sh FOLDER, of what tests/timed.sh left
# there, and the file `all` with what `times` said at the end. What no test took is the build's. Ends
# with 1 where the sum is over what a run may take; machines differ, so there is room above the aim.
set -euo pipefail

awk '
  BEGIN { aim = 24; warning = 30; failure = 45 }
  function seconds(text,  parts) {
    split(text, parts, /[ms]/)
    return parts[1] * 60 + parts[2]
  }
  FILENAME ~ /\/all$/ { all += seconds($1) + seconds($2); next }
  FNR % 3 == 1 { label = $1; next }
  FNR % 3 == 0 { taken[label] += seconds($1) + seconds($2); tests += seconds($1) + seconds($2) }
  END {
    taken["build"] = all - tests
    print "CPU minutes by label:"
    for (label in taken) printf "%6.2f %s\n", taken[label] / 60, label | "sort -rn"
    close("sort -rn")
    minutes = all / 60
    printf "%6.2f in all (aim %d, warning over %d, failure over %d)\n", minutes, aim, warning, failure
    if (minutes > failure) { print "run.sh: too many CPU minutes"; exit 1 }
    if (minutes > warning) print "run.sh: warning: many CPU minutes"
  }' "$1"/*
