// SPDX-License-Identifier: MIT
/// What passed between the client and its transport, in clear, and when.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "campaign/injector.hpp"
#include "postino/transport.hpp"
#include "support/virtual_clock.hpp"

namespace postino::test {

struct Event {
  enum class Kind : std::uint8_t {
    Begun,      ///< A mail's first poll.
    Connected,  ///< A connection is there.
    Said,       ///< The transport took these octets.
    Taken,      ///< The last of them ended a packet.
    Heard,      ///< It brought these.
    Secured,    ///< From here on they pass under TLS.
    Closed,     ///< In whatever way.
    Reported,
  };
  Kind kind;
  Millis at{};
  std::string octets{};
};

/// A transport around another that keeps all that passes, and fails where a fault strikes.
class Tap final : public Transport {
 public:
  Tap(Transport& inner, const VirtualClock& clock, Injector& injector)
      : inner_{&inner}, clock_{&clock}, injector_{&injector} {}

  [[nodiscard]] Socket& socket() const override { return inner_->socket(); }
  [[nodiscard]] Fault check() const override { return inner_->check(); }
  Progress secure(std::string_view name) override;
  [[nodiscard]] Fault fault() const override { return inner_->fault(); }
  [[nodiscard]] int native_code() const override { return inner_->native_code(); }
  [[nodiscard]] Protection protection() const override { return inner_->protection(); }
  Progress send(Packet& packet, Push push) override;
  Transfer receive(std::span<char> into) override;
  void close() override;
  void abort() override;

  void note(Event::Kind kind, std::string_view octets = {});
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  void forget() { events_.clear(); }
  /// Whether a call failed in the way that was asked for; the connection is of no use then.
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  Transport* inner_;
  const VirtualClock* clock_;
  Injector* injector_;
  bool failed_ = false;
  std::vector<Event> events_;
};

}  // namespace postino::test
