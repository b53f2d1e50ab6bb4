// SPDX-License-Identifier: MIT
// RFC 2047 2: a header line with an encoded word has at most 76 octets; RFC 5322 2.1.1: any other
// should have at most 78, and has where it can be folded.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postino/mime.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

using std::string;

void check_header_lines(const Composer& composer, const Mail& mail, ContentRules rules = {}) {
  const Composed composed = compose(composer, mail, rules);
  for (const string& line : lines_of(composed.octets)) {
    if (line.empty()) break;
    const bool encoded = line.find("=?utf-8?") != string::npos;
    EXPECT_LE(line.size(), encoded ? 76U : 78U) << line;
  }
}

/// Words of ASCII, then some that need encoding, then some of ASCII.
string mixed_words(std::size_t before, std::size_t coded, std::size_t after, const char* what) {
  string text = string(before, 'a');
  for (std::size_t i = 0; i < coded; ++i) text += what;
  if (after != 0) text += " " + string(after, 'b');
  return text;
}

TEST(HeaderLines, OfASubjectAreShortWhateverIsInIt) {
  const MimeComposer parts{MimeContent{}};
  Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = "x"};
  for (const char* const what : {"\xc3\xbc", "\xf0\x9f\x98\x80", "\xc3\xbc x "}) {
    for (std::size_t before = 0; before < 70; before += 3) {
      for (std::size_t coded = 1; coded < 40; ++coded) {
        const string subject = mixed_words(before, coded, before % 30, what);
        mail.subject = View{subject};
        check_header_lines(text_mail, mail);
        check_header_lines(parts, mail);
      }
    }
  }
}

TEST(HeaderLines, OfMailboxesToo) {
  const MimeComposer parts{MimeContent{}};
  for (std::size_t coded = 1; coded < 30; ++coded) {
    for (std::size_t before = 0; before < 12; ++before) {
      const string name = mixed_words(before, coded, 0, "\xc3\xbc");
      const string plain = mixed_words(before + coded, 0, 0, "");
      const std::vector<Recipient> list{{"c@d.example", View{plain}},
                                        {"longer-than-that@plant.example", View{name}},
                                        {"c@d.example", View{name}}};
      const Mail mail{.from = {"a@b.example", View{name}}, .to = list, .text = "x"};
      check_header_lines(text_mail, mail);
      check_header_lines(parts, mail);
    }
  }
}

/// Its encoded word is so short that it fits a line of 78 octets and none of 76.
TEST(HeaderLines, OfAShortNameAfterAnotherToo) {
  const MimeComposer parts{MimeContent{}};
  for (std::size_t size = 1; size < 70; ++size) {
    const string plain(size, 'a');
    const Recipient list[] = {{"c@d.example", View{plain}}, {"e@f.example", "\xc3\xbc"}};
    const Mail mail{.from = {"a@b.example"}, .to = list, .text = "x"};
    check_header_lines(text_mail, mail);
    check_header_lines(parts, mail);
  }
}

/// A phrase in UTF-8 that is too long to be quoted, since a quoted string does not fold.
TEST(HeaderLines, APhraseInUtf8IsQuotedAsLongAsItFits) {
  const MimeComposer parts{MimeContent{}};
  const ContentRules utf8{.eight_bit = true, .utf8 = true};
  for (std::size_t size = 70; size < 90; ++size) {
    const string name = "\xc3\xbc" + string(size - 2, 'x');
    const Mail mail{.from = {"a@b.example", View{name}}, .to = "c@d.example", .text = "x"};
    check_header_lines(parts, mail, utf8);
    const string from = arrived(compose(parts, mail, utf8).octets).value("From");
    const bool quoted = size + 2 < 78;
    EXPECT_EQ(from.find('"' + name + '"') != string::npos, quoted) << from;
    EXPECT_EQ(from.find("=?utf-8?") != string::npos, !quoted) << from;
  }
}

/// The line that the last encoded word began ends with the address.
TEST(HeaderLines, OfAddressesOfAnyLengthAfterEncodedWordsToo) {
  const MimeComposer parts{MimeContent{}};
  std::vector<string> addresses;
  for (std::size_t size = 1; size < 73; ++size) addresses.push_back(string(size, 'a') + "@b");
  for (std::size_t coded = 1; coded < 40; ++coded) {
    const string name = mixed_words(0, coded, 0, "\xc3\xbc");
    std::vector<Recipient> list;
    for (const string& address : addresses) list.push_back({View{address}, View{name}});
    const Mail mail{.from = {"a@b.example"}, .to = list, .text = "x"};
    check_header_lines(text_mail, mail);
    check_header_lines(parts, mail);
  }
}

/// Only lines with an encoded word are held to 76.
TEST(HeaderLines, AfterAnEncodedWordHave78OctetsAgain) {
  const MimeComposer parts{MimeContent{}};
  for (const std::size_t size : {73U, 74U}) {
    const string word(size, 'x');
    const string value = "y " + word;
    const Header own[] = {{"X-A", View{word}}, {"X-B", View{value}}};
    Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .subject = "\xc3\xbc", .text = "x"};
    mail.headers = own;
    const string fold = size == 73 ? "" : "\r\n";
    const string lines = "?=\r\nX-A:" + fold + " " + word + "\r\nX-B: y\r\n " + word + "\r\n";
    for (const Composer* const composer :
         {static_cast<const Composer*>(&text_mail), static_cast<const Composer*>(&parts)}) {
      const string octets = compose(*composer, mail).octets;
      EXPECT_NE(octets.find(lines), string::npos) << octets;
    }
  }
}

/// So that it ends there with its brackets and a comma.
TEST(HeaderLines, AMailboxIsOnTheLineThatHasRoomForIt) {
  for (std::size_t size = 50; size < 80; ++size) {
    const string address = string(size - 2, 'a') + "@b";
    const Mail bare{.from = {View{address}}, .to = "c@d.example", .text = "x"};
    const string alone = compose(text_mail, bare).octets;
    EXPECT_EQ(alone.find("From: " + address + "\r\n") != string::npos, 6 + size + 3 <= 78) << size;
    EXPECT_EQ(alone.find("From:\r\n " + address + "\r\n") != string::npos, 6 + size + 3 > 78);
    const Mail named{.from = {View{address}, "Node"}, .to = "c@d.example", .text = "x"};
    const string both = compose(text_mail, named).octets;
    const bool fits = 11 + size + 3 <= 78;
    EXPECT_EQ(both.find("From: Node <" + address + ">\r\n") != string::npos, fits) << size;
    EXPECT_EQ(both.find("From: Node\r\n <" + address + ">\r\n") != string::npos, !fits) << size;
  }
}

/// A backslash is before each quote, and counts.
TEST(HeaderLines, APhraseWithQuotesInItIsQuotedAsLongAsItFits) {
  for (std::size_t quotes = 0; quotes < 5; ++quotes) {
    for (std::size_t size = 60; size < 90; ++size) {
      const string name = string(quotes, '"') + ',' + string(size - quotes - 1, 'x');
      const Mail mail{.from = {"a@b.example", View{name}}, .to = "c@d.example", .text = "x"};
      const string from = arrived(compose(text_mail, mail).octets).value("From");
      EXPECT_EQ(from.front() == '"', size + quotes + 2 < 78) << from;
      EXPECT_EQ(from.find("=?utf-8?") == string::npos, size + quotes + 2 < 78) << from;
    }
  }
}

}  // namespace
}  // namespace postino::test
