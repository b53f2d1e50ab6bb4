// SPDX-License-Identifier: MIT
#include "postino/c/scram.h"
#include "postino/c/storage.hpp"
#include "postino/scram.hpp"

namespace face = postino::c;
using postino::sasl::Strongest;

postino_fault postino_strongest_init(postino_strongest* strongest, size_t size,
                                     postino_hash* sha256, postino_random* random,
                                     postino_binding* binding) {
  if (sha256 == nullptr || random == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<Strongest>(strongest, size, *face::as<postino::KeyedHash>(sha256),
                               *face::as<postino::RandomSource>(random),
                               face::as<postino::ChannelBinding>(binding));
}

postino_mechanisms postino_strongest_mechanisms(const postino_strongest* strongest) {
  if (strongest == nullptr) return {nullptr, 0};
  const auto list = face::as<const Strongest>(strongest)->mechanisms();
  return {face::as<const postino_mechanism* const>(list.data()), list.size()};
}
