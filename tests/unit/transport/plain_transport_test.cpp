// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "postino/transport.hpp"
#include "unit/pool/pool_of.hpp"
#include "unit/transport/inner_transport.hpp"

namespace postino::test {
namespace {

class PlainWire : public ::testing::Test {
 protected:
  PoolOf made{1, 64};
  InnerSocket wire;
  PlainTransport transport{wire};
};

TEST_F(PlainWire, HasNoTls) {
  EXPECT_EQ(transport.check(), Fault::TlsUnavailable);
  EXPECT_EQ(transport.secure("mail.example"), Progress::Failed);
  EXPECT_EQ(transport.fault(), Fault::None);
  EXPECT_EQ(transport.protection(), Protection::None);
}

TEST_F(PlainWire, IsTheSocketItself) { EXPECT_EQ(&transport.socket(), &wire); }

TEST_F(PlainWire, HasTheSocketsNumber) {
  EXPECT_EQ(transport.native_code(), 0);
  wire.number = 104;
  EXPECT_EQ(transport.native_code(), 104);
}

TEST_F(PlainWire, SendsThroughTheSocket) {
  for (const Push push : {Push::Now, Push::Later}) {
    Packet packet = made.pool.take();
    write(packet, "NOOP\r\n");
    EXPECT_EQ(transport.send(packet, push), Progress::Done);
    EXPECT_FALSE(packet);
    EXPECT_EQ(wire.pushes.back(), push);
  }
  EXPECT_EQ(wire.taken, "NOOP\r\nNOOP\r\n");
}

TEST_F(PlainWire, SaysWhatTheSocketSaysOfASend) {
  for (const Progress progress : {Progress::Pending, Progress::Closed, Progress::Failed}) {
    Packet packet = made.pool.take();
    wire.sends = progress;
    EXPECT_EQ(transport.send(packet, Push::Now), progress);
  }
}

TEST_F(PlainWire, ReceivesThroughTheSocket) {
  std::array<char, 16> into{};
  wire.arrives = {"220 x"};
  EXPECT_EQ(transport.receive(into), Transfer::octets(5));
  EXPECT_EQ(std::string_view(into.data(), 5), "220 x");
  for (const Transfer end : {Transfer::pending(), Transfer::end(), Transfer::failed()}) {
    wire.ends = end;
    EXPECT_EQ(transport.receive(into), end);
  }
}

TEST_F(PlainWire, ClosesAndAbortsTheSocket) {
  transport.close();
  EXPECT_EQ(wire.closes, 1);
  EXPECT_EQ(wire.aborts, 0);
  transport.abort();
  EXPECT_EQ(wire.closes, 1);
  EXPECT_EQ(wire.aborts, 1);
}

}  // namespace
}  // namespace postino::test
