// SPDX-License-Identifier: MIT
// What callbacks of C return, more than there is room for included.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>

#include "postino.h"
#include "postino/c/storage.hpp"
#include "postino/postino.hpp"
#include "support/reference_crypto.hpp"
#include "unit/pool/pool_of.hpp"

namespace postino::test {
namespace {

using c::as;
using std::string;

/// What a callback returns, and what it was given.
struct Answers {
  std::int32_t returns = 0;
  std::uint32_t offset = 0;
  string text{};
  bool more = false;
  string calls{};
};

Answers& answers(void* context) { return *static_cast<Answers*>(context); }

std::int32_t pull(void* context, std::uint32_t offset, char* into, std::size_t room) {
  answers(context).offset = offset;
  if (room != 0) into[0] = 'x';
  return answers(context).returns;
}

TEST(CSource, IsPulledAtItsOffset) {
  Answers given{};
  postino_callback_source storage{};
  ASSERT_EQ(postino_callback_source_init(&storage, sizeof storage, pull, &given, 40),
            POSTINO_FAULT_NONE);
  Source& source = *as<Source>(&storage.source);
  EXPECT_EQ(source.size(), 40U);
  std::array<char, 8> into{};
  given.returns = 8;
  EXPECT_EQ(source.pull(into), Transfer::octets(8));
  EXPECT_EQ(source.pull(into), Transfer::octets(8));
  EXPECT_EQ(given.offset, 8U);
  given.returns = POSTINO_PENDING;
  EXPECT_EQ(source.pull(into), Transfer::pending());
  EXPECT_EQ(given.offset, 16U);
  given.returns = POSTINO_END;
  EXPECT_EQ(source.pull(into), Transfer::end());
  EXPECT_TRUE(source.rewind());
  given.returns = POSTINO_INVALID;
  EXPECT_EQ(source.pull(into), Transfer::invalid());
  EXPECT_EQ(given.offset, 0U);
}

TEST(CSource, ThatReturnsTooMuchOrNonsenseFails) {
  Answers given{};
  postino_callback_source storage{};
  ASSERT_EQ(postino_callback_source_init(&storage, sizeof storage, pull, &given, 40),
            POSTINO_FAULT_NONE);
  std::array<char, 8> into{};
  for (const std::int32_t returns : {9, 0x7fffffff, POSTINO_FAILED, -4, -5, -99}) {
    given.returns = returns;
    EXPECT_EQ(as<Source>(&storage.source)->pull(into), Transfer::failed()) << returns;
  }
}

TEST(CSource, NeedsRoomAndAFunction) {
  postino_callback_source storage{};
  EXPECT_EQ(postino_callback_source_init(nullptr, sizeof storage, pull, nullptr, 0),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_callback_source_init(&storage, 8, pull, nullptr, 0),
            POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(postino_callback_source_init(&storage, sizeof storage, nullptr, nullptr, 0),
            POSTINO_FAULT_NULL_POINTER);
}

constexpr postino_socket_calls socket_calls = {
    [](void* context, postino_text host, std::uint16_t port) {
      answers(context).text = string(host.data, host.size) + ":" + std::to_string(port);
      return answers(context).returns;
    },
    [](void* context, postino_text octets, bool more) {
      answers(context).text += string(octets.data, octets.size) + "|";
      answers(context).more = more;
      return answers(context).returns;
    },
    [](void* context, char* into, std::size_t room) {
      if (room != 0) into[0] = 'r';
      return answers(context).returns;
    },
    [](void* context) { answers(context).calls += "close "; },
    [](void* context) { answers(context).calls += "abort "; },
    [](void* context, char* into, std::size_t) -> std::size_t {
      std::memcpy(into, "::1", 3);
      return static_cast<std::size_t>(answers(context).returns);
    },
    [](void* context) { return answers(context).returns; },
    [](void* context) { return static_cast<std::size_t>(answers(context).returns); },
    [](void* context) { return answers(context).returns != 0; }};

class CSocket : public ::testing::Test {
 protected:
  CSocket() { use(socket_calls); }
  void use(const postino_socket_calls& calls) {
    EXPECT_EQ(postino_callback_socket_init(&storage, sizeof storage, &calls, &given),
              POSTINO_FAULT_NONE);
  }
  Progress send(string text, std::int32_t returns, Push push = Push::Now) {
    packet = made.pool.take();
    std::memcpy(packet.room().data(), text.data(), text.size());
    packet.extend(text.size());
    given.text.clear();
    given.returns = returns;
    return socket.send(packet, push);
  }

  PoolOf made{2, 128};
  Packet packet;
  Answers given{};
  postino_callback_socket storage{};
  Socket& socket = *as<Socket>(&storage.socket);
};

TEST_F(CSocket, Connects) {
  given.returns = POSTINO_DONE;
  EXPECT_EQ(socket.connect("mail.example", 25), Progress::Done);
  EXPECT_EQ(given.text, "mail.example:25");
  given.returns = POSTINO_PENDING;
  EXPECT_EQ(socket.connect("mail.example", 25), Progress::Pending);
  given.returns = POSTINO_NOT_FOUND;
  EXPECT_EQ(socket.connect("mail.example", 25), Progress::NotFound);
  for (const std::int32_t returns : {POSTINO_FAILED, POSTINO_END, POSTINO_INVALID, 2, -9}) {
    given.returns = returns;
    EXPECT_EQ(socket.connect("mail.example", 25), Progress::Failed) << returns;
  }
}

TEST_F(CSocket, SendsUntilAllIsTakenOrNothingIs) {
  EXPECT_EQ(send("QUIT\r\n", 2, Push::Later), Progress::Done);
  EXPECT_EQ(given.text, "QUIT\r\n|IT\r\n|\r\n|");
  EXPECT_TRUE(given.more);
  EXPECT_FALSE(packet);
  EXPECT_EQ(made.pool.taken(), 0U);
  EXPECT_EQ(send("", 0), Progress::Done) << "what was held back goes out";
  EXPECT_EQ(given.text, "|");
  EXPECT_EQ(send("QUIT\r\n", POSTINO_PENDING), Progress::Pending);
  EXPECT_FALSE(given.more);
  EXPECT_EQ(packet.size(), 6U);
}

TEST_F(CSocket, SendsToAPeerThatTakesNoMoreOrIsLost) {
  EXPECT_EQ(send("QUIT\r\n", POSTINO_END), Progress::Closed);
  EXPECT_EQ(send("QUIT\r\n", POSTINO_FAILED), Progress::Failed);
  EXPECT_EQ(send("QUIT\r\n", POSTINO_INVALID), Progress::Failed);
  EXPECT_EQ(send("QUIT\r\n", -9), Progress::Failed);
  EXPECT_EQ(send("QUIT\r\n", 7), Progress::Failed) << "more than there was";
  EXPECT_EQ(send("QUIT\r\n", 6), Progress::Done);
}

TEST_F(CSocket, Receives) {
  std::array<char, 4> into{};
  given.returns = 4;
  EXPECT_EQ(socket.receive(into), Transfer::octets(4));
  given.returns = POSTINO_PENDING;
  EXPECT_EQ(socket.receive(into), Transfer::pending());
  given.returns = POSTINO_END;
  EXPECT_EQ(socket.receive(into), Transfer::end());
  for (const std::int32_t returns : {5, POSTINO_FAILED, POSTINO_INVALID, -9}) {
    given.returns = returns;
    EXPECT_EQ(socket.receive(into), Transfer::failed()) << returns;
  }
}

TEST_F(CSocket, ClosesAndAborts) {
  socket.close();
  socket.abort();
  EXPECT_EQ(given.calls, "close abort ");
  EXPECT_EQ(socket.packets_held(), 0U);
}

TEST_F(CSocket, MayKnowItsAddressAndANumber) {
  std::array<char, 46> into{};
  given.returns = 3;
  EXPECT_EQ(socket.local_address(into), 3U);
  EXPECT_EQ(socket.native_code(), 3);
  given.returns = 47;
  EXPECT_EQ(socket.local_address(into), 0U) << "more than there is room for";
  postino_socket_calls calls = socket_calls;
  calls.local_address = nullptr;
  calls.native_code = nullptr;
  use(calls);
  EXPECT_EQ(socket.local_address(into), 0U);
  EXPECT_EQ(socket.native_code(), 0);
}

TEST_F(CSocket, MayGoOnWithFurtherAddresses) {
  given.returns = 2;
  EXPECT_EQ(socket.addresses_left(), 2U);
  EXPECT_TRUE(socket.go_on_after_this_address());
  given.returns = 0;
  EXPECT_FALSE(socket.go_on_after_this_address());
  postino_socket_calls calls = socket_calls;
  calls.addresses_left = nullptr;
  calls.go_on_after_this_address = nullptr;
  use(calls);
  given.returns = 2;
  EXPECT_EQ(socket.addresses_left(), 0U);
  EXPECT_FALSE(socket.go_on_after_this_address());
}

TEST_F(CSocket, NeedsItsFunctions) {
  EXPECT_EQ(postino_callback_socket_init(nullptr, sizeof storage, &socket_calls, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_callback_socket_init(&storage, 8, &socket_calls, nullptr),
            POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(postino_callback_socket_init(&storage, sizeof storage, nullptr, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  const auto without = [this](const auto& take_away) {
    postino_socket_calls calls = socket_calls;
    take_away(calls);
    return postino_callback_socket_init(&storage, sizeof storage, &calls, nullptr);
  };
  using Calls = postino_socket_calls;
  EXPECT_EQ(without([](Calls& it) { it.connect = nullptr; }), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(without([](Calls& it) { it.send = nullptr; }), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(without([](Calls& it) { it.receive = nullptr; }), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(without([](Calls& it) { it.close = nullptr; }), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(without([](Calls& it) { it.abort = nullptr; }), POSTINO_FAULT_NULL_POINTER);
}

TEST(CWaiter, TellsTheTimeAndWaits) {
  postino_waiter_calls calls = {
      [](void* context) { return answers(context).offset; },
      [](void* context, std::uint32_t until) { answers(context).offset = until; }};
  Answers given{.offset = 5};
  postino_callback_waiter storage{};
  ASSERT_EQ(postino_callback_waiter_init(&storage, sizeof storage, &calls, &given),
            POSTINO_FAULT_NONE);
  Waiter& waiter = *as<Waiter>(&storage.waiter);
  EXPECT_EQ(waiter.now(), Millis{5});
  waiter.wait({77});
  EXPECT_EQ(given.offset, 77U);
  EXPECT_EQ(postino_callback_waiter_init(nullptr, sizeof storage, &calls, &given),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_callback_waiter_init(&storage, sizeof storage, nullptr, &given),
            POSTINO_FAULT_NULL_POINTER);
  calls.now = nullptr;
  EXPECT_EQ(postino_callback_waiter_init(&storage, sizeof storage, &calls, &given),
            POSTINO_FAULT_NULL_POINTER);
}

TEST(CRandom, Fills) {
  postino_callback_random storage{};
  bool there = true;
  const postino_fill fill = [](void* context, char* into, std::size_t count) {
    std::memset(into, 'r', count);
    return *static_cast<bool*>(context);
  };
  ASSERT_EQ(postino_callback_random_init(&storage, sizeof storage, fill, &there),
            POSTINO_FAULT_NONE);
  std::array<char, 4> into{};
  EXPECT_TRUE(as<RandomSource>(&storage.random)->fill(into));
  EXPECT_EQ(string(into.data(), into.size()), "rrrr");
  there = false;
  EXPECT_FALSE(as<RandomSource>(&storage.random)->fill(into));
  EXPECT_EQ(postino_callback_random_init(&storage, sizeof storage, nullptr, &there),
            POSTINO_FAULT_NULL_POINTER);
}

ReferenceHash& hash_of(void* context) { return *static_cast<ReferenceHash*>(context); }
std::string_view view_of(postino_text text) { return {text.data, text.size}; }
std::span<char> room_of(void* context, char* digest) { return {digest, hash_of(context).size()}; }

constexpr postino_hash_calls hash_calls = {
    32,
    [](void* context, postino_text octets, char* digest) {
      return hash_of(context).hash(view_of(octets), room_of(context, digest));
    },
    [](void* context, postino_text key) { return hash_of(context).begin(view_of(key)); },
    [](void* context, postino_text octets) { return hash_of(context).update(view_of(octets)); },
    [](void* context, char* digest) { return hash_of(context).finish(room_of(context, digest)); }};

TEST(CHash, ComputesWhatItIsGiven) {
  ReferenceHash reference{Digest::Sha256};
  postino_callback_hash storage{};
  ASSERT_EQ(postino_callback_hash_init(&storage, sizeof storage, &hash_calls, &reference),
            POSTINO_FAULT_NONE);
  KeyedHash& hash = *as<KeyedHash>(&storage.hash);
  std::array<char, 32> digest{};
  EXPECT_EQ(hash.size(), 32U);
  EXPECT_TRUE(hash.hash("abc", digest));
  EXPECT_EQ(string(digest.data(), 32), digest_of(Digest::Sha256, "abc"));
  EXPECT_TRUE(hash.begin("key") && hash.update("a") && hash.update("bc") && hash.finish(digest));
  EXPECT_EQ(string(digest.data(), 32), hmac(Digest::Sha256, "key", "abc"));
}

TEST(CHash, IteratesThePassword) {
  ReferenceHash reference{Digest::Sha256};
  postino_callback_hash storage{};
  ASSERT_EQ(postino_callback_hash_init(&storage, sizeof storage, &hash_calls, &reference),
            POSTINO_FAULT_NONE);
  string first = hmac(Digest::Sha256, "pencil", string("salt\0\0\0\1", 8));
  string sum = first;
  EXPECT_TRUE(as<KeyedHash>(&storage.hash)->iterate("pencil", first, sum, 6));
  EXPECT_EQ(sum, salted(Digest::Sha256, "pencil", "salt", 7));
}

TEST(CHash, NeedsItsFunctions) {
  postino_callback_hash storage{};
  EXPECT_EQ(postino_callback_hash_init(&storage, sizeof storage, nullptr, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  postino_hash_calls calls = hash_calls;
  calls.finish = nullptr;
  EXPECT_EQ(postino_callback_hash_init(&storage, sizeof storage, &calls, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  calls = hash_calls;
  calls.digest_size = 33;
  EXPECT_EQ(postino_callback_hash_init(&storage, sizeof storage, &calls, nullptr),
            POSTINO_FAULT_STORAGE_TOO_SMALL);
}

}  // namespace
}  // namespace postino::test
