// SPDX-License-Identifier: MIT
// Compiled without sanitizers: it reads memory that others left, all of it and often.
#include "campaign/secret_scan.hpp"

#include <cstring>

#include "support/secrets.hpp"

namespace postino::test {
namespace {

constexpr std::size_t piece_octets = 6;
constexpr std::size_t max_remainder_size = 12;

std::uint64_t piece_at(const char* octets) {
  std::uint64_t piece = 0;
  std::memcpy(&piece, octets, piece_octets);
  return piece;
}

std::uint16_t head_at(const char* octets) {
  std::uint16_t head = 0;
  std::memcpy(&head, octets, sizeof head);
  return head;
}

}  // namespace

void SecretScan::add(const std::string& secret) {
  add_form(secret);
  for (const std::size_t before : {0U, 1U, 2U}) add_form(in_base64(secret, before));
}

/// Every twelve octets in a row hold one of these pieces.
void SecretScan::add_form(const std::string& form) {
  for (std::size_t at = 0; at + piece_octets <= form.size();
       at += max_remainder_size - piece_octets + 1) {
    pieces_.push_back(piece_at(form.data() + at));
    first_octets_[head_at(form.data() + at)] = true;
  }
}

std::size_t SecretScan::find(std::string_view memory) const {
  for (std::size_t at = 0; at + sizeof(std::uint64_t) <= memory.size(); ++at) {
    const char* const octets = memory.data() + at;
    if (!first_octets_[head_at(octets)]) continue;
    const std::uint64_t piece = piece_at(octets);
    for (const std::uint64_t one : pieces_) {
      if (one == piece) return at;
    }
  }
  return std::string_view::npos;
}

}  // namespace postino::test
