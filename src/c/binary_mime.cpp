// SPDX-License-Identifier: MIT
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"
#include "postino/chunking.hpp"

const postino_extension* postino_binary_mime() {
  const postino::Extension& extension = postino::extension::binary_mime;
  return postino::c::handle<const postino_extension>(extension);
}
