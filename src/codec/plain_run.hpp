// SPDX-License-Identifier: MIT
/// How far a text goes before an octet that needs a look.
#pragma once

#include <cstddef>

namespace postino::detail {

/// Octets at the front of `text`, of which there are `most`, that are plain (words.hpp).
[[nodiscard]] std::size_t plain_run(const char* text, std::size_t most);

}  // namespace postino::detail
