// SPDX-License-Identifier: MIT
// NIST SP 800-90A 10.2.1 (CTR_DRBG, Mbed TLS's), SP 800-90B 4.4.1 (a source that repeats itself).
#include "drbg.hpp"

#include <mbedtls/ctr_drbg.h>

#include <cstring>

namespace postino {

/// What CTR_DRBG calls, and what it is kept in.
struct DrbgHooks {
  static mbedtls_ctr_drbg_context& generator(MbedDrbg& random) {
    static_assert(sizeof(mbedtls_ctr_drbg_context) <= sizeof(random.generator_));
    return *reinterpret_cast<mbedtls_ctr_drbg_context*>(random.generator_.data());
  }
  static int gather(void* random, unsigned char* into, std::size_t count) {
    const std::span<char> octets{reinterpret_cast<char*>(into), count};
    return static_cast<MbedDrbg*>(random)->gather(octets)
               ? 0
               : MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
  }
};

// No request of CTR_DRBG's is shorter than half of that (SP 800-90A 8.6.7: a nonce).
static_assert(MBEDTLS_CTR_DRBG_ENTROPY_LEN >= 32, "a source that repeats itself would go unseen");

/// Entropy, unless two blocks in a row are equal, or this begins as the last did.
bool MbedDrbg::gather(std::span<char> into) {
  if (!entropy_->fill(into)) return false;
  for (std::size_t at = block_octets; at + block_octets <= into.size(); at += block_octets) {
    if (std::memcmp(&into[at], &into[at - block_octets], block_octets) == 0) return false;
  }
  const bool repeats = begun_ && std::memcmp(into.data(), first_.data(), block_octets) == 0;
  std::memcpy(first_.data(), into.data(), block_octets);
  begun_ = true;
  return !repeats;
}

bool MbedDrbg::seed() {
  Block trial;
  if (!gather(trial)) return false;
  mbedtls_ctr_drbg_context& generator = DrbgHooks::generator(*this);
  mbedtls_ctr_drbg_init(&generator);
  seeded_ = mbedtls_ctr_drbg_seed(&generator, DrbgHooks::gather, this, nullptr, 0) == 0;
  if (!seeded_) mbedtls_ctr_drbg_free(&generator);
  return seeded_;
}

bool MbedDrbg::fill(std::span<char> into) {
  if (!seeded_ && !seed()) return false;
  auto* octets = reinterpret_cast<unsigned char*>(into.data());
  std::size_t left = into.size();
  while (left != 0) {
    const std::size_t count =
        left < MBEDTLS_CTR_DRBG_MAX_REQUEST ? left : MBEDTLS_CTR_DRBG_MAX_REQUEST;
    if (mbedtls_ctr_drbg_random(&DrbgHooks::generator(*this), octets, count) != 0) {
      forget();
      return false;
    }
    octets += count;
    left -= count;
  }
  return true;
}

void MbedDrbg::forget() {
  if (seeded_) mbedtls_ctr_drbg_free(&DrbgHooks::generator(*this));
  seeded_ = false;
}

namespace detail {

int random_octets(void* random, unsigned char* into, std::size_t count) {
  const bool filled = static_cast<MbedDrbg*>(random)->fill({reinterpret_cast<char*>(into), count});
  return filled ? 0 : MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
}

}  // namespace detail
}  // namespace postino
