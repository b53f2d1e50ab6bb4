// SPDX-License-Identifier: MIT
#include "postino/mbedtls_session.hpp"

#include <cstring>

#include "resumption.hpp"

namespace postino {
namespace {

// The head, big-endian. The size stands there twice, the second time inverted: flash that was
// erased or never written is no session. The seal follows.
constexpr std::size_t at_size = 0;
constexpr std::size_t at_inverted_size = 2;
constexpr std::size_t at_format = 4;
constexpr std::size_t at_uses = 6;
constexpr std::size_t at_made = 8;
constexpr std::size_t at_chain_ends = 16;
constexpr std::size_t at_ticket_ends = 24;

/// Goes up whenever what lies where changes; the first one had none.
constexpr unsigned format = 2;

void put(unsigned char* at, std::size_t count, std::uint64_t value) {
  while (count-- != 0) {
    at[count] = static_cast<unsigned char>(value);
    value >>= 8;
  }
}

std::uint64_t number(const unsigned char* at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | at[i];
  return value;
}

std::int64_t seconds(const unsigned char* at) { return static_cast<std::int64_t>(number(at, 8)); }

}  // namespace

std::size_t MbedSession::content_size() const {
  if (memory_.size() < head_octets) return 0;
  const unsigned char* const head = memory_.data();
  const auto size = static_cast<std::size_t>(number(head + at_size, 2));
  const bool plausible = (size ^ number(head + at_inverted_size, 2)) == 0xffff &&
                         number(head + at_format, 2) == format;
  return plausible && size <= memory_.size() - head_octets ? size : 0;
}

std::span<const unsigned char> MbedSession::octets() const {
  const std::size_t size = content_size();
  return memory_.first(size == 0 ? 0 : head_octets + size);
}

bool MbedSession::restore(std::span<const unsigned char> octets) {
  wipe();
  if (octets.size() > memory_.size()) return false;
  if (!octets.empty()) std::memcpy(memory_.data(), octets.data(), octets.size());
  if (this->octets().size() > octets.size()) wipe();  // cut short
  return true;
}

void MbedSession::wipe() {
  volatile unsigned char* const target = memory_.data();
  for (std::size_t i = 0; i < memory_.size(); ++i) target[i] = 0;
}

std::span<unsigned char> MbedSession::room() const {
  return memory_.subspan(memory_.size() < head_octets ? memory_.size() : head_octets);
}

void MbedSession::write_head(std::size_t count, const detail::SessionFacts& facts) {
  unsigned char* const head = memory_.data();
  put(head + at_size, 2, count);
  put(head + at_inverted_size, 2, ~std::uint64_t{count});
  put(head + at_format, 2, format);
  put(head + at_uses, 2, facts.uses);
  put(head + at_made, 8, static_cast<std::uint64_t>(facts.made));
  put(head + at_chain_ends, 8, static_cast<std::uint64_t>(facts.chain_ends));
  put(head + at_ticket_ends, 8, static_cast<std::uint64_t>(facts.ticket_ends));
}

detail::SessionFacts MbedSession::facts() const {
  const unsigned char* const head = memory_.data();
  return {seconds(head + at_made), seconds(head + at_chain_ends), seconds(head + at_ticket_ends),
          static_cast<std::uint16_t>(number(head + at_uses, 2))};
}

std::span<const unsigned char> MbedSession::content() const {
  return memory_.subspan(head_octets, content_size());
}

}  // namespace postino
