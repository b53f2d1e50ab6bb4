// SPDX-License-Identifier: MIT
#include "pin.hpp"

#include <algorithm>

#include "base64_text.hpp"
#include "failure.hpp"

namespace postino::demo {

MbedPin read_pin(const std::string& text) {
  constexpr std::string_view prefix = "sha256//";
  std::optional<std::string> octets;
  if (text.starts_with(prefix)) octets = from_base64(text.substr(prefix.size()));
  MbedPin pin{};
  if (!octets || octets->size() != pin.size()) {
    throw Failure{Exit::Usage, "--pin: not sha256// and the base64 of 32 octets: " + text};
  }
  std::transform(octets->begin(), octets->end(), pin.begin(),
                 [](char octet) { return static_cast<unsigned char>(octet); });
  return pin;
}

}  // namespace postino::demo
