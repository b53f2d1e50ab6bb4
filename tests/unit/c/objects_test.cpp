// SPDX-License-Identifier: MIT
// Objects in C's storage: what they do is C++'s, so here is that they are there, whole and at the
// front, and that nothing is made in no room.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "postino.h"
#include "postino/c/storage.hpp"
#include "postino/cram_md5.hpp"
#include "postino/postino.hpp"
#include "support/fake_socket.hpp"
#include "support/fake_transport.hpp"
#include "support/reference_crypto.hpp"
#include "unit/extension/written.hpp"

namespace postino::test {
namespace {

using c::as;

/// Calls `init` with a storage that is missing, one octet too small for the `need`ed ones, and fit.
template <class Storage, class Init>
void expect_room(Storage& storage, std::size_t need, const Init& init) {
  EXPECT_EQ(init(static_cast<Storage*>(nullptr), sizeof(Storage)), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(init(&storage, need - 1), POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(init(&storage, std::size_t{0}), POSTINO_FAULT_STORAGE_TOO_SMALL);
  EXPECT_EQ(init(&storage, sizeof(Storage)), POSTINO_FAULT_NONE);
  EXPECT_GE(sizeof(Storage), need);
}

TEST(CObjects, AreAsLargeAsThoseOfCppOrAWordLarger) {
  EXPECT_EQ(sizeof(postino_client) - (POSTINO_PACKET_CANARIES ? 8 : 0), sizeof(Client));
  EXPECT_EQ(sizeof(postino_small_client) - (POSTINO_PACKET_CANARIES ? 8 : 0), sizeof(SmallClient));
  EXPECT_EQ(sizeof(postino_small_tls_client) - (POSTINO_PACKET_CANARIES ? 8 : 0),
            sizeof(SmallTlsClient));
  EXPECT_EQ(sizeof(postino_pool), sizeof(PacketPool));
  EXPECT_EQ(sizeof(postino_plain_transport), sizeof(PlainTransport));
  EXPECT_EQ(sizeof(postino_mime), sizeof(MimeComposer));
  EXPECT_EQ(sizeof(postino_scram_exchange), sizeof(sasl::ScramExchange));
  EXPECT_EQ(sizeof(postino_scram), sizeof(sasl::Scram));
  EXPECT_EQ(sizeof(postino_strongest), sizeof(sasl::Strongest));
  EXPECT_EQ(sizeof(postino_cram_md5), sizeof(sasl::CramMd5) + sizeof(sasl::CramMd5Exchange));
  EXPECT_EQ(sizeof(postino_dsn), sizeof(Dsn));
  EXPECT_EQ(sizeof(postino_limits), sizeof(Limits) + sizeof(LimitsOffer));
  EXPECT_EQ(sizeof(postino_deliver_within), sizeof(DeliverWithin));
  EXPECT_EQ(sizeof(postino_hold), sizeof(HoldFor));
}

TEST(CObjects, ScramNeedsAHashAndRandomNumbers) {
  ReferenceHash sha256{Digest::Sha256};
  ReferenceRandom numbers{"r"};
  auto* const hash = as<postino_hash>(static_cast<KeyedHash*>(&sha256));
  auto* const random = as<postino_random>(static_cast<RandomSource*>(&numbers));
  postino_scram_exchange exchange{};
  expect_room(exchange, sizeof(sasl::ScramExchange), [&](auto* storage, std::size_t size) {
    return postino_scram_exchange_init(storage, size, hash, random, nullptr);
  });
  EXPECT_EQ(postino_scram_exchange_init(&exchange, sizeof exchange, nullptr, random, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_scram_exchange_init(&exchange, sizeof exchange, hash, nullptr, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_scram_exchange_limit(&exchange, 4096), POSTINO_FAULT_NONE);
  EXPECT_EQ(as<sasl::ScramExchange>(&exchange)->max_iterations, 4096U);
  EXPECT_EQ(postino_scram_exchange_limit(nullptr, 4096), POSTINO_FAULT_NULL_POINTER);
  for (const bool plus : {false, true}) {
    postino_scram scram{};
    expect_room(scram, sizeof(sasl::Scram), [&](auto* storage, std::size_t size) {
      return postino_scram_init(storage, size, &exchange, plus);
    });
    EXPECT_EQ(postino_scram_init(&scram, sizeof scram, nullptr, plus), POSTINO_FAULT_NULL_POINTER);
    EXPECT_EQ(as<const Mechanism>(&scram.mechanism)->name(),
              plus ? "SCRAM-SHA-256-PLUS" : "SCRAM-SHA-256");
  }
}

TEST(CObjects, StrongestHasItsList) {
  ReferenceHash sha256{Digest::Sha256};
  ReferenceRandom numbers{"r"};
  auto* const hash = as<postino_hash>(static_cast<KeyedHash*>(&sha256));
  auto* const random = as<postino_random>(static_cast<RandomSource*>(&numbers));
  postino_strongest strongest{};
  expect_room(strongest, sizeof(sasl::Strongest), [&](auto* storage, std::size_t size) {
    return postino_strongest_init(storage, size, hash, random, nullptr);
  });
  EXPECT_EQ(postino_strongest_init(&strongest, sizeof strongest, nullptr, random, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_strongest_init(&strongest, sizeof strongest, hash, nullptr, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  const postino_mechanisms list = postino_strongest_mechanisms(&strongest);
  ASSERT_EQ(list.count, 4U);
  EXPECT_EQ(as<const Mechanism>(list.list[0])->name(), "SCRAM-SHA-256-PLUS");
  EXPECT_EQ(as<const Mechanism>(list.list[3])->name(), "LOGIN");
  EXPECT_EQ(postino_strongest_mechanisms(nullptr).count, 0U);
}

TEST(CObjects, CramMd5LiesAtTheFront) {
  ReferenceHash md5{Digest::Md5};
  auto* const hash = as<postino_hash>(static_cast<KeyedHash*>(&md5));
  postino_cram_md5 cram{};
  expect_room(cram, sizeof(postino_cram_md5), [&](auto* storage, std::size_t size) {
    return postino_cram_md5_init(storage, size, hash);
  });
  EXPECT_EQ(postino_cram_md5_init(&cram, sizeof cram, nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(as<const Mechanism>(&cram.mechanism)->name(), "CRAM-MD5");
}

TEST(CObjects, TransportsLieAtTheFront) {
  VirtualClock clock;
  FakeSocket wire{clock};
  auto* const socket = as<postino_socket>(static_cast<Socket*>(&wire));
  postino_plain_transport plain{};
  expect_room(plain, sizeof(PlainTransport), [&](auto* storage, std::size_t size) {
    return postino_plain_transport_init(storage, size, socket);
  });
  EXPECT_EQ(postino_plain_transport_init(&plain, sizeof plain, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(&as<Transport>(&plain.transport)->socket(), &wire);
  postino_trace trace{};
  const auto line = [](void*, bool, postino_text) {};
  expect_room(trace, sizeof(TracingTransport), [&](auto* storage, std::size_t size) {
    return postino_trace_init(storage, size, &plain.transport, line, nullptr);
  });
  EXPECT_EQ(postino_trace_init(&trace, sizeof trace, nullptr, line, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_trace_init(&trace, sizeof trace, &plain.transport, nullptr, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(&as<Transport>(&trace.transport)->socket(), &wire);
}

/// What `parameters` write after MAIL.
std::string after_mail(const postino_parameters& parameters) {
  return behind_mail(*as<const Parameters>(&parameters));
}

TEST(CObjects, ParametersWriteWhatThoseOfCppDo) {
  postino_mt_priority priority{};
  expect_room(priority, sizeof(MtPriority), [](auto* storage, std::size_t size) {
    return postino_mt_priority_init(storage, size, -3);
  });
  EXPECT_EQ(after_mail(priority.parameters), " MT-PRIORITY=-3");

  postino_submitted_by by{};
  expect_room(by, sizeof(SubmittedBy), [](auto* storage, std::size_t size) {
    return postino_submitted_by_init(storage, size, POSTINO_TEXT("a@x.example"));
  });
  EXPECT_EQ(after_mail(by.parameters), " AUTH=a@x.example");
  EXPECT_EQ(postino_submitted_by_init(&by, sizeof by, {nullptr, 3}), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_submitted_by_init(&by, sizeof by, {nullptr, 0}), POSTINO_FAULT_NONE);
  EXPECT_EQ(after_mail(by.parameters), " AUTH=<>");

  postino_dsn_request request = POSTINO_DSN_REQUEST_INIT;
  request.returned = POSTINO_RETURNED_HEADERS;
  postino_dsn dsn{};
  expect_room(dsn, sizeof(Dsn), [&](auto* storage, std::size_t size) {
    return postino_dsn_init(storage, size, &request);
  });
  EXPECT_EQ(after_mail(dsn.parameters), " RET=HDRS");
  EXPECT_EQ(after_mail(*postino_utf8_headers()), " SMTPUTF8");
}

TEST(CObjects, ADsnWithNullInItIsNone) {
  postino_dsn dsn{};
  EXPECT_EQ(postino_dsn_init(&dsn, sizeof dsn, nullptr), POSTINO_FAULT_NULL_POINTER);
  postino_dsn_request request = POSTINO_DSN_REQUEST_INIT;
  request.recipient_count = 1;
  EXPECT_EQ(postino_dsn_init(&dsn, sizeof dsn, &request), POSTINO_FAULT_NULL_POINTER);
  const postino_dsn_recipient recipient = {POSTINO_NOTIFY_NEVER, {nullptr, 1}};
  request.recipients = &recipient;
  EXPECT_EQ(postino_dsn_init(&dsn, sizeof dsn, &request), POSTINO_FAULT_NULL_POINTER);
  request = POSTINO_DSN_REQUEST_INIT;
  request.envelope_id = {nullptr, 1};
  EXPECT_EQ(postino_dsn_init(&dsn, sizeof dsn, &request), POSTINO_FAULT_NULL_POINTER);
}

TEST(CObjects, ExtensionsKeepWhatTheServerSaid) {
  postino_limits limits{};
  expect_room(limits, sizeof(postino_limits), postino_limits_init);
  EXPECT_EQ(as<const Extension>(&limits.extension)->keyword(), "LIMITS");
  postino_deliver_by deliver_by{};
  expect_room(deliver_by, sizeof(DeliverBy), postino_deliver_by_init);
  as<const Extension>(&deliver_by.extension)->offered("60");
  EXPECT_EQ(as<const DeliverBy>(&deliver_by)->offer().min_seconds, 60U);
  postino_future_release release{};
  expect_room(release, sizeof(FutureRelease), postino_future_release_init);
  as<const Extension>(&release.extension)->offered("3600");
  EXPECT_EQ(as<const FutureRelease>(&release)->offer().max_seconds, 3600U);

  const postino_deadline deadline = {120, POSTINO_AT_DEADLINE_NOTIFY, false};
  postino_deliver_within within{};
  expect_room(within, sizeof(DeliverWithin), [&](auto* storage, std::size_t size) {
    return postino_deliver_within_init(storage, size, &deliver_by, &deadline);
  });
  EXPECT_EQ(after_mail(within.parameters), " BY=120;N");
  EXPECT_EQ(postino_deliver_within_init(&within, sizeof within, nullptr, &deadline),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_deliver_within_init(&within, sizeof within, &deliver_by, nullptr),
            POSTINO_FAULT_NULL_POINTER);
  postino_hold hold{};
  expect_room(hold, sizeof(HoldFor), [&](auto* storage, std::size_t size) {
    return postino_hold_for_init(storage, size, &release, 77);
  });
  EXPECT_EQ(after_mail(hold.parameters), " HOLDFOR=77");
  expect_room(hold, sizeof(HoldUntil), [&](auto* storage, std::size_t size) {
    return postino_hold_until_init(storage, size, &release, 0);
  });
  EXPECT_EQ(after_mail(hold.parameters), " HOLDUNTIL=1970-01-01T00:00:00Z");
  EXPECT_EQ(postino_hold_for_init(&hold, sizeof hold, nullptr, 77), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(postino_hold_until_init(&hold, sizeof hold, nullptr, 0), POSTINO_FAULT_NULL_POINTER);
}

TEST(CObjects, RequireTlsNeedsATransport) {
  VirtualClock clock;
  FakeSocket wire{clock};
  FakeTransport tls{wire};
  postino_require_tls require{};
  expect_room(require, sizeof(RequireTls), [&](auto* storage, std::size_t size) {
    return postino_require_tls_init(storage, size,
                                    as<postino_transport>(static_cast<Transport*>(&tls)));
  });
  EXPECT_EQ(after_mail(require.parameters), " REQUIRETLS");
  EXPECT_EQ(postino_require_tls_init(&require, sizeof require, nullptr),
            POSTINO_FAULT_NULL_POINTER);
}

TEST(CObjects, MimeIsHeldToItsPointersAndEnumerators) {
  postino_mime mime{};
  const postino_mime_content nothing = POSTINO_MIME_CONTENT_INIT;
  expect_room(mime, sizeof(MimeComposer), [&](auto* storage, std::size_t size) {
    return postino_mime_init(storage, size, &nothing);
  });
  const auto fault_of = [&mime](const auto& change) {
    postino_attachment part = POSTINO_ATTACHMENT_INIT;
    postino_mime_content content = POSTINO_MIME_CONTENT_INIT;
    change(content, part);
    return postino_mime_init(&mime, sizeof mime, &content);
  };
  using Content = postino_mime_content;
  using Part = postino_attachment;
  EXPECT_EQ(postino_mime_init(&mime, sizeof mime, nullptr), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) {
              it.html.text = {nullptr, 1};
            }),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) { it.inlines.count = 1; }), POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) { it.attachments.count = 1; }),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) {
              it.charset = {nullptr, 1};
            }),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) {
              it.in_reply_to = {nullptr, 1};
            }),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) { it.references.count = 1; }),
            POSTINO_FAULT_NULL_POINTER);
  EXPECT_EQ(fault_of([](Content& it, Part&) { it.auto_submitted = 3; }),
            POSTINO_FAULT_INVALID_ENUMERATOR);
  const auto in_each_list = [&fault_of](const auto& change, postino_fault expected) {
    EXPECT_EQ(fault_of([&](Content& it, Part& part) {
                change(part);
                it.inlines = {&part, 1};
              }),
              expected);
    EXPECT_EQ(fault_of([&](Content& it, Part& part) {
                change(part);
                it.attachments = {&part, 1};
              }),
              expected);
  };
  in_each_list([](Part&) {}, POSTINO_FAULT_NONE);
  in_each_list([](Part& part) { part.name = {nullptr, 1}; }, POSTINO_FAULT_NULL_POINTER);
  in_each_list([](Part& part) { part.language = {nullptr, 1}; }, POSTINO_FAULT_NULL_POINTER);
  in_each_list([](Part& part) { part.content.size = 1; }, POSTINO_FAULT_NULL_POINTER);
  in_each_list([](Part& part) { part.disposition = 2; }, POSTINO_FAULT_INVALID_ENUMERATOR);
}

TEST(CObjects, WhatAQueueHasInPlaceOfABrokenMessageComposesNothing) {
  const auto no_composer = [](void* context, std::uint16_t) {
    return postino_queued{static_cast<const postino_mail*>(context), nullptr};
  };
  postino_mail mail = POSTINO_MAIL_INIT;
  postino_queue storage{};
  ASSERT_EQ(postino_queue_init(
                &storage, sizeof storage, no_composer, [](void*, const postino_report*) {}, &mail),
            POSTINO_FAULT_NONE);
  const QueuedMail found = as<MailQueue>(&storage)->at(0);
  ASSERT_NE(found.mail, nullptr);
  EXPECT_TRUE(found.mail->from.address.empty());
  EXPECT_NE(found.composer->check(*found.mail).fault, Fault::None);
  Composition composition{.mail = found.mail};
  EXPECT_FALSE(found.composer->begin(composition).ready);
  std::array<char, Composer::min_room> into{};
  EXPECT_EQ(found.composer->pull(composition, into), Transfer::failed());
}

TEST(CPool, TellsWhatItHasSeen) {
  std::array<std::byte, 2 * PacketPool::block_bytes(64)> blocks{};
  PacketPool pool{blocks, 64};
  const Packet one = pool.take();
  const postino_pool_use use = postino_pool_usage(as<postino_pool>(&pool));
  EXPECT_EQ(use.count, 2U);
  EXPECT_EQ(use.taken, 1U);
  EXPECT_EQ(use.high_water, 1U);
  EXPECT_EQ(use.failed_takes, 0U);
  EXPECT_EQ(postino_pool_usage(nullptr).count, 0U);
}

}  // namespace
}  // namespace postino::test
