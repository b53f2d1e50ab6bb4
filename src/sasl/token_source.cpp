// SPDX-License-Identifier: MIT
#include <cstdint>

#include "postino/mechanism.hpp"
#include "postino/token.hpp"
#include "sasl/names.hpp"

namespace postino {
namespace {

/// FNV-1a of 64 bits: tells two tokens apart when the characters of one are there no more.
std::uint64_t fingerprint(std::string_view token) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char octet : token) {
    hash = (hash ^ static_cast<unsigned char>(octet)) * 1099511628211U;
  }
  return hash;
}

}  // namespace

/// What does not help leaves the message with the refusal that there was.
bool TokenSource::take_another() {
  const std::uint64_t refused = fingerprint(text_);
  take(true);
  return state_ == Preparation::Done && fingerprint(text_) != refused;
}

void TokenSource::take(bool refused) {
  stage_ = refused ? Stage::Renewed : Stage::Asked;
  const View token = ask(refused);
  state_ = Preparation::NoToken;
  if (token.empty()) return;
  const bool fine = detail::check_token(token).fault == Fault::None;
  text_ = fine ? token : View{};
  state_ = fine ? Preparation::Done : Preparation::InvalidToken;
}

}  // namespace postino
