// SPDX-License-Identifier: MIT
#include "fuzz/support/letters.hpp"

namespace postino::test {
namespace {

constexpr Recipient three[] = {{"a@plant.example"}, {"b@plant.example"}, {"c@plant.example"}};
constexpr Recipient foreign[] = {{"\xc3\xbc@plant.example"}};

}  // namespace

Letter::Letter(Input& input, std::size_t number)
    : last_line_{"end-of-mail-" + std::to_string(number) + "\r\n"},
      text_{"Subject: Pump 3\r\n\r\n.\r\n..\r\n" +
            std::string(input.ConsumeIntegralInRange<std::size_t>(0, 3000), '.') + "\r\n" +
            last_line_},
      source_{text_},
      mail_{.from = {"node7@plant.example"}, .to = three[0], .text = text_} {
  switch (input.ConsumeIntegralInRange(0, 3)) {
    case 1:
      mail_.to = three;
      break;
    case 2:
      mail_.to = three;
      mail_.null_reverse_path = true;
      break;
    case 3:
      mail_.bcc = foreign;
      break;
    default:
      break;
  }
  switch (input.ConsumeIntegralInRange(0, 3)) {
    case 1:
      composer_ = &raw_mail;
      break;
    case 2:
      composer_ = &text_mail;
      mail_.text = source_;
      source_.piece = input.ConsumeIntegralInRange<std::size_t>(1, 200);
      source_.hesitates = input.ConsumeBool();
      source_.rewinds = !input.ConsumeBool();
      if (input.ConsumeBool())
        source_.fails_at = input.ConsumeIntegralInRange<std::size_t>(0, 3000);
      break;
    case 3:
      composer_ = &text_mail;
      break;
    default:
      break;
  }
}

}  // namespace postino::test
