// SPDX-License-Identifier: MIT
/// A client of any class, always in the same place.
#pragma once

#include <memory>
#include <string_view>
#include <variant>

#include "campaign/scenario.hpp"
#include "campaign/socket_over.hpp"
#include "support/any_client.hpp"

namespace postino::test {

class HeldClient {
 public:
  /// SmallClient stands on the transport's octets as if they were a Socket's.
  explicit HeldClient(Transport& transport) : transport_{&transport}, socket_{transport} {}
  HeldClient(const HeldClient&) = delete;
  HeldClient& operator=(const HeldClient&) = delete;

  void begin(ClientClass which, const Memory& memory);
  /// Its scope ends.
  void end();

  AnyClient* operator->() { return handle_.get(); }
  /// Its memory, whatever is in it.
  [[nodiscard]] std::string_view octets() const;

 private:
  template <class ClientType, class Wire>
  void hold(Wire& wire, const Memory& memory);

  Transport* transport_;
  SocketOver socket_;
  std::variant<std::monostate, Scoped<Client>, Scoped<SmallClient>, Scoped<SmallTlsClient>>
      client_{};
  std::unique_ptr<AnyClient> handle_{};
};

}  // namespace postino::test
