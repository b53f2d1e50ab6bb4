// SPDX-License-Identifier: MIT
#include "c/arguments.hpp"
#include "postino/c/storage.hpp"
#include "postino/extension.hpp"

namespace face = postino::c;

// The list is checked when a message is sent, as everything is that may be set by hand.
postino_extensions postino_extensions_of(const postino_extension* const* list, size_t count) {
  if (list == nullptr) return {nullptr, count, nullptr};
  const postino::Extensions made{std::span<const postino::Extension* const>{
      face::as<const postino::Extension* const>(list), count}};
  return *face::as<const postino_extensions>(&made);
}
