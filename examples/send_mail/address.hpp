// SPDX-License-Identifier: MIT
/// "user@host" or "Name <user@host>".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "postino/mail.hpp"

namespace postino::demo {

struct Address {
  std::string address;
  std::string name;
};

/// Parts the two; whether they are right is for the library to say.
[[nodiscard]] Address read_address(std::string_view text);

/// The calling user at the name of this machine.
[[nodiscard]] std::string own_address();

/// Addresses and the views of them that a Mail wants.
class AddressList {
 public:
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
