// SPDX-License-Identifier: MIT
/// The skeleton of a port compiles and fails in order.
#include "template_port.hpp"

#include <gtest/gtest.h>

#include "postino/storage.hpp"

namespace postino::contract {
namespace {

constinit TemplatePort port;

TEST(TemplatePort, EveryCallFailsUntilItIsFilledIn) {
  Storage<> storage;
  Packet packet = storage.pool().take();
  char octet = 0;
  EXPECT_EQ(port.connect("127.0.0.1", 25), Progress::Failed);
  EXPECT_EQ(port.send(packet, Push::Now), Progress::Failed);
  EXPECT_EQ(port.receive({&octet, 1}), Transfer::failed());
  EXPECT_EQ(port.local_address({&octet, 1}), 0U);
  EXPECT_EQ(port.packets_held(), 0U);
  EXPECT_EQ(port.native_code(), 0);
  port.close();
  port.abort();
  EXPECT_TRUE(packet);
}

}  // namespace
}  // namespace postino::contract
