// SPDX-License-Identifier: MIT
#include "postino/submitted_by.hpp"
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

const postino_extension* postino_submitted_by_extension() {
  const postino::Extension& extension = postino::extension::submitted_by;
  return postino::c::handle<const postino_extension>(extension);
}

namespace face = postino::c;

postino_fault postino_submitted_by_init(postino_submitted_by* by, size_t size,
                                        postino_text address) {
  if (!(address.data != nullptr || address.size == 0)) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::SubmittedBy>(by, size, *face::as<const postino::View>(&address));
}
