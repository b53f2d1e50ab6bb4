// SPDX-License-Identifier: MIT
#include "postino/deliver_by.hpp"

#include "postino/c/extensions.h"
#include "postino/c/storage.hpp"

namespace face = postino::c;

postino_fault postino_deliver_by_init(postino_deliver_by* deliver_by, size_t size) {
  return face::make_with<postino::DeliverBy, postino::DeliverByOffer>(deliver_by, size);
}

postino_fault postino_deliver_within_init(postino_deliver_within* within, size_t size,
                                          const postino_deliver_by* extension,
                                          const postino_deadline* deadline) {
  if (extension == nullptr || deadline == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<postino::DeliverWithin>(within, size,
                                            *face::as<const postino::DeliverBy>(extension),
                                            *face::as<const postino::Deadline>(deadline));
}
