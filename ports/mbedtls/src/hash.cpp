// SPDX-License-Identifier: MIT
// RFC 2104 (HMAC), RFC 8018 5.2 (PBKDF2).
#include "postino/mbedtls_hash.hpp"

#include <mbedtls/md.h>

#include <cstring>

namespace postino {
namespace {

const mbedtls_md_info_t* info_of(MbedHash::Algorithm algorithm) {
  constexpr mbedtls_md_type_t types[] = {MBEDTLS_MD_MD5, MBEDTLS_MD_SHA1, MBEDTLS_MD_SHA256};
  return mbedtls_md_info_from_type(types[static_cast<std::size_t>(algorithm)]);
}

const unsigned char* in(std::string_view octets) {
  return reinterpret_cast<const unsigned char*>(octets.data());
}
unsigned char* out(std::span<char> octets) {
  return reinterpret_cast<unsigned char*>(octets.data());
}

/// An HMAC whose key is hashed once, however often it is used.
class Keyed {
 public:
  Keyed(const mbedtls_md_info_t* info, std::string_view key) {
    mbedtls_md_init(&context_);
    good_ = info != nullptr && mbedtls_md_setup(&context_, info, 1) == 0 &&
            mbedtls_md_hmac_starts(&context_, in(key), key.size()) == 0;
  }
  ~Keyed() { mbedtls_md_free(&context_); }
  Keyed(const Keyed&) = delete;
  Keyed& operator=(const Keyed&) = delete;

  bool replace(std::span<char> digest) {
    good_ = good_ && mbedtls_md_hmac_reset(&context_) == 0 &&
            mbedtls_md_hmac_update(&context_, out(digest), digest.size()) == 0 &&
            mbedtls_md_hmac_finish(&context_, out(digest)) == 0;
    return good_;
  }
  [[nodiscard]] bool good() const { return good_; }

 private:
  mbedtls_md_context_t context_;
  bool good_;
};

}  // namespace

/// All zero, as it is before begin() and as mbedtls_md_free() leaves it, it is a computation of no
/// hash: update() and finish() fail.
struct MbedHash::Work {
  static mbedtls_md_context_t* of(MbedHash& hash) {
    static_assert(sizeof(mbedtls_md_context_t) <= sizeof(hash.work_));
    return reinterpret_cast<mbedtls_md_context_t*>(hash.work_.data());
  }
};

std::size_t MbedHash::size() const {
  constexpr std::size_t sizes[] = {16, 20, 32};
  return sizes[static_cast<std::size_t>(algorithm_)];
}

bool MbedHash::hash(std::string_view octets, std::span<char> digest) {
  const mbedtls_md_info_t* const info = info_of(algorithm_);
  return info != nullptr && mbedtls_md(info, in(octets), octets.size(), out(digest)) == 0;
}

bool MbedHash::begin(std::string_view key) {
  end(false);
  mbedtls_md_context_t* const context = Work::of(*this);
  const mbedtls_md_info_t* const info = info_of(algorithm_);
  const bool good = info != nullptr && mbedtls_md_setup(context, info, 1) == 0 &&
                    mbedtls_md_hmac_starts(context, in(key), key.size()) == 0;
  return good || end(false);
}

bool MbedHash::update(std::string_view octets) {
  return mbedtls_md_hmac_update(Work::of(*this), in(octets), octets.size()) == 0 || end(false);
}

bool MbedHash::finish(std::span<char> digest) {
  return end(mbedtls_md_hmac_finish(Work::of(*this), out(digest)) == 0);
}

/// The computation is over and its key wiped; `good`.
bool MbedHash::end(bool good) {
  mbedtls_md_free(Work::of(*this));
  return good;
}

bool MbedHash::iterate(std::string_view key, std::span<char> last, std::span<char> sum,
                       std::uint32_t rounds) {
  Keyed hmac{info_of(algorithm_), key};
  const std::span<char> digest = last.first(size());
  for (std::uint32_t round = 0; round < rounds && hmac.replace(digest); ++round) {
    for (std::size_t i = 0; i < digest.size(); ++i) sum[i] = static_cast<char>(sum[i] ^ digest[i]);
  }
  return hmac.good();
}

}  // namespace postino
