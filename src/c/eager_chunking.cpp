// SPDX-License-Identifier: MIT
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"
#include "postino/chunking.hpp"

const postino_extension* postino_eager_chunking() {
  const postino::Extension& extension = postino::extension::eager_chunking;
  return postino::c::handle<const postino_extension>(extension);
}
