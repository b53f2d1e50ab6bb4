// SPDX-License-Identifier: MIT
/// RFC 8305 ("happy eyeballs"), section 5: connection attempts, staggered.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "postino/posix/address.hpp"
#include "postino/posix/descriptor.hpp"
#include "postino/time.hpp"
#include "postino/transfer.hpp"

namespace postino::posix {

/// Tries addresses until one connects; the others are closed then.
class Connector {
 public:
  /// Maximum number of addresses that are tried.
  static constexpr std::size_t max_addresses = 8;
  /// The next address is tried when the last attempt is as old as this, or when one failed.
  static constexpr Millis stagger{250};

  /// After abandon(), or after what go_on() ended with.
  void start(const AddressList& found, Millis now);
  /// Starts on the addresses that are left().
  void start_on_the_rest(Millis now);
  /// Returns the number of addresses that were neither connected to nor found to fail.
  [[nodiscard]] std::size_t left() const { return left_; }
  /// Done: take() has the connection. Failed: no address is left; native_code() says why.
  Progress go_on(Millis now);
  /// The connected socket.
  [[nodiscard]] Descriptor take();
  /// The local address of that socket; empty, with size 0, when the system did not tell it.
  [[nodiscard]] const Address& local() const { return local_; }
  /// Closes all attempts.
  void abandon();

  /// The attempts, the ones under way being open: any that is writable lets go_on() get on.
  [[nodiscard]] std::span<const Descriptor> attempts() const { return attempts_; }
  /// Notes `events`, what `poll(2)` found about an attempt, so that the next go_on() need not ask.
  void note(std::size_t attempt, short events) { events_[attempt] = events; }
  /// When go_on() has another address to try, if there is one.
  [[nodiscard]] std::optional<Millis> next_attempt_at() const;
  /// errno of the last attempt that failed for a better reason than having no route.
  [[nodiscard]] int native_code() const { return native_code_; }

 private:
  bool look_at_attempts(Millis now);
  bool begin_attempts(Millis now);
  [[nodiscard]] std::size_t index_of(const Descriptor& attempt) const;
  [[nodiscard]] int state_of(const Descriptor& attempt);
  bool settle(Descriptor& attempt, int error);
  [[nodiscard]] bool any_open() const;
  void begin_with(std::size_t count, Millis now);
  void keep_the_rest();

  std::array<Address, max_addresses> addresses_{};
  std::array<Descriptor, max_addresses> attempts_{};
  std::array<short, max_addresses> events_{};  ///< As noted; 0: go_on() has to ask.
  Descriptor winner_{};
  Address local_{};
  std::size_t count_ = 0;
  std::size_t left_ = 0;  ///< Of those, at the front, once one has connected.
  std::size_t tried_ = 0;
  Millis next_at_{};
  int native_code_ = 0;
};

}  // namespace postino::posix
