// SPDX-License-Identifier: MIT
#include "postino/c/mbedtls.h"
#include "postino/c/storage.hpp"
#include "postino/mbedtls_settings.hpp"

int64_t postino_mbedtls_anchor_end(postino_pem_or_der anchor) {
  if (anchor.data == nullptr) return 0;
  return postino::mbed_anchor_end(*postino::c::as<const postino::MbedPemOrDer>(&anchor));
}
