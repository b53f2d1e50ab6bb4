// SPDX-License-Identifier: MIT
#include "postino/c/mechanism.h"
#include "postino/c/storage.hpp"
#include "postino/mechanism.hpp"

const postino_mechanism* postino_login_mechanism() {
  const postino::Mechanism& mechanism = postino::sasl::login;
  return postino::c::handle<const postino_mechanism>(mechanism);
}
