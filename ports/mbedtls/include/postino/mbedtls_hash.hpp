// SPDX-License-Identifier: MIT
/// The hashes that SASL mechanisms ask for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "postino/keyed_hash.hpp"

namespace postino {

/// A hash of Mbed TLS. Its computations take memory from the same source as TLS, and fail where
/// there is none, or where Mbed TLS was built without the hash.
class MbedHash final : public KeyedHash {
 public:
  enum class Algorithm : std::uint8_t { Md5, Sha1, Sha256 };

  constexpr explicit MbedHash(Algorithm algorithm) : algorithm_{algorithm} {}
  MbedHash(const MbedHash&) = delete;
  MbedHash& operator=(const MbedHash&) = delete;

  [[nodiscard]] std::size_t size() const override;
  bool hash(std::string_view octets, std::span<char> digest) override;
  bool begin(std::string_view key) override;
  bool update(std::string_view octets) override;
  bool finish(std::span<char> digest) override;
  bool iterate(std::string_view key, std::span<char> last, std::span<char> sum,
               std::uint32_t rounds) override;

 private:
  struct Work;
  bool end(bool good);

  Algorithm algorithm_;
  alignas(8) std::array<std::byte, 32> work_{};
};

}  // namespace postino
