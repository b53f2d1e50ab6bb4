// SPDX-License-Identifier: MIT
// A mail that is formed already, through packets and a Source of any size, against the model of
// what may be on the wire.
#include "fuzz/support/fuzz.hpp"
#include "fuzz/support/wire_text.hpp"
#include "support/text_source.hpp"
#include "unit/message/composed.hpp"

namespace postino::test {
void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  const auto room = input.ConsumeIntegralInRange<std::size_t>(16, 300);
  const ContentRules rules{.eight_bit = input.ConsumeBool(), .size = input.ConsumeBool()};
  const bool pulled = input.ConsumeBool();
  const auto piece = input.ConsumeIntegralInRange<std::size_t>(1, 300);
  const bool hesitates = input.ConsumeBool();
  const std::string text = unpacked(input.ConsumeRemainingBytesAsString());

  TextSource source{text};
  source.piece = piece;
  source.hesitates = hesitates;
  Mail mail{.from = {"a@b"}, .to = "c@d", .text = text};
  if (pulled) mail.text = source;
  const bool invalid = raw_mail.check(mail).fault != Fault::None;
  EXPECT_EQ(invalid, !pulled && !may_go(text, true));
  if (invalid) return;
  const Composed composed = compose(raw_mail, mail, rules, room);
  const std::string expected = whole_lines(reference_wire(text, true));
  if (!may_go(text, rules.eight_bit)) {
    if (!pulled && rules.eight_bit) return;
    EXPECT_EQ(composed.last, Transfer::invalid());
    EXPECT_EQ(composed.octets, expected.substr(0, composed.octets.size()));
    return;
  }
  EXPECT_EQ(composed.octets, expected);
  EXPECT_EQ(composed.last, Transfer::end());
  if (pulled || !rules.size) return;
  EXPECT_EQ(composed.facts.size, whole_lines(reference_wire(text, false)).size());
}

}  // namespace postino::test
