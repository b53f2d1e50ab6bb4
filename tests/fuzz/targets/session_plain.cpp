// SPDX-License-Identifier: MIT
// Up to three mails to a server in clear whose script is the input (fuzz/support/script.hpp).
#include "fuzz/support/conversation.hpp"

namespace postino::test {

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  const auto mails = input.ConsumeIntegralInRange<std::size_t>(1, 3);
  std::deque<Letter> letters;
  for (std::size_t i = 0; i < mails; ++i) letters.emplace_back(input, i);
  Conversation conversation{input, Security::None};
  for (Letter& letter : letters) {
    require(conversation.start(letter), "an idle client");
    conversation.finish();
  }
  conversation.rest();
}

}  // namespace postino::test
