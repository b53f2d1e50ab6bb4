// SPDX-License-Identifier: MIT
// Texts in quoted-printable, or as they are, there and back: from memory and from a Source.
#include "fuzz/support/fuzz.hpp"
#include "support/text_source.hpp"
#include "unit/message/arrived.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  const auto room = input.ConsumeIntegralInRange<std::size_t>(16, 300);
  const auto piece = input.ConsumeIntegralInRange<std::size_t>(1, 300);
  const ContentRules rules{.eight_bit = input.ConsumeBool(), .size = true};
  const std::string text = input.ConsumeRemainingBytesAsString();

  Mail mail{.from = {"a@b"}, .to = "c@d", .text = text};
  const Composed whole = compose(text_mail, mail, rules, room);
  EXPECT_EQ(arrived(whole.octets).text(), as_lines(text));
  EXPECT_EQ(whole.facts.size, unstuffed(whole.octets).size());

  TextSource source{text};
  source.piece = piece;
  mail.text = source;
  const Arrived pulled = arrived(compose(text_mail, mail, rules, room).octets);
  EXPECT_EQ(pulled.encoding(), "quoted-printable");
  EXPECT_EQ(pulled.text(), as_lines(text));
}

}  // namespace postino::test
