// SPDX-License-Identifier: MIT
// The same with TLS whose handshake the script decides: wanted, from the first octet, or if
// offered.
#include "fuzz/support/conversation.hpp"

namespace postino::test {

void fuzz(std::string_view octets) {
  Input input{reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()};
  constexpr Security all[] = {Security::StartTls, Security::Opportunistic, Security::Tls};
  const Security security = input.PickValueInArray(all);
  Letter first{input, 0};
  Letter second{input, 1};
  Conversation conversation{input, security};
  for (Letter* letter : {&first, &second}) {
    require(conversation.start(*letter), "an idle client");
    conversation.finish();
    const bool secured = !conversation.wire.under_tls().empty();
    require(
        security == Security::Opportunistic || secured || conversation.outcome != Outcome::Accepted,
        "accepted under TLS only");
  }
  conversation.rest();
}

}  // namespace postino::test
