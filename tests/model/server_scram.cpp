// SPDX-License-Identifier: MIT
// RFC 5802 3 and 5, with a hash that is none.
#include <cstring>

#include "model/base64.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

constexpr std::string_view nonce_end = "serverNonce";
constexpr std::string_view salt = "saltsalt";
constexpr std::string_view salt_and_rounds = ",s=c2FsdHNhbHQ=,i=4096";
constexpr std::uint32_t rounds = 4096;

/// The text after `,<name>=`.
std::string_view attribute(std::string_view message, char name) {
  for (std::size_t i = 0; i + 2 < message.size(); ++i) {
    if (message[i] != ',' || message[i + 1] != name || message[i + 2] != '=') continue;
    message.remove_prefix(i + 3);
    return message.substr(0, message.find(','));
  }
  return {};
}

struct Digest {
  char octets[32];
  [[nodiscard]] std::string_view view() const { return {octets, sizeof octets}; }
};

Digest mac(ToyHash& hash, std::string_view key, std::string_view octets) {
  Digest digest{};
  hash.begin(key);
  hash.update(octets);
  hash.finish(digest.octets);
  return digest;
}

Digest salted(ToyHash& hash, std::string_view secret) {
  Digest last{};
  hash.begin(secret);
  hash.update(salt);
  hash.update({"\0\0\0\1", 4});
  hash.finish(last.octets);
  Digest sum = last;
  hash.iterate(secret, last.octets, sum.octets, rounds - 1);
  return sum;
}

}  // namespace

void Server::scram(std::string_view response) {
  const Lie* const lie = planned_lie(truth_->current, Phase::AuthResponse, proof_lie);
  if (lie != nullptr && lie->what == Falsehood::Proof) {
    return prove_falsely(lie->variant, response);
  }
  switch (step_++) {
    case 0:
      return scram_first(response);
    case 1:
      return scram_last(response);
    default:
      return conclude(response.empty());
  }
}

void Server::keep_login(std::string_view text) {
  if (login_size_ + text.size() > sizeof login_text_)
    return truth_->fail("a login that never ends");
  std::memcpy(login_text_ + login_size_, text.data(), text.size());
  login_size_ += text.size();
}

/// "n,,n=<user>,r=<nonce>": login_text_ is the beginning of AuthMessage from then on.
void Server::scram_first(std::string_view response) {
  const std::string_view nonce = attribute(response, 'r');
  if (response.substr(0, 3) != "n,," || nonce.empty()) return conclude(false);
  keep_login(response.substr(3));
  keep_login(",");
  const std::size_t begin = login_size_;
  keep_login("r=");
  keep_login(nonce);
  keep_login(nonce_end);
  keep_login(salt_and_rounds);
  challenge({login_text_ + begin, login_size_ - begin});
}

void Server::scram_last(std::string_view response) {
  const std::size_t proof_at = response.rfind(",p=");
  if (proof_at == std::string_view::npos) return conclude(false);
  char proof[64];
  const std::size_t proof_size = decode64(response.substr(proof_at + 3), proof);
  keep_login(",");
  keep_login(response.substr(0, proof_at));
  const std::string_view said{login_text_, login_size_};
  const Digest from_password = salted(sha256_, known_password());
  const Digest key = mac(sha256_, from_password.view(), "Client Key");
  Digest stored{};
  sha256_.hash(key.view(), stored.octets);
  const Digest signature = mac(sha256_, stored.view(), said);
  bool right = proof_size == sizeof key.octets;
  for (std::size_t i = 0; right && i < sizeof key.octets; ++i) {
    right = static_cast<char>(proof[i] ^ signature.octets[i]) == key.octets[i];
  }
  if (!right) return conclude(false);
  const Digest server_key = mac(sha256_, from_password.view(), "Server Key");
  char answer[64] = "v=";
  const std::size_t size = encode64(mac(sha256_, server_key.view(), said).view(), answer + 2);
  authentic_ = true;
  challenge({answer, size + 2});
}

}  // namespace postino::model
