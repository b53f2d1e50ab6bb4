// SPDX-License-Identifier: MIT
// RFC 2195: CRAM-MD5.
#include <gtest/gtest.h>

#include <string>

#include "postino/cram_md5.hpp"
#include "support/base64.hpp"
#include "support/reference_crypto.hpp"
#include "unit/sasl/messages.hpp"

namespace postino::test {
namespace {

using std::string;

struct Crammed {
  ReferenceHash md5{Digest::Md5};
  sasl::CramMd5Exchange exchange{md5};
  sasl::CramMd5 mechanism{exchange};
  Login login{.user = "tim", .password = "tanstaaftanstaaf"};

  /// The worst verdict on `challenge`, which comes in pieces of `piece` octets.
  Verdict hears(const string& challenge, std::size_t piece = 4096) {
    EXPECT_TRUE(mechanism.begin({{}, 0}));
    EXPECT_EQ(mechanism.prepare(login, 0), Preparation::Done);
    Verdict worst = Verdict::Answerable;
    for (std::size_t at = 0; at < challenge.size(); at += piece) {
      worst = std::max(worst, mechanism.challenge(0, challenge.substr(at, piece), false));
    }
    return std::max(worst, mechanism.challenge(0, {}, true));
  }
  [[nodiscard]] string answer_to(const string& octets) const {
    const string digest = hmac(Digest::Md5, "tanstaaftanstaaf", octets);
    string hex;
    for (const char octet : digest) {
      hex += "0123456789abcdef"[static_cast<unsigned char>(octet) >> 4];
      hex += "0123456789abcdef"[static_cast<unsigned char>(octet) & 15];
    }
    return "tim " + hex;
  }
  [[nodiscard]] string bytes() const {
    return {reinterpret_cast<const char*>(&exchange), sizeof exchange};
  }
};

const string example = "<1896.697170952@postoffice.reston.mci.net>";

TEST(CramMd5, IsNamedAsInTheAuthLine) {
  const Crammed cram;
  EXPECT_EQ(cram.mechanism.name(), "CRAM-MD5");
  EXPECT_FALSE(cram.mechanism.has_initial_response());
}

TEST(CramMd5, AnotherHashHasNoName) {
  ReferenceHash sha256{Digest::Sha256};
  sasl::CramMd5Exchange exchange{sha256};
  EXPECT_EQ(sasl::CramMd5{exchange}.name(), "");
}

TEST(CramMd5, TheExampleOfRfc2195InPiecesOfAnySize) {
  const string challenge = base64(example);
  for (std::size_t piece = 1; piece <= challenge.size(); ++piece) {
    Crammed cram;
    EXPECT_EQ(cram.hears(challenge, piece), Verdict::Answerable);
    EXPECT_EQ(cram.mechanism.prepare(cram.login, 0), Preparation::Done);
    EXPECT_EQ(message(cram.mechanism, cram.login, 0), "tim b913a602c7eda7a495b4e6e7334d3890");
  }
}

TEST(CramMd5, HasOneAnswerOnly) {
  Crammed cram;
  EXPECT_EQ(cram.hears(base64(example)), Verdict::Answerable);
  EXPECT_EQ(cram.mechanism.challenge(1, "anything", true), Verdict::Answerable);
  EXPECT_EQ(message(cram.mechanism, cram.login, 1), std::nullopt);
}

TEST(CramMd5, B076_AnEmptyChallengeIsNotAnswered) {
  Crammed cram;
  EXPECT_EQ(cram.hears(""), Verdict::Unanswerable);
}

TEST(CramMd5, B076_AChallengeOfAnyLengthIsHashedAsItComes) {
  for (const std::size_t size : {1U, 2U, 47U, 48U, 49U, 65536U}) {
    const string octets(size, 'c');
    for (const std::size_t piece : {63U, 64U, 65U, 128U, 100000U}) {
      Crammed cram;
      EXPECT_EQ(cram.hears(base64(octets), piece), Verdict::Answerable);
      EXPECT_EQ(message(cram.mechanism, cram.login, 0), cram.answer_to(octets)) << size;
    }
  }
}

TEST(CramMd5, B073_AChallengeThatIsNotBase64IsNotAnswered) {
  for (const char* challenge : {"<not base64>", "PDE", "PDE=x", "PDE==", "=", "PDE4!", " PDE4"}) {
    for (const std::size_t piece : {1U, 3U, 100U}) {
      Crammed cram;
      EXPECT_EQ(cram.hears(challenge, piece), Verdict::Unanswerable) << challenge;
    }
  }
}

TEST(CramMd5, B091_AnyPasswordWithoutNulIsUsedAsItIs) {
  Crammed cram;
  cram.login.password = "\r\n\xff\x01";
  EXPECT_EQ(cram.mechanism.check(cram.login).fault, Fault::None);
  EXPECT_EQ(cram.hears(base64(example)), Verdict::Answerable);
  const string answer = message(cram.mechanism, cram.login, 0).value_or("");
  EXPECT_EQ(from_hex(answer.substr(4)), hmac(Digest::Md5, "\r\n\xff\x01", example));
}

TEST(CramMd5, AHashThatFailsIsReportedWhereverItDoes) {
  for (std::size_t at = 1; at <= 3; ++at) {
    Crammed cram;
    cram.md5.fails_at = at;
    if (at == 1) {
      EXPECT_EQ(cram.mechanism.prepare(cram.login, 0), Preparation::NoMemory);
    } else {
      EXPECT_EQ(cram.hears(base64(example)), Verdict::Answerable);
      EXPECT_EQ(cram.mechanism.prepare(cram.login, 0), Preparation::NoMemory) << at;
    }
    cram.mechanism.end();
    EXPECT_FALSE(cram.md5.keyed);
  }
}

TEST(CramMd5, NothingIsLeftOfAnExchange) {
  Crammed cram;
  const string before = cram.bytes();
  EXPECT_EQ(cram.hears(base64(example)), Verdict::Answerable);
  EXPECT_NE(cram.bytes(), before);
  cram.mechanism.end();
  EXPECT_EQ(cram.bytes(), before);
}

TEST(CramMd5, AnExchangeThatBreaksOffLeavesTheHashWithoutItsKey) {
  Crammed cram;
  const string before = cram.bytes();
  EXPECT_EQ(cram.hears("PDE4!"), Verdict::Unanswerable);
  EXPECT_TRUE(cram.md5.keyed);
  cram.mechanism.end();
  EXPECT_FALSE(cram.md5.keyed);
  EXPECT_EQ(cram.bytes(), before);
  EXPECT_EQ(cram.hears(base64(example)), Verdict::Answerable);
}

}  // namespace
}  // namespace postino::test
