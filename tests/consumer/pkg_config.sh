#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A program of a project without CMake, by what pkg-config says of the installation in PREFIX:
# pkg_config.sh PREFIX FOLDER COMPILER [FLAG...]. What is installed besides is there too.
set -euo pipefail
prefix=$1 folder=$2
shift 2
pc=$(find "$prefix" -name postino.pc)
PKG_CONFIG_PATH=$(dirname "$pc")
export PKG_CONFIG_PATH
mkdir -p "$folder"
read -ra flags <<<"$(pkg-config --cflags --libs postino-posix)"
"$@" -std=c++20 "$(dirname "${BASH_SOURCE[0]}")/main.cpp" "${flags[@]}" -o "$folder/consumer"
"$folder/consumer"
[ -n "$(find "$prefix" -name LICENSE)" ]
told=$("$prefix/bin/postino-send" --version)
wanted="postino-send $(pkg-config --modversion postino)"
[ "$told" = "$wanted" ] || { echo "$told, not $wanted" >&2; exit 1; }
