// SPDX-License-Identifier: MIT
/// A hash of Mbed TLS that remembers what the rounds of a password come to.
#pragma once

#include <map>
#include <string>

#include "postino/mbedtls_hash.hpp"

namespace postino::test {

/// Runs repeat one another, and four thousand rounds take longer than all the rest of one.
class MemoHash final : public KeyedHash {
 public:
  [[nodiscard]] std::size_t size() const override { return hash_.size(); }
  bool hash(std::string_view octets, std::span<char> digest) override {
    return hash_.hash(octets, digest);
  }
  bool begin(std::string_view key) override { return hash_.begin(key); }
  bool update(std::string_view octets) override { return hash_.update(octets); }
  bool finish(std::span<char> digest) override { return hash_.finish(digest); }
  bool iterate(std::string_view key, std::span<char> last, std::span<char> sum,
               std::uint32_t rounds) override;

  /// The object whose memory is to hold nothing when it is done.
  [[nodiscard]] const MbedHash& inner() const { return hash_; }

 private:
  MbedHash hash_{MbedHash::Algorithm::Sha256};
};

}  // namespace postino::test
