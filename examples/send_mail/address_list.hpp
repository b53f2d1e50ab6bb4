// SPDX-License-Identifier: MIT
/// Lists of addresses, as people type and paste them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "address.hpp"
#include "postino/mail.hpp"

namespace postino::demo {

/// Splits `text` at each comma, and at each semicolon as Outlook writes them, outside of quotes and
/// angle brackets. Items without text are left out, but a list of nothing else is one item: it
/// names nobody, and the library has to say so. Returns views into `text`, without blanks around
/// them.
[[nodiscard]] std::vector<std::string_view> split_addresses(std::string_view text);

/// Addresses and the views of them that a Mail wants.
class AddressList {
 public:
  /// Each of `texts` is a list.
  explicit AddressList(const std::vector<std::string>& texts);
  AddressList(const AddressList&) = delete;
  AddressList& operator=(const AddressList&) = delete;

  [[nodiscard]] Recipients recipients() const { return std::span{views_}; }
  [[nodiscard]] const std::vector<Address>& addresses() const { return addresses_; }

 private:
  std::vector<Address> addresses_;
  std::vector<Recipient> views_;
};

}  // namespace postino::demo
