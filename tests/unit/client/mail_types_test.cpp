// SPDX-License-Identifier: MIT
// Text, Recipients and Mail as a caller fills them in.
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "postino/mail.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using std::string_view;

static_assert(!std::is_constructible_v<Text, TextSource&&>);

// What C can lay out, too.
static_assert(std::is_standard_layout_v<View> && std::is_standard_layout_v<Recipient> &&
              std::is_standard_layout_v<Header> && std::is_standard_layout_v<Content> &&
              std::is_standard_layout_v<Attachment>);

TEST(Text, IsAView) {
  const std::string named = "Dry run.";
  for (const Text& text : {Text{"Dry run."}, Text{string_view{"Dry run."}}, Text{named}}) {
    EXPECT_EQ(text.source(), nullptr);
    EXPECT_EQ(text.view(), "Dry run.");
  }
  EXPECT_EQ(Text{named}.view().data(), named.data());
}

TEST(Text, OrASource) {
  TextSource source{"Dry run."};
  const Text text = source;
  EXPECT_EQ(text.source(), &source);
  EXPECT_TRUE(text.view().empty());
}

TEST(Text, OrNothing) {
  EXPECT_EQ(Text{}.source(), nullptr);
  EXPECT_TRUE(Text{}.view().empty());
}

TEST(Recipients, AreNoneAtFirst) {
  EXPECT_EQ(Recipients{}.size(), 0U);
  EXPECT_EQ(Recipients{""}.size(), 0U);
  EXPECT_EQ(Recipients{std::span<const Recipient>{}}.size(), 0U);
}

TEST(Recipients, AreOneAddress) {
  const std::string named = "ops@plant.example";
  const string_view view = named;
  for (const Recipients& one : {Recipients{"ops@plant.example"}, Recipients{view},
                                Recipients{named}, Recipients{Recipient{.address = named}}}) {
    ASSERT_EQ(one.size(), 1U);
    EXPECT_EQ(string_view{one[0].address}, "ops@plant.example");
    EXPECT_TRUE(one[0].name.empty());
  }
}

TEST(Recipients, AreOneAddressWithAName) {
  const Recipients one = Recipient{"ops@plant.example", "Operators"};
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(string_view{one[0].name}, "Operators");
}

TEST(Recipients, AreANamedArray) {
  const Recipient list[] = {{"a@x.example"}, {"b@x.example", "B"}, {"c@x.example"}};
  const Recipients all = list;
  ASSERT_EQ(all.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(&all[i], &list[i]);
}

TEST(Recipients, K18_AreANamedContainer) {
  const std::vector<Recipient> list{{"a@x.example"}, {"b@x.example", "B"}};
  std::array<Recipient, 2> pair{{{"a@x.example"}, {"b@x.example", "B"}}};
  const std::span<Recipient> part{pair};
  for (const Recipients& all : {Recipients{list}, Recipients{pair}, Recipients{part}}) {
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(string_view{all[1].address}, "b@x.example");
    EXPECT_EQ(string_view{all[1].name}, "B");
  }
  EXPECT_EQ(Recipients{list}.data(), list.data());
  EXPECT_EQ(Recipients{pair}.data(), pair.data());
}

TEST(Recipients, AreASpanOfWhateverHoldsThem) {
  const std::vector<Recipient> list{{"a@x.example"}, {"b@x.example"}};
  EXPECT_EQ(Recipients{std::span{list}}.size(), 2U);
  EXPECT_EQ(Recipients{std::span{list}.first(0)}.size(), 0U);
  EXPECT_EQ(&Recipients{std::span{list}.last(1)}[0], &list[1]);
}

std::string addresses(const Mail& mail) {
  std::string all;
  for (std::size_t i = 0; i < mail.recipient_count(); ++i) {
    all += string_view{mail.recipient(i).address};
    all += ' ';
  }
  return all;
}

TEST(MailRecipients, AreNumberedThroughToThenCcThenBcc) {
  const Recipient to[] = {{"t1"}, {"t2"}};
  const Recipient cc[] = {{"c1"}, {"c2"}, {"c3"}};
  const Recipient bcc[] = {{"b1"}};
  EXPECT_EQ(addresses(Mail{.to = to, .cc = cc, .bcc = bcc}), "t1 t2 c1 c2 c3 b1 ");
  EXPECT_EQ(addresses(Mail{.to = "t", .cc = "c", .bcc = "b"}), "t c b ");
}

TEST(MailRecipients, PassOverEmptyLists) {
  const Recipient two[] = {{"x1"}, {"x2"}};
  EXPECT_EQ(addresses(Mail{}), "");
  EXPECT_EQ(addresses(Mail{.to = two}), "x1 x2 ");
  EXPECT_EQ(addresses(Mail{.cc = two}), "x1 x2 ");
  EXPECT_EQ(addresses(Mail{.bcc = two}), "x1 x2 ");
  EXPECT_EQ(addresses(Mail{.to = "t", .bcc = two}), "t x1 x2 ");
  EXPECT_EQ(addresses(Mail{.cc = two, .bcc = "b"}), "x1 x2 b ");
}

TEST(MailReversePath, IsTheSenderWhenThereIsOneAndElseTheAuthor) {
  const auto path = [](const Mail& mail) { return string_view{mail.reverse_path()}; };
  EXPECT_EQ(path({.from = {"author@x.example"}}), "author@x.example");
  EXPECT_EQ(path({.from = {"author@x.example"}, .sender = {"sender@x.example"}}),
            "sender@x.example");
  EXPECT_EQ(path({.from = {"author@x.example"}, .sender = {"", "A name alone"}}),
            "author@x.example");
}

}  // namespace
}  // namespace postino::test
