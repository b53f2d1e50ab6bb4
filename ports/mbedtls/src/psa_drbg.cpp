// SPDX-License-Identifier: MIT
// The random numbers of PSA (MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG), in a file of its own: an image that
// has a function of that name already does not take this one.
#include <mbedtls/build_info.h>
#if defined(MBEDTLS_PSA_CRYPTO_C)
#include <psa/crypto.h>
#endif

#include "drbg.hpp"

namespace {

constinit postino::MbedDrbg* source = nullptr;

}  // namespace

namespace postino::detail {

void use_for_psa(MbedDrbg& random) { source = &random; }

}  // namespace postino::detail

#if defined(MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG)
extern "C" psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t*,
                                                        std::uint8_t* output, std::size_t size,
                                                        std::size_t* length) {
  *length = 0;
  if (source == nullptr || !source->fill({reinterpret_cast<char*>(output), size})) {
    return PSA_ERROR_INSUFFICIENT_ENTROPY;
  }
  *length = size;
  return PSA_SUCCESS;
}
#endif
