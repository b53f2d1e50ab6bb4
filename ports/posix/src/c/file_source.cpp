// SPDX-License-Identifier: MIT
#include "postino/posix_file_source.hpp"

#include "postino/c/posix.h"
#include "postino/c/storage.hpp"

namespace face = postino::c;
using postino::FileSource;

postino_fault postino_file_source_init(postino_file_source* source, size_t size, const char* path) {
  if (path == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<FileSource>(source, size, path);
}

int postino_file_source_error(const postino_file_source* source) {
  return source != nullptr ? face::as<const FileSource>(source)->native_code() : 0;
}

postino_fault postino_file_source_delete(postino_file_source* source) {
  if (source == nullptr) return POSTINO_FAULT_NULL_POINTER;
  std::destroy_at(face::as<FileSource>(source));
  return POSTINO_FAULT_NONE;
}
