// SPDX-License-Identifier: MIT
/// Looks for secrets where none may be.
#pragma once

#include <string>
#include <string_view>

#include "support/base64.hpp"

namespace postino::test {

/// What of `secret` can be read in a base64 text that holds it behind `before` octets: the digits
/// that depend on it alone.
inline std::string in_base64(const std::string& secret, std::size_t before) {
  const std::string all = base64(std::string(before, 'x') + secret);
  const std::size_t first = (before * 8 + 5) / 6;
  const std::size_t last = (before + secret.size()) * 8 / 6;
  return all.substr(first, last - first);
}

/// Whether any four octets in a row of `secret`, or of its base64 at any of three alignments, are
/// among `text`.
inline bool tells(std::string_view text, const std::string& secret) {
  const std::string forms[] = {secret, in_base64(secret, 0), in_base64(secret, 1),
                               in_base64(secret, 2)};
  for (const std::string& form : forms) {
    for (std::size_t at = 0; at + 4 <= form.size(); ++at) {
      if (text.find(form.substr(at, 4)) != std::string_view::npos) return true;
    }
  }
  return false;
}

/// The octets that an object consists of.
template <class Object>
std::string_view octets_of(const Object& object) {
  return {reinterpret_cast<const char*>(&object), sizeof object};
}

}  // namespace postino::test
