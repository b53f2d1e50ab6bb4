// SPDX-License-Identifier: MIT
/// A bench whose login is SCRAM's, and whose server knows the password.
#pragma once

#include <string>
#include <string_view>

#include "postino/scram.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"
#include "support/scram_server.hpp"
#include "support/zeroed.hpp"

namespace postino::test {

struct ScramBench {
  explicit ScramBench(const Sizes& sizes = {}, Bench::Trace trace = Bench::Trace::Off)
      : bench{sizes, trace} {
    peer.client_nonce = base64(nonce);
    bench.relay.login = Login{
        .user = "pump", .password = "secret", .mechanisms = scram_only, .allow_clear_text = true};
  }

  void uses(std::span<const Mechanism* const> mechanisms) {
    bench.relay.login->mechanisms = mechanisms;
  }
  /// Up to our first message.
  ScriptedServer& begins(std::string_view offer = "AUTH SCRAM-SHA-256",
                         const std::string& name = "SCRAM-SHA-256") {
    return bench.server.greets_and_offers({offer}).hears("AUTH " + name + " " +
                                                         base64(peer.client_first()));
  }
  /// Up to our proof.
  ScriptedServer& proves(std::string_view offer = "AUTH SCRAM-SHA-256",
                         const std::string& name = "SCRAM-SHA-256") {
    return begins(offer, name)
        .says("334 " + base64(peer.server_first()))
        .hears(base64(peer.client_final()));
  }
  /// Up to the last line of ours.
  ScriptedServer& accepts(std::string_view offer = "AUTH SCRAM-SHA-256",
                          const std::string& name = "SCRAM-SHA-256") {
    return proves(offer, name).says("334 " + base64(peer.server_final())).hears("");
  }
  /// The same behind our first message.
  ScriptedServer& goes_on() {
    return bench.server.says("334 " + base64(peer.server_first()))
        .hears(base64(peer.client_final()))
        .says("334 " + base64(peer.server_final()))
        .hears("");
  }

  const std::string nonce = std::string(18, '\x5a');
  ReferenceHash hash{Digest::Sha256};
  ReferenceRandom random{nonce};
  ReferenceBinding binding;
  Zeroed<sasl::ScramExchange> zeroed_exchange{hash, random, &binding};
  sasl::ScramExchange& exchange = zeroed_exchange.object;
  sasl::Scram plus{exchange, sasl::Scram::Binding::TlsExporter};
  sasl::Scram scram{exchange};
  const Mechanism* const scram_only[1] = {&scram};
  ScramServer peer;
  Bench bench;
};

}  // namespace postino::test
