// SPDX-License-Identifier: MIT
#include "postino/c/posix_tls.h"

#include "postino/c/storage.hpp"
#include "postino/posix_tls.hpp"

namespace face = postino::c;
using postino::PosixTls;

postino_fault postino_posix_tls_init(postino_posix_tls* tls, size_t size, postino_socket* socket,
                                     postino_pool* pool, const char* authorities) {
  if (socket == nullptr || pool == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<PosixTls>(
      tls, size, *face::as<postino::Socket>(socket), *face::as<postino::PacketPool>(pool),
      authorities != nullptr ? authorities : postino::PosixAuthorities::system_file());
}

postino_transport* postino_posix_tls_transport(postino_posix_tls* tls) {
  if (tls == nullptr) return nullptr;
  postino::Transport& transport = face::as<PosixTls>(tls)->transport();
  return face::handle<postino_transport>(transport);
}

postino_random* postino_posix_tls_random(postino_posix_tls* tls) {
  if (tls == nullptr) return nullptr;
  postino::RandomSource& random = face::as<PosixTls>(tls)->random();
  return face::handle<postino_random>(random);
}

postino_binding* postino_posix_tls_binding(postino_posix_tls* tls) {
  if (tls == nullptr) return nullptr;
  postino::ChannelBinding& binding = face::as<PosixTls>(tls)->transport();
  return face::handle<postino_binding>(binding);
}

postino_fault postino_posix_tls_delete(postino_posix_tls* tls) {
  if (tls == nullptr) return POSTINO_FAULT_NULL_POINTER;
  std::destroy_at(face::as<PosixTls>(tls));
  return POSTINO_FAULT_NONE;
}
