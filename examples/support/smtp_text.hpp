// SPDX-License-Identifier: MIT
/// Pieces of SMTP commands for the embedded server.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "received_mail.hpp"

namespace postino::demo {

[[nodiscard]] std::string upper(std::string_view text);
/// Parted at single spaces; "a  b" has an empty word.
[[nodiscard]] std::vector<std::string> words(std::string_view text);
/// "FROM:<a@b> SIZE=7" when `keyword` is "FROM:". Nothing when it is not of that form.
[[nodiscard]] std::optional<EnvelopeLine> read_envelope(std::string_view text,
                                                        std::string_view keyword);
[[nodiscard]] bool is_ascii(std::string_view text);

}  // namespace postino::demo
