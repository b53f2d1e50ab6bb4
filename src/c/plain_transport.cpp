// SPDX-License-Identifier: MIT
#include "postino/c/storage.hpp"
#include "postino/c/transport.h"
#include "postino/transport.hpp"

namespace face = postino::c;

postino_fault postino_plain_transport_init(postino_plain_transport* transport, size_t size,
                                           postino_socket* socket) {
  if (socket == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::PlainTransport>(transport, size, *face::as<postino::Socket>(socket));
}
