// SPDX-License-Identifier: MIT
/// The options about HTML, attachments and what else makes a mail more than a text.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postino/mail.hpp"

namespace CLI {
class App;
}

namespace postino::demo {

struct MimeOptions {
  std::string html_file;
  std::vector<std::string> attach;         ///< "FILE" or "FILE:TYPE".
  std::vector<std::string> inline_images;  ///< "FILE:CID".
  std::string charset;
  std::string in_reply_to;
  std::string date;  ///< As it was said; empty: now.
  bool dump = false;

  /// Whether one of them needs a mail of several parts, or the headers of one.
  [[nodiscard]] bool any() const {
    return !(html_file.empty() && attach.empty() && inline_images.empty() && charset.empty() &&
             in_reply_to.empty());
  }
};

struct Options;

void add_mime(CLI::App& app, MimeOptions& options);
/// What no single one of them can tell. Throws Failure.
void check_mime(const Options& options);

/// "now", "none", "@SECONDS" (UTC) or "2026-11-02T15:04:05+01:00"; nothing when it is none of them.
[[nodiscard]] std::optional<Date> read_date(const std::string& text);

}  // namespace postino::demo
