// SPDX-License-Identifier: MIT
/// The octets of one part.
#pragma once

#include "message/body.hpp"
#include "message/mime_layout.hpp"
#include "postino/composer.hpp"

namespace postino::detail {

/// What Composition::part holds while a mail of several parts is composed.
struct Place {
  explicit Place(std::uint8_t bits)
      : part{static_cast<Part>(bits & 7)},
        encoding{static_cast<TransferEncoding>(bits >> 3 & 7)},
        alone{(bits & in_multipart) == 0},
        in_body{(bits & 0x80) != 0} {}
  Place(Part of, TransferEncoding how, bool is_alone)
      : part{of}, encoding{how}, alone{is_alone}, in_body{false} {}

  [[nodiscard]] std::uint8_t stored() const {
    return static_cast<std::uint8_t>(static_cast<unsigned>(part) |
                                     static_cast<unsigned>(encoding) << 3 |
                                     (alone ? 0U : in_multipart) | (in_body ? 0x80U : 0U));
  }

  Part part;
  TransferEncoding encoding;
  bool alone;    ///< No multipart is around it.
  bool in_body;  ///< Its heading is written.
};

/// The next octets of `leaf`, straight into the packet; end() behind the last one, which is the LF
/// of a CRLF where the part is alone.
[[nodiscard]] Transfer pull_part(Composition& composition, const Layout& layout, Leaf leaf,
                                 std::span<char> into);

/// How many there will be, doubled dots not counted; Source::unknown_size when nobody knows.
/// `composition` stands at the first one.
[[nodiscard]] std::uint32_t part_size(const Composition& composition, const Layout& layout,
                                      Leaf leaf);

}  // namespace postino::detail
