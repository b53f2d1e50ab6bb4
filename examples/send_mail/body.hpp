// SPDX-License-Identifier: MIT
/// Where the text comes from.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "options.hpp"
#include "postino/posix/descriptor.hpp"
#include "postino/posix_file_source.hpp"

namespace postino::demo {

/// A text in memory up to 1 MB, which the library can look at and send as it is; a file beyond.
/// What can't be rewound, such as a pipe, is copied into a temporary file, for --count and for
/// whatever retries.
class Body {
 public:
  static constexpr std::size_t memory_bound = 1024 * 1024;
  static constexpr std::size_t read_ahead = 64 * 1024;

  [[nodiscard]] static Body from_text(std::string text);
  /// Throws Failure.
  [[nodiscard]] static Body from_file(const std::string& path);
  /// Throws Failure.
  [[nodiscard]] static Body from_standard_input();

  /// nullptr: the text is text().
  [[nodiscard]] Source* source() { return source_.get(); }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  Body() = default;
  void read(int descriptor, const std::string& name);

  std::string text_;
  posix::Descriptor file_{};
  std::vector<char> ahead_;
  std::unique_ptr<FileSource> source_;
};

/// What the options name; the sample text for the embedded server when there is no input.
/// Throws Failure.
[[nodiscard]] Body read_body(const Options& options);

}  // namespace postino::demo
