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

}  // namespace
}  // namespace postino::test
