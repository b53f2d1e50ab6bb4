// SPDX-License-Identifier: MIT
/// Octets in and out of the embedded server.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace postino::demo {

/// One connection. A further layer, such as TLS, is a channel around a channel.
class Channel {
 public:
  virtual ~Channel() = default;
  /// Blocks for at least one octet; 0: none will come any more.
  virtual std::size_t read(std::span<char> into) = 0;
  /// Blocks until all is handed over; false: it can't be.
  virtual bool write(std::string_view octets) = 0;
  /// Ends the connection at once, with a reset where there is one.
  virtual void reset() = 0;
};

}  // namespace postino::demo
