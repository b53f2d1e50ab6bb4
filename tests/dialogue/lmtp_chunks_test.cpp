// SPDX-License-Identifier: MIT
// RFC 2033 4.3: BDAT over LMTP, in several chunks.
#include <gtest/gtest.h>

#include <string>

#include "dialogue/slow_lines.hpp"
#include "postino/lmtp.hpp"
#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

const Script store_chunk{"BDAT 00020", "xxxxxxxxxxxxxxxxxx"};
const Script store_taken{"250 ok", "250 ok", "250 ok"};

struct ChunkStore : Bench {
  explicit ChunkStore(std::size_t lines = 2) : source{lines} {
    relay.lmtp = &lmtp;
    relay.port = 24;
    relay.extensions = chunking;
    static constexpr Recipient both[] = {{"a@plant.example"}, {"b@plant.example"}};
    mail.to = both;
    mail.text = source;
    server.says("220 store ready").hears("LHLO client.example");
    server.says({"250-mail.example", "250-PIPELINING", "250 CHUNKING"});
    server.hears({"MAIL {}", "RCPT {}", "RCPT {}"}).says(store_taken);
  }
  SlowLines source;
};

TEST(LmtpChunks, OneReplyForEachAndAfterTheLastOneForEachRecipient) {
  ChunkStore store;
  store.server.hears(store_chunk).says("250 1").hears(store_chunk).says("250 2");
  store.server.hears("BDAT 0 LAST").says({"250 a has it", "452 b is full"}).parts();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what(), "Accepted");
  EXPECT_EQ(sent.recipients(), "Accepted 250, Deferred 452");
}

/// Before the last one was said a refusal has one reply, as in SMTP.
TEST(LmtpChunks, ARefusedOneEndsTheMessageAndTheConnectionGoesOn) {
  ChunkStore store{1};
  store.source.ends = false;
  store.server.hears(store_chunk).says("552 too long").parts();
  const Sent sent = store.send();
  EXPECT_EQ(sent.what_and_where(), "Rejected: NegativeReply 552 in Chunk");
  EXPECT_EQ(sent.recipients(), "Rejected 250, Rejected 250");
}

/// Nor after the last one was said, where the server does not take commands together.
TEST(LmtpChunks, ARefusedOneOfSeveralInStepEndsTheMessageAndTheConnectionGoesOn) {
  Bench bench;
  SlowLines source{2};
  bench.relay.lmtp = &lmtp;
  bench.relay.port = 24;
  bench.relay.extensions = chunking;
  bench.mail.text = source;
  bench.server.says("220 store ready").hears("LHLO {}").says({"250-mail.example", "250 CHUNKING"});
  bench.server.hears("MAIL {}").says("250 ok").hears("RCPT {}").says("250 ok");
  bench.server.hears(store_chunk).hears_nothing_for(seconds(1)).says("452 full").parts();
  EXPECT_EQ(bench.send().what_and_where(), "Deferred: NegativeReply 452 in Chunk");
  bench.rest();
}

/// From 400 on it is a refusal; a 3yz is nothing that a chunk may have.
TEST(LmtpChunks, OfTheLastOneEachCodeIsWhatItIs) {
  for (const std::string code : {"399", "400", "599"}) {
    ChunkStore store{1};
    store.server.hears(store_chunk).says("250 1").hears("BDAT 0 LAST");
    store.server.says({code + " a", code + " b"}).may_part();
    const char* const what = code[0] == '3'   ? "Unknown: UnexpectedReply "
                             : code[0] == '4' ? "Deferred: NegativeReply "
                                              : "Rejected: NegativeReply ";
    EXPECT_EQ(store.send().what(), what + code);
  }
}

TEST(LmtpArguments, WhatIsWrongBeforeThePortIsSaid) {
  Bench bench;
  bench.relay.lmtp = &lmtp;
  bench.relay.host = "";
  EXPECT_EQ(bench.send().what(), "InvalidArgument: NoHost in Host");
  bench.relay.host = "mail.example";
  EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidPort in Port");
}

}  // namespace
}  // namespace postino::test
