// SPDX-License-Identifier: MIT
// RFC 5321 4.2: replies whole, in pieces, and broken.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "codec/reply.hpp"
#include "unit/codec/reply_reader.hpp"

namespace postino::test {
namespace {

using detail::ReplyParser;

/// The same, however it arrives.
Heard hear(std::string_view input) {
  const Heard whole = hear_whole(input);
  EXPECT_EQ(hear_octet_by_octet(input), whole) << input;
  for (std::size_t split = 0; split <= input.size(); ++split) {
    EXPECT_EQ(hear_in_two(input, split), whole) << input << " split at " << split;
  }
  return whole;
}

Heard one(std::uint16_t code, std::string text) {
  return {{{code, std::move(text)}}, {}, false, {}};
}
const Heard malformed{{}, {}, false, Fault::MalformedReply};

TEST(Reply, OneLine) {
  EXPECT_EQ(hear("250 ok\r\n"), one(250, "ok"));
  EXPECT_EQ(hear("354 go ahead\r\n"), one(354, "go ahead"));
}

TEST(Reply, SeveralLinesAreJoined) {
  EXPECT_EQ(hear("220-a\r\n220-\r\n220 b\r\n"), one(220, "a\n\nb"));
}

TEST(Reply, ABlankBehindTheCodeIsNoText) {
  EXPECT_EQ(hear("250 \r\n"), one(250, ""));
  EXPECT_EQ(hear("250  x \r\n"), one(250, " x "));
  EXPECT_EQ(hear("250--x\r\n250 y\r\n"), one(250, "-x\ny"));
}

TEST(Reply, ABareCodeIsAWholeReply) {
  EXPECT_EQ(hear("250\r\n"), one(250, ""));
  EXPECT_EQ(hear("250\n"), one(250, ""));
  EXPECT_EQ(hear("250-x\r\n250\r\n"), one(250, "x\n"));
}

TEST(Reply, LfAloneEndsALine) {
  EXPECT_EQ(hear("220 x\n"), one(220, "x"));
  EXPECT_EQ(hear("220-x\n220 y\n"), one(220, "x\ny"));
  EXPECT_EQ(hear("220-x\n220 y\r\n"), one(220, "x\ny"));
}

TEST(Reply, NoneIsWholeBeforeItsLf) {
  const std::string_view reply = "250-first\r\n250 last\r\n";
  for (std::size_t size = 0; size < reply.size(); ++size) {
    const Heard heard = hear(reply.substr(0, size));
    EXPECT_TRUE(heard.replies.empty()) << size;
    EXPECT_EQ(heard.begun, size != 0) << size;
    EXPECT_EQ(heard.fault, Fault::None) << size;
  }
}

TEST(Reply, EightBitTextAndControlsPassAsTheyAre) {
  EXPECT_EQ(hear("250 \x1b[2J \xff%n\t\x7f\r\n"), one(250, "\x1b[2J \xff%n\t\x7f"));
}

TEST(Reply, EveryCodeOfThreeDigits) {
  for (int code = 0; code <= 999; ++code) {
    std::string line = std::to_string(code);
    line.insert(0, 3 - line.size(), '0');
    const bool fine = code / 100 >= 2 && code / 100 <= 5;
    const Heard expected = fine ? one(static_cast<std::uint16_t>(code), "x") : malformed;
    EXPECT_EQ(hear_whole(line + " x\r\n"), expected) << code;
  }
}

TEST(Reply, EveryOctetInEveryPlaceOfTheCode) {
  for (int octet = 0; octet < 256; ++octet) {
    for (const std::size_t at : {0U, 1U, 2U}) {
      std::string line = "250 x\r\n";
      line[at] = static_cast<char>(octet);
      const bool fine = at == 0 ? octet >= '2' && octet <= '5' : octet >= '0' && octet <= '9';
      const Heard expected =
          fine ? one(static_cast<std::uint16_t>(std::stoi(line)), "x") : malformed;
      EXPECT_EQ(hear_whole(line), expected) << octet << " at " << at;
    }
  }
}

TEST(Reply, TextThatIsThereComesInOnePiece) {
  for (int octet = 0; octet < 256; ++octet) {
    if (octet == '\r' || octet == '\n' || octet == '\0') continue;
    const std::string line = "250 a" + std::string(1, static_cast<char>(octet)) + "b\r\n";
    detail::ReplyParser parser{};
    std::string_view left = line;
    std::string_view text;
    EXPECT_EQ(parser.read(left, text), detail::ReplyParser::Event::Text);
    EXPECT_EQ(text, line.substr(4, 3)) << octet;
  }
}

TEST(Reply, WhatIsNoCodeIsMalformedAtItsFirstWrongOctet) {
  // Every one lacks its line end: the last octet alone must do.
  for (const std::string_view input :
       {"1",    "6",    "9",    "0",     " ",    "-",    "a",    "\r",
        "\n",   "2a",   "2-",   "2 ",    "2\r",  "2\n",  "25a",  "25 ",
        "25\r", "25\n", "250a", "250\t", "2500", "250.", "\x16", "\xff"}) {
    EXPECT_EQ(hear(input), malformed) << input;
    EXPECT_EQ(hear(input.substr(0, input.size() - 1)).fault, Fault::None) << input;
  }
}

TEST(Reply, ACodeOfFourDigitsIsMalformedAtOnce) {
  EXPECT_EQ(hear("2200"), malformed);
  EXPECT_EQ(hear("2200 mail.example\r\n"), malformed);
}

TEST(Reply, OtherProtocolsAreMalformed) {
  EXPECT_EQ(hear("HTTP/1.1 400 Bad Request\r\n"), malformed);
  EXPECT_EQ(hear("SSH-2.0-OpenSSH_9.2\r\n"), malformed);
  EXPECT_EQ(hear(std::string_view{"\x15\x03\x03\x00\x02\x02\x0a", 7}), malformed);
  EXPECT_EQ(hear("* OK IMAP4rev1\r\n"), malformed);
  EXPECT_EQ(hear("+OK POP3\r\n"), malformed);
}

TEST(Reply, ANulIsMalformedWhereverItStands) {
  const std::string reply = "250 ok\r\n";
  for (std::size_t at = 0; at < reply.size(); ++at) {
    std::string with = reply;
    with.insert(at, 1, '\0');
    EXPECT_EQ(hear(with), malformed) << at;
  }
}

TEST(Reply, AStrayCrIsMalformedWhereverItStands) {
  const std::string reply = "250 ok\n";
  for (std::size_t at = 0; at + 1 < reply.size(); ++at) {
    std::string with = reply;
    with.insert(at, 1, '\r');
    EXPECT_EQ(hear(with), malformed) << at;
  }
  EXPECT_EQ(hear("250 ok\r\r\n"), malformed);
  EXPECT_EQ(hear("250\r\r\n"), malformed);
  EXPECT_EQ(hear("250\rx\n"), malformed);
}

TEST(Reply, AllLinesOfAReplyHaveOneCode) {
  EXPECT_EQ(hear("550-x\r\n250 y\r\n"), malformed);
  EXPECT_EQ(hear("250-x\r\n251 y\r\n"), malformed);
  EXPECT_EQ(hear("250-x\r\n250-y\r\n550 z\r\n"), malformed);
  EXPECT_EQ(hear("250-x\r\n251"), malformed);
  EXPECT_EQ(hear("250-x\r\nok\r\n"), malformed);
  EXPECT_EQ(hear("250-x\r\n\r\n"), malformed);
}

TEST(Reply, TwoRepliesMayDiffer) {
  const Heard both{{{250, "x"}, {550, "y\nz"}}, {}, false, Fault::None};
  EXPECT_EQ(hear("250 x\r\n550-y\r\n550 z\r\n"), both);
}

TEST(Reply, WhatIsMalformedBehindAReplyLeavesTheReplyAlone) {
  const Heard expected{{{250, "x"}}, {}, false, Fault::MalformedReply};
  EXPECT_EQ(hear("250 x\r\nx"), expected);
  EXPECT_EQ(hear("250 x\r\n\r\n"), expected);
}

TEST(Reply, NothingIsReadAfterAFault) {
  ReplyReader reader;
  reader.feed("6");
  reader.feed("250 ok\r\n");
  EXPECT_EQ(reader.heard(), malformed);
}

TEST(Reply, EndsWithItsLastLineFeedWhateverFollows) {
  for (const std::string_view next : {"2", "25", "220", "220-", "220-x\r\n22", "999", "\n"}) {
    const std::string octets = "250-a\r\n250 b\r\n" + std::string{next};
    std::string_view input = octets;
    ReplyParser parser;
    ReplyParser::Event event = ReplyParser::Event::None;
    while (event == ReplyParser::Event::None || event == ReplyParser::Event::Text) {
      event = parser.next(input.front());
      input.remove_prefix(1);
    }
    EXPECT_EQ(event, ReplyParser::Event::Reply);
    EXPECT_EQ(parser.code(), 250);
    EXPECT_FALSE(parser.begun());
    EXPECT_EQ(input, next);
  }
}

TEST(Reply, OctetsOfTheNextReplyMakeOneThatHasBegun) {
  for (const std::string_view next : {"2", "25", "220", "220-", "220 x", "220 x\r", "220-x\r\n"}) {
    const Heard heard = hear("250 b\r\n" + std::string{next});
    EXPECT_EQ(heard.replies, (std::vector<HeardReply>{{250, "b"}})) << next;
    EXPECT_TRUE(heard.begun) << next;
  }
}

TEST(Reply, TheCodeOfALineIsKnownWithItsText) {
  ReplyParser parser;
  int octets = 0;
  for (const char octet : std::string_view{"250-a\r\n250 b\r\n"}) {
    if (parser.next(octet) != ReplyParser::Event::Text) continue;
    EXPECT_EQ(parser.code(), 250);
    ++octets;
  }
  EXPECT_EQ(octets, 3);
}

TEST(Reply, NothingHasBegunBeforeTheFirstOctet) {
  ReplyParser parser;
  EXPECT_FALSE(parser.begun());
  EXPECT_EQ(parser.fault(), Fault::None);
  EXPECT_EQ(parser.next('2'), ReplyParser::Event::None);
  EXPECT_TRUE(parser.begun());
}

}  // namespace
}  // namespace postino::test
