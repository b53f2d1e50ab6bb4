// SPDX-License-Identifier: MIT
#include "postino/chunking.hpp"
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

const postino_extension* postino_chunking() {
  const postino::Extension& extension = postino::extension::chunking;
  return postino::c::handle<const postino_extension>(extension);
}
