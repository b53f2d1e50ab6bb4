// SPDX-License-Identifier: MIT
// RFC 2231 3 (continuations), 4 (character sets), 4.1 (both); RFC 2045 5.1 (quoted values).
#include "message/parameters.hpp"

#include <cstddef>
#include <cstdint>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "message/coded_octet.hpp"
#include "message/header_writer.hpp"

namespace postino::detail {
namespace {

/// Octets of a value that a line holds, so that it ends before config::fold_column.
constexpr std::size_t section_octets = 48;

/// RFC 2231 7 attribute-char, of which these are never in the way.
constexpr NameOctets attribute_octets{"-._"};

std::size_t coded_size(std::string_view text) {
  std::size_t size = 0;
  for (const char octet : text) size += attribute_octets.has(octet) ? 1U : 3U;
  return size;
}

void begin(Writer& out, std::string_view name) {
  out.put(";\r\n ");
  out.put(name);
}

void put_quoted(Writer& out, std::string_view name, std::string_view value) {
  begin(out, name);
  out.put("=\"");
  out.put(value);
  out.put('"');
}

/// Not what a backslash would have to stand before: readers disagree about those.
bool goes_quoted(std::string_view value, bool utf8) {
  return value.size() <= section_octets && is_plain(value, utf8) && !contains(value, '"') &&
         !contains(value, '\\');
}

/// As many whole characters as a line holds.
void put_section(Writer& out, std::string_view& value) {
  std::size_t room = section_octets;
  while (!value.empty()) {
    const std::string_view point = first_code_point(value);
    if (coded_size(point) > room) break;
    room -= coded_size(point);
    for (const char octet : point) {
      if (attribute_octets.has(octet)) {
        out.put(octet);
      } else {
        put_coded(out, '%', octet);
      }
    }
    value.remove_prefix(point.size());
  }
}

}  // namespace

void write_parameter(Writer& out, std::string_view name, std::string_view value, bool utf8) {
  if (goes_quoted(value, utf8)) return put_quoted(out, name, value);
  const bool one = coded_size(value) <= section_octets;
  for (std::uint32_t section = 0; !value.empty(); ++section) {
    begin(out, name);
    out.put('*');
    if (!one) {
      out.put_number(section);
      out.put('*');
    }
    out.put(section == 0 ? "=utf-8''" : "=");
    put_section(out, value);
  }
}

void write_ascii_parameter(Writer& out, std::string_view name, std::string_view value, bool utf8) {
  if (goes_quoted(value, utf8)) return put_quoted(out, name, value);
  if (value.size() > section_octets) value.remove_prefix(value.size() - section_octets);
  begin(out, name);
  out.put("=\"");
  for (const char octet : value) {
    if (!continues_code_point(octet)) out.put(attribute_octets.has(octet) ? octet : '_');
  }
  out.put('"');
}

}  // namespace postino::detail
