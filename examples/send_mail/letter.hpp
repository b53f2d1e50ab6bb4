// SPDX-License-Identifier: MIT
/// The mail that the options describe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "address_list.hpp"
#include "options.hpp"
#include "parts.hpp"
#include "postino/postino.hpp"

namespace postino::demo {

/// Keeps all that a Mail only views.
class Letter {
 public:
  /// Throws Failure.
  explicit Letter(const Options& options);

  /// A mail with this text and a Message-ID of its own.
  [[nodiscard]] Mail mail(const Text& text) const;
  [[nodiscard]] const Composer& composer() const;
  /// In the order of Report::recipients.
  [[nodiscard]] std::vector<std::string> recipients() const;

 private:
  const Options& options_;
  Address from_;
  AddressList to_;
  AddressList cc_;
  AddressList bcc_;
  std::vector<Header> headers_;
  std::optional<Parts> parts_;
};

}  // namespace postino::demo
