// SPDX-License-Identifier: MIT
// How each part is encoded, and what that makes of the size that is declared_of_both.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "postino/config.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"
#include "unit/message/random_text.hpp"

namespace postino::test {
namespace {

using std::string;

constexpr ContentRules in_chunks{.size = true, .dot_stuffing = false};

Mail encoded_mail(Text text) {
  return {.from = {"a@b.example"},
          .to = "c@d.example",
          .message_id = {0x9e3779b97f4a7c15},
          .text = text};
}

/// The last Content-Transfer-Encoding of a mail.
string last_encoding(const Composed& composed) {
  const string name = "Content-Transfer-Encoding: ";
  const std::size_t at = composed.octets.rfind(name) + name.size();
  return composed.octets.substr(at, composed.octets.find("\r\n", at) - at);
}

/// That of an attachment.
string attached_as(std::string_view type, std::string_view content, bool eight_bit) {
  const Attachment files[] = {{.type = type, .content = content}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  return last_encoding(compose(composer, encoded_mail("text"), {.eight_bit = eight_bit}));
}

TEST(MimeEncoding, ATextGoesAsItIsWhereItArrivesAsItIs) {
  const string long_line(config::max_line_size + 1, 'x');
  const string long_umlauts = "\xc3\xbc" + long_line;
  for (const bool eight_bit : {false, true}) {
    for (const char* const type : {"text/csv", "TEXT/x", "message/x"}) {
      EXPECT_EQ(attached_as(type, "plain\r\n", eight_bit), "7bit");
      EXPECT_EQ(attached_as(type, "\xc3\xbc\r\n", eight_bit), eight_bit ? "8bit" : "base64");
      for (const string& content : {string("plain\n"), string("\xc3\xbc\n"), string("a\0\r\n", 4),
                                    string("\xc3\xbc\0\r\n", 5), long_line, long_umlauts}) {
        EXPECT_EQ(attached_as(type, content, eight_bit), "base64") << content;
      }
    }
  }
}

TEST(MimeEncoding, AnythingElseGoesInBase64) {
  for (const char* const type : {"a/b", "tex/x", "texts/x", "messag/x", "application/text/x"}) {
    EXPECT_EQ(attached_as(type, "plain\r\n", true), "base64") << type;
  }
}

/// A text of which most would be coded goes in base64, whose size is told to the octet.
TEST(MimeEncoding, TheSizeOfADenseTextIsExact) {
  for (std::size_t characters = 1; characters < 130; ++characters) {
    string text;
    for (std::size_t i = 0; i < characters; ++i) text += "\xc3\xbc";
    const Composed alone =
        compose(MimeComposer{MimeContent{}}, encoded_mail(View{text}), in_chunks);
    EXPECT_EQ(last_encoding(alone), "base64");
    EXPECT_EQ(alone.facts.size, alone.octets.size()) << characters;
    EXPECT_TRUE(alone.octets.ends_with("\r\n"));
    const Composed both =
        compose(MimeComposer{MimeContent{.html = View{text}}}, encoded_mail(View{text}), in_chunks);
    EXPECT_EQ(both.facts.size, both.octets.size()) << characters;
  }
}

TEST(MimeEncoding, ASourceAsATextHasNoSizeThatCouldBeDeclared) {
  TextSource source{"text\r\n"};
  const Composed composed = compose(MimeComposer{MimeContent{}}, encoded_mail(source), in_chunks);
  EXPECT_EQ(composed.facts.size, ContentFacts::unknown_size);
  TextSource html{"<p>text</p>"};
  const Composed both =
      compose(MimeComposer{MimeContent{.html = html}}, encoded_mail("t"), in_chunks);
  EXPECT_EQ(both.facts.size, ContentFacts::unknown_size);
}

/// So large that nobody pulls it.
class LargeSource final : public Source {
 public:
  explicit LargeSource(std::uint32_t size) : size_{size} {}
  Transfer pull(std::span<char>) override { return Transfer::failed(); }
  bool rewind() override { return true; }
  [[nodiscard]] std::uint32_t size() const override { return size_; }

 private:
  std::uint32_t size_;
};

/// What is declared_of_both of two such attachments.
std::uint32_t declared_of_both(std::uint32_t first, std::uint32_t second) {
  LargeSource one{first};
  LargeSource other{second};
  const Attachment files[] = {{.content = one}, {.content = other}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  const Mail mail = encoded_mail("text");
  Composition composition{.mail = &mail, .rules = in_chunks};
  return composer.begin(composition).size;
}

TEST(MimeEncoding, ASumOf32BitsIsDeclaredAndALargerOneIsUnknown) {
  constexpr std::uint32_t first = 3'000'000'000;
  std::uint32_t known = 0;
  std::uint32_t unknown = first;
  while (unknown - known > 1) {
    const std::uint32_t middle = known + (unknown - known) / 2;
    (declared_of_both(first, middle) == ContentFacts::unknown_size ? unknown : known) = middle;
  }
  const std::uint32_t most = declared_of_both(first, known);
  EXPECT_GT(most, 0xffffffffU - 7);
  EXPECT_LT(most, 0xffffffffU);
  for (std::uint32_t less = 1; less < 1000; ++less) {
    const std::uint32_t size = declared_of_both(first, known - less);
    EXPECT_LE(size, most) << less;
    EXPECT_GE(size, most - 4 * less / 3 - 4 - 2 * (less / 57 + 1)) << less;
    EXPECT_EQ(declared_of_both(first, known + less), ContentFacts::unknown_size) << less;
  }
  EXPECT_EQ(declared_of_both(first, first), ContentFacts::unknown_size);
  EXPECT_EQ(declared_of_both(first + 1, 0), ContentFacts::unknown_size)
      << "over what is counted at all";
}

TEST(MimeEncoding, ATextThatHoldsADelimiterIsNoBinary) {
  const ContentRules rules{.eight_bit = true, .binary = true, .dot_stuffing = false};
  const Attachment plain[] = {{.content = "x"}};
  const Composed first =
      compose(MimeComposer{MimeContent{.attachments = plain}}, encoded_mail("t"));
  const std::size_t at = first.octets.find("\r\n--=_");
  ASSERT_NE(at, string::npos);
  const string delimiter = first.octets.substr(at, 38);
  const string long_line(config::max_line_size + 1, 'x');
  const string clear = long_line + "\r\n";
  EXPECT_EQ(last_encoding(compose(MimeComposer{MimeContent{}}, encoded_mail(View{clear}), rules)),
            "binary");
  const string held = long_line + delimiter + "m\r\n";
  EXPECT_EQ(last_encoding(compose(MimeComposer{MimeContent{}}, encoded_mail(View{held}), rules)),
            "quoted-printable");
}

/// A text whose line ends are anything, in pieces that end anywhere between two of them.
TEST(MimeEncoding, ADenseTextArrivesWithItsLineEndsMadeCrlf) {
  constexpr const char* pieces[] = {"\xc3\xbc", "\xc3\xbc", "\r", "\n", "\r\n", "."};
  RandomText random{41};
  for (int i = 0; i < 1000; ++i) {
    string text;
    for (std::size_t left = 1 + random.below(60); left != 0; --left)
      text += pieces[random.below(6)];
    for (std::size_t left = text.size() / 4 + 1; left != 0; --left) text += "\xc3\xbc";
    if (random.below(2) == 0) text += '\r';
    const Mail mail = encoded_mail(View{text});
    const std::size_t room = Composer::min_room + random.below(50);
    const Composed composed = compose(MimeComposer{MimeContent{}}, mail, {.size = true}, room);
    ASSERT_EQ(last_encoding(composed), "base64");
    ASSERT_EQ(composed.facts.size, composed.octets.size());
    string digits;
    for (const string& line :
         lines_of(composed.octets.substr(composed.octets.find("\r\n\r\n") + 4)))
      digits += line;
    string lines = as_lines(text + "x");
    lines.resize(lines.size() - 3);
    ASSERT_EQ(from_base64(digits), lines);
  }
}

TEST(MimeEncoding, ATextFromASourceIsQuotedPrintable) {
  TextSource source{"\xc3\xbc\n"};
  for (const ContentRules& rules : {ContentRules{}, in_chunks, ContentRules{.eight_bit = true}}) {
    const Composed composed = compose(MimeComposer{MimeContent{}}, encoded_mail(source), rules);
    EXPECT_EQ(last_encoding(composed), "quoted-printable");
    EXPECT_TRUE(composed.octets.ends_with("\r\n\r\n=C3=BC\r\n"));
  }
}

}  // namespace
}  // namespace postino::test
