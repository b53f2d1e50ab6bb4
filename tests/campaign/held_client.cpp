// SPDX-License-Identifier: MIT
#include "campaign/held_client.hpp"

#include "support/secrets.hpp"

namespace postino::test {

template <class ClientType, class Wire>
void HeldClient::hold(Wire& wire, const Memory& memory) {
  auto& client = client_.emplace<Scoped<ClientType>>(wire, memory);
  handle_ = std::make_unique<HandleOf<ClientType>>(client);
}

void HeldClient::begin(ClientClass which, const Memory& memory) {
  if (which == ClientClass::Full) return hold<Client>(*transport_, memory);
  if (which == ClientClass::SmallTls) return hold<SmallTlsClient>(*transport_, memory);
  hold<SmallClient>(static_cast<Socket&>(socket_), memory);
}

void HeldClient::end() {
  handle_.reset();
  client_.emplace<std::monostate>();
}

std::string_view HeldClient::octets() const { return octets_of(client_); }

}  // namespace postino::test
