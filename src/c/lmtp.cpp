// SPDX-License-Identifier: MIT
#include "postino/lmtp.hpp"

#include "postino/c/server.h"
#include "postino/c/storage.hpp"

const postino_lmtp* postino_lmtp_protocol() {
  return postino::c::handle<const postino_lmtp>(postino::lmtp);
}
