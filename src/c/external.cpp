// SPDX-License-Identifier: MIT
#include "postino/external.hpp"
#include "postino/c/mechanism.h"
#include "postino/c/storage.hpp"

const postino_mechanism* postino_external() {
  const postino::Mechanism& mechanism = postino::sasl::external;
  return postino::c::handle<const postino_mechanism>(mechanism);
}
