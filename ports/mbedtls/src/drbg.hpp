// SPDX-License-Identifier: MIT
/// Random numbers, as Mbed TLS asks for them.
#pragma once

#include <cstddef>

#include "postino/mbedtls_drbg.hpp"

namespace postino::detail {

/// For mbedtls_ssl_conf_rng(); `random` is an MbedDrbg.
int random_octets(void* random, unsigned char* into, std::size_t count);
/// PSA has one source for the whole image; it takes from `random` from now on.
void use_for_psa(MbedDrbg& random);

}  // namespace postino::detail
