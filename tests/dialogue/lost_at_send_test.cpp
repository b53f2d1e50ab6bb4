// SPDX-License-Identifier: MIT
// A connection that ends between the look at what has arrived and the call that hands a packet
// over.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "support/subject.hpp"

namespace postino::test {
namespace {

class LostAtSend : public ::testing::TestWithParam<Subject> {
 protected:
  LostAtSend() {
    if (!GetParam().features.in_clear) bench.relay.security = Security::Tls;
    if (!GetParam().features.in_clear) bench.server.starts_tls();
    bench.server.may_be_cut_short = true;
    bench.server.greets_and_offers();
    bench.wire.behaviour.native_code = 104;
  }
  /// What becomes of the message when `event` comes with the call that sends MAIL.
  template <class Event>
  Sent send(Event event) {
    bench.wire.on_send = [this, event] {
      if (++sends_ == 2) event(bench.wire);
    };
    return bench.send();
  }

  const std::unique_ptr<AnyBench> owned = GetParam().make({});
  AnyBench& bench = *owned;

 private:
  std::size_t sends_ = 0;  // EHLO is the first
};

INSTANTIATE_TEST_SUITE_P(Each, LostAtSend,
                         ::testing::Values(subject<Client>("Client"),
                                           subject<SmallClient>("SmallClient"),
                                           subject<SmallTlsClient>("SmallTlsClient")),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST_P(LostAtSend, AResetHasTheStacksNumber) {
  const Sent sent = send([](FakeSocket& wire) { wire.reset(); });
  EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in MailFrom");
  EXPECT_EQ(sent.error.native_code, 104);
  EXPECT_EQ(bench.wire.connections(), 1U);
}

TEST_P(LostAtSend, ASocketThatTakesNothingMoreIsAnEnd) {
  const Sent sent = send([](FakeSocket& wire) { wire.refuse(); });
  EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in MailFrom");
  EXPECT_FALSE(bench.any().connected());
}

TEST_P(LostAtSend, HalfAReplySaysNothing) {
  const Sent sent = send([](FakeSocket& wire) {
    wire.deliver("421 4.3.");
    wire.refuse();
  });
  EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in MailFrom");
  EXPECT_EQ(sent.error.code, 0);
  EXPECT_EQ(sent.text, "");
}

TEST_P(LostAtSend, AWholeOneIsHeard) {
  const Sent sent = send([](FakeSocket& wire) {
    wire.deliver("421 4.3.2 closing\r\n");
    wire.refuse();
  });
  EXPECT_EQ(sent.what_and_where(), "Deferred: ServiceClosing 421 in MailFrom");
  EXPECT_EQ(sent.text, "4.3.2 closing");
}

}  // namespace
}  // namespace postino::test
