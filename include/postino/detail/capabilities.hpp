// SPDX-License-Identifier: MIT
/// Private. What a server's reply to EHLO offers (RFC 5321 4.1.1.1).
#pragma once

#include <cstdint>
#include <string_view>

#include "postino/detail/features.hpp"
#include "postino/detail/word_hash.hpp"

namespace postino {
struct Server;
}

namespace postino::detail {

/// Reads a reply octet by octet, and looks at a word at a time. Its first line greets, and offers
/// nothing.
template <Features f>
class CapabilitiesOf {
 public:
  enum Keyword : std::uint8_t {
    StartTls,
    Pipelining,
    EightBitMime,
    SmtpUtf8,
    Size,
    Auth,
    Other,      ///< After it, one by one: those of Server::extensions.
    Due = 255,  ///< No keyword: the next word is one.
  };

  /// The reply's text, with LF after each line. AUTH's mechanisms count if `server` allows them,
  /// and the extensions that it names.
  void read(char octet, const Server& server);

  [[nodiscard]] bool offers(Keyword keyword) const { return ((offered_ >> keyword) & 1U) != 0; }
  /// Maximum size of a message, in bytes; 0: not known.
  [[nodiscard]] std::uint32_t size_limit() const { return size_limit_; }
  /// Bit n: the n-th of the allowed mechanisms is offered.
  [[nodiscard]] std::uint8_t mechanisms() const { return mechanisms_; }
  /// Takes those of `bits` out of the mechanisms that are offered.
  void withdraw(std::uint8_t bits) { mechanisms_ &= static_cast<std::uint8_t>(~bits); }
  /// Bit n: the n-th of the extensions is offered.
  [[nodiscard]] std::uint16_t extensions() const { return extensions_; }

  friend constexpr bool operator==(const CapabilitiesOf&, const CapabilitiesOf&) = default;

 private:
  /// Of the words that an extension is told: no keyword is longer.
  static constexpr std::uint8_t max_word_size = 20;

  void end_word(const Server& server);
  [[nodiscard]] std::uint8_t keyword(const Server& server);
  [[nodiscard]] std::uint8_t own_keyword() const;
  [[nodiscard]] std::uint8_t mechanism(const Server& server) const;
  [[nodiscard]] std::string_view text() const { return {text_, text_size_}; }

  std::uint8_t offered_ = 0;
  std::uint8_t mechanisms_ = 0;
  std::uint8_t keyword_ = 0;  // of the line; one without parameters while the first line is read
  [[no_unique_address]] If<f.extensions || f.size, std::uint8_t, 1> text_size_{};
  [[no_unique_address]] If<f.extensions, std::uint16_t, 2> extensions_{};
  std::uint32_t hash_ = no_word;
  [[no_unique_address]] If<f.size, std::uint32_t, 3> number_{};  // that the word is
  [[no_unique_address]] If<f.size, std::uint32_t, 4> size_limit_{};
  char text_[f.extensions ? max_word_size : 1] = {};
};

using Capabilities = CapabilitiesOf<all>;

}  // namespace postino::detail
