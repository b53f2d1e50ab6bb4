// SPDX-License-Identifier: MIT
#include "postino/c/mechanism.h"
#include "postino/c/storage.hpp"
#include "postino/oauth.hpp"

const postino_mechanism* postino_xoauth2() {
  const postino::Mechanism& mechanism = postino::sasl::xoauth2;
  return postino::c::handle<const postino_mechanism>(mechanism);
}
