// SPDX-License-Identifier: MIT
#include "postino/c/posix.h"

#include "postino/c/storage.hpp"
#include "postino/posix_clock.hpp"
#include "postino/posix_port.hpp"
#include "postino/posix_random.hpp"

namespace face = postino::c;
using postino::PosixPort;

postino_fault postino_posix_port_init(postino_posix_port* port, size_t size) {
  return face::make<PosixPort>(port, size);
}

postino_fault postino_posix_port_delete(postino_posix_port* port) {
  if (port == nullptr) return POSTINO_FAULT_NULL_POINTER;
  std::destroy_at(face::as<PosixPort>(port));
  return POSTINO_FAULT_NONE;
}

uint32_t postino_posix_now() { return postino::posix_now().value; }

postino_date postino_posix_date() {
  const postino::Date date = postino::posix_date();
  return {date.unix_seconds, date.utc_offset_minutes};
}

int64_t postino_posix_seconds() { return postino::posix_seconds(); }

postino_fault postino_posix_random_init(postino_posix_random* random, size_t size) {
  return face::make<postino::PosixRandom>(random, size);
}
