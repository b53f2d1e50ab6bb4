// SPDX-License-Identifier: MIT
/// A strict reader of MIME mails, written apart from the library.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace postino::test {

/// "type/subtype", or a disposition, and its parameters (RFC 2045 5.1, RFC 2231).
struct Value {
  std::string main;
  std::map<std::string, std::string> parameters;
};

[[nodiscard]] Value value_of(std::string_view header);

/// RFC 2047: encoded words of either encoding; blanks between two do not count.
[[nodiscard]] std::string plain_text(std::string_view value);

/// The display name in front of "<address>", unquoted or decoded; empty without one.
[[nodiscard]] std::string display_name(std::string_view mailbox);

struct Entity {
  std::vector<std::pair<std::string, std::string>> headers;
  Value type;
  std::string body;  ///< Decoded.
  std::vector<Entity> parts;

  /// Empty when there is none; the program ends when there are two.
  [[nodiscard]] std::string header(std::string_view name) const;
  /// All that are no multipart, in their order.
  [[nodiscard]] std::vector<const Entity*> leaves() const;
};

/// Of a mail as it is on the wire, without doubled dots. Whatever is wrong ends the program.
[[nodiscard]] Entity read_mime(std::string_view mail);

}  // namespace postino::test
