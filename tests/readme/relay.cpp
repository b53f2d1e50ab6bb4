// SPDX-License-Identifier: MIT
#include "relay.inc"
