// SPDX-License-Identifier: MIT
/// The client of a script, of the class that it names.
#pragma once

#include <optional>

#include "model/script.hpp"
#include "postino/storage.hpp"
#include "postino/transport.hpp"
#include "support/any_client.hpp"
#include "support/inside.hpp"

namespace postino::model {

class Clients {
 public:
  /// SmallClient has the socket of the transport alone.
  void begin(Who who, Transport& transport, Memory memory);
  void end();
  explicit operator bool() const { return any_ != nullptr; }
  test::AnyClient* operator->() { return any_; }
  /// What it listens for.
  [[nodiscard]] Phase phase() const;

 private:
  template <class Class>
  struct Holder {
    Class client;
    test::HandleOf<Class> handle{client};
    template <class WireType>
    Holder(WireType& wire, Memory memory) : client{wire, memory} {}
  };

  std::optional<Holder<Client>> client_{};
  std::optional<Holder<SmallClient>> small_{};
  std::optional<Holder<SmallTlsClient>> small_tls_{};
  test::AnyClient* any_ = nullptr;
};

}  // namespace postino::model
