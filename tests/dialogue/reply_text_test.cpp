// SPDX-License-Identifier: MIT
// RFC 5321 4.2, RFC 3463: the server's words, and how much of them is kept.
#include <gtest/gtest.h>

#include <span>
#include <string>

#include "support/bench.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using std::string;

/// A mail that is refused with `reply` by a client that keeps `room` octets of text.
Sent refused_with(const string& reply, std::size_t room = 128) {
  Bench bench{{.reply_text = room}};
  bench.server.greets_and_offers({"ENHANCEDSTATUSCODES"})
      .takes_envelope()
      .hears_mail()
      .sends(reply)
      .parts();
  return bench.send();
}

TEST(ReplyText, IsTheTextWithoutTheCodes) {
  EXPECT_EQ(refused_with("554 go away\r\n").text, "go away");
  EXPECT_EQ(refused_with("554\r\n").text, "");
  EXPECT_EQ(refused_with("554 \r\n").text, "");
  EXPECT_EQ(refused_with("554  go\r\n").text, " go");
}

TEST(ReplyText, LinesAreJoined) {
  EXPECT_EQ(refused_with("554-go\r\n554-\r\n554 away\r\n").text, "go\n\naway");
}

TEST(ReplyText, IsCutAtTheRoomThereIs) {
  const string words = "0123456789";
  for (const auto& [room, kept] :
       {std::pair{0U, ""}, std::pair{1U, "0"}, std::pair{9U, "012345678"},
        std::pair{10U, "0123456789"}, std::pair{11U, "0123456789"}}) {
    EXPECT_EQ(refused_with("554 " + words + "\r\n", room).text, kept) << room;
    EXPECT_EQ(refused_with("554 " + words + "\r\n", room).what(), "Rejected: NegativeReply 554")
        << room;
  }
  EXPECT_EQ(refused_with("554-0123\r\n554 5678\r\n", 5).text, "0123\n");
  EXPECT_EQ(refused_with("554-0123\r\n554 5678\r\n", 4).text, "0123");
  EXPECT_EQ(refused_with("554-0123\r\n554 5678\r\n", 6).text, "0123\n5");
}

TEST(ReplyText, AVeryLongOneIsCutAndStillAReply) {
  EXPECT_EQ(refused_with("554 " + string(12000, 'x') + "\r\n").text, string(128, 'x'));
}

TEST(ReplyText, IsThatOfTheReplyThatDecidedNotOfALaterOne) {
  Bench bench;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "DATA"})
      .says({"250 fine", "550 first refusal", "503 second refusal"})
      .parts();
  EXPECT_EQ(bench.send().text, "first refusal");
}

TEST(ReplyText, OfAnAcceptedMailIsThatOfTheFinalReply) {
  Bench bench;
  static constexpr Recipient two[] = {{"a@plant.example"}, {"b@plant.example"}};
  bench.mail.to = two;
  bench.server.greets_and_offers({"PIPELINING"})
      .hears({"MAIL {}", "RCPT {}", "RCPT {}", "DATA"})
      .says({"250 fine", "550 nobody", "250 fine", "354 go"})
      .hears_mail()
      .says("250 2.6.0 queued")
      .parts();
  EXPECT_EQ(bench.send().text, "2.6.0 queued");
}

TEST(ReplyText, IsNotLeftOverFromTheMailBefore) {
  Bench bench;
  bench.server.greets_and_offers().takes_envelope().hears_mail().says("554 go away").closes();
  EXPECT_EQ(bench.send().text, "go away");
  bench.wire.behaviour.reconnects = false;
  bench.sleep(seconds(1));
  EXPECT_EQ(bench.send().text, "");
}

TEST(ReplyText, IsNotThatOfAnEarlierReplyWhenThereWasNone) {
  Bench bench;
  bench.server.greets_and_offers().takes_envelope().hears_mail();
  EXPECT_EQ(bench.send().text, "");
}

TEST(ReplyText, OfARecipientIsThatOfWhatDecided) {
  for (const string code : {"300", "302", "354", "396", "399"}) {
    Bench bench;
    bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
    bench.server.says(code + " so be it").may_part();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Deferred: UnexpectedReply " + code);
    EXPECT_EQ(sent.text, "so be it") << code;
  }
  for (const string code : {"400", "403", "404", "450"}) {
    static constexpr Recipient two[] = {{"a@plant.example"}, {"b@plant.example"}};
    Bench bench;
    bench.mail.to = two;
    bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
    bench.server.says("451 the first").hears("RCPT {}").says(code + " the second").may_part();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what(), "Deferred: AllRecipients 451");
    EXPECT_EQ(sent.text, "the first") << code;
  }
}

TEST(ReplyText, TheEnhancedStatusIsRead) {
  EXPECT_EQ(refused_with("554 5.7.1 no\r\n").enhanced(), "5.7.1");
  EXPECT_EQ(refused_with("554-5.7.26 no\r\n554 5.7.26 way\r\n").enhanced(), "5.7.26");
  EXPECT_EQ(refused_with("554 5.7.999\r\n").enhanced(), "5.7.999");
}

TEST(ReplyText, AnEnhancedStatusOfAnotherClassIsNone) {
  for (const char* text : {"2.0.0 no", "4.7.1 no", "5.7 no", "5.7.1.2 no", "5..1 no", "5.7.x no",
                           "no 5.7.1", "5.7.1000 no", "5.1000.1 no", "55.7.1 no", "5.7.1no", ""}) {
    EXPECT_EQ(refused_with("554 " + string(text) + "\r\n").enhanced(), "") << text;
  }
}

TEST(ReplyText, EscapedItIsPrintableAndCutBetweenCharacters) {
  char room[8];
  EXPECT_EQ(escape("abc", room), 3U);
  EXPECT_EQ(string(room, escape("abcdefgh", room)), "abcdefgh");
  EXPECT_EQ(string(room, escape("abcdefghi", room)), "abcdefgh");
  EXPECT_EQ(string(room, escape("abcd\n", room)), "abcd\\x0A");
  EXPECT_EQ(string(room, escape("abcde\n", room)), "abcde");
  EXPECT_EQ(escape("abc", {}), 0U);
}

/// Of a recipient that was taken, or refused beside another that was, the report says nothing.
TEST(ReplyText, OfRecipientsThatDecideNothingIsNotThatOfALoss) {
  for (const bool taken_first : {true, false}) {
    Bench bench;
    const std::span two = std::span{three}.first(2);
    bench.mail.to = two;
    bench.server.greets_and_offers().hears("MAIL {}").says("250 ok").hears("RCPT {}");
    bench.server.says("250 2.1.5 first").hears("RCPT {}");
    bench.server.says(taken_first ? "250 second" : "550 5.1.1 second").hears("DATA").resets();
    const Sent sent = bench.send();
    EXPECT_EQ(sent.what_and_where(), "Deferred: ConnectionLost in Data");
    EXPECT_EQ(sent.text, "");
    EXPECT_EQ(sent.enhanced(), "");
  }
}

}  // namespace
}  // namespace postino::test
