// SPDX-License-Identifier: MIT
/// RFC 5321 4.1.1.1 (ehlo-line), RFC 1870 3 (SIZE), RFC 4954 3 (AUTH); the "AUTH=" form is older.
#pragma once

#include <cstddef>

#include "base/ascii.hpp"
#include "postino/detail/capabilities.hpp"
#include "postino/server.hpp"
#include "sasl/passwords.hpp"

namespace postino::detail {

template <Features f>
void CapabilitiesOf<f>::read(char octet, const Server& server) {
  const bool old_form = octet == '=' && keyword_ == Due && hash_ == word("AUTH");
  if (octet == ' ' || octet == '\t' || octet == '\n' || old_form) {
    if (hash_ != no_word) end_word(server);
    if (octet == '\n') keyword_ = Due;
    return;
  }
  hash_ = hash_on(hash_, octet);
  const std::uint8_t size = text_size_;
  const bool too_long = size == max_word_size;
  if constexpr (f.size) {
    const auto digit = static_cast<unsigned>(octet - '0');
    // What is no number is no limit, and one that does not fit counts as the largest.
    if ((digit > 9 || too_long) && keyword_ == Size) keyword_ = Other;
    number_ = number_ > (UINT32_MAX - digit) / 10 ? UINT32_MAX : number_ * 10 + digit;
  }
  if constexpr (f.extensions) {
    // One that is too long is nothing that is known.
    text_[too_long ? 0 : size] = too_long ? '\0' : octet;
  }
  if (!too_long) text_size_ = static_cast<std::uint8_t>(size + 1);
}

template <Features f>
void CapabilitiesOf<f>::end_word(const Server& server) {
  const std::uint8_t before = keyword_;
  if (before == Due) {
    keyword_ = keyword(server);
  } else if (before == Auth) {
    mechanisms_ |= mechanism(server);
  }
  if constexpr (f.size) {
    // RFC 1870 3: 0 is no limit, so it counts as the largest. Several limits: the smallest holds.
    if (before == Size && number_ - 1U < size_limit_ - 1U) size_limit_ = number_;
    if (before == Size) keyword_ = Other;
  }
  if constexpr (f.extensions) {
    if (before > Other && before != Due) {
      server.extensions.calls().parameter(server.extensions, before - std::size_t{Other}, text());
    }
  }
  hash_ = no_word;
  number_ = 0;
  text_size_ = 0;
}

template <Features f>
std::uint8_t CapabilitiesOf<f>::keyword(const Server& server) {
  std::uint8_t found = own_keyword();
  offered_ |= static_cast<std::uint8_t>(1U << found);
  if constexpr (f.extensions) {
    if (!server.extensions.empty()) {
      std::uint16_t offered = extensions_;
      const std::size_t number =
          server.extensions.calls().keyword(server.extensions, text(), offered);
      extensions_ = offered;
      if (found == Other) found = static_cast<std::uint8_t>(found + number);
    }
  }
  return found;
}

template <Features f>
std::uint8_t CapabilitiesOf<f>::own_keyword() const {
  if (hash_ == word("AUTH")) return Auth;
  if (hash_ == word("8BITMIME")) return EightBitMime;
  if (f.tls && hash_ == word("STARTTLS")) return StartTls;
  if (f.pipelining && hash_ == word("PIPELINING")) return Pipelining;
  if (f.utf8 && hash_ == word("SMTPUTF8")) return SmtpUtf8;
  if (f.size && hash_ == word("SIZE")) return Size;
  return Other;
}

/// The bit of the mechanism that the word names.
template <Features f>
std::uint8_t CapabilitiesOf<f>::mechanism(const Server& server) const {
  unsigned bit = 0;
  if constexpr (f.mechanisms) {
    if (!server.login) return 0;
    const std::span<const Mechanism* const> allowed = server.login->mechanisms;
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      if (hash_of(allowed[i]->name()) == hash_) bit |= 1U << i;
    }
  } else {
    if (server.login) bit = mechanism_bit(hash_) & allowed_mechanisms(*server.login) & ~other_bit;
  }
  return static_cast<std::uint8_t>(bit);
}

}  // namespace postino::detail
