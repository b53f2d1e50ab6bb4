// SPDX-License-Identifier: MIT
#include "support/fake_transport.hpp"

#include <gtest/gtest.h>

namespace postino::test {

Progress FakeTransport::fail() {
  fault_ = Fault::TlsFailed;
  return Progress::Failed;
}

Progress FakeTransport::send(Packet& packet, Push push) {
  return breaks ? fail() : socket_->send(packet, push);
}

Transfer FakeTransport::receive(std::span<char> into) {
  if (resting_ != 0 && resting_-- != 0) return Transfer::working();
  if (!breaks) {
    const Transfer got = socket_->receive(into);
    if (got.count() != 0) resting_ = rests;
    return got;
  }
  fault_ = Fault::TlsFailed;
  return Transfer::failed();
}

Progress FakeTransport::secure(std::string_view name) {
  socket_->on_call();
  if (works != 0) {
    --works;
    return Progress::Working;
  }
  fault_ = Fault::None;
  EXPECT_TRUE(has_tls) << "secure() on a transport without TLS";
  EXPECT_NE(secured_, socket_->connections()) << "a second handshake on one connection";
  name_ = name;
  if (socket_->handshake() == FakeSocket::Handshake::None) {
    if (socket_->readable()) return fail();
    socket_->want_handshake();
  }
  if (socket_->handshake() == FakeSocket::Handshake::Failed) return fail();
  if (socket_->handshake() == FakeSocket::Handshake::Done) {
    secured_ = socket_->connections();
    return Progress::Done;
  }
  if (socket_->readable()) return fail();
  char octet = 0;
  const Transfer got = socket_->receive({&octet, 1});
  if (got == Transfer::end()) return Progress::Closed;
  return got == Transfer::failed() ? Progress::Failed : Progress::Pending;
}

}  // namespace postino::test
