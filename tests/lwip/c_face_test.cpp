// SPDX-License-Identifier: MIT
// The port's face for C, with and without lwIP's thread.
#include <gtest/gtest.h>

#include "postino/c/lwip.h"
#include "postino/c/storage.hpp"
#include "postino/lwip_waiter.hpp"

namespace postino::test {
namespace {

using c::as;

#if NO_SYS
void run_network() {}
#endif

/// The waiter's init, whose last argument lwIP's thread makes superfluous.
postino_fault init(postino_lwip_waiter* waiter, std::size_t size, postino_lwip_socket* socket) {
#if NO_SYS
  return postino_lwip_waiter_init(waiter, size, socket, run_network);
#else
  return postino_lwip_waiter_init(waiter, size, socket);
#endif
}

TEST(LwipInC, ASocketIsMadeInItsStorage) {
  static postino_lwip_socket socket;
  EXPECT_GE(sizeof socket, sizeof(LwipSocket));
  EXPECT_LE(sizeof socket, sizeof(LwipSocket) + 24);
  EXPECT_EQ(postino_lwip_socket_init(nullptr, sizeof socket), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_lwip_socket_init(&socket, sizeof(LwipSocket) - 1),
            POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(postino_lwip_socket_init(&socket, sizeof socket), POSTINO_FAULT_NONE);
#if !NO_SYS
  EXPECT_EQ(postino_lwip_socket_set_wake(nullptr, nullptr, nullptr), POSTINO_FAULT_NULL_POINTER);
#endif
#if NO_SYS  // else they take the lock of a thread that does not run yet
  EXPECT_FALSE(postino_lwip_socket_take_news(&socket));
  EXPECT_TRUE(postino_lwip_socket_quiet(&socket));
#endif
  EXPECT_FALSE(postino_lwip_socket_take_news(nullptr));
  EXPECT_TRUE(postino_lwip_socket_quiet(nullptr));
  EXPECT_EQ(as<Socket>(&socket.socket)->native_code(), 0);
}

TEST(LwipInC, AWaiterServesASocket) {
  static postino_lwip_socket socket;
  static postino_lwip_waiter waiter;
  ASSERT_EQ(postino_lwip_socket_init(&socket, sizeof socket), POSTINO_FAULT_NONE);
  EXPECT_EQ(sizeof waiter, sizeof(LwipWaiter));
  EXPECT_EQ(init(nullptr, sizeof waiter, &socket), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(init(&waiter, sizeof waiter - 1, &socket), POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(init(&waiter, sizeof waiter, nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(init(&waiter, sizeof waiter, &socket), POSTINO_FAULT_NONE);
  EXPECT_EQ(static_cast<void*>(as<Waiter>(&waiter.waiter)), as<LwipWaiter>(&waiter));
#if NO_SYS
  EXPECT_EQ(postino_lwip_waiter_init(&waiter, sizeof waiter, &socket, nullptr),
            POSTINO_FAULT_NULL_POINTER);
#endif
}

}  // namespace
}  // namespace postino::test
