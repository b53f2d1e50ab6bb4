// SPDX-License-Identifier: MIT
// The bounds of config.hpp on a reply, each at one less, at it, and at one more.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "postino/config.hpp"
#include "unit/codec/reply_reader.hpp"

namespace postino::test {
namespace {

constexpr std::size_t max_line = config::max_reply_line_size;
constexpr std::size_t max_lines = config::max_reply_lines;
constexpr std::size_t max_octets = config::max_reply_size;

/// "250" and what follows, `size` octets before its line end.
std::string line(std::size_t size, char separator, std::string_view end = "\r\n") {
  std::string made = std::string("250") + separator;
  made.append(size - made.size(), 'x');
  return made.append(end);
}

/// A reply of `lines` lines, all of them short.
std::string reply_of_lines(std::size_t lines) {
  std::string made;
  for (std::size_t i = 1; i < lines; ++i) made += "250-\r\n";
  return made + "250 \r\n";
}

/// A reply of `size` octets without its line ends, in lines that are as long as they may be.
std::string reply_of_octets(std::size_t size, std::string_view end) {
  constexpr std::size_t shortest = 4;
  std::string made;
  while (size > max_line) {
    const std::size_t next = std::min(max_line, size - shortest);
    made += line(next, '-', end);
    size -= next;
  }
  return made + line(size, ' ', end);
}

void expect_one_reply(const std::string& input) {
  for (const Heard& heard : {hear_whole(input), hear_octet_by_octet(input)}) {
    EXPECT_EQ(heard.fault, Fault::None);
    EXPECT_EQ(heard.replies.size(), 1U);
    EXPECT_FALSE(heard.begun);
  }
}

void expect_fault(const std::string& input, Fault fault) {
  for (const Heard& heard : {hear_whole(input), hear_octet_by_octet(input)}) {
    EXPECT_EQ(name(heard.fault), name(fault));
    EXPECT_TRUE(heard.replies.empty());
  }
}

TEST(ReplyBounds, ALineOfTheMostOctetsOrOneLessIsRead) {
  for (const std::string_view end : {"\r\n", "\n"}) {
    expect_one_reply(line(max_line - 1, ' ', end));
    expect_one_reply(line(max_line, ' ', end));
    expect_one_reply(line(max_line, '-', end) + line(max_line, ' ', end));
  }
}

TEST(ReplyBounds, ALineOfOneOctetMoreIsTooLong) {
  for (const std::string_view end : {"\r\n", "\n"}) {
    expect_fault(line(max_line + 1, ' ', end), Fault::ReplyLineTooLong);
    expect_fault(line(max_line + 2, ' ', end), Fault::ReplyLineTooLong);
    expect_fault(line(10, '-', end) + line(max_line + 1, ' ', end), Fault::ReplyLineTooLong);
  }
}

TEST(ReplyBounds, ALineThatNeverEndsIsTooLong) {
  expect_fault(line(max_line + 3, ' ', ""), Fault::ReplyLineTooLong);
  // Sizes at which a count of 16 bits would have come round again.
  for (const std::size_t size : {65535U, 65536U, 65537U, 65536U + 1000U, 3U * 65536U}) {
    expect_fault(line(size, ' ', ""), Fault::ReplyLineTooLong);
    expect_fault(line(size, ' '), Fault::ReplyLineTooLong);
  }
}

TEST(ReplyBounds, AReplyOfTheMostLinesOrOneLessIsRead) {
  expect_one_reply(reply_of_lines(max_lines - 1));
  expect_one_reply(reply_of_lines(max_lines));
}

TEST(ReplyBounds, B019_AReplyOfOneLineMoreHasTooMany) {
  expect_fault(reply_of_lines(max_lines + 1), Fault::ReplyTooManyLines);
  expect_fault(reply_of_lines(1000), Fault::ReplyTooManyLines);
}

TEST(ReplyBounds, AReplyOfTheMostOctetsOrOneLessIsRead) {
  for (const std::string_view end : {"\r\n", "\n"}) {
    expect_one_reply(reply_of_octets(max_octets - 1, end));
    expect_one_reply(reply_of_octets(max_octets, end));
  }
}

TEST(ReplyBounds, AReplyOfOneOctetMoreIsTooLong) {
  for (const std::string_view end : {"\r\n", "\n"}) {
    expect_fault(reply_of_octets(max_octets + 1, end), Fault::ReplyTooLong);
    expect_fault(reply_of_octets(max_octets + 2, end), Fault::ReplyTooLong);
  }
}

TEST(ReplyBounds, TheMostOctetsMayEndWithACodeOrWithTheBlankAfterIt) {
  const std::string lines = line(max_line, '-') + line(max_line, '-');
  constexpr std::size_t left = max_octets - 2 * max_line;
  for (const std::string end : {"250\r\n", "250 \r\n"}) {
    const std::size_t last = left - (end.size() - 2);
    expect_one_reply(lines + line(last, '-') + end);
    expect_fault(lines + line(last + 1, '-') + end, Fault::ReplyTooLong);
  }
}

TEST(ReplyBounds, OneOctetMoreInALineOfTheMostIsTheReplysFault) {
  const std::string lines = line(max_line, '-') + line(max_octets - 2 * max_line + 1, '-');
  expect_one_reply(lines + line(max_line - 1, ' '));
  expect_fault(lines + line(max_line, ' '), Fault::ReplyTooLong);
}

TEST(ReplyBounds, NothingIsReadAfterWhatIsTooLong) {
  using Event = detail::ReplyParser::Event;
  for (const std::string& input :
       {line(max_line + 1, ' ', ""), reply_of_octets(max_octets + 1, "\r\n")}) {
    detail::ReplyParser parser{};
    std::string_view left = input;
    std::string_view text;
    Event event = Event::None;
    while (event != Event::Broken && !left.empty()) event = parser.read(left, text);
    ASSERT_EQ(event, Event::Broken);
    const Fault fault = parser.fault();
    for (std::string_view more : {"x", "\n", "250 ok\r\n"}) {
      EXPECT_EQ(parser.read(more, text), Event::Broken);
      EXPECT_EQ(parser.fault(), fault);
    }
  }
}

TEST(ReplyBounds, AReplyWithTheMostLinesAndTheMostOctetsIsRead) {
  constexpr std::size_t each = max_octets / max_lines;
  static_assert(each * max_lines == max_octets && each >= 4);
  std::string reply;
  for (std::size_t i = 1; i < max_lines; ++i) reply += line(each, '-');
  expect_one_reply(reply + line(each, ' '));
  expect_fault(reply + line(each + 1, ' '), Fault::ReplyTooLong);
}

TEST(ReplyBounds, EveryReplyCountsFromItsOwnBeginning) {
  ReplyReader reader;
  const std::string longest = reply_of_octets(max_octets, "\r\n");
  const std::string most = reply_of_lines(max_lines);
  for (int i = 0; i < 3; ++i) {
    reader.feed(longest);
    reader.feed(most);
    reader.feed("250\n");
  }
  EXPECT_EQ(reader.heard().replies.size(), 9U);
  EXPECT_EQ(reader.heard().fault, Fault::None);
}

TEST(ReplyBounds, B015_ALineOf512OctetsIsNoMatter) {
  std::string octets = "220 " + std::string(512, 'x');
  EXPECT_TRUE(hear_whole(octets).begun);
  expect_one_reply(octets + "\r\n");
}

}  // namespace
}  // namespace postino::test
