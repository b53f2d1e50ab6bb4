// SPDX-License-Identifier: MIT
// The messages of a SCRAM server (RFC 5802 7): every row of words that they are made of.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "exhaustive/depth.hpp"
#include "postino/scram.hpp"
#include "reference/scram.hpp"
#include "support/base64.hpp"
#include "support/reference_crypto.hpp"
#include "support/scram_server.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::test {
namespace {

const std::string nonce = base64(std::string(18, '\x5a'));
const Login credentials{.user = "pump", .password = "secret"};

/// An exchange that can be put back to where it was kept.
class Exchange {
 public:
  Exchange() {
    exchange_.max_iterations = 5000;
    EXPECT_TRUE(scram_.begin({{}, 0}));
    prepare(0);
    keep();
  }
  /// To where the server proves itself; what it has to say then.
  std::string prove() {
    const ScramServer server{.client_nonce = nonce, .server_nonce = "x"};
    EXPECT_EQ(hears(1, server.server_first()), Verdict::Answerable);
    prepare(1);
    keep();
    return server.server_final().substr(2);
  }
  Verdict hears(std::uint8_t number, std::string_view message) {
    const Verdict first = scram_.challenge(number, base64(message), false);
    return std::max(first, scram_.challenge(number, {}, true));
  }
  void restore() { std::memcpy(static_cast<void*>(&exchange_), kept_, sizeof exchange_); }
  [[nodiscard]] bool convinced() const { return scram_.convinced(); }

 private:
  void prepare(std::uint8_t number) {
    while (scram_.prepare(credentials, number) == Preparation::Working) continue;
  }
  void keep() { std::memcpy(kept_, static_cast<const void*>(&exchange_), sizeof exchange_); }

  ReferenceHash hash_{Digest::Sha256};
  ReferenceRandom random_{std::string(18, '\x5a')};
  sasl::ScramExchange exchange_{hash_, random_};
  sasl::Scram scram_{exchange_};
  char kept_[sizeof(sasl::ScramExchange)] = {};
};

constexpr Depth depth{.always = 5, .release = 6, .sanitized = 3};

TEST(ExhaustiveScram, EveryFirstMessageIsReadAsTheGrammarSays) {
  const std::string own = "r=" + nonce;
  const std::vector<std::string_view> words = {
      own, "x", ",", "s=", "QUI=", "i=", "4096", "5001", "e=", "m=", "0", "unknown-user"};
  Exchange exchange;
  std::size_t valid = 0;
  for (const std::string& prefix : {std::string{}, own + "x,s=QUI=", own + "x,s=QUI=,i=4096"}) {
    for_every_string(words, chosen(depth), [&](const std::string& text) {
      const std::string message = prefix + text;
      const Verdict expected = reference_server_first(message, nonce, 5000);
      valid += expected == Verdict::Answerable ? 1U : 0U;
      exchange.restore();
      if (exchange.hears(1, message) != expected) ADD_FAILURE() << message;
    });
  }
  EXPECT_GT(valid, 10U);
}

TEST(ExhaustiveScram, EveryLastMessageIsReadAsTheGrammarSays) {
  Exchange exchange;
  const std::string signature = exchange.prove();
  const std::string forged = "AAAA" + signature.substr(4);
  const std::vector<std::string_view> words = {
      "v=", signature, forged, ",", "x=", "m=", "e=", "y", "=", "invalid-proof"};
  std::size_t convinced = 0;
  for_every_string(words, chosen(depth), [&](const std::string& message) {
    const Verdict expected = reference_server_final(message, signature);
    exchange.restore();
    if (exchange.hears(2, message) != expected) ADD_FAILURE() << message;
    const bool proven = expected == Verdict::Answerable && message.front() == 'v';
    if (exchange.convinced() != proven) ADD_FAILURE() << message;
    convinced += proven ? 1U : 0U;
  });
  EXPECT_NE(convinced, 0U);
}

}  // namespace
}  // namespace postino::test
