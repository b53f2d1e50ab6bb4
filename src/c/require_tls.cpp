// SPDX-License-Identifier: MIT
#include "postino/require_tls.hpp"
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

const postino_extension* postino_require_tls_extension() {
  const postino::Extension& extension = postino::extension::require_tls;
  return postino::c::handle<const postino_extension>(extension);
}

namespace face = postino::c;

postino_fault postino_require_tls_init(postino_require_tls* require, size_t size,
                                       const postino_transport* transport) {
  if (transport == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::RequireTls>(require, size,
                                         *face::as<const postino::Transport>(transport));
}
