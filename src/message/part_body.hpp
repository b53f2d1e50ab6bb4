// SPDX-License-Identifier: MIT
/// The octets of one part.
#pragma once

#include "message/mime_layout.hpp"
#include "postino/composer.hpp"

namespace postino::detail {

/// The next octets of `leaf` in the composition's encoding, straight into the packet; end() behind
/// the last one, with no line end of its own.
[[nodiscard]] Transfer pull_part(Composition& composition, const Layout& layout, Leaf leaf,
                                 std::span<char> into);

/// How many there will be, doubled dots not counted; Source::unknown_size when nobody knows.
/// `composition` stands at the first one.
[[nodiscard]] std::uint32_t part_size(const Composition& composition, const Layout& layout,
                                      Leaf leaf);

}  // namespace postino::detail
