// SPDX-License-Identifier: MIT
/// What calls that move octets come to, without blocking.
#pragma once

#include <cstddef>
#include <cstdint>

namespace postino {

/// What one call that brings octets came to; fits in a register.
class Transfer {
 public:
  /// `count` octets were written; at least 1.
  static constexpr Transfer octets(std::size_t count) {
    return Transfer{static_cast<std::int32_t>(count)};
  }
  /// Nothing now, perhaps later.
  static constexpr Transfer pending() { return Transfer{0}; }
  /// No octet will ever come again, and that is in order: end of a text, FIN of a peer.
  static constexpr Transfer end() { return Transfer{-1}; }
  /// No octet will ever come again, and that is a failure: an unreadable file, a reset.
  static constexpr Transfer failed() { return Transfer{-2}; }
  /// Of a Transport: nothing yet, and more has arrived than one call may deal with. Call again at
  /// the next poll(), at once.
  static constexpr Transfer working() { return Transfer{-4}; }
  /// The octets themselves may not go on the wire: NUL in a raw mail, say.
  static constexpr Transfer invalid() { return Transfer{-3}; }

  /// Octets written; 0 unless made by octets().
  [[nodiscard]] constexpr std::size_t count() const {
    return value_ > 0 ? static_cast<std::size_t>(value_) : 0;
  }
  friend constexpr bool operator==(Transfer, Transfer) = default;

 private:
  constexpr explicit Transfer(std::int32_t value) : value_{value} {}
  std::int32_t value_;
};

/// What one call that starts or continues a piece of work came to.
enum class Progress : std::uint8_t {
  Done,      ///< Finished.
  Pending,   ///< Not yet: call again when something arrived, with the same arguments.
  Working,   ///< A slice of a long computation is done: call again at the next poll(), at once.
  Closed,    ///< The peer closed the connection.
  Failed,    ///< It can't be done; the socket's native_code() says more.
  NotFound,  ///< connect() only: the host name has no address.
};

}  // namespace postino
