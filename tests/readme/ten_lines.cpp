// SPDX-License-Identifier: MIT
#include "ten_lines.inc"
