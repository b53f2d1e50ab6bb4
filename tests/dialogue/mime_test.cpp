// SPDX-License-Identifier: MIT
// Mails of several parts in whole conversations; and the null reverse-path.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "postino/mime.hpp"
#include "support/bench.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string;

TEST(MimeMail, B140_AnAttachmentThatFailsMidwayBreaksTheMailOff) {
  for (const std::size_t at : {0U, 1U, 5000U, 9999U, 10000U}) {
    Bench bench;
    TextSource source{string(10000, 'x')};
    source.fails_at = at;
    const Attachment files[] = {{.name = "log.bin", .content = source}};
    const MimeComposer composer{MimeContent{.attachments = files}};
    bench.server.greets_and_offers({"PIPELINING"}).takes_envelope().hears_whatever();
    const Sent sent = bench.send(bench.mail, composer);
    EXPECT_EQ(sent.what(), "Deferred: SourceFailed") << at;
    EXPECT_FALSE(bench.client.connected());
    EXPECT_EQ(bench.wire.in_clear().find("\r\n.\r\n"), string::npos);
    EXPECT_EQ(bench.wire.in_clear().find("QUIT"), string::npos);
  }
}

TEST(MimeMail, B140_AnAttachmentThatDoesNotRewindIsNotBegun) {
  Bench bench;
  TextSource source{"x"};
  source.rewinds = false;
  const Attachment files[] = {{.name = "log.bin", .content = source}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  bench.server.greets_and_offers().may_part();
  EXPECT_EQ(bench.send(bench.mail, composer).what(), "Deferred: SourceFailed");
  EXPECT_EQ(bench.wire.in_clear().find("MAIL"), string::npos);
}

/// The mail as it arrives, over packets of the smallest memory.
string arrived(Bench& bench, const Composer& composer) {
  bench.server.greets_and_offers({"PIPELINING"}).takes_mail().parts();
  EXPECT_EQ(bench.send(bench.mail, composer).what(), "Accepted");
  return bench.server.mails().empty() ? string{} : bench.server.mails().back().text;
}

TEST(MimeMail, B136_ARetryIsTheSameOctetForOctetBehindAFailure) {
  TextSource source{string(3000, 'x')};
  const Attachment files[] = {{.name = "log.bin", .content = source}};
  const MimeComposer composer{MimeContent{.html = "<p>", .attachments = files}};
  Bench whole;
  const string expected = arrived(whole, composer);
  EXPECT_NE(expected.find("eHh4"), string::npos);
  Bench retried{starved};
  source.fails_at = 2000;
  retried.server.greets_and_offers({"PIPELINING"}).takes_envelope().hears_whatever();
  EXPECT_EQ(retried.send(retried.mail, composer).what(), "Deferred: SourceFailed");
  source.fails_at = static_cast<std::size_t>(-1);
  Bench again{starved};
  EXPECT_EQ(arrived(again, composer), expected);
}

TEST(MimeMail, TheExactSizeIsDeclared) {
  TextSource source{string(1000, 'x')};
  const Attachment files[] = {{.name = "log.bin", .content = source}};
  const MimeComposer composer{MimeContent{.html = "<p>.\n.\n", .attachments = files}};
  Bench measured;
  const std::size_t size = arrived(measured, composer).size();
  Bench bench;
  bench.server.greets_and_offers({"SIZE 1000000"})
      .hears("MAIL FROM:<node7@plant.example> SIZE=" + std::to_string(size))
      .says("552 too big")
      .parts();
  EXPECT_EQ(bench.send(bench.mail, composer).what(), "Rejected: NegativeReply 552");
  EXPECT_EQ(source.pulls, 3U) << "of the first mail";
}

TEST(MimeMail, EightBitPartsGoAsTheyAreWhereThatIsOffered) {
  const MimeComposer composer{MimeContent{.html = "<p>\xc3\xbc"}};
  Bench bench;
  bench.server.greets_and_offers({"8BITMIME"})
      .hears("MAIL FROM:<node7@plant.example> BODY=8BITMIME")
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send(bench.mail, composer).what(), "Accepted");
  EXPECT_NE(bench.server.mails().at(0).text.find("<p>\xc3\xbc"), string::npos);
}

TEST(MimeMail, HeadersAreUtf8WhereAnAddressIs) {
  const MimeComposer composer{MimeContent{.html = "<p>"}};
  Bench bench;
  bench.mail.to = "p\xc3\xbcmpe@plant.example";
  bench.mail.subject =
      "Gr\xc3\xb6\xc3\x9f"
      "e";
  bench.server.greets_and_offers({"8BITMIME", "SMTPUTF8"})
      .hears("MAIL FROM:<node7@plant.example> BODY=8BITMIME SMTPUTF8")
      .says("250 ok")
      .hears("RCPT TO:<p\xc3\xbcmpe@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send(bench.mail, composer).what(), "Accepted");
  EXPECT_NE(bench.server.mails().at(0).text.find("Subject: Gr\xc3\xb6\xc3\x9f"
                                                 "e\r\n"),
            string::npos);
}

TEST(NullReversePath, IsSaidWhenItIsAskedFor) {
  Bench bench;
  bench.mail.null_reverse_path = true;
  bench.server.greets_and_offers()
      .hears("MAIL FROM:<>")
      .says("250 ok")
      .hears("RCPT TO:<ops@plant.example>")
      .says("250 ok")
      .hears("DATA")
      .says("354 go")
      .hears_mail()
      .says("250 ok")
      .parts();
  EXPECT_EQ(bench.send().what(), "Accepted");
}

TEST(NullReversePath, AnEmptySenderAloneIsInvalid) {
  for (const bool null : {false, true}) {
    Bench bench;
    bench.mail.from = {};
    bench.mail.null_reverse_path = null;
    EXPECT_EQ(bench.send().what(), "InvalidArgument: NoSender in From");
  }
}

TEST(NullReversePath, TheMessageIdKeepsItsDomain) {
  Bench bench;
  bench.mail.null_reverse_path = true;
  bench.mail.message_id = {.seed = 7, .device = "0815"};
  char id[100];
  const std::string_view written{id, message_id(bench.mail, id)};
  EXPECT_TRUE(written.ends_with("@plant.example>")) << written;
}

}  // namespace
}  // namespace postino::test
