// SPDX-License-Identifier: MIT
// RFC 5321 4.1.2 (Mailbox), 4.1.3 (address literals), 4.5.3.1.1 to .3 (lengths); RFC 6531 3.3.
#include "codec/address.hpp"

#include <cstddef>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

/// RFC 5322 3.2.3 atext, beside letters and digits.
constexpr const char* atom_extra = "!#$%&'*+-/=?^_`{|}~";

/// RFC 5321 4.1.2 Quoted-string, its quotes included.
bool is_quoted(std::string_view text) {
  if (text.size() < 2 || text.back() != '"') return false;
  bool escaped = false;
  for (const char octet : behind(front(text, text.size() - 1), 1)) {
    if (octet == '"' && !escaped) return false;
    const auto value = static_cast<unsigned char>(octet);
    if (value < ' ' || value == 0x7f || (escaped && value >= 0x80)) return false;
    escaped = octet == '\\' && !escaped;
  }
  return !escaped;
}

/// A letter, a digit, one of `extra`, or part of a UTF-8 code point.
bool is_word_octet(char octet, std::string_view extra) {
  return static_cast<unsigned char>(octet) >= 0x80 || is_name({&octet, 1}, extra);
}

bool is_dot_string(std::string_view text) {
  char before = '.';
  for (const char octet : text) {
    if (octet == '.' ? before == '.' : !is_word_octet(octet, atom_extra)) return false;
    before = octet;
  }
  return before != '.';
}

/// RFC 5321 4.1.3 IPv4-address-literal.
bool is_ipv4(std::string_view text) {
  unsigned dots = 0;
  unsigned digits = 0;
  unsigned number = 0;
  for (const char octet : text) {
    if (octet == '.' && digits != 0) {
      ++dots;
      digits = number = 0;
    } else {
      number = number * 10 + static_cast<unsigned>(octet - '0');
      if (!is_digit(octet) || ++digits > 3 || number > 255) return false;
    }
  }
  return dots == 3 && digits != 0;
}

/// 4.1.3 IPv6-address-literal, by its characters: two colons at least.
bool is_ipv6(std::string_view text) {
  unsigned colons = 0;
  for (const char octet : text) {
    const char upper = to_upper(octet);
    if (octet == ':') ++colons;
    if (octet != ':' && octet != '.' && !is_digit(octet) && (upper < 'A' || upper > 'F')) {
      return false;
    }
  }
  return colons >= 2 && colons <= 7;
}

bool is_domain(std::string_view text) {
  constexpr std::size_t tag = 6;
  if (text.empty() || text.front() != '[') return is_domain_name(text);
  if (text.back() != ']') return false;
  text = front(text, text.size() - 1);
  if (text.size() < tag || !equal_ignoring_case(front(text, tag), "[IPv6:")) {
    return is_ipv4(behind(text, 1));
  }
  return is_ipv6(behind(text, tag));
}

}  // namespace

/// RFC 5321 4.1.2 sub-domain: a hyphen stands between letters or digits.
bool is_domain_name(std::string_view text) {
  char before = '.';
  for (const char octet : text) {
    const bool inner = octet == '.' || octet == '-';
    if (inner ? before == '.' || (before == '-' && octet == '.') : !is_word_octet(octet, {})) {
      return false;
    }
    before = octet;
  }
  return before != '.' && before != '-';
}

Fault check_address(std::string_view address) {
  if (breaks_line(address)) return Fault::LineBreak;
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos || !is_utf8(address)) return Fault::InvalidAddress;
  const std::string_view local = front(address, at);
  const std::string_view domain = behind(address, at + 1);
  if (local.size() > config::local_part_octets || domain.size() > config::domain_octets) {
    return Fault::AddressTooLong;
  }
  const bool quoted = !local.empty() && local.front() == '"';
  const bool valid = (quoted ? is_quoted(local) : is_dot_string(local)) && is_domain(domain);
  return valid ? Fault::None : Fault::InvalidAddress;
}

}  // namespace postino::detail
