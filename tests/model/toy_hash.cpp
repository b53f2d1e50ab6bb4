// SPDX-License-Identifier: MIT
#include "model/toy_hash.hpp"

#include "model/prng.hpp"
#include "model/tape.hpp"

namespace postino::model {
namespace {

std::uint64_t absorb(std::uint64_t state, std::string_view octets) {
  for (const char octet : octets) {
    state = (state ^ static_cast<unsigned char>(octet)) * 0x100000001b3U;
  }
  return state;
}

void squeeze(std::uint64_t state, std::span<char> digest) {
  Random lanes{state};
  std::uint64_t lane = 0;
  for (std::size_t i = 0; i < digest.size(); ++i) {
    if (i % 8 == 0) lane = lanes.next();
    digest[i] = static_cast<char>(lane >> (8 * (i % 8)));
  }
}

/// Adds to the first octets, as to a number.
void add(std::span<char> octets, std::uint32_t number) {
  std::uint64_t carry = number;
  for (std::size_t i = 0; i < 8; ++i) {
    carry += static_cast<unsigned char>(octets[i]);
    octets[i] = static_cast<char>(carry);
    carry >>= 8;
  }
}

constexpr std::uint64_t start = 0xcbf29ce484222325U;

}  // namespace

bool ToyHash::hash(std::string_view octets, std::span<char> digest) {
  squeeze(absorb(start, octets), digest.first(size_));
  return true;
}

bool ToyHash::begin(std::string_view key) {
  state_ = absorb(start ^ 0x5c5c, key);
  return true;
}

bool ToyHash::update(std::string_view octets) {
  state_ = absorb(state_, octets);
  return true;
}

bool ToyHash::finish(std::span<char> digest) {
  squeeze(state_, digest.first(size_));
  state_ = 0;
  return true;
}

bool ToyHash::iterate(std::string_view, std::span<char> last, std::span<char> sum,
                      std::uint32_t rounds) {
  add(last, rounds);
  add(sum, rounds * 7);
  return true;
}

}  // namespace postino::model
