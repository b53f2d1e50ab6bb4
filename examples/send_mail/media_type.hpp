// SPDX-License-Identifier: MIT
/// Types of files by their names.
#pragma once

#include <string>
#include <string_view>

namespace postino::demo {

/// "image/png" for "a.PNG"; "application/octet-stream" when the extension tells nothing.
[[nodiscard]] const char* guess_type(std::string_view file_name);

struct NamedFile {
  std::string path;
  std::string type;  ///< Empty: none was said.
};

/// "FILE" or "FILE:TYPE"; what is behind the last colon counts as a type when it looks like one.
[[nodiscard]] NamedFile read_named_file(const std::string& text);

}  // namespace postino::demo
