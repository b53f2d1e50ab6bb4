// SPDX-License-Identifier: MIT
// RFC 5802, RFC 7677 in whole conversations: what a server must prove, and what it can't make us
// do.
#include <gtest/gtest.h>

#include <string>

#include "dialogue/scram_bench.hpp"
#include "postino/config.hpp"
#include "support/base64.hpp"
#include "support/bench.hpp"

namespace postino::test {
namespace {

using std::string;

class ScramDialogue : public ::testing::Test, protected ScramBench {};

TEST_F(ScramDialogue, ThreeFlightsAndTheServerIsKnown) {
  accepts().says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(ScramDialogue, EveryPieceOfEveryPacketSize) {
  for (std::size_t packet = 128; packet <= 160; ++packet) {
    ScramBench other{Sizes{.packets = 2, .packet_bytes = packet}};
    other.accepts().says("235 ok").takes_mail().parts();
    EXPECT_EQ(other.bench.send().what(), "Accepted") << packet;
  }
}

TEST_F(ScramDialogue, PlusIsBoundToItsConnection) {
  const Mechanism* const list[] = {&plus, &scram};
  uses(list);
  peer.gs2_header = "p=tls-exporter,,";
  peer.binding_data = binding.data;
  accepts("AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS", "SCRAM-SHA-256-PLUS").says("235 ok");
  bench.server.takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(ScramDialogue, PlusIsLeftOutWhereTheConnectionCantBind) {
  const Mechanism* const list[] = {&plus, &scram};
  uses(list);
  binding.available = false;
  accepts("AUTH SCRAM-SHA-256 SCRAM-SHA-256-PLUS").says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(ScramDialogue, PlusAloneIsUnsafeWhereTheConnectionCantBind) {
  const Mechanism* const list[] = {&plus};
  uses(list);
  binding.available = false;
  bench.server.greets_and_offers({"AUTH SCRAM-SHA-256-PLUS"}).may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: MechanismNotAllowed");
}

TEST_F(ScramDialogue, B090_PlusTakenOutOfTheOfferIsSeenByTheServer) {
  const Mechanism* const list[] = {&plus, &scram};
  uses(list);
  peer.gs2_header = "y,,";
  begins().says("334 " + base64("e=server-does-support-channel-binding")).may_part();
  const Sent sent = bench.send();
  EXPECT_EQ(sent.what(), "Unsafe: ServerNotAuthentic");
  EXPECT_EQ(sent.text, "") << "a challenge is no words of the server's";
}

TEST_F(ScramDialogue, B090_PlusTakenOutOfTheOfferIsSeenByTheServerAtTheEnd) {
  const Mechanism* const list[] = {&plus, &scram, &sasl::plain};
  uses(list);
  peer.gs2_header = "y,,";
  proves().says("334 " + base64("e=server-does-support-channel-binding")).may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B090_PlusAloneTakenOutOfTheOfferIsUnsafe) {
  const Mechanism* const list[] = {&plus};
  uses(list);
  bench.server.greets_and_offers({"AUTH SCRAM-SHA-256 PLAIN"}).may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: MechanismNotAllowed");
}

TEST_F(ScramDialogue, AnotherConnectionBelowThanTheServersIsUnsafe) {
  const Mechanism* const list[] = {&plus};
  uses(list);
  peer.gs2_header = "p=tls-exporter,,";
  peer.binding_data = binding.data;
  proves("AUTH SCRAM-SHA-256-PLUS", "SCRAM-SHA-256-PLUS")
      .says("334 " + base64("e=channel-bindings-dont-match"))
      .may_part();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, ScramSha1IsUsedWhereItIsNamed) {
  ReferenceHash sha1{Digest::Sha1};
  sasl::ScramExchange old{sha1, random};
  const sasl::Scram scram_sha_1{old};
  const Mechanism* const list[] = {&scram_sha_1};
  uses(list);
  peer.digest = Digest::Sha1;
  accepts("AUTH SCRAM-SHA-256 SCRAM-SHA-1", "SCRAM-SHA-1").says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(ScramDialogue, TheStrongestThatIsOfferedIsUsed) {
  sasl::Strongest strongest{hash, random, &binding};
  uses(strongest.mechanisms());
  peer.gs2_header = "y,,";
  accepts("AUTH LOGIN PLAIN SCRAM-SHA-1 SCRAM-SHA-256").says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();

  Bench other;
  other.relay.login = *bench.relay.login;
  other.server.greets_and_offers({"AUTH LOGIN PLAIN SCRAM-SHA-1"}).hears("AUTH PLAIN {}");
  other.server.says("235 ok").takes_mail().parts();
  EXPECT_EQ(other.send().what(), "Accepted");
}

TEST_F(ScramDialogue, AServerThatDoesNotTakeAnInitialResponseGetsItAlone) {
  for (const char* reply : {"501 no", "504 no"}) {
    ScramBench other;
    other.bench.server.greets_and_offers({"AUTH SCRAM-SHA-256"})
        .hears("AUTH SCRAM-SHA-256 " + base64(other.peer.client_first()))
        .says(reply)
        .hears("AUTH SCRAM-SHA-256")
        .says("334 ")
        .hears(base64(other.peer.client_first()));
    other.goes_on().says("235 ok").takes_mail().parts();
    EXPECT_EQ(other.bench.send().what(), "Accepted") << reply;
  }
}

TEST_F(ScramDialogue, ALongUserGoesInTwoSteps) {
  const string user(255, '=');
  bench.relay.login->user = user;
  peer.user.clear();
  for (int i = 0; i < 255; ++i) peer.user += "=3D";
  bench.server.greets_and_offers({"AUTH SCRAM-SHA-256"})
      .hears("AUTH SCRAM-SHA-256")
      .says("334 ")
      .hears(base64(peer.client_first()));
  goes_on().says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(ScramDialogue, TheWorkIsSlicedAndNoTimePasses) {
  peer.iterations = 10000;
  accepts().says("235 ok").takes_mail().parts();
  bench.start();
  bench.run_while([this] { return hash.rounds == 0; });
  const std::size_t polls = bench.polls();
  const Millis began = bench.elapsed();
  while (hash.rounds < 9999) {
    const std::uint32_t before = hash.rounds;
    bench.run_while([&] { return hash.rounds == before; });
    EXPECT_LE(hash.rounds - before, config::scram_iterations_per_poll);
  }
  EXPECT_GE(bench.polls() - polls, (9999U - 64U) / 64U);
  EXPECT_EQ(bench.elapsed(), began);
  EXPECT_EQ(bench.finish().what(), "Accepted");
}

TEST_F(ScramDialogue, TheServerIsHeardWhileItGoesOn) {
  begins().says("334 " + base64(peer.server_first())).says("421 closing").closes().may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: ServiceClosing 421");
  EXPECT_LT(hash.rounds, 4095U);
}

TEST_F(ScramDialogue, AnAbortInTheMiddleOfIt) {
  begins().says("334 " + base64(peer.server_first())).hears_the_end();
  bench.start();
  bench.run_while([this] { return hash.rounds < 640; });
  bench.client.abort();
  EXPECT_EQ(bench.finish().what(), "Deferred: Aborted");
}

TEST_F(ScramDialogue, WithoutRandomNumbersNoAuthIsSaid) {
  random.fails = true;
  bench.server.greets_and_offers({"AUTH SCRAM-SHA-256"}).may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: RandomFailed");
  EXPECT_EQ(bench.wire.in_clear().find("AUTH SCRAM"), string::npos);
}

TEST_F(ScramDialogue, AHashWithoutMemoryIsDeferred) {
  hash.fails_at = 20;
  begins().says("334 " + base64(peer.server_first())).may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: OutOfMemory");
}

/// What a server says instead of its first message, and what comes of it with not an octet more
/// said.
struct Bad {
  const char* name;
  string text;
};

/// Whichever call of the hash it is, and though all others are well.
TEST_F(ScramDialogue, AHashThatFailsOnceEndsTheLogin) {
  proves().resets();
  EXPECT_EQ(bench.send().what(), "Deferred: ConnectionLost");
  const std::size_t calls = hash.calls;
  EXPECT_GT(calls, 20U);
  for (std::size_t at = 1; at <= calls; ++at) {
    ScramBench other;
    other.hash.fails_at = at;
    other.hash.recovers_at = at + 1;
    other.begins().says("334 " + base64(other.peer.server_first())).may_part();
    ASSERT_EQ(other.bench.send().what(), "Deferred: OutOfMemory") << at;
  }
}

TEST_F(ScramDialogue, BadFirstMessagesAreUnsafeAndNothingMoreIsSaid) {
  const string ours = peer.client_nonce;
  const string rest = ",s=c2FsdA==,i=4096";
  const Bad all[] = {
      {"B079 not extending", "r=" + ours + rest},
      {"B079 another", "r=x" + ours + rest},
      {"B081", "r=" + ours + "x,s=c2FsdA==,i=4095"},
      {"B082", "r=" + ours + "x,s=c2FsdA==,i=10001"},
      {"a letter in the number", "r=" + ours + "x,s=c2FsdA==,i=409x"},
      {"B084 absent", "r=" + ours + "x,i=4096"},
      {"B084 empty", "r=" + ours + "x,s=,i=4096"},
      {"B084 4 KiB", "r=" + ours + "x,s=" + base64(string(4096, 's')) + ",i=4096"},
      {"B085", "m=x,r=" + ours + "x" + rest},
  };
  for (const Bad& bad : all) {
    ScramBench other;
    other.begins().says("334 " + base64(bad.text)).hears_the_end();
    EXPECT_EQ(other.bench.send().what(), "Unsafe: ServerNotAuthentic") << bad.name;
    EXPECT_EQ(other.hash.calls, 0U) << bad.name;
    EXPECT_EQ(other.bench.wire.in_clear().find("QUIT"), string::npos) << bad.name;
  }
}

TEST_F(ScramDialogue, B073_AChallengeThatIsNotBase64IsCancelled) {
  begins().says("334 <not base64>").hears("*").says("501 5.7.0 cancelled").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(ScramDialogue, B086_AnotherErrorIsCancelledAndDeferred) {
  proves().says("334 " + base64("e=other-error")).hears("*").says("501 no").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(ScramDialogue, B077_AWrongPasswordIsRejected) {
  for (const char* reason : {"e=invalid-proof", "e=unknown-user"}) {
    ScramBench other;
    other.proves().says("334 " + base64(reason)).hears("").says("535 5.7.8 no").parts();
    EXPECT_EQ(other.bench.send().what(), "Rejected: LoginRejected 535");
  }
  proves().says("535 5.7.8 no").parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
}

TEST_F(ScramDialogue, B077_AnUnknownUserIsRejectedAtOnce) {
  begins().says("334 " + base64("e=unknown-user")).hears("").says("535 5.7.8 no").parts();
  EXPECT_EQ(bench.send().what(), "Rejected: LoginRejected 535");
  EXPECT_EQ(hash.calls, 0U);
}

TEST_F(ScramDialogue, ASuccessBehindAnErrorIsUnsafe) {
  proves().says("334 " + base64("e=invalid-proof")).hears("").says("235 ok").hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B087_AWrongSignatureIsUnsafeAndNothingMoreIsSaid) {
  string wrong = peer.server_final();
  wrong[10] = wrong[10] == 'A' ? 'B' : 'A';
  proves().says("334 " + base64(wrong)).hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B088_ASuccessWithoutASignatureIsUnsafe) {
  proves().says("235 2.7.0 welcome").hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B088_ASignatureInTheTextOfASuccessIsNone) {
  proves().says("235 " + base64(peer.server_final())).hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B088_AnEmptyProofIsNone) {
  proves().says("334 ").hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B089_ASuccessBeforeTheProofIsUnsafe) {
  begins().says("235 2.7.0 welcome").hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, B089_ASuccessInTwoStepsBeforeAnythingWasSaidIsUnsafe) {
  begins().says("504 no").hears("AUTH SCRAM-SHA-256").says("235 welcome").hears_the_end();
  EXPECT_EQ(bench.send().what(), "Unsafe: ServerNotAuthentic");
}

TEST_F(ScramDialogue, AChallengeBehindTheProofIsCancelled) {
  accepts().says("334 " + base64(peer.server_final())).hears("*").says("501 no").may_part();
  EXPECT_EQ(bench.send().what(), "Deferred: BadChallenge");
}

TEST_F(ScramDialogue, B078_ATemporaryFailureBehindTheProofIsDeferred) {
  proves().says("454 4.7.0 later").parts();
  EXPECT_EQ(bench.send().what(), "Deferred: NegativeReply 454");
}

TEST_F(ScramDialogue, B091_APasswordOf255OctetsIsUsedInFull) {
  const string password(255, 'p');
  bench.relay.login->password = password;
  peer.password = password;
  accepts().says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST_F(ScramDialogue, B091_OtherPasswordsAreInvalid) {
  const string long_one(256, 'p');
  bench.relay.login->password = long_one;
  EXPECT_EQ(bench.send().what(), "InvalidArgument: CredentialTooLong in Password");
  for (const string& password : {string("a\0b", 3), string("a\rb"), string("\xff")}) {
    bench.relay.login->password = password;
    EXPECT_EQ(bench.send().what(), "InvalidArgument: InvalidCredential in Password");
  }
  EXPECT_EQ(bench.wire.connections(), 0U);
}

TEST_F(ScramDialogue, TheExchangeServesTheNextConnection) {
  accepts().says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  bench.rest();
  bench.server.next_connection();
  accepts().says("235 ok").takes_mail().parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
  EXPECT_EQ(random.calls, 2U);
}

}  // namespace
}  // namespace postino::test
