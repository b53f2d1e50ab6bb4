// SPDX-License-Identifier: MIT
/// A transport that is as secure as its word, for what does not depend on cryptography.
#pragma once

#include "campaign/link.hpp"
#include "postino/transport.hpp"

namespace postino::test {

/// The handshake is done at once, unless something lies unread, as it would break a real one; but
/// from the first octet the greeting may be there, as what comes with the end of a real one.
class PretendedTls final : public Transport {
 public:
  PretendedTls(Link& link, bool from_the_first) : link_{&link}, from_the_first_{from_the_first} {}

  [[nodiscard]] Socket& socket() const override { return *link_; }
  [[nodiscard]] Fault check() const override { return Fault::None; }
  Progress secure(std::string_view) override {
    if (!link_->open()) return Progress::Failed;
    failed_ = !from_the_first_ && link_->readable();
    if (failed_) return Progress::Failed;
    secured_ = link_->connections();
    return Progress::Done;
  }
  [[nodiscard]] Fault fault() const override { return failed_ ? Fault::TlsFailed : Fault::None; }
  [[nodiscard]] int native_code() const override { return link_->native_code(); }
  [[nodiscard]] Protection protection() const override {
    return secured_ == link_->connections() ? Protection::Verified : Protection::None;
  }
  Progress send(Packet& packet, Push push) override { return link_->send(packet, push); }
  Transfer receive(std::span<char> into) override { return link_->receive(into); }
  void close() override { link_->close(); }
  void abort() override { link_->abort(); }

 private:
  Link* link_;
  bool from_the_first_;
  std::size_t secured_ = 0;
  bool failed_ = false;
};

}  // namespace postino::test
