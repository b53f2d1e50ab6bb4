// SPDX-License-Identifier: MIT
#include "postino/limits.hpp"

#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

postino_fault postino_limits_init(postino_limits* limits, size_t size) {
  return postino::c::make_with<postino::Limits, postino::LimitsOffer>(limits, size);
}
