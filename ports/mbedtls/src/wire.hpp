// SPDX-License-Identifier: MIT
/// What Mbed TLS calls to move ciphertext.
#pragma once

#include <cstddef>

namespace postino {

/// For mbedtls_ssl_set_bio(); `transport` is an MbedTransport.
struct TlsWire {
  static int send(void* transport, const unsigned char* octets, std::size_t count);
  static int receive(void* transport, unsigned char* into, std::size_t count);
};

}  // namespace postino
