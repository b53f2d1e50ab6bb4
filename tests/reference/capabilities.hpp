// SPDX-License-Identifier: MIT
/// What an EHLO reply offers: RFC 5321 4.1.1.1, line by line and word by word.
#pragma once

#include <string_view>

#include "unit/session/offer.hpp"

namespace postino::test {

/// Of the reply's text, LF behind each line; what stands behind the last LF does not count.
[[nodiscard]] Offer reference_offer(std::string_view text, Allowed allowed);

}  // namespace postino::test
