// SPDX-License-Identifier: MIT
#include "postino/mt_priority.hpp"
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

const postino_extension* postino_mt_priority_extension() {
  const postino::Extension& extension = postino::extension::mt_priority;
  return postino::c::handle<const postino_extension>(extension);
}

postino_fault postino_mt_priority_init(postino_mt_priority* priority, size_t size, int8_t value) {
  return postino::c::make<postino::MtPriority>(priority, size, value);
}
