// SPDX-License-Identifier: MIT
/// NetX Duo's addresses as text.
#pragma once

#include "nxd_smtp_client.h"

/// Writes `address` with a NUL to `into`, which has NX_SMTP_POSTINO_HOST_SIZE bytes; false for a
/// version of IP that this build does not have.
bool nx_smtp_postino_address(const NXD_ADDRESS* address, CHAR* into);
