// SPDX-License-Identifier: MIT
/// Lines out of a channel, strictly: RFC 5321 2.3.8 (CR and LF only as CRLF).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "channel.hpp"

namespace postino::demo {

enum class LineEnd { Whole, BareLineEnd, TooLong, Closed };

class LineReader {
 public:
  explicit LineReader(Channel& channel) : channel_{&channel} {}

  /// The next line without its CRLF, of at most `bound` octets; what is too long is read up to its
  /// end and dropped.
  [[nodiscard]] LineEnd next(std::string& line, std::size_t bound);
  /// The next `count` octets behind `into`, as far as it then has at most `bound`; false: they did
  /// not all come.
  [[nodiscard]] bool octets(std::string& into, std::uint64_t count, std::uint64_t bound);
  /// Whether octets behind the last line have arrived with it.
  [[nodiscard]] bool more_arrived() const { return !rest_.empty(); }

 private:
  [[nodiscard]] bool fill();

  Channel* channel_;
  std::array<char, 16384> buffer_{};
  std::string_view rest_{};
};

}  // namespace postino::demo
