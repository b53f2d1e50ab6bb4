// SPDX-License-Identifier: MIT
/// The mails that are sent, each known by its last line.
#pragma once

#include <deque>
#include <string>

#include "fuzz/support/fuzz.hpp"
#include "postino/mime.hpp"
#include "support/text_source.hpp"

namespace postino::test {

/// A mail, what composes it, and all that they view.
class Letter {
 public:
  Letter(Input& input, std::size_t number);

  [[nodiscard]] Mail& mail() { return mail_; }
  [[nodiscard]] const Composer& composer() const { return *composer_; }
  /// Stands on the wire as it is, at the end of the mail.
  [[nodiscard]] const std::string& last_line() const { return last_line_; }
  [[nodiscard]] TextSource& source() { return source_; }

 private:
  std::string last_line_;
  std::string text_;
  TextSource source_;
  Mail mail_;
  MimeComposer mime_{MimeContent{}};
  const Composer* composer_ = &mime_;
};

}  // namespace postino::test
