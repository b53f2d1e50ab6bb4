// SPDX-License-Identifier: MIT
/// Private. What a server's reply to EHLO offers (RFC 5321 4.1.1.1).
#pragma once

#include <cstdint>
#include <string_view>

namespace postino {
struct Server;
}

namespace postino::detail {

/// Reads a reply octet by octet, and looks at a token at a time. Its first line greets, and
/// offers nothing.
class Capabilities {
 public:
  enum Keyword : std::uint8_t {
    StartTls,
    Pipelining,
    EightBitMime,
    SmtpUtf8,
    Size,
    Auth,
    Other,      ///< Behind it, one by one: those of Server::extensions.
    Due = 255,  ///< No keyword: the next token is one.
  };

  /// The reply's text, with LF behind each line. AUTH's mechanisms count if `server` allows them,
  /// and the extensions that it names.
  void read(char octet, const Server& server);

  [[nodiscard]] bool offers(Keyword keyword) const { return ((offered_ >> keyword) & 1U) != 0; }
  /// Maximum size of a mail, in bytes; 0: not known.
  [[nodiscard]] std::uint32_t size_limit() const { return size_limit_; }
  /// Bit n: the n-th of the allowed mechanisms is offered.
  [[nodiscard]] std::uint8_t mechanisms() const { return mechanisms_; }
  /// Bit n: the n-th of the extensions is offered.
  [[nodiscard]] std::uint16_t extensions() const { return extensions_; }

  friend constexpr bool operator==(const Capabilities&, const Capabilities&) = default;

 private:
  /// RFC 4422 3.1: mechanism names have at most 20 octets; no keyword of ours is longer.
  static constexpr std::uint8_t max_token_size = 20;

  void end_token(const Server& server);
  void keyword_token(const Server& server);
  void mechanism_token(const Server& server);
  void size_token();
  [[nodiscard]] std::string_view token() const { return {token_, token_size_}; }

  std::uint8_t token_size_ = 0;
  std::uint8_t offered_ = 0;
  std::uint8_t mechanisms_ = 0;
  std::uint8_t keyword_ = 0;  // of the line; one without parameters while the first line is read
  char token_[max_token_size] = {};
  std::uint16_t extensions_ = 0;
  std::uint32_t size_limit_ = 0;
};

}  // namespace postino::detail
