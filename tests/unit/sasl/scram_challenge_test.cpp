// SPDX-License-Identifier: MIT
// RFC 5802 5.1 and 7: what a server may say to SCRAM, and what it may not.
#include <gtest/gtest.h>

#include <string>

#include "postino/config.hpp"
#include "unit/sasl/scrammed.hpp"

namespace postino::test {
namespace {

using std::string;

const string ours = base64(string(18, '\x5a'));
const string salt = "c2FsdA==";

/// The verdict on the base64 of the challenge to message `number`, in pieces of `piece` octets.
Verdict in_pieces(Scrammed& scram, std::uint8_t number, const string& text, std::size_t piece) {
  Verdict worst = Verdict::Answerable;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    worst = std::max(worst, scram.mechanism.challenge(number, text.substr(at, piece), false));
  }
  return std::max(worst, scram.mechanism.challenge(number, {}, true));
}

/// The verdict on a first message, the same in pieces of any size.
Verdict first(const string& text) {
  Verdict whole{};
  for (const std::size_t piece : {10000U, 1U, 2U, 3U, 5U}) {
    Scrammed scram;
    scram.says(0);
    const Verdict verdict = in_pieces(scram, 1, base64(text), piece);
    if (piece == 10000) whole = verdict;
    EXPECT_EQ(verdict, whole) << text << " in pieces of " << piece;
    EXPECT_EQ(scram.hash.calls, 0U) << "work before the verdict: " << text;
  }
  return whole;
}

/// The verdict on a final one.
Verdict final_one(const string& text) {
  Scrammed scram;
  scram.up_to_the_proof();
  const Verdict verdict = in_pieces(scram, 2, base64(text), text.size() % 3 == 0 ? 1 : 7);
  EXPECT_FALSE(scram.mechanism.convinced()) << text;
  return verdict;
}

string first_with(const string& nonce, const string& salted, const string& iterations) {
  return "r=" + nonce + ",s=" + salted + ",i=" + iterations;
}

TEST(ScramFirst, OrdinaryOnesAreAnswered) {
  EXPECT_EQ(first(first_with(ours + "x", salt, "4096")), Verdict::Answerable);
  EXPECT_EQ(first(first_with(ours + "\\;=?@!~", "AA==", "10000")), Verdict::Answerable);
}

TEST(ScramFirst, B079_ANonceThatDoesNotExtendOursIsForged) {
  string other = ours;
  other.back() = other.back() == 'a' ? 'b' : 'a';
  for (const string& nonce : {ours, ours.substr(1), ours.substr(0, 23), string("x") + ours, other,
                              other + "x", string("x"), string()}) {
    EXPECT_EQ(first(first_with(nonce, salt, "4096")), Verdict::Forged) << nonce;
  }
}

TEST(ScramFirst, B079_ANonceIsPrintable) {
  for (const char octet : {' ', '\0', '\x1f', '\x7f', '\x80', '\xff', '\n'}) {
    EXPECT_EQ(first(first_with(ours + "x" + octet, salt, "4096")), Verdict::Forged);
  }
}

TEST(ScramFirst, B081_FewerIterationsThan4096AreForged) {
  for (const char* count : {"0", "1", "2", "4095", "409"}) {
    EXPECT_EQ(first(first_with(ours + "x", salt, count)), Verdict::Forged) << count;
  }
  EXPECT_EQ(first(first_with(ours + "x", salt, "4096")), Verdict::Answerable);
  EXPECT_EQ(first(first_with(ours + "x", salt, "4097")), Verdict::Answerable);
}

/// first() sees to it that no hash is computed.
TEST(ScramFirst, B082_MoreIterationsThanTheCapAreForgedAtOnce) {
  EXPECT_EQ(first(first_with(ours + "x", salt, "9999")), Verdict::Answerable);
  EXPECT_EQ(first(first_with(ours + "x", salt, "10000")), Verdict::Answerable);
  for (const char* count :
       {"10001", "99999", "4294967295", "4294967296", "4294971392", "18446744073709551616",
        "18446744073709555712", "99999999999999999999999999999999999999999"}) {
    EXPECT_EQ(first(first_with(ours + "x", salt, count)), Verdict::Forged) << count;
  }
}

TEST(ScramFirst, B082_TheCapIsASetting) {
  for (const std::uint32_t cap : {4096U, 20000U, 4294967295U}) {
    for (const std::uint32_t over : {0U, 1U}) {
      Scrammed scram;
      scram.exchange.max_iterations = cap;
      scram.says(0);
      const string count = std::to_string(static_cast<std::uint64_t>(cap) + over);
      EXPECT_EQ(scram.hears(1, first_with(ours + "x", salt, count)),
                over == 0 ? Verdict::Answerable : Verdict::Forged)
          << count;
    }
  }
}

/// Of a cap below the least count no count will do, however its digits are.
TEST(ScramFirst, B082_ACapOfOneDigitIsOneToo) {
  for (const char* count : {"9999", "4096", "6", "60", "99999999"}) {
    Scrammed scram;
    scram.exchange.max_iterations = 5;
    scram.says(0);
    EXPECT_EQ(scram.hears(1, first_with(ours + "x", salt, count)), Verdict::Forged) << count;
  }
}

TEST(ScramFirst, ACountIsDigitsAlone) {
  for (const char* count :
       {"", "04096", "+4096", "-4096", " 4096", "4096 ", "4096x", "0x1000", "409x", "41:6", "4e3",
        "4096.0", "4_096", "\xd9\xa4\xd9\xa0\xd9\xa9\xd9\xa6"}) {
    EXPECT_EQ(first(first_with(ours + "x", salt, count)), Verdict::Forged) << count;
  }
}

TEST(ScramFirst, B084_ASaltThatIsAbsentOrEmptyOrNoBase64IsForged) {
  EXPECT_EQ(first("r=" + ours + "x,i=4096"), Verdict::Forged);
  for (const char* text : {"", "=", "====", "A", "AA", "AA=", "AAA", "AA==x", "AAAAA",
                           "A A=", "AB==", "c2Fs dA==", "c2Fsd\xc3\xa4=="}) {
    EXPECT_EQ(first(first_with(ours + "x", text, "4096")), Verdict::Forged) << text;
  }
}

TEST(ScramFirst, B084_ASaltOf4096OctetsIsForged) {
  EXPECT_EQ(first(first_with(ours + "x", base64(string(4096, 's')), "4096")), Verdict::Forged);
}

TEST(ScramFirst, TheMessageIsBounded) {
  for (const std::size_t size : {config::max_scram_message_size - 1, config::max_scram_message_size,
                                 config::max_scram_message_size + 1}) {
    const Verdict expected =
        size > config::max_scram_message_size ? Verdict::Forged : Verdict::Answerable;
    string text = first_with(ours + "x", salt, "4096");
    string extended = text + ",x=";
    text.insert(text.find(",s="), string(size - text.size(), 'n'));
    EXPECT_EQ(first(text), expected);
    // Without its last octet this one would do too.
    extended += string(size - extended.size(), 'y');
    EXPECT_EQ(first(extended), expected);
  }
}

TEST(ScramFirst, EverySaltLengthIsHashedAsItIs) {
  for (std::size_t size = 1; size <= 67; ++size) {
    Scrammed scram;
    scram.server.salt = string(size, '\xe7');
    scram.up_to_the_proof();
  }
}

TEST(ScramFirst, B085_AMandatoryExtensionIsForgedWhereverItStands) {
  const string rest = first_with(ours + "x", salt, "4096");
  EXPECT_EQ(first("m=x," + rest), Verdict::Forged);
  EXPECT_EQ(first(rest + ",m=x"), Verdict::Forged);
  EXPECT_EQ(first(rest + ",x=y,m=x"), Verdict::Forged);
  EXPECT_EQ(first("m=x"), Verdict::Forged);
}

TEST(ScramFirst, OtherExtensionsAreIgnoredButSigned) {
  for (const char* extensions : {",x=y", ",t=1,h=abc=", ",Z=a=b=c", ",d=\xc3\xa4"}) {
    EXPECT_EQ(first(first_with(ours + "x", salt, "4096") + extensions), Verdict::Answerable);
    Scrammed scram;
    scram.server.extensions = extensions;
    scram.up_to_the_proof();
    EXPECT_EQ(scram.hears(2, scram.server.server_final()), Verdict::Answerable);
  }
}

TEST(ScramFirst, AnythingElseIsForged) {
  const string rest = first_with(ours + "x", salt, "4096");
  for (const string& text :
       {string(), string(","), string("r"), string("r="), string("hello"), rest + ",", rest + ",x",
        rest + ",x=", rest + ",=y", rest + ",1=y", rest + ",,x=y", "," + rest, "n=x," + rest,
        rest + string(1, '\0'), "s=" + salt + ",r=" + ours + "x,i=4096", rest + ",xy=z",
        "r=" + ours + "x,s=" + salt, "r=" + ours + "x,i=4096,s=" + salt, string("v=AAAA")}) {
    EXPECT_EQ(first(text), Verdict::Forged) << text;
  }
}

TEST(ScramFirst, EveryPrefixIsForgedOrAnswered) {
  const string whole = first_with(ours + "x", salt, "4096");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(first(whole.substr(0, size)), Verdict::Forged) << size;
  }
}

TEST(ScramFirst, B073_WhatIsNotBase64IsNotAnswered) {
  const string fine = base64(first_with(ours + "x", salt, "4096"));
  for (const string& text : {string("<no>"), fine + "!", fine + "A", " " + fine, fine + "===="}) {
    for (const std::size_t piece : {1U, 1000U}) {
      Scrammed scram;
      scram.says(0);
      EXPECT_EQ(in_pieces(scram, 1, text, piece), Verdict::Unanswerable) << text;
    }
  }
}

TEST(ScramFirst, WhatAsksForTheInitialResponseMaySayWhatItLikes) {
  for (const char* text : {"", " ", "<no>", "bT14"}) {
    Scrammed scram;
    EXPECT_EQ(scram.hears_base64(0, text), Verdict::Answerable);
    scram.up_to_the_proof();
  }
}

TEST(ScramFinal, B087_AWrongSignatureIsForged) {
  Scrammed scram;
  scram.up_to_the_proof();
  const string right = scram.server.server_final();
  for (std::size_t at = 2; at < right.size() - 2; ++at) {
    string wrong = right;
    wrong[at] = wrong[at] == 'A' ? 'B' : 'A';
    EXPECT_EQ(final_one(wrong), Verdict::Forged) << wrong;
  }
}

TEST(ScramFinal, B087_ASignatureOfAnyOtherLengthIsForged) {
  Scrammed scram;
  scram.up_to_the_proof();
  const string octets = from_base64(scram.server.server_final().substr(2));
  for (const std::size_t size : {0U, 1U, 16U, 20U, 31U}) {
    EXPECT_EQ(final_one("v=" + base64(octets.substr(0, size))), Verdict::Forged) << size;
  }
  EXPECT_EQ(final_one("v=" + base64(octets + "x")), Verdict::Forged);
  EXPECT_EQ(final_one("v=" + base64(octets + octets)), Verdict::Forged);
}

TEST(ScramFinal, AnythingElseIsForged) {
  Scrammed scram;
  scram.up_to_the_proof();
  const string right = scram.server.server_final();
  for (const string& text :
       {string(), string("v"), string("v="), string(","), right + "x", right + ",", right + ",m=x",
        right + ",1=x", right.substr(0, right.size() - 1), "x=y," + right, string("r=x"),
        string("e="), right + string(1, '\0')}) {
    EXPECT_EQ(final_one(text), Verdict::Forged) << text;
  }
}

TEST(ScramFinal, ExtensionsAreIgnored) {
  Scrammed scram;
  scram.up_to_the_proof();
  EXPECT_EQ(scram.hears(2, scram.server.server_final() + ",x=y"), Verdict::Answerable);
  EXPECT_TRUE(scram.mechanism.convinced());
}

TEST(ScramFinal, B073_WhatIsNotBase64IsNotAnswered) {
  Scrammed scram;
  scram.up_to_the_proof();
  EXPECT_EQ(scram.hears_base64(2, "v=no"), Verdict::Unanswerable);
  EXPECT_FALSE(scram.mechanism.convinced());
}

TEST(ScramFinal, TheSignatureOfAnotherExchangeIsForged) {
  Scrammed scram;
  scram.up_to_the_proof();
  ScramServer other = scram.server;
  other.server_nonce = "other";
  EXPECT_EQ(scram.hears(2, other.server_final()), Verdict::Forged);
}

TEST(ScramFinal, AServerThatDoesNotKnowThePasswordCannotProveIt) {
  Scrammed scram;
  scram.up_to_the_proof();
  ScramServer other = scram.server;
  other.password = "Secret";
  EXPECT_EQ(scram.hears(2, other.server_final()), Verdict::Forged);
}

/// Before anything was computed what would be compared is all zeros.
TEST(ScramFinal, B087_ASignatureOfZerosAfterARefusalIsForged) {
  Scrammed scram;
  scram.says(0);
  EXPECT_EQ(scram.hears(1, "e=invalid-proof"), Verdict::Answerable);
  EXPECT_EQ(scram.says(1), "");
  EXPECT_EQ(scram.hears(2, "v=" + base64(string(32, '\0'))), Verdict::Forged);
  EXPECT_FALSE(scram.mechanism.convinced());
}

TEST(ScramError, ThoseThatShowATamperedOfferAreForged) {
  for (const char* reason : {"server-does-support-channel-binding", "channel-bindings-dont-match",
                             "channel-bindings-dont-match,x=y"}) {
    EXPECT_EQ(first(string("e=") + reason), Verdict::Forged);
    EXPECT_EQ(final_one(string("e=") + reason), Verdict::Forged);
  }
}

TEST(ScramError, ThoseOfCredentialsAreAnsweredByNothing) {
  for (const char* reason : {"invalid-proof", "unknown-user"}) {
    EXPECT_EQ(first(string("e=") + reason), Verdict::Answerable);
    EXPECT_EQ(final_one(string("e=") + reason), Verdict::Answerable);
    for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}}) {
      Scrammed scram;
      scram.says(0);
      if (number == 2) scram.hears(1, scram.server.server_first());
      if (number == 2) scram.says(1);
      EXPECT_EQ(scram.hears(number, string("e=") + reason), Verdict::Answerable);
      EXPECT_EQ(scram.says(number), "");
      EXPECT_FALSE(scram.mechanism.convinced());
    }
  }
}

/// Before ours there is nothing that a proof could be of, and what is not computed is zero.
TEST(ScramError, AProofThatFollowsOneIsForged) {
  for (const char* reason : {"invalid-proof", "unknown-user"}) {
    Scrammed scram;
    scram.says(0);
    EXPECT_EQ(scram.hears(1, string("e=") + reason), Verdict::Answerable);
    scram.says(1);
    EXPECT_EQ(scram.hears(2, "v=" + base64(string(32, '\0'))), Verdict::Forged);
    EXPECT_FALSE(scram.mechanism.convinced());
  }
}

TEST(ScramError, AnEmptyOneInFrontOfAMessageIsForged) {
  Scrammed scram;
  scram.says(0);
  EXPECT_EQ(scram.hears(1, "e=," + scram.server.server_first()), Verdict::Forged);
  Scrammed other;
  other.up_to_the_proof();
  EXPECT_EQ(other.hears(2, "e=," + other.server.server_final()), Verdict::Forged);
  EXPECT_FALSE(other.mechanism.convinced());
}

TEST(ScramError, B086_OthersAreNotAnswered) {
  for (const char* reason : {"other-error", "invalid-encoding", "no-resources", "x",
                             "extensions-not-supported", "invalid-proof2", "unknown-use"}) {
    EXPECT_EQ(first(string("e=") + reason), Verdict::Unanswerable) << reason;
    EXPECT_EQ(final_one(string("e=") + reason), Verdict::Unanswerable) << reason;
  }
}

}  // namespace
}  // namespace postino::test
