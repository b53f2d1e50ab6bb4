// SPDX-License-Identifier: MIT
/// The headers of a Mail, apart from those that tell what its body is.
#pragma once

#include <cstdint>

#include "message/header_writer.hpp"
#include "postino/error.hpp"
#include "postino/mail.hpp"

namespace postino::detail {

/// Writes piece `number` of the headers: Date, From, … in RFC 5322's order, each if it is set;
/// never Bcc. A recipient ends a piece, and so does an own header. Returns false when there are
/// fewer, and `number` is then that of a piece of what follows, to which the end of the headers
/// belongs.
[[nodiscard]] bool write_header(HeaderWriter& out, const Mail& mail, std::size_t& number);

/// The header lines of a priority that is not Normal.
constexpr const char* priority_lines(Priority priority) {
  return priority == Priority::High ? "X-Priority: 1\r\nImportance: high"
                                    : "X-Priority: 5\r\nImportance: low";
}

/// RFC 5322 3.3: "Mon, 02 Nov 2026 15:04:05 +0100".
void write_date(Writer& out, const Date& date);

/// Whether nobody can foresee what is made of the seed.
[[nodiscard]] bool is_random(const MessageId& id);

/// Whether no other device makes the same Message-ID.
[[nodiscard]] bool is_unique(const Mail& mail);

/// RFC 5322 3.6.4: <seed.hash@domain>, from the mail's own fields alone.
void write_message_id(Writer& out, const Mail& mail);

/// Eight digits.
void put_hex(Writer& out, std::uint32_t number);

/// FNV-1a of the date, the sender and the device.
[[nodiscard]] std::uint64_t hash(const Mail& mail);

/// What is wrong with the fields that write_header() writes.
[[nodiscard]] Error check_headers(const Mail& mail);

}  // namespace postino::detail
