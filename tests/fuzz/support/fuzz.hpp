// SPDX-License-Identifier: MIT
/// What all targets have in common. A target is one function of its input; whatever is wrong ends
/// the program, and libFuzzer then prints the input in base64.
#pragma once

#include <fuzzer/FuzzedDataProvider.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace postino::test {

using Input = FuzzedDataProvider;

/// A text of at most `most` octets, and what is behind it in the input.
inline std::string text_of(Input& input, std::size_t most) {
  return input.ConsumeRandomLengthString(most);
}

/// What the target checks; the library's fakes check by GoogleTest as well, and both end it.
void require(bool holds, std::string_view what);

/// The target: to be defined once.
void fuzz(std::string_view octets);

}  // namespace postino::test
