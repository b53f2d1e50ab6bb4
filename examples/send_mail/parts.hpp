// SPDX-License-Identifier: MIT
/// The parts of a mail that the options name.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "body.hpp"
#include "mime_options.hpp"
#include "postino/mime.hpp"

namespace postino::demo {

/// Keeps all that a MimeContent only views.
class Parts {
 public:
  /// Throws Failure.
  explicit Parts(const MimeOptions& options);
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  [[nodiscard]] const Composer& composer() const { return *composer_; }

 private:
  Attachment attachment(const std::string& path, const std::string& type);

  std::deque<Body> files_;
  std::deque<std::string> words_;
  std::vector<Attachment> inlines_;
  std::vector<Attachment> attachments_;
  std::optional<MimeComposer> composer_;
};

}  // namespace postino::demo
