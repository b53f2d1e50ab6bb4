// SPDX-License-Identifier: MIT
/// Conversations of several kinds, each with seeds of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/script.hpp"

namespace postino::model {

enum class Kind : std::uint8_t {
  Honest,     ///< Of `Client`, with an honest server of one address.
  Addresses,  ///< The host has several, and some are of no use.
  Small,      ///< Of `SmallClient` or `SmallTlsClient`.
  Lying,      ///< Of any of them, with a server that says what is not so.
  Tls,        ///< Over ports/mbedtls.
};
inline constexpr std::size_t kinds = 5;

[[nodiscard]] const char* name(Kind kind);

/// "lying:42"; of an honest one the number alone will do.
struct Seed {
  Kind kind = Kind::Honest;
  std::uint64_t number = 0;
};
[[nodiscard]] std::string text(Seed seed);
/// `rest` is where what follows it begins.
[[nodiscard]] Seed seed_of(const char* text, char** rest);

/// Seeds from `first` to the one before `end`.
struct Seeds {
  Kind kind = Kind::Honest;
  std::uint64_t first = 0;
  std::uint64_t end = 0;
};

/// "0..1000", "lying:0..1000", "lying:42".
[[nodiscard]] Seeds seeds_of(const std::string& text);
/// The same, with commas between them.
[[nodiscard]] std::vector<Seeds> all_seeds_of(const std::string& text);

/// What the seed comes to.
[[nodiscard]] Script generate(Seed seed);

}  // namespace postino::model
