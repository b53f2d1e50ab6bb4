// SPDX-License-Identifier: MIT
// What is read out of Mbed TLS where it does not say so itself.
#include <gtest/gtest.h>
#include <mbedtls/platform.h>

#include <string>

#include "tls/support/bare_engine.hpp"
#include "tls/support/bare_transport.hpp"

namespace postino::test {
namespace {

constexpr std::size_t room = MBEDTLS_SSL_IN_CONTENT_LEN;
constexpr std::size_t max_content = 16384;
constexpr unsigned char no_type = 0;
constexpr unsigned char handshake = 22;

class NeededRoom : public BareEngine {
 protected:
  std::size_t of(unsigned char type, unsigned char major, std::size_t length) {
    hears({type, major, 3, static_cast<unsigned char>(length >> 8),
           static_cast<unsigned char>(length)});
    return engine->needed_room();
  }
  /// A buffer that holds every record needs no larger one.
  static constexpr std::size_t or_none(std::size_t size) { return room >= max_content ? 0 : size; }
};

TEST_F(NeededRoom, IsNoneBeforeARecord) {
  EXPECT_EQ(engine->needed_room(), 0U);
  engine->ssl.MBEDTLS_PRIVATE(in_hslen) = room + 1;
  EXPECT_EQ(engine->needed_room(), 0U);
}

TEST_F(NeededRoom, IsThatOfAMessage) {
  hears({handshake, 3, 3, 0, 9});
  for (const std::size_t size : {room - 1, room}) {
    engine->ssl.MBEDTLS_PRIVATE(in_hslen) = size;
    EXPECT_EQ(engine->needed_room(), 0U);
  }
  engine->ssl.MBEDTLS_PRIVATE(in_hslen) = room + 1;
  EXPECT_EQ(engine->needed_room(), room + 1);
}

TEST_F(NeededRoom, IsThatOfARecord) {
  EXPECT_EQ(of(handshake, 3, room), 0U);
  EXPECT_EQ(of(handshake, 3, room + 1), or_none(room + 1));
  EXPECT_EQ(of(handshake, 3, 0x2345), or_none(0x2345));
  EXPECT_EQ(of(handshake, 3, max_content + 256), or_none(max_content + 256));
  EXPECT_EQ(of(handshake, 3, max_content + 257), 0U) << "no record is so long";
}

TEST_F(NeededRoom, IsOfRecordsOnly) {
  for (unsigned type = 0; type < 256; ++type) {
    const bool is_record = type >= 20 && type <= 23;
    EXPECT_EQ(of(static_cast<unsigned char>(type), 3, 0x2345), is_record ? or_none(0x2345) : 0U);
  }
  for (const int major : {2, 4, 22}) {
    EXPECT_EQ(of(handshake, static_cast<unsigned char>(major), 0x2345), 0U);
  }
}

TEST_F(NeededRoom, IsNotKnownBeforeTheHeadIsThere) {
  ASSERT_EQ(of(handshake, 3, 0x2345), or_none(0x2345));
  engine->ssl.MBEDTLS_PRIVATE(in_left) = 4;
  EXPECT_EQ(engine->needed_room(), 0U);
}

class Heard : public BareEngine {};

TEST_F(Heard, NoTlsIsWhatNoRecordBeginsWith) {
  is_at(MBEDTLS_SSL_SERVER_HELLO);
  EXPECT_FALSE(engine->heard_no_tls()) << "there is nothing";
  for (unsigned type = 0; type < 256; ++type) {
    const bool is_record = type >= 20 && type <= 23;
    hears({static_cast<unsigned char>(type), is_record ? no_type : handshake, 0, 0, 0});
    EXPECT_EQ(engine->heard_no_tls(), !is_record) << type;
  }
  hears({'2', '2', '0', ' ', 'x'});
  is_at(MBEDTLS_SSL_SERVER_CERTIFICATE);
  EXPECT_FALSE(engine->heard_no_tls()) << "it did speak TLS before";
}

TEST_F(Heard, AKeyUpdateIsAMessageAfterTheHandshake) {
  for (const int state : {MBEDTLS_SSL_SERVER_HELLO, MBEDTLS_SSL_HANDSHAKE_OVER}) {
    for (const int type : {MBEDTLS_SSL_MSG_HANDSHAKE, MBEDTLS_SSL_MSG_APPLICATION_DATA}) {
      for (const int first : {23, 24, 25}) {
        is_at(state);
        reads(type, static_cast<unsigned char>(first));
        EXPECT_EQ(engine->heard_key_update(), state == MBEDTLS_SSL_HANDSHAKE_OVER &&
                                                  type == MBEDTLS_SSL_MSG_HANDSHAKE && first == 24)
            << state << " " << type << " " << first;
      }
    }
  }
}

TEST_F(Heard, WithoutACertificateTheJudgesObjectionsAreAllThereAre) {
  EXPECT_EQ(engine->objections(), 0U);
  engine->judgement.objections = 6;
  EXPECT_EQ(engine->objections(), 6U);
}

TEST(EngineSetUp, TakesANameOf255Octets) {
  BareTransport bare;
  for (const auto& [name, good] : {std::pair{std::string(255, 'a'), true},
                                   {std::string(255, 'a') + '.', true},
                                   {std::string(256, 'a'), false},
                                   {std::string{"."}, false},
                                   {std::string{}, false}}) {
    (void)bare.wire.connect("mail.example", 465);
    EXPECT_EQ(bare.tls.secure(name), good ? Progress::Working : Progress::Failed) << name;
    bare.tls.abort();
  }
}

TEST(EngineSetUp, TellsWhyItFailedWhateverFailedBefore) {
  BareTransport bare;
  EXPECT_EQ(mbedtls_calloc(1, plenty_of_memory), nullptr);
  ASSERT_EQ(bare.heap.failures(), 1U);
  (void)bare.wire.connect("mail.example", 465);
  ASSERT_EQ(bare.advance(bare.tls), Progress::Pending);
  bare.wire.deliver("220 mail.example ESMTP\r\n");
  EXPECT_EQ(bare.advance(bare.tls), Progress::Failed);
  EXPECT_EQ(bare.tls.fault(), Fault::NotTls);
}

}  // namespace
}  // namespace postino::test
