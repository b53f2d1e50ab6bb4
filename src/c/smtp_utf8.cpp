// SPDX-License-Identifier: MIT
#include "postino/smtp_utf8.hpp"
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

const postino_extension* postino_smtp_utf8_extension() {
  const postino::Extension& extension = postino::extension::smtp_utf8;
  return postino::c::handle<const postino_extension>(extension);
}

namespace {
constexpr postino::Utf8Headers utf8_headers;
}

const postino_parameters* postino_utf8_headers() {
  const postino::Parameters& parameters = utf8_headers;
  return postino::c::handle<const postino_parameters>(parameters);
}
