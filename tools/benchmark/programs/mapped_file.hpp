// SPDX-License-Identifier: MIT
/// A file in memory that no instruction of the program has touched.
#pragma once

#include <string>
#include <string_view>

namespace postino::benchmark {

/// The octets of a file, mapped for the life of the program; ends the program when it can't be
/// read.
[[nodiscard]] std::string_view map_file(const std::string& path);

}  // namespace postino::benchmark
