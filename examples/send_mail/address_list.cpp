// SPDX-License-Identifier: MIT
#include "address_list.hpp"

#include <algorithm>

namespace postino::demo {
namespace {

/// Where the first item of `list` ends; an open quote or bracket reaches to the end of the list.
std::size_t end_of_item(std::string_view list) {
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t at = 0; at < list.size(); ++at) {
    const char octet = list[at];
    if (octet == '\\' && quoted) {
      ++at;
    } else if (octet == '"') {
      quoted = !quoted;
    } else if (!quoted && (octet == '<' || octet == '>')) {
      bracketed = octet == '<';
    } else if (!quoted && !bracketed && (octet == ',' || octet == ';')) {
      return at;
    }
  }
  return list.size();
}

}  // namespace

std::vector<std::string_view> split_addresses(std::string_view text) {
  std::vector<std::string_view> items;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = end_of_item(rest);
    const std::string_view item = trim(rest.substr(0, end));
    if (!item.empty()) items.push_back(item);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (items.empty()) items.push_back(trim(text));
  return items;
}

AddressList::AddressList(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    for (const std::string_view item : split_addresses(text)) {
      addresses_.push_back(read_address(item));
    }
  }
  for (const Address& one : addresses_)
    views_.push_back({.address = one.address, .name = one.name});
}

}  // namespace postino::demo
