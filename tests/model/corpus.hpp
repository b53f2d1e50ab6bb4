// SPDX-License-Identifier: MIT
/// What messages hold: lines that would pass for commands, dots, empty lines; no two messages of a
/// conversation the same ones.
#pragma once

#include <string_view>

#include "model/script.hpp"

namespace postino::model {

inline constexpr std::uint32_t max_content = 12000;

/// The text of message `number`, as the application has it; static.
[[nodiscard]] std::string_view text_of(Sort sort, std::size_t number, std::uint32_t size);

/// `text` as it has to arrive where it is not sent as binary: lines end in CRLF, the last one too.
/// Its size in `into`, which holds twice the text and two octets.
[[nodiscard]] std::size_t with_crlf(std::string_view text, char* into);

/// That of text_of(); holds until the next call.
[[nodiscard]] std::string_view normal_text(Sort sort, std::size_t number, std::uint32_t size);

}  // namespace postino::model
