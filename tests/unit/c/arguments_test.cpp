// SPDX-License-Identifier: MIT
// What C can hand over and C++ can't: each ends in a fault with a name.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>

#include "postino.h"
#include "postino/c/storage.hpp"
#include "postino/postino.hpp"
#include "support/fake_socket.hpp"
#include "support/fake_transport.hpp"

namespace postino::test {
namespace {

using c::as;

/// A client of each class, as C calls it.
struct Face {
  const char* name;
  postino_fault (*init)(void* client, std::size_t size, FakeTransport* wire,
                        const postino_memory* memory);
  postino_fault (*send)(void* client, const postino_server*, const postino_mail*,
                        const postino_composer*);
  postino_fault (*poll)(void* client, std::uint32_t now);
  std::uint32_t (*poll_at)(const void* client);
  bool (*take_report)(void* client, postino_report* report);
  bool (*idle)(const void* client);
  bool (*connected)(const void* client);
  postino_fault (*abort)(void* client);
  postino_fault (*end)(void* client);
  std::size_t size;
};

template <class Storage, auto send_, auto poll_, auto poll_at_, auto take, auto idle_, auto conn,
          auto abort_, auto end_>
constexpr Face face(const char* name, decltype(Face::init) init) {
  return {name,
          init,
          [](void* client, const postino_server* server, const postino_mail* mail,
             const postino_composer* composer) {
            return send_(static_cast<Storage*>(client), server, mail, composer);
          },
          [](void* client, std::uint32_t now) { return poll_(static_cast<Storage*>(client), now); },
          [](const void* client) { return poll_at_(static_cast<const Storage*>(client)); },
          [](void* client, postino_report* report) {
            return take(static_cast<Storage*>(client), report);
          },
          [](const void* client) { return idle_(static_cast<const Storage*>(client)); },
          [](const void* client) { return conn(static_cast<const Storage*>(client)); },
          [](void* client) { return abort_(static_cast<Storage*>(client)); },
          [](void* client) { return end_(static_cast<Storage*>(client)); },
          sizeof(Storage)};
}

postino_socket* socket_of(FakeTransport* wire) {
  return wire != nullptr ? as<postino_socket>(&wire->socket()) : nullptr;
}
postino_transport* transport_of(FakeTransport* wire) {
  return as<postino_transport>(static_cast<Transport*>(wire));
}

const Face faces[] = {
    face<postino_client, postino_send, postino_poll, postino_poll_at, postino_take_report,
         postino_idle, postino_connected, postino_abort, postino_client_delete>(
        "Client",
        [](void* client, std::size_t size, FakeTransport* wire, const postino_memory* memory) {
          return postino_client_init(static_cast<postino_client*>(client), size, transport_of(wire),
                                     memory);
        }),
    face<postino_small_client, postino_small_send, postino_small_poll, postino_small_poll_at,
         postino_small_take_report, postino_small_idle, postino_small_connected,
         postino_small_abort, postino_small_client_delete>(
        "SmallClient",
        [](void* client, std::size_t size, FakeTransport* wire, const postino_memory* memory) {
          return postino_small_client_init(static_cast<postino_small_client*>(client), size,
                                           socket_of(wire), memory);
        }),
    face<postino_small_tls_client, postino_small_tls_send, postino_small_tls_poll,
         postino_small_tls_poll_at, postino_small_tls_take_report, postino_small_tls_idle,
         postino_small_tls_connected, postino_small_tls_abort, postino_small_tls_client_delete>(
        "SmallTlsClient",
        [](void* client, std::size_t size, FakeTransport* wire, const postino_memory* memory) {
          return postino_small_tls_client_init(static_cast<postino_small_tls_client*>(client), size,
                                               transport_of(wire), memory);
        })};

class CArguments : public ::testing::TestWithParam<Face> {
 protected:
  CArguments() {
    relay.host = POSTINO_TEXT("mail.example");
    relay.ehlo_name = POSTINO_TEXT("client.example");
    relay.security = POSTINO_SECURITY_STARTTLS;
    if (std::string{GetParam().name} == "SmallClient") relay.security = POSTINO_SECURITY_NONE;
    mail.from.address = POSTINO_TEXT("node7@plant.example");
    mail.to.one.address = POSTINO_TEXT("ops@plant.example");
    mail.text.text = POSTINO_TEXT("Dry run.\r\n");
  }
  [[nodiscard]] postino_fault init() { return face.init(client.data(), face.size, &wire, &memory); }
  [[nodiscard]] postino_fault send() {
    const postino_fault fault = face.send(client.data(), &relay, &mail, postino_plain_text());
    static_cast<void>(face.abort(client.data()));
    postino_report report{};
    if (fault == POSTINO_FAULT_NONE) {
      EXPECT_TRUE(face.take_report(client.data(), &report));
    }
    return fault;
  }

  const Face& face = GetParam();
  alignas(8) std::array<unsigned char, sizeof(postino_client)> client{};
  VirtualClock clock;
  FakeSocket socket{clock};
  FakeTransport wire{socket};
  postino_pool pool = POSTINO_POOL_INIT;
  alignas(8) std::array<std::byte, 2 * POSTINO_PACKET_SIZE(128)> packets{};
  std::array<postino_recipient_report, 2> recipients{};
  std::array<char, 32> words{};
  postino_memory memory{&pool,        packets.data(),    packets.size(),
                        128,          recipients.data(), recipients.size(),
                        words.data(), words.size()};
  postino_server relay = POSTINO_SERVER_INIT;
  postino_mail mail = POSTINO_MAIL_INIT;
};

INSTANTIATE_TEST_SUITE_P(Each, CArguments, ::testing::ValuesIn(faces),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_P(CArguments, AreFine) {
  EXPECT_EQ(init(), POSTINO_FAULT_NONE);
  EXPECT_TRUE(face.idle(client.data()));
  EXPECT_EQ(send(), POSTINO_FAULT_NONE);
}

TEST_P(CArguments, NoClientIsAFaultOfEachFunction) {
  postino_report report{};
  EXPECT_EQ(face.init(nullptr, face.size, &wire, &memory), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(face.send(nullptr, &relay, &mail, postino_plain_text()), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(face.poll(nullptr, 0), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(face.poll_at(nullptr), 0U);
  EXPECT_FALSE(face.idle(nullptr));
  EXPECT_FALSE(face.connected(nullptr));
  EXPECT_EQ(face.abort(nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(face.end(nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_TRUE(face.take_report(nullptr, &report));
  EXPECT_EQ(report.outcome, POSTINO_OUTCOME_INVALID_ARGUMENT);
  EXPECT_EQ(report.error.fault, POSTINO_FAULT_NULL_POINTER);
}

TEST_P(CArguments, StorageIsMissingOrTooSmall) {
  EXPECT_EQ(face.init(client.data(), face.size - 16, &wire, &memory),
            POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(face.init(client.data(), 0, &wire, &memory), POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(face.init(client.data(), face.size, nullptr, &memory), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(face.init(client.data(), face.size, &wire, nullptr), POSTINO_FAULT_NULL_POINTER);
}

TEST_P(CArguments, MemoryLacksSomething) {
  const postino_memory whole = memory;
  const auto expect = [&](postino_fault fault, const auto& change) {
    memory = whole;
    change(memory);
    EXPECT_EQ(init(), fault);
  };
  const postino_fault null = POSTINO_FAULT_NULL_POINTER, small = POSTINO_FAULT_STORAGE_TOO_SMALL;
  expect(null, [](postino_memory& it) { it.pool = nullptr; });
  expect(null, [](postino_memory& it) { it.packets = nullptr; });
  expect(null, [](postino_memory& it) { it.recipients = nullptr; });
  expect(null, [](postino_memory& it) { it.reply_text = nullptr; });
  expect(small, [](postino_memory& it) { it.recipient_count = 0; });
  expect(small, [](postino_memory& it) { it.packets_size = POSTINO_PACKET_SIZE(128) - 1; });
  expect(small, [](postino_memory& it) { it.packets_size = 0; });
  expect(small, [](postino_memory& it) { it.packet_bytes = PacketPool::min_packet_bytes - 1; });
  expect(small, [](postino_memory& it) { it.packet_bytes = 65536; });
  expect(POSTINO_FAULT_NONE, [](postino_memory& it) {
    it.reply_text = nullptr;
    it.reply_text_size = 0;
  });
}

TEST_P(CArguments, APoolThatHasPacketsNeedsNone) {
  as<PacketPool>(&pool)->provide(packets, 128);
  memory.packets = nullptr;
  memory.packets_size = 0;
  EXPECT_EQ(init(), POSTINO_FAULT_NONE);
  EXPECT_EQ(send(), POSTINO_FAULT_NONE);
}

TEST_P(CArguments, OfAServerAreNull) {
  ASSERT_EQ(init(), POSTINO_FAULT_NONE);
  EXPECT_EQ(face.send(client.data(), nullptr, &mail, postino_plain_text()),
            POSTINO_FAULT_NULL_POINTER);
  const postino_server whole = relay;
  const postino_mechanism* const none[] = {nullptr};
  const postino_extension* const no_extension[] = {nullptr};
  const auto expect_null = [&](const auto& change) {
    relay = whole;
    change(relay);
    EXPECT_EQ(send(), POSTINO_FAULT_NULL_POINTER);
    EXPECT_TRUE(face.idle(client.data()));
  };
  expect_null([](postino_server& it) { it.host.data = nullptr; });
  expect_null([](postino_server& it) { it.ehlo_name.data = nullptr; });
  for (postino_text postino_login::*text :
       {&postino_login::user, &postino_login::password, &postino_login::token}) {
    expect_null([text](postino_server& it) {
      it.login.given = true;
      it.login.value.*text = {nullptr, 1};
    });
  }
  expect_null([](postino_server& it) {
    it.login.given = true;
    it.login.value.mechanisms = {nullptr, 1};
  });
  expect_null([&none](postino_server& it) {
    it.login.given = true;
    it.login.value.mechanisms = {none, 1};
  });
  expect_null([](postino_server& it) { it.extensions = postino_extensions_of(nullptr, 1); });
  expect_null([&](postino_server& it) { it.extensions = postino_extensions_of(no_extension, 1); });
  relay = whole;
  relay.login.value.user = {nullptr, 1};  // of a login that is not given
  EXPECT_EQ(send(), POSTINO_FAULT_NONE);
}

TEST_P(CArguments, OfAMailAreNull) {
  ASSERT_EQ(init(), POSTINO_FAULT_NONE);
  EXPECT_EQ(face.send(client.data(), &relay, nullptr, postino_plain_text()),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(face.send(client.data(), &relay, &mail, nullptr), POSTINO_FAULT_NULL_POINTER);
  const postino_mail whole = mail;
  const postino_mailbox boxes[] = {mail.to.one, {{nullptr, 1}, POSTINO_TEXT_INIT}};
  const postino_header headers[] = {{POSTINO_TEXT("X-Pump"), {nullptr, 1}}};
  const postino_parameters* const parameters[] = {nullptr};
  const auto expect_null = [&](const auto& change) {
    mail = whole;
    change(mail);
    EXPECT_EQ(send(), POSTINO_FAULT_NULL_POINTER);
  };
  static constexpr postino_text broken = {nullptr, 1};
  for (postino_mailbox postino_mail::*box :
       {&postino_mail::from, &postino_mail::sender, &postino_mail::reply_to}) {
    expect_null([box](postino_mail& it) { (it.*box).address = broken; });
    expect_null([box](postino_mail& it) { (it.*box).name = broken; });
  }
  for (postino_recipients postino_mail::*list :
       {&postino_mail::to, &postino_mail::cc, &postino_mail::bcc}) {
    expect_null([list](postino_mail& it) { (it.*list).one.address = broken; });
    expect_null([list](postino_mail& it) { (it.*list).one.name = broken; });
    expect_null([list](postino_mail& it) { (it.*list).count = 1; });
    expect_null([&](postino_mail& it) {
      (it.*list).list = boxes;
      (it.*list).count = 2;
    });
  }
  expect_null([](postino_mail& it) { it.subject = broken; });
  expect_null([](postino_mail& it) { it.message_id.domain = broken; });
  expect_null([](postino_mail& it) { it.message_id.device = broken; });
  expect_null([](postino_mail& it) { it.headers.count = 1; });
  expect_null([&](postino_mail& it) { it.headers = {headers, 1}; });
  expect_null([](postino_mail& it) { it.text.text = broken; });
  expect_null([](postino_mail& it) { it.parameters.count = 1; });
  expect_null([&](postino_mail& it) { it.parameters = {parameters, 1}; });
}

TEST_P(CArguments, AreNoEnumerators) {
  ASSERT_EQ(init(), POSTINO_FAULT_NONE);
  const postino_server whole = relay;
  relay.security = POSTINO_SECURITY_NONE + 1;
  EXPECT_EQ(send(), POSTINO_FAULT_INVALID_ENUMERATOR);
  relay = whole;
  relay.pipelining = POSTINO_PIPELINING_ACROSS_MAILS + 1;
  EXPECT_EQ(send(), POSTINO_FAULT_INVALID_ENUMERATOR);
  relay = whole;
  mail.priority = POSTINO_PRIORITY_HIGH + 1;
  EXPECT_EQ(send(), POSTINO_FAULT_INVALID_ENUMERATOR);
  mail.priority = POSTINO_PRIORITY_HIGH;
  EXPECT_EQ(send(), POSTINO_FAULT_NONE);
}

TEST_P(CArguments, AClientThatIsBusyIsNotIdle) {
  ASSERT_EQ(init(), POSTINO_FAULT_NONE);
  ASSERT_EQ(face.send(client.data(), &relay, &mail, postino_plain_text()), POSTINO_FAULT_NONE);
  EXPECT_EQ(face.send(client.data(), &relay, &mail, postino_plain_text()), POSTINO_FAULT_NOT_IDLE);
  EXPECT_FALSE(face.idle(client.data()));
  EXPECT_EQ(face.abort(client.data()), POSTINO_FAULT_NONE);
  postino_report report{};
  ASSERT_TRUE(face.take_report(client.data(), &report));
  EXPECT_EQ(report.error.fault, POSTINO_FAULT_ABORTED);
  EXPECT_FALSE(face.take_report(client.data(), &report));
  EXPECT_TRUE(face.take_report(client.data(), nullptr));
}

#if POSTINO_PACKET_CANARIES
TEST_P(CArguments, AClientIsMadeOnceAndNotUsedBeforeOrAfter) {
  postino_report report{};
  const auto expect_none = [&] {
    EXPECT_EQ(face.send(client.data(), &relay, &mail, postino_plain_text()),
              POSTINO_FAULT_NOT_INITIALISED);
    EXPECT_EQ(face.poll(client.data(), 0), POSTINO_FAULT_NOT_INITIALISED);
    EXPECT_EQ(face.poll_at(client.data()), 0U);
    EXPECT_FALSE(face.idle(client.data()));
    EXPECT_FALSE(face.connected(client.data()));
    EXPECT_EQ(face.abort(client.data()), POSTINO_FAULT_NOT_INITIALISED);
    EXPECT_EQ(face.end(client.data()), POSTINO_FAULT_NOT_INITIALISED);
    EXPECT_TRUE(face.take_report(client.data(), &report));
    EXPECT_EQ(report.error.fault, POSTINO_FAULT_NOT_INITIALISED);
  };
  expect_none();
  EXPECT_EQ(init(), POSTINO_FAULT_NONE);
  EXPECT_EQ(init(), POSTINO_FAULT_ALREADY_INITIALISED);
  EXPECT_EQ(face.end(client.data()), POSTINO_FAULT_NONE);
  expect_none();
  EXPECT_EQ(init(), POSTINO_FAULT_NONE);
  EXPECT_EQ(send(), POSTINO_FAULT_NONE);
}
#endif

}  // namespace
}  // namespace postino::test
