// SPDX-License-Identifier: MIT
#include "postino/mbedtls_session.hpp"

#include <cstring>

namespace postino {
namespace {

// The size twice, the second time inverted: flash that was erased or never written is no session.
constexpr std::size_t seal_octets = 32;

void put(unsigned char* at, std::size_t value) {
  at[0] = static_cast<unsigned char>(value >> 8);
  at[1] = static_cast<unsigned char>(value);
}

std::size_t number(const unsigned char* at) { return static_cast<std::size_t>(at[0] << 8 | at[1]); }

}  // namespace

std::size_t MbedSession::content_size() const {
  if (memory_.size() < head_octets) return 0;
  const std::size_t size = number(memory_.data());
  const bool plausible = (size ^ number(memory_.data() + 2)) == 0xffff;
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
  return true;
}

void MbedSession::wipe() {
  volatile unsigned char* const target = memory_.data();
  for (std::size_t i = 0; i < memory_.size(); ++i) target[i] = 0;
}

std::span<unsigned char> MbedSession::room() const {
  return memory_.subspan(memory_.size() < head_octets ? memory_.size() : head_octets);
}

void MbedSession::keep(std::size_t count, std::span<const unsigned char, 32> seal) {
  put(memory_.data(), count);
  put(memory_.data() + 2, ~count);
  std::memcpy(memory_.data() + head_octets - seal_octets, seal.data(), seal.size());
}

std::span<const unsigned char> MbedSession::content() const {
  const std::size_t size = content_size();
  return size == 0 ? std::span<const unsigned char>{} : memory_.subspan(head_octets, size);
}

std::span<const unsigned char> MbedSession::seal() const {
  return memory_.subspan(head_octets - seal_octets, seal_octets);
}

}  // namespace postino
