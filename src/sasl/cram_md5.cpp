// SPDX-License-Identifier: MIT
// RFC 2195 2: the user, a space, and the challenge's HMAC-MD5 under the password, in lower-case
// hex.
#include "postino/cram_md5.hpp"

#include "base/ascii.hpp"
#include "base/smaller.hpp"
#include "base/wipe.hpp"

namespace postino::sasl {
namespace {

/// Digits of base64 that are read at once, and the octets that they can come to.
constexpr std::size_t digits_at_once = 64;
constexpr std::size_t octets_at_once = digits_at_once / 4 * 3;

}  // namespace

std::string_view CramMd5::name() const {
  const bool fits = exchange_->hash_->size() == CramMd5Exchange::digest_octets;
  return fits ? std::string_view{"CRAM-MD5"} : std::string_view{};
}
bool CramMd5::has_initial_response() const { return false; }

/// The hash gets its key before AUTH, and the challenge as it comes.
Preparation CramMd5::prepare(const Login& credentials, std::uint8_t) const {
  CramMd5Exchange::State& state = exchange_->state_;
  if (state.stage == CramMd5Exchange::Stage::Fresh) {
    const bool keyed = exchange_->hash_->begin(credentials.password);
    state.stage = keyed ? CramMd5Exchange::Stage::Keyed : CramMd5Exchange::Stage::Failed;
  }
  const bool failed = state.stage == CramMd5Exchange::Stage::Failed;
  return failed ? Preparation::NoMemory : Preparation::Done;
}

Verdict CramMd5::challenge(std::uint8_t, std::string_view piece, bool last) const {
  CramMd5Exchange::State& state = exchange_->state_;
  while (state.stage == CramMd5Exchange::Stage::Keyed && !piece.empty()) {
    char octets[octets_at_once];
    Writer out{octets, 0};
    const std::size_t count = detail::smaller(piece.size(), digits_at_once);
    if (!state.decoder.read(detail::front(piece, count), out)) return Verdict::Unanswerable;
    piece.remove_prefix(count);
    if (out.written() == 0) continue;
    state.any = true;
    if (!exchange_->hash_->update({octets, out.written()})) {
      state.stage = CramMd5Exchange::Stage::Failed;
    }
  }
  if (!last || state.stage != CramMd5Exchange::Stage::Keyed) return Verdict::Answerable;
  if (!state.any || !state.decoder.whole()) return Verdict::Unanswerable;
  const bool digested = exchange_->hash_->finish(state.digest);
  state.stage = digested ? CramMd5Exchange::Stage::Digested : CramMd5Exchange::Stage::Failed;
  return Verdict::Answerable;
}

bool CramMd5::write(const Login& credentials, std::uint8_t number, Writer& out) const {
  constexpr std::string_view digits = "0123456789abcdef";
  out.put(credentials.user);
  out.put(' ');
  for (const char octet : exchange_->state_.digest) {
    const auto value = static_cast<unsigned char>(octet);
    out.put(digits[value >> 4]);
    out.put(digits[value & 15]);
  }
  return number == 0;
}

void CramMd5::end() const {
  CramMd5Exchange::State& state = exchange_->state_;
  // A hash that was broken off still knows the key.
  if (state.stage == CramMd5Exchange::Stage::Keyed) {
    static_cast<void>(exchange_->hash_->finish(state.digest));
  }
  detail::wipe(&state, sizeof state);
}

}  // namespace postino::sasl
