// SPDX-License-Identifier: MIT
#include "postino/c/mechanism.h"
#include "postino/c/storage.hpp"
#include "postino/mechanism.hpp"

const postino_mechanism* postino_plain() {
  const postino::Mechanism& mechanism = postino::sasl::plain;
  return postino::c::handle<const postino_mechanism>(mechanism);
}
