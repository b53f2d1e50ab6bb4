// SPDX-License-Identifier: MIT
/// Cryptography for tests: OpenSSL's, behind the library's interfaces, with faults at will.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "postino/keyed_hash.hpp"

namespace postino::test {

enum class Digest { Md5, Sha1, Sha256 };

std::string digest_of(Digest digest, std::string_view octets);
std::string hmac(Digest digest, std::string_view key, std::string_view octets);
/// PBKDF2 with one block of output.
std::string salted(Digest digest, std::string_view password, std::string_view salt,
                   std::uint32_t iterations);
/// Of "0a1b…".
std::string from_hex(std::string_view digits);
std::string xored(std::string a, std::string_view b);

class ReferenceHash final : public KeyedHash {
 public:
  explicit ReferenceHash(Digest digest) : digest_{digest} {}

  [[nodiscard]] std::size_t size() const override;
  bool hash(std::string_view octets, std::span<char> digest) override;
  bool begin(std::string_view key) override;
  bool update(std::string_view octets) override;
  bool finish(std::span<char> digest) override;
  bool iterate(std::string_view key, std::span<char> last, std::span<char> sum,
               std::uint32_t rounds) override;

  /// The call that fails, counted from 1, and then all.
  std::size_t fails_at = std::numeric_limits<std::size_t>::max();
  /// The one from which on none fails any more.
  std::size_t recovers_at = std::numeric_limits<std::size_t>::max();
  std::size_t calls = 0;
  std::uint32_t rounds = 0;
  std::uint32_t max_rounds = 0;  ///< Of one call.
  /// Whether a computation has its key, and was not finished.
  bool keyed = false;

 private:
  bool called(bool allowed);

  Digest digest_;
  std::string key_;
  std::string octets_;
};

/// Gives the octets that it was told, over and over.
class ReferenceRandom final : public RandomSource {
 public:
  explicit ReferenceRandom(std::string octets) : octets_{std::move(octets)} {}
  bool fill(std::span<char> into) override;

  bool fails = false;
  std::size_t calls = 0;

 private:
  std::string octets_;
};

class ReferenceBinding final : public ChannelBinding {
 public:
  bool tls_exporter(std::span<char, octets> into) override;

  bool available = true;
  std::string data = std::string(octets, '\xb1');
};

}  // namespace postino::test
