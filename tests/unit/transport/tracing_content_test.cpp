// SPDX-License-Identifier: MIT
// Of a mail's content a trace has one line, which counts it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "unit/transport/traced.hpp"

namespace postino::test {
namespace {

Lines content_of(std::string_view mail, std::size_t packet_bytes = 4096, std::size_t takes = 4096) {
  Traced traced{packet_bytes};
  traced.inner.wire.takes = takes;
  traced.says("DATA\r\n").hears("354 go ahead\r\n");
  traced.says(std::string{mail} + ".\r\n").hears("250 queued\r\n");
  return traced.seen();
}

Lines counted(std::size_t octets) {
  return {"> DATA", "< 354 go ahead", "> (" + std::to_string(octets) + " octets of content)", "> .",
          "< 250 queued"};
}

TEST(TracingContent, IsCountedAndNotShown) {
  const std::string_view mail = "Subject: secret plans\r\n\r\nDry run at 14:02.\r\n";
  EXPECT_EQ(content_of(mail), counted(mail.size()));
}

TEST(TracingContent, MayBeEmpty) { EXPECT_EQ(content_of(""), counted(0)); }

TEST(TracingContent, OnlyALoneDotEndsIt) {
  const std::string_view mail = "..\r\n...\r\n. \r\n.x\r\nx.\r\n\r\n";
  EXPECT_EQ(content_of(mail), counted(mail.size()));
}

TEST(TracingContent, IsCountedAcrossEveryEdgeOfAPacketAndEveryShortSend) {
  const std::string_view mail = "Subject: x\r\n\r\n..\r\ntext\r\n";
  for (std::size_t packet = 1; packet <= mail.size() + 3; ++packet) {
    for (const std::size_t takes : {1U, 2U, 3U, 4096U}) {
      EXPECT_EQ(content_of(mail, packet, takes), counted(mail.size())) << packet << ' ' << takes;
    }
  }
}

TEST(TracingContent, OfManyPacketsIsOneLine) {
  std::string mail;
  for (int i = 0; i < 5000; ++i) mail += "A line that is as long as any other.\r\n";
  EXPECT_EQ(content_of(mail, 128), counted(mail.size()));
}

TEST(TracingContent, BeginsWithA354WithoutWords) {
  Traced traced;
  traced.says("DATA\r\n").hears("354\r\n").says("x\r\n.\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> DATA", "< 354", "> (3 octets of content)", "> ."}));
}

TEST(TracingContent, BeginsWithTheFirstLineOfA354) {
  Traced traced;
  traced.says("DATA\r\n").hears("354-go\r\n354 ahead\r\n").says("x\r\n.\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"> DATA", "< 354-go", "< 354 ahead", "> (3 octets of content)", "> ."}));
}

TEST(TracingContent, OfAChunkIsCountedByItsCommandWhateverItsOctets) {
  for (std::size_t packet = 1; packet <= 40; ++packet) {
    Traced traced{packet};
    traced.says("BDAT 00009\r\nAUTH\r\nX\n\nBDAT 0 LAST\r\nQUIT\r\n").hears("250 ok\r\n");
    EXPECT_EQ(traced.seen(), (Lines{"> BDAT 00009", "> (9 octets of content)", "> BDAT 0 LAST",
                                    "> QUIT", "< 250 ok"}))
        << packet;
  }
}

TEST(TracingContent, FollowsA354WithoutWordsToo) {
  Traced traced;
  traced.says("DATA\r\n").hears("354\r\n").says("seven\r\n.\r\n").hears("250 ok\r\n");
  EXPECT_EQ(traced.text().find("seven"), std::string::npos) << traced.text();
}

TEST(TracingContent, OfAChunkHasAsManyOctetsAsAllItsDigitsSay) {
  Traced traced;
  traced.says("DATA\r\n").hears("354\r\n").says("seven\r\n.\r\n").hears("250 ok\r\n");
  for (const std::size_t octets : {9U, 10U, 123U, 4096U}) {
    const std::string size = std::to_string(octets);
    traced.says("BDAT " + size + " LAST\r\n" + std::string(octets, '\n') + "NOOP\r\n");
    EXPECT_EQ(traced.text().substr(traced.text().find("> BDAT")),
              "> BDAT " + size + " LAST\n> (" + size + " octets of content)\n> NOOP\n");
    traced.lines.clear();
  }
}

TEST(TracingContent, OfAChunkIsNotBegunAnewByA354) {
  Traced traced;
  traced.says("BDAT 4 LAST\r\nab").hears("354 go\r\n").says("cdQUIT\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"> BDAT 4 LAST", "> (4 octets of content)", "< 354 go", "> QUIT"}));
}

TEST(TracingContent, IsNotBegunByARefusal) {
  Traced traced;
  traced.says("DATA\r\n").hears("554 no\r\n").says("RSET\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"> DATA", "< 554 no", "> RSET"}));
}

TEST(TracingContent, OfEachMailIsCountedAnew) {
  Traced traced;
  traced.hears("354 a\r\n").says("12345\r\n.\r\n").hears("250 x\r\n").says("MAIL FROM:<a@b>\r\n");
  traced.hears("354 b\r\n").says("1\r\n.\r\nQUIT\r\n");
  EXPECT_EQ(traced.seen(),
            (Lines{"< 354 a", "> (7 octets of content)", "> .", "< 250 x", "> MAIL FROM:<a@b>",
                   "< 354 b", "> (3 octets of content)", "> .", "> QUIT"}));
}

TEST(TracingContent, RepliesInItsMidstAreShown) {
  Traced traced;
  traced.hears("354 a\r\n").says("some text\r\n").hears("552 too much\r\n").says("more\r\n.\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"< 354 a", "< 552 too much", "> (17 octets of content)", "> ."}));
}

TEST(TracingContent, BrokenOffLeavesTheNextConnectionToItsCommands) {
  Traced traced;
  traced.hears("354 a\r\n").says("some te");
  traced.transport.abort();
  traced.says("EHLO client.example\r\n");
  EXPECT_EQ(traced.seen(), (Lines{"< 354 a", "> EHLO client.example"}));
}

}  // namespace
}  // namespace postino::test
