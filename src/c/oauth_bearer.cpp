// SPDX-License-Identifier: MIT
#include "postino/c/mechanism.h"
#include "postino/c/storage.hpp"
#include "postino/oauth.hpp"

const postino_mechanism* postino_oauth_bearer() {
  const postino::Mechanism& mechanism = postino::sasl::oauth_bearer;
  return postino::c::handle<const postino_mechanism>(mechanism);
}
