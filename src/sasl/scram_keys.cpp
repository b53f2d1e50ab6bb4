// SPDX-License-Identifier: MIT
// RFC 5802 3: SaltedPassword, ClientKey, StoredKey, ServerKey, and what is made with them.
#include <cstring>

#include "base/ascii.hpp"
#include "base/wipe.hpp"
#include "codec/base64.hpp"
#include "postino/scram.hpp"

namespace postino::sasl {

Preparation Scram::make_nonce() const {
  ScramExchange::State& state = exchange_->state_;
  if (state.stage == Stage::Fresh) {
    if (!exchange_->random_->fill(state.nonce)) return Preparation::NoRandom;
    state.stage = Stage::Named;
  }
  return Preparation::Done;
}

/// Hi()'s first step: HMAC(password, salt + INT(1)).
bool Scram::start(std::string_view password) const {
  ScramExchange::State& state = exchange_->state_;
  KeyedHash& hash = *exchange_->hash_;
  bool done = hash.begin(password);
  detail::Base64Decoder decoder;
  for (std::string_view left = salt(); done && !left.empty(); left.remove_prefix(4)) {
    char octets[3];
    Writer out{octets, 0};
    static_cast<void>(decoder.read(detail::front(left, 4), out));
    done = hash.update({octets, out.written()});
  }
  done = done && hash.update({"\0\0\0\1", 4}) && hash.finish(state.last);
  if (!done) return false;
  std::memcpy(state.sum, state.last, sizeof state.sum);
  --state.iterations_left;
  state.stage = Stage::Iterating;
  return true;
}

/// A slice of its further steps.
bool Scram::iterate(std::string_view password) const {
  ScramExchange::State& state = exchange_->state_;
  const bool whole = state.iterations_left > config::scram_iterations_per_poll;
  const std::uint32_t rounds = whole ? config::scram_iterations_per_poll : state.iterations_left;
  state.iterations_left -= rounds;
  return exchange_->hash_->iterate(password, state.last, state.sum, rounds);
}

/// ClientProof and ServerSignature take the place of what they were made from.
bool Scram::prove(const Login& credentials) const {
  ScramExchange::State& state = exchange_->state_;
  const std::size_t size = exchange_->hash_->size();
  const std::string_view salted{state.sum, size};
  char key[KeyedHash::max_size];
  char stored[KeyedHash::max_size];
  bool done = mac(salted, "Client Key", state.last) &&
              exchange_->hash_->hash({state.last, size}, stored) &&
              sign(credentials, {stored, size}, key);
  for (std::size_t i = 0; done && i < size; ++i) {
    state.last[i] = static_cast<char>(state.last[i] ^ key[i]);
  }
  done = done && mac(salted, "Server Key", key) && sign(credentials, {key, size}, state.sum);
  detail::wipe(key, sizeof key);
  detail::wipe(stored, sizeof stored);
  if (done) state.stage = Stage::Proven;
  return done;
}

bool Scram::mac(std::string_view key, std::string_view octets, std::span<char> digest) const {
  KeyedHash& hash = *exchange_->hash_;
  return hash.begin(key) && hash.update(octets) && hash.finish(digest);
}

/// The MAC of AuthMessage, which is written anew for each piece of it.
bool Scram::sign(const Login& credentials, std::string_view key, std::span<char> digest) const {
  const ScramExchange::State& state = exchange_->state_;
  KeyedHash& hash = *exchange_->hash_;
  bool done = hash.begin(key);
  bool complete = false;
  for (std::size_t skip = 0; done && !complete;) {
    char octets[64];
    Writer piece{octets, skip};
    put_first_bare(credentials, piece);
    piece.put({state.message, state.size});
    piece.put(',');
    put_final_without_proof(piece);
    skip += piece.written();
    complete = piece.complete();
    done = hash.update({octets, piece.written()});
  }
  return done && hash.finish(digest);
}

}  // namespace postino::sasl
