// SPDX-License-Identifier: MIT
#include "postino/c/mail.h"
#include "postino/c/storage.hpp"
#include "postino/composer.hpp"

const postino_composer* postino_raw_mail() {
  const postino::Composer& composer = postino::raw_mail;
  return postino::c::handle<const postino_composer>(composer);
}
