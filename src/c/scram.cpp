// SPDX-License-Identifier: MIT
#include "postino/scram.hpp"

#include "postino/c/scram.h"
#include "postino/c/storage.hpp"

namespace face = postino::c;
using postino::ChannelBinding;
using postino::KeyedHash;
using postino::RandomSource;
using postino::sasl::Scram;
using postino::sasl::ScramExchange;

postino_fault postino_scram_exchange_init(postino_scram_exchange* exchange, size_t size,
                                          postino_hash* hash, postino_random* random,
                                          postino_binding* binding) {
  if (hash == nullptr || random == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<ScramExchange>(exchange, size, *face::as<KeyedHash>(hash),
                                   *face::as<RandomSource>(random),
                                   face::as<ChannelBinding>(binding));
}

postino_fault postino_scram_exchange_limit(postino_scram_exchange* exchange,
                                           uint32_t max_iterations) {
  if (exchange == nullptr) return POSTINO_FAULT_NULL_POINTER;
  face::as<ScramExchange>(exchange)->max_iterations = max_iterations;
  return POSTINO_FAULT_NONE;
}

postino_fault postino_scram_init(postino_scram* scram, size_t size,
                                 postino_scram_exchange* exchange, bool plus) {
  if (exchange == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<Scram>(scram, size, *face::as<ScramExchange>(exchange),
                           plus ? Scram::Binding::TlsExporter : Scram::Binding::None);
}
