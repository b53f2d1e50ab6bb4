// SPDX-License-Identifier: MIT
// What other parsers can't see: sources that fail or hesitate, sizes, memory. tests/mime has the
// rest.
#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include "postino/callback_source.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
namespace {

const Mail pump_mail{.from = {"node7@plant.example"},
                     .to = "ops@plant.example",
                     .subject = "Pump 3 stopped",
                     .message_id = {.seed = 0x9e3779b97f4a7c15, .domain = {}},
                     .text = "Dry run at 14:02.\r\n"};

TEST(MimeComposer, B140_ASourceThatFailsEndsTheMailBeforeItsEnd) {
  for (const std::size_t at : {0U, 1U, 2U, 3U, 57U, 5000U, 9999U, 10000U}) {
    TextSource source{std::string(10000, 'x')};
    source.fails_at = at;
    const Attachment files[] = {{.name = "x", .content = source}};
    const MimeComposer composer{MimeContent{.attachments = files}};
    const Composed composed = compose(composer, pump_mail);
    EXPECT_EQ(composed.last, Transfer::failed()) << at;
    EXPECT_EQ(composed.octets.find("m--\r\n"), std::string::npos);
  }
}

TEST(MimeComposer, B140_ASourceThatDoesNotRewindIsToldBeforeMail) {
  TextSource good{"x"};
  TextSource bad{"y"};
  bad.rewinds = false;
  const Attachment files[] = {{.content = good}, {.content = bad}};
  EXPECT_FALSE(compose(MimeComposer{MimeContent{.attachments = files}}, pump_mail).facts.ready);
  EXPECT_FALSE(compose(MimeComposer{MimeContent{.html = bad}}, pump_mail).facts.ready);
  const Attachment alone[] = {{.content = good}};
  EXPECT_TRUE(compose(MimeComposer{MimeContent{.attachments = alone}}, pump_mail).facts.ready);
}

TEST(MimeComposer, AHesitatingSourceIsPendingAndLosesNothing) {
  const std::string octets(1000, 'x');
  for (std::size_t piece = 1; piece < 80; ++piece) {
    TextSource eager{octets};
    TextSource slow{octets};
    slow.piece = piece;
    slow.hesitates = true;
    const Attachment one[] = {{.content = eager}};
    const Attachment other[] = {{.content = slow}};
    const std::string expected =
        compose(MimeComposer{MimeContent{.attachments = one}}, pump_mail, {}, 128).octets;
    for (const std::size_t room : {16U, 100U, 1460U}) {
      const Composed got =
          compose(MimeComposer{MimeContent{.attachments = other}}, pump_mail, {}, room);
      ASSERT_EQ(got.octets, expected) << piece << ' ' << room;
    }
  }
}

TEST(MimeComposer, ASourceIsAskedOncePerPacketAndNotBehindItsEnd) {
  TextSource source{std::string(100000, 'x')};
  const Attachment files[] = {{.content = source}};
  const Composed composed =
      compose(MimeComposer{MimeContent{.attachments = files}}, pump_mail, {.size = true});
  EXPECT_EQ(composed.facts.size, composed.octets.size()) << "and not measured by reading it";
  EXPECT_LE(source.pulls, 100000 / 1000 + 2);
}

TEST(MimeComposer, PacketsAreFull) {
  TextSource source{std::string(100000, 'x')};
  const Attachment files[] = {{.content = source}};
  const Composed composed = compose(MimeComposer{MimeContent{.attachments = files}}, pump_mail);
  EXPECT_LE(composed.pieces.size(), composed.octets.size() / 1430 + 4);
}

TEST(MimeComposer, ASizeThatDoesNotFitIn32BitsIsUnknown) {
  const auto never = [](void*, std::uint32_t, std::span<char>) { return Transfer::end(); };
  for (const std::uint32_t size : {3'000'000'000U, 3'000'000'001U, 0xfffffffeU}) {
    CallbackSource one{never, nullptr, size};
    CallbackSource two{never, nullptr, 200'000'000U};
    const Attachment files[] = {{.content = one}, {.content = two}};
    const MimeComposer composer{MimeContent{.attachments = std::span{files}.first(1)}};
    const std::uint32_t told = compose(composer, pump_mail, {.size = true}).facts.size;
    EXPECT_EQ(told == ContentFacts::unknown_size, size > 3'000'000'000U) << size;
    const MimeComposer both{MimeContent{.attachments = files}};
    EXPECT_EQ(compose(both, pump_mail, {.size = true}).facts.size, ContentFacts::unknown_size);
  }
}

TEST(MimeComposer, EightBitIsToldWhenAnyPartNeedsIt) {
  const Attachment files[] = {{.type = "text/plain", .content = "\xc3\xbc\r\n"}};
  const MimeComposer composer{MimeContent{.attachments = files}};
  EXPECT_TRUE(compose(composer, pump_mail, {.eight_bit = true}).facts.eight_bit);
  EXPECT_FALSE(compose(composer, pump_mail, {}).facts.eight_bit);
  EXPECT_FALSE(compose(MimeComposer{MimeContent{.html = "x"}}, pump_mail, {.eight_bit = true})
                   .facts.eight_bit);
}

TEST(MimeComposer, DotsAreDoubledWhereTheyCanBegin) {
  const Attachment files[] = {{.type = "text/plain", .content = ".\r\n.a\r\n"}};
  const MimeComposer composer{MimeContent{.html = ".b\n", .attachments = files}};
  const std::string stuffed = compose(composer, pump_mail).octets;
  EXPECT_NE(stuffed.find("\r\n..\r\n..a\r\n"), std::string::npos);
  EXPECT_NE(stuffed.find("\r\n..b\r\n"), std::string::npos);
}

TEST(MimeComposer, B129_InvalidUtf8IsAFaultInNamesAndDescriptions) {
  for (const std::string_view bad : {"\xff", "a\xc3", "\xed\xa0\x80", "\xc0\xaf"}) {
    const Attachment named[] = {{.name = "x"}, {.name = bad}};
    const Attachment described[] = {{.description = bad}};
    const Error one = MimeComposer{MimeContent{.attachments = named}}.check(pump_mail);
    EXPECT_EQ(one.fault, Fault::InvalidUtf8);
    EXPECT_EQ(one.field, Field::Attachments);
    EXPECT_EQ(one.index, 1);
    const Error other = MimeComposer{MimeContent{.attachments = described}}.check(pump_mail);
    EXPECT_EQ(other.fault, Fault::InvalidUtf8);
  }
}

TEST(MimeComposer, TheMessageIdIsThatOfTheHeader) {
  char id[100];
  const std::size_t size = message_id(pump_mail, id);
  const std::string written{id, size};
  EXPECT_NE(compose(MimeComposer{MimeContent{}}, pump_mail).octets.find("Message-ID: " + written),
            std::string::npos);
  EXPECT_EQ(message_id(pump_mail, std::span{id}.first(size)), size);
  EXPECT_EQ(message_id(pump_mail, std::span{id}.first(size - 1)), 0U);
  Mail without = pump_mail;
  without.message_id.seed = 0;
  EXPECT_EQ(message_id(without, id), 0U);
  const MimeComposer answer{MimeContent{.in_reply_to = std::string_view{id, size}}};
  EXPECT_EQ(answer.check(pump_mail).fault, Fault::None);
}

/// Octets of a stack that one mail's composing touched, and those of the mail.
struct Used {
  std::uint32_t attached = 0;
  std::size_t stack = 0;
  std::size_t wire = 0;
};

void* compose_on_own_stack(void* argument) {
  auto& used = *static_cast<Used*>(argument);
  const auto octets = [](void* size, std::uint32_t offset, std::span<char> into) {
    const std::uint32_t left = *static_cast<const std::uint32_t*>(size) - offset;
    if (left == 0) return Transfer::end();
    const std::size_t count = std::min<std::size_t>(left, into.size());
    std::memset(into.data(), 'x', count);
    return Transfer::octets(count);
  };
  CallbackSource source{octets, &used.attached, used.attached};
  const Attachment files[] = {{.name = "log.bin", .content = source}};
  const MimeComposer composer{MimeContent{.html = "<p>", .attachments = files}};
  Composition composition{};
  composition.mail = &pump_mail;
  static_cast<void>(composer.begin(composition));
  std::array<char, 128> packet{};
  Transfer pulled = composer.pull(composition, packet);
  for (; pulled.count() != 0; pulled = composer.pull(composition, packet)) {
    used.wire += pulled.count();
  }
  return nullptr;
}

Used composed_with(std::uint32_t octets) {
  constexpr char paint = '\x5a';
  alignas(4096) static std::array<char, 512 * 1024> stack;
  stack.fill(paint);
  Used used{.attached = octets};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack.data(), stack.size());
  pthread_t thread{};
  EXPECT_EQ(pthread_create(&thread, &attributes, compose_on_own_stack, &used), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  std::size_t untouched = 0;
  while (untouched < stack.size() && stack[untouched] == paint) ++untouched;
  used.stack = stack.size() - untouched;
  return used;
}

/// There is no heap (a lint test looks into the archive), so what is left is the stack.
/// A hundred octets fill a line of base64, so all that a large file needs is called.
TEST(MimeComposer, TwentyMegabytesTakeTheMemoryOfAHundredOctets) {
  static_cast<void>(composed_with(100));  // binds what the loader binds lazily
  const Used small = composed_with(100);
  const Used large = composed_with(20'000'000);
  EXPECT_EQ(small.stack, large.stack);
  EXPECT_GT(large.wire, 27'000'000U);
  EXPECT_LT(small.wire, 2000U);
}

}  // namespace
}  // namespace postino::test
