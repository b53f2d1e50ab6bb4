// SPDX-License-Identifier: MIT
#include "postino/future_release.hpp"

#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

namespace face = postino::c;

postino_fault postino_future_release_init(postino_future_release* release, size_t size) {
  return face::make_with<postino::FutureRelease, postino::FutureReleaseOffer>(release, size);
}

postino_fault postino_hold_for_init(postino_hold* hold, size_t size,
                                    const postino_future_release* extension, uint32_t seconds) {
  if (extension == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::HoldFor>(hold, size,
                                      *face::as<const postino::FutureRelease>(extension), seconds);
}

postino_fault postino_hold_until_init(postino_hold* hold, size_t size,
                                      const postino_future_release* extension,
                                      uint32_t unix_seconds) {
  if (extension == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::HoldUntil>(
      hold, size, *face::as<const postino::FutureRelease>(extension), unix_seconds);
}
