// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "postino/callback_source.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

// In flash: neither copied nor initialised at start-up.
constexpr std::uint8_t logo[] = {0x89, 'P', 'N', 'G'};
constexpr Attachment pictures[] = {
    {.name = "logo.png", .type = "image/png", .content = logo, .content_id = "logo@plant.example"}};
constinit const MimeComposer page{
    MimeContent{.html = "<img src=\"cid:logo@plant.example\">", .inlines = pictures}};

TEST(Content, IsOfArraysSpansContainersAndTexts) {
  const std::array<std::byte, 3> bytes{std::byte{1}, std::byte{2}, std::byte{3}};
  const std::vector<std::uint8_t> octets{1, 2, 3};
  EXPECT_EQ(Content{bytes}.view(), "\1\2\3");
  EXPECT_EQ(Content{octets}.view(), "\1\2\3");
  EXPECT_EQ(Content{std::span{octets}}.view(), "\1\2\3");
  EXPECT_EQ(Content{std::span<const std::byte>{bytes}.first(2)}.view(), "\1\2");
  EXPECT_EQ(Content{logo}.view(), "\x89PNG");
  EXPECT_EQ(Content{"text"}.view(), "text");
  const std::string text = "text";
  EXPECT_EQ(Content{text}.view().data(), text.data());
  EXPECT_EQ(Content{}.view(), "");
  TextSource source{"x"};
  EXPECT_EQ(Content{source}.source(), &source);
}

TEST(Content, OfAComposerMayLieInFlash) {
  const Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  EXPECT_EQ(page.check(mail).fault, Fault::None);
}

Transfer count_up(void* context, std::uint32_t offset, std::span<char> into) {
  const auto end = *static_cast<const std::uint32_t*>(context);
  std::size_t count = 0;
  for (; count < into.size() && offset + count < end; ++count) {
    into[count] = static_cast<char>('0' + (offset + count) % 10);
  }
  return count == 0 ? Transfer::end() : Transfer::octets(count);
}

TEST(CallbackSource, AsksForWhatIsAtItsOffset) {
  std::uint32_t end = 25;
  CallbackSource source{count_up, &end, 25};
  EXPECT_EQ(source.size(), 25U);
  for (int attempt = 0; attempt < 2; ++attempt) {
    if (attempt != 0) EXPECT_TRUE(source.rewind());
    char piece[10];
    std::string all;
    Transfer got = source.pull(piece);
    for (; got.count() != 0; got = source.pull(piece)) all.append(piece, got.count());
    EXPECT_EQ(all, "0123456789012345678901234");
    EXPECT_EQ(got, Transfer::end());
  }
  EXPECT_EQ((CallbackSource{count_up, &end}.size()), Source::unknown_size);
}

TEST(CallbackSource, BeginsWithItsFirstOctet) {
  std::uint32_t end = 25;
  CallbackSource source{count_up, &end};
  char piece[3];
  EXPECT_EQ(source.pull(piece), Transfer::octets(3));
  EXPECT_EQ((std::string{piece, 3}), "012");
}

}  // namespace
}  // namespace postino::test
