// SPDX-License-Identifier: MIT
#include "postino/c/mail.h"
#include "postino/c/storage.hpp"
#include "postino/composer.hpp"

const postino_composer* postino_plain_text() {
  const postino::Composer& composer = postino::plain_text;
  return postino::c::handle<const postino_composer>(composer);
}
