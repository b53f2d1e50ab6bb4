// SPDX-License-Identifier: MIT
/// Pieces of SMTP commands for the embedded server.
#pragma once

#include <cstdint>
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
/// The number that is all of `text`.
[[nodiscard]] std::optional<std::uint64_t> number(std::string_view text);
/// Whether a line of `text` is over 998 octets.
[[nodiscard]] bool has_long_line(std::string_view text);
/// RFC 3461: whether it is a parameter of DSN.
[[nodiscard]] bool is_dsn_of_mail(std::string_view keyword, std::string_view value);
[[nodiscard]] bool is_dsn_of_rcpt(std::string_view keyword, std::string_view value);

}  // namespace postino::demo
