// SPDX-License-Identifier: MIT
#include "postino/cram_md5.hpp"

#include "postino/c/scram.h"
#include "postino/c/storage.hpp"

namespace face = postino::c;

postino_fault postino_cram_md5_init(postino_cram_md5* cram_md5, size_t size, postino_hash* md5) {
  if (md5 == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make_with<postino::sasl::CramMd5, postino::sasl::CramMd5Exchange>(
      cram_md5, size, *face::as<postino::KeyedHash>(md5));
}
