// SPDX-License-Identifier: MIT
/// A SCRAM mechanism with all that it needs.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/scram.hpp"
#include "support/base64.hpp"
#include "support/scram_server.hpp"
#include "unit/sasl/messages.hpp"

namespace postino::test {

struct Scrammed {
  explicit Scrammed(Digest digest = Digest::Sha256,
                    const std::string& nonce = std::string(18, '\x5a'),
                    sasl::Scram::Binding bound = sasl::Scram::Binding::None)
      : hash{digest}, random{nonce}, mechanism{exchange, bound} {
    server.digest = digest;
    server.client_nonce = base64(nonce);
    if (bound == sasl::Scram::Binding::TlsExporter) {
      server.gs2_header = "p=tls-exporter,,";
      server.binding_data = binding.data;
    }
    EXPECT_TRUE(mechanism.begin({{}, 0}));
  }

  /// Prepares and writes message `number`.
  std::string says(std::uint8_t number) {
    Preparation state = Preparation::Working;
    for (slices = 0; state == Preparation::Working; ++slices) {
      state = mechanism.prepare(login, number);
    }
    EXPECT_EQ(state, Preparation::Done);
    return message(mechanism, login, number).value_or("none");
  }
  /// The server's message, as one piece of base64.
  Verdict hears(std::uint8_t number, std::string_view text) {
    return hears_base64(number, base64(text));
  }
  Verdict hears_base64(std::uint8_t number, std::string_view text) {
    const Verdict piece = mechanism.challenge(number, text, false);
    const Verdict end = mechanism.challenge(number, {}, true);
    return piece > end ? piece : end;
  }
  /// Up to where the server proves itself.
  void up_to_the_proof() {
    EXPECT_EQ(says(0), server.client_first());
    EXPECT_EQ(hears(1, server.server_first()), Verdict::Answerable);
    EXPECT_EQ(says(1), server.client_final());
  }

  ReferenceHash hash;
  ReferenceRandom random;
  ReferenceBinding binding;
  sasl::ScramExchange exchange{hash, random, &binding};
  sasl::Scram mechanism;
  Login login{.user = "pump", .password = "secret"};
  ScramServer server;
  std::size_t slices = 0;
};

}  // namespace postino::test
