// SPDX-License-Identifier: MIT
#include "postino/dsn.hpp"

#include "c/arguments.hpp"
#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

namespace postino::c {
namespace {

bool complete(const postino_dsn_request* request) {
  if (request == nullptr || broken(&request->envelope_id, 1)) return false;
  if (request->recipients == nullptr) return request->recipient_count == 0;
  for (std::size_t i = 0; i != request->recipient_count; ++i) {
    if (broken(&request->recipients[i].original, 1)) return false;
  }
  return true;
}

}  // namespace
}  // namespace postino::c

const postino_extension* postino_dsn_extension() {
  const postino::Extension& extension = postino::extension::dsn;
  return postino::c::handle<const postino_extension>(extension);
}

namespace face = postino::c;

postino_fault postino_dsn_init(postino_dsn* dsn, size_t size, const postino_dsn_request* request) {
  if (!face::complete(request)) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::Dsn>(dsn, size, *face::as<const postino::DsnRequest>(request));
}
