// SPDX-License-Identifier: MIT
// RFC 5321 4.1.2 (Mailbox), 4.1.3 (address literals), 4.5.3.1.1 to .3 (lengths); RFC 6531 3.3.
#include "codec/address.hpp"

#include <cstddef>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

// What stands in a dotted string beside letters and digits.
constexpr NameOctets domain_octets{"-."};
constexpr NameOctets atom_octets{".!#$%&'*+-/=?^_`{|}~"};  // RFC 5322 3.2.3 atext, and the dot

/// Words joined by dots, `edge` not next to one; UTF-8 may be in them.
bool is_dotted(const View& text, const NameOctets& octets, char edge) {
  char before = '.';
  for (const char octet : text) {
    const bool dot = octet == '.';
    if (dot ? before == '.' || before == edge : before == '.' && octet == edge) return false;
    if (static_cast<unsigned char>(octet) < 0x80 && !octets.has(octet)) return false;
    before = octet;
  }
  return before != '.' && before != edge;
}

/// RFC 5321 4.1.2 Quoted-string, its quotes included.
bool is_quoted(const View& text) {
  bool escaped = false;
  for (const char octet : front(behind(text, 1), text.size() - 2)) {
    const auto value = static_cast<unsigned char>(octet);
    if (value < ' ' || value == 0x7f || (escaped ? value >= 0x80 : octet == '"')) return false;
    escaped = octet == '\\' && !escaped;
  }
  return text[text.size() - 1] == '"' && !escaped;
}

/// RFC 5321 4.1.3 IPv4-address-literal, and the bracket behind it.
bool is_ipv4(const View& text) {
  constexpr unsigned no_digits = 1;  // a 1 before the digits counts them: 1255 is 255, and full
  unsigned ends = 0;
  unsigned number = no_digits;
  for (const char octet : text) {
    if (octet == (ends < 3 ? '.' : ']') && number != no_digits) {
      ++ends;
      number = no_digits;
    } else {
      number = number * 10 + static_cast<unsigned>(octet - '0');
      if (!is_digit(octet) || number > 1255) return false;
    }
  }
  return ends == 4 && number == no_digits;
}

/// 4.1.3 IPv6-address-literal, by its characters: two colons at least.
bool is_ipv6(const View& text) {
  unsigned colons = 0;
  for (const char octet : text) {
    if (octet == ':') ++colons;
    const bool digit =
        (octet >= '0' && octet <= ':') || (to_upper(octet) >= 'A' && to_upper(octet) <= 'F');
    if (!digit && octet != '.') return false;
  }
  return colons >= 2 && colons <= 7;
}

bool is_domain(const View& text) {
  constexpr std::size_t tag = 6;
  if (text.empty() || text[0] != '[') return is_domain_name(text);
  if (text.size() < tag || index_in("[IPV6: ", front(text, tag)) != 0) {
    return is_ipv4(behind(text, 1));
  }
  return text[text.size() - 1] == ']' && is_ipv6(behind(front(text, text.size() - 1), tag));
}

Fault check_mailbox(const View& address) {
  const std::size_t behind_at = to_last_at(address);
  if (behind_at == 0 || !is_utf8(address)) return Fault::InvalidAddress;
  const View local = front(address, behind_at - 1);
  const View domain = behind(address, behind_at);
  if (local.size() > config::max_local_part_size || domain.size() > config::max_domain_size) {
    return Fault::AddressTooLong;
  }
  const bool quoted = local.size() > 1 && local[0] == '"';
  const bool valid =
      (quoted ? is_quoted(local) : is_dotted(local, atom_octets, '.')) && is_domain(domain);
  return valid ? Fault::None : Fault::InvalidAddress;
}

}  // namespace

bool is_domain_name(const View& text) { return is_dotted(text, domain_octets, '-'); }

/// No mailbox has a line break in it.
Fault check_address(const View& address) {
  const Fault fault = check_mailbox(address);
  return fault != Fault::None && breaks_line(address) ? Fault::LineBreak : fault;
}

}  // namespace postino::detail
