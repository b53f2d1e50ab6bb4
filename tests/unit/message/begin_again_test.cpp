// SPDX-License-Identifier: MIT
// A message is begun again where a connection was lost: from wherever it stands, all of it comes.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "postino/mime.hpp"
#include "support/text_source.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr ContentRules all_rules[] = {
    {}, {.eight_bit = true}, {.size = true}, {.eight_bit = true, .size = true}};

/// Begins, pulls `pulls` times, begins again and takes all.
Composed again(const Composer& composer, const Mail& mail, ContentRules rules, std::size_t room,
               std::size_t pulls) {
  Composition composition{.mail = &mail, .rules = rules};
  std::vector<char> into(room);
  Composed composed;
  EXPECT_EQ(composer.begin(composition).ready, true);
  for (; pulls != 0; --pulls) static_cast<void>(composer.pull(composition, into));
  composed.facts = composer.begin(composition);
  do {
    composed.last = composer.pull(composition, into);
    composed.octets.append(into.data(), composed.last.count());
  } while (composed.last.count() != 0);
  return composed;
}

void expect_the_same_again(const Composer& composer, const Mail& mail, std::size_t room) {
  for (const ContentRules& rules : all_rules) {
    const Composed whole = compose(composer, mail, rules, room);
    for (std::size_t pulls = 0; pulls <= whole.pieces.size() + 1; ++pulls) {
      const Composed composed = again(composer, mail, rules, room, pulls);
      ASSERT_EQ(composed.octets, whole.octets) << pulls;
      ASSERT_EQ(composed.facts, whole.facts) << pulls;
      ASSERT_EQ(composed.last, whole.last) << pulls;
    }
  }
}

void expect_the_same_again(const Composer& composer, const string& text, std::size_t room) {
  Mail mail{.from = {"a@b.example"}, .to = "c@d.example", .text = View{text}};
  expect_the_same_again(composer, mail, room);
  TextSource source{text};
  mail.text = source;
  expect_the_same_again(composer, mail, room);
}

void expect_the_same_again(const Composer& composer, std::size_t room = Composer::min_room) {
  string dense = "\n";
  for (int i = 0; i < 20; ++i) dense += "\xc3\xbc";
  for (const string& text : {string{"\nDry run\r"}, string{"\nab\rcd \xc3\xbc"}, dense + "\r",
                             string(1100, 'x'), string{"..a\r\n.b\r\n"}}) {
    expect_the_same_again(composer, text, text.size() < 100 ? room : 97);
  }
}

TEST(BeginAgain, ARawMessageComesWhole) { expect_the_same_again(raw_mail); }

TEST(BeginAgain, APlainTextComesWhole) { expect_the_same_again(plain_text); }

TEST(BeginAgain, ATextMailComesWhole) { expect_the_same_again(text_mail); }

TEST(BeginAgain, AMessageOfPartsComesWhole) {
  expect_the_same_again(MimeComposer{MimeContent{}}, 41);
  const Attachment files[] = {{.content = "abcd"}, {.type = "text/x", .content = ".e\r\n"}};
  expect_the_same_again(MimeComposer{MimeContent{.html = "<p>\r", .attachments = files}}, 41);
}

}  // namespace
}  // namespace postino::test
