// SPDX-License-Identifier: MIT
/// An MbedTransport without a client above it and without a server at the other end.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "tls/support/tls_bench.hpp"

namespace postino::test {

struct BareTransport {
  BareTransport() { heap.install(); }
  ~BareTransport() {
    tls.abort();
    EXPECT_EQ(room.pool.taken(), 0U);
    EXPECT_EQ(heap.used(), 0U);
    heap.remove();
  }
  BareTransport(const BareTransport&) = delete;
  BareTransport& operator=(const BareTransport&) = delete;

  /// Steps of the handshake until it waits for the server, or has ended.
  Progress advance(MbedTransport& transport, std::string_view name = "mail.example") {
    Progress progress = Progress::Working;
    while (progress == Progress::Working) progress = transport.secure(name);
    return progress;
  }

  std::vector<std::byte> memory = std::vector<std::byte>(plenty_of_memory);
  MbedHeap heap{memory};
  VirtualClock clock;
  FakeSocket wire{clock};
  RoomOf room{{}};
  TestEntropy entropy;
  MbedDrbg random{entropy};
  MbedSettings settings{.unverified = true};
  MbedTransport tls{wire, room.pool, random, settings};
};

}  // namespace postino::test
