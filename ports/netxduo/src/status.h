// SPDX-License-Identifier: MIT
/// NetX Duo's status for what became of a message.
#pragma once

#include "nxd_smtp_client.h"

UINT nx_smtp_postino_status(const postino_report* report);
