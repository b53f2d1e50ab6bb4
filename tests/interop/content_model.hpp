// SPDX-License-Identifier: MIT
/// What a mail's content has to be when it has arrived, worked out without the library.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postino::test {

/// CR, LF and CRLF each as CRLF, one behind the last line, nothing for an empty text.
[[nodiscard]] std::string normalised(std::string_view text);
/// As normalised(), lines over 998 octets broken by CRLF SP.
[[nodiscard]] std::string as_raw(std::string_view text);

struct Content {
  std::vector<std::string> headers;  ///< Unfolded lines, "Name: value".
  std::string body;                  ///< Decoded.
  bool quoted_printable = false;

  [[nodiscard]] std::string header(std::string_view name) const;
};

/// Headers, an empty line, a body in the encoding that the headers name; nothing when it is not
/// that, or has a line over 998 octets, or anything but CRLF as a line end.
[[nodiscard]] std::optional<Content> read_content(std::string_view content);

}  // namespace postino::test
