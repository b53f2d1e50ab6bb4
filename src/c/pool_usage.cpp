// SPDX-License-Identifier: MIT
#include "postino/c/memory.h"
#include "postino/c/storage.hpp"
#include "postino/packet_pool.hpp"

postino_pool_use postino_pool_usage(const postino_pool* pool) {
  if (pool == nullptr) return {};
  const auto& of = *postino::c::as<const postino::PacketPool>(pool);
  return {of.count(), of.taken(), of.high_water(), of.failed_takes(), of.damaged()};
}
