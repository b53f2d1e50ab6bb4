// SPDX-License-Identifier: MIT
/// A transport under TLS, held to what the server said under it.
#pragma once

#include <string>
#include <string_view>

#include "model/server.hpp"
#include "model/truth.hpp"
#include "model/wire.hpp"
#include "postino/transport.hpp"

namespace postino::model {

/// What passed on a connection since TLS protects it.
struct UnderTls {
  std::string said{};       ///< By the server.
  std::size_t brought = 0;  ///< Of that.
  bool farewell = false;    ///< The server said that it is the end.
  std::string unheard{};    ///< Handed over, and not yet where the server is.
  bool secured = false;
};

/// Nothing arrives but that, in order, and an end only where the server said one.
class Watched final : public Transport {
 public:
  Watched(Transport& inner, Truth& truth, Wire& wire, Server& server, UnderTls& passed)
      : inner_{&inner}, truth_{&truth}, wire_{&wire}, server_{&server}, passed_{&passed} {}

  [[nodiscard]] Socket& socket() const override { return inner_->socket(); }
  [[nodiscard]] Fault check() const override { return inner_->check(); }
  Progress secure(std::string_view name) override {
    const Progress progress = inner_->secure(name);
    if (progress == Progress::Done && protection() != Protection::Verified) {
      truth_->fail("TLS with somebody");
    }
    return progress;
  }
  [[nodiscard]] Fault fault() const override { return inner_->fault(); }
  [[nodiscard]] int native_code() const override { return inner_->native_code(); }
  [[nodiscard]] Protection protection() const override { return inner_->protection(); }
  void conceal(const Login* login) override { inner_->conceal(login); }
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override {
    lose_rest();
    inner_->close();
  }
  void abort() override {
    lose_rest();
    inner_->abort();
  }

  /// What was handed over and has not come to the server never will.
  void lose_rest();

 private:
  Transport* inner_;
  Truth* truth_;
  Wire* wire_;
  Server* server_;
  UnderTls* passed_;
};

}  // namespace postino::model
