// SPDX-License-Identifier: MIT
// RFC 5322 3.6.4. A retry, after a restart too, must make the same one, so there is no clock and no
// random number in it but the caller's.
#include <cstdint>

#include "base/ascii.hpp"
#include "message/headers.hpp"

namespace postino {
namespace detail {
namespace {

constexpr std::uint64_t fnv_prime = 1099511628211U;

}  // namespace

void put_hex(Writer& out, std::uint32_t number) { out.put_number(number, 8, 16); }

std::uint64_t hash(const Mail& mail) {
  std::uint64_t state = 14695981039346656037U ^ mail.date.unix_seconds;
  for (const View* const each : {&mail.from.address, &mail.message_id.device}) {
    for (const char octet : *each) state = (state ^ static_cast<unsigned char>(octet)) * fnv_prime;
    state *= fnv_prime;
  }
  return state;
}

bool is_random(const MessageId& id) { return id.seed >> 32 != 0 && id.device.empty(); }

bool is_unique(const Mail& mail) {
  const MessageId& id = mail.message_id;
  return id.seed >> 32 != 0 || !id.device.empty() || mail.date.unix_seconds != 0;
}

void write_message_id(Writer& out, const Mail& mail) {
  const std::uint64_t seed = mail.message_id.seed;
  out.put('<');
  put_hex(out, static_cast<std::uint32_t>(seed >> 32));
  put_hex(out, static_cast<std::uint32_t>(seed));
  out.put('.');
  const std::uint64_t whose = hash(mail);
  put_hex(out, static_cast<std::uint32_t>(whose));
  // Of a million devices no two are the same in 64 bits.
  if (!mail.message_id.device.empty()) put_hex(out, static_cast<std::uint32_t>(whose >> 32));
  out.put('@');
  const View& domain = mail.message_id.domain;
  const View& path = mail.origin();
  const std::string_view own = behind(path, to_last_at(path));
  out.put(domain.empty() ? own : std::string_view{domain});
  out.put('>');
}

}  // namespace detail

std::size_t message_id(const Mail& mail, std::span<char> into) {
  if (mail.message_id.seed == 0 || !detail::is_unique(mail)) return 0;
  Writer out{into, 0};
  detail::write_message_id(out, mail);
  return out.complete() ? out.written() : 0;
}

}  // namespace postino
