// SPDX-License-Identifier: MIT
// RFC 5322 3.6.4. A retry, after a restart too, must make the same one, so there is no clock and no
// random number in it but the caller's.
#include <cstdint>

#include "base/ascii.hpp"
#include "message/headers.hpp"

namespace postino {
namespace detail {

void put_hex(Writer& out, std::uint32_t number) { out.put_number(number, 8, 16); }

std::uint32_t hash(const Mail& mail) {
  std::uint32_t state = 2166136261U ^ mail.date.unix_seconds;
  for (const char octet : mail.from.address) {
    state = (state ^ static_cast<unsigned char>(octet)) * 16777619U;
  }
  return state;
}

void write_message_id(Writer& out, const Mail& mail) {
  const std::uint64_t seed = mail.message_id.seed;
  out.put('<');
  put_hex(out, static_cast<std::uint32_t>(seed >> 32));
  put_hex(out, static_cast<std::uint32_t>(seed));
  out.put('.');
  put_hex(out, hash(mail));
  out.put('@');
  const View& domain = mail.message_id.domain;
  const View& path = mail.origin();
  const std::string_view own = behind(path, to_last_at(path));
  out.put(domain.empty() ? own : std::string_view{domain});
  out.put('>');
}

}  // namespace detail

std::size_t message_id(const Mail& mail, std::span<char> into) {
  if (mail.message_id.seed == 0) return 0;
  Writer out{into, 0};
  detail::write_message_id(out, mail);
  return out.complete() ? out.written() : 0;
}

}  // namespace postino
