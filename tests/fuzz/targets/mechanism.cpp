// SPDX-License-Identifier: MIT
// Each mechanism, with challenges that come from anywhere: against the grammar of RFC 5802, against
// a server's arithmetic, and in pieces of any size.
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/fuzz.hpp"
#include "reference/base64.hpp"
#include "reference/scram.hpp"
#include "support/base64.hpp"
#include "support/scram_server.hpp"
#include "support/secrets.hpp"

namespace postino::test {
namespace {

const Login credentials{.user = "pump", .password = canary_password, .token = canary_token};

std::string written(const Mechanism& mechanism, std::uint8_t number) {
  std::string text(8192, '\0');
  Writer out{text, 0};
  if (!mechanism.write(credentials, number, out)) return "none";
  text.resize(out.written());
  return text;
}

/// In rooms of `room`, as packets do it.
std::string written_in_parts(const Mechanism& mechanism, std::uint8_t number, std::size_t room) {
  std::string all;
  std::string part(room, '\0');
  while (true) {
    Writer out{part, all.size()};
    if (!mechanism.write(credentials, number, out)) return "none";
    all.append(part, 0, out.written());
    if (out.complete()) return all;
  }
}

Preparation prepared(const Mechanism& mechanism, std::uint8_t number) {
  Preparation state = Preparation::Working;
  for (int slice = 0; state == Preparation::Working && slice < 1000; ++slice) {
    state = mechanism.prepare(credentials, number);
  }
  return state;
}

Verdict heard(const Mechanism& mechanism, std::uint8_t number, std::string_view digits,
              std::size_t piece) {
  Verdict worst = Verdict::Answerable;
  while (!digits.empty()) {
    worst = std::max(worst, mechanism.challenge(number, digits.substr(0, piece), false));
    digits.remove_prefix(std::min(piece, digits.size()));
  }
  return std::max(worst, mechanism.challenge(number, {}, true));
}

void exchange_any(const Mechanism& mechanism, Input& input, std::size_t piece) {
  for (std::uint8_t number = 0; number < 4; ++number) {
    if (number != 0) {
      const std::string digits = text_of(input, 400);
      if (heard(mechanism, number, digits, piece) != Verdict::Answerable) return;
    }
    if (prepared(mechanism, number) != Preparation::Done) return;
    EXPECT_EQ(written_in_parts(mechanism, number, piece), written(mechanism, number));
  }
}

void exchange_cram(const Mechanism& mechanism, Input& input, std::size_t piece) {
  EXPECT_EQ(prepared(mechanism, 0), Preparation::Done);
  const std::string digits = text_of(input, 400);
  const auto challenge = reference_decoded(digits);
  const Verdict verdict = heard(mechanism, 0, digits, piece);
  const bool answerable = challenge && !challenge->empty();
  EXPECT_EQ(verdict == Verdict::Answerable, answerable);
  if (!answerable) return;
  EXPECT_EQ(prepared(mechanism, 0), Preparation::Done);
  std::string digest;
  for (const char octet : hmac(Digest::Md5, canary_password, *challenge)) {
    constexpr std::string_view hex = "0123456789abcdef";
    digest += hex[static_cast<unsigned char>(octet) >> 4U];
    digest += hex[static_cast<unsigned char>(octet) & 15U];
  }
  EXPECT_EQ(written(mechanism, 0), "pump " + digest);
}

/// A server that said `message`, which the grammar allows.
ScramServer server_of(const std::string& message, Digest digest, const std::string& nonce) {
  ScramServer server{.digest = digest, .password = std::string{canary_password}};
  server.client_nonce = nonce;
  const std::size_t salt = message.find(",s=");
  const std::size_t count = message.find(",i=", salt);
  const std::size_t end = std::min(message.find(',', count + 1), message.size());
  server.server_nonce = message.substr(2 + nonce.size(), salt - 2 - nonce.size());
  server.salt = *reference_decoded(message.substr(salt + 3, count - salt - 3));
  server.iterations =
      static_cast<std::uint32_t>(std::stoul(message.substr(count + 3, end - count - 3)));
  server.extensions = message.substr(end);
  return server;
}

void exchange_scram(const Mechanism& mechanism, Digest digest, Input& input, std::size_t piece) {
  constexpr std::uint32_t max_iterations = 4200;
  const std::string nonce = base64(std::string(18, '\x5a'));
  EXPECT_EQ(prepared(mechanism, 0), Preparation::Done);
  EXPECT_EQ(written(mechanism, 0), "n,,n=pump,r=" + nonce);
  const std::string message = (input.ConsumeBool() ? "r=" + nonce : "") + text_of(input, 300);
  Verdict expected = reference_server_first(message, nonce, max_iterations);
  if (message.size() > config::max_scram_message_size) expected = Verdict::Forged;
  EXPECT_EQ(heard(mechanism, 1, base64(message), piece), expected) << message;
  if (expected != Verdict::Answerable) return;
  EXPECT_EQ(prepared(mechanism, 1), Preparation::Done);
  if (message.starts_with("e=")) {
    EXPECT_EQ(written(mechanism, 1), "");
    EXPECT_FALSE(mechanism.convinced());
    return;
  }
  const ScramServer server = server_of(message, digest, nonce);
  EXPECT_EQ(server.server_first(), message);
  EXPECT_EQ(written_in_parts(mechanism, 1, piece), server.client_final());
  const std::string right = server.server_final();
  const std::string last = (input.ConsumeBool() ? right : "") + text_of(input, 300);
  expected = reference_server_final(last, right.substr(2));
  if (last.size() > config::max_scram_message_size) expected = Verdict::Forged;
  EXPECT_EQ(heard(mechanism, 2, base64(last), piece), expected) << last;
  EXPECT_EQ(mechanism.convinced(), expected == Verdict::Answerable && last.starts_with("v="));
}

}  // namespace

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  Mechanisms all;
  all.strongest.exchange.max_iterations = 4200;
  all.sha1_exchange.max_iterations = 4200;
  const auto list = input.ConsumeIntegralInRange<std::size_t>(0, Mechanisms::count - 1);
  const auto mechanisms = all.list(list);
  const auto number = input.ConsumeIntegralInRange<std::size_t>(0, mechanisms.size() - 1);
  const Mechanism& mechanism = *mechanisms[number];
  const auto piece = input.ConsumeIntegralInRange<std::size_t>(1, 100);
  require(mechanism.check(credentials).fault == Fault::None, "credentials for any");
  require(mechanism.begin({{}, 0}), "any can begin");
  if (list == 3) {
    exchange_cram(mechanism, input, piece);
  } else if ((list == 1 && number == 1) || list == 2) {
    exchange_scram(mechanism, list == 2 ? Digest::Sha1 : Digest::Sha256, input, piece);
  } else {
    exchange_any(mechanism, input, piece);
  }
  mechanism.end();
  for (const std::string_view left :
       {octets_of(all.strongest), octets_of(all.sha1_exchange), octets_of(all.md5_exchange)}) {
    require(!tells(left, std::string{canary_password}), "no secret is left");
  }
}

}  // namespace postino::test
