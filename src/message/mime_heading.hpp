// SPDX-License-Identifier: MIT
/// What stands before each part of a mail.
#pragma once

#include "message/header_writer.hpp"
#include "message/mime_layout.hpp"

namespace postino::detail {

/// Writes all between the body before and that of `leaf`: delimiters, and headers with their empty
/// line; before the first part the mail's own headers. These are written in pieces, of which this
/// is piece `number`; returns whether another follows. `utf8`: headers may hold it.
[[nodiscard]] bool write_heading(HeaderWriter& out, const Layout& layout, Leaf leaf,
                                 TransferEncoding encoding, bool utf8, std::size_t number);

/// "message/rfc822" and its like, which may not be encoded (RFC 2046 5.2.1).
[[nodiscard]] bool is_message(std::string_view type);

}  // namespace postino::detail
