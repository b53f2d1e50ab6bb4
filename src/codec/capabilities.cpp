// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.1 (ehlo-line), RFC 1870 3 (SIZE), RFC 4954 3 (AUTH); the "AUTH=" form is older.
#include "postino/detail/capabilities.hpp"

#include <cstddef>

#include "base/ascii.hpp"
#include "postino/server.hpp"

namespace postino::detail {
namespace {

/// In the order of Capabilities::Keyword.
constexpr const char* keywords = "STARTTLS PIPELINING 8BITMIME SMTPUTF8 SIZE AUTH ";

}  // namespace

void Capabilities::read(char octet, const Server& server) {
  const bool old_form = octet == '=' && keyword_ == Due && index_in(keywords, token()) == Auth;
  if (octet == ' ' || octet == '\t' || octet == '\n' || old_form) {
    end_token(server);
    if (octet == '\n') keyword_ = Due;
  } else if (token_size_ < max_token_size) {
    token_[token_size_++] = octet;
  } else {
    token_[0] = '\0';  // too long to be anything we know
  }
}

void Capabilities::end_token(const Server& server) {
  if (token_size_ == 0) return;
  if (keyword_ == Due) {
    keyword_token(server);
  } else if (keyword_ == Size) {
    size_token();
  } else if (keyword_ == Auth) {
    mechanism_token(server);
  } else if (keyword_ > Other) {
    server.extensions.calls().parameter(server.extensions, keyword_ - std::size_t{Other}, token());
  }
  token_size_ = 0;
}

void Capabilities::keyword_token(const Server& server) {
  std::size_t found = index_in(keywords, token());
  offered_ |= static_cast<std::uint8_t>(1U << found);
  if (!server.extensions.empty()) {
    const std::size_t number =
        server.extensions.calls().keyword(server.extensions, token(), extensions_);
    if (found == Other) found += number;
  }
  keyword_ = static_cast<std::uint8_t>(found);
}

void Capabilities::mechanism_token(const Server& server) {
  if (!server.login) return;
  const std::span<const Mechanism* const> allowed = server.login->mechanisms;
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    if (equal_ignoring_case(allowed[i]->name(), token())) {
      mechanisms_ |= static_cast<std::uint8_t>(1U << i);
    }
  }
}

/// RFC 1870 3: 0 is no limit, so it counts as the largest. Several limits: the smallest holds.
void Capabilities::size_token() {
  keyword_ = Other;
  std::uint32_t limit = 0;
  for (const char octet : token()) {
    if (!is_digit(octet)) return;
    const auto digit = static_cast<std::uint32_t>(octet - '0');
    limit = limit > (UINT32_MAX - digit) / 10 ? UINT32_MAX : limit * 10 + digit;
  }
  if (limit != 0 && limit - 1 < size_limit_ - 1) size_limit_ = limit;
}

}  // namespace postino::detail
