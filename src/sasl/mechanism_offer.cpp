// SPDX-License-Identifier: MIT
#include "postino/mechanism.hpp"

namespace postino {

bool MechanismOffer::lacks(std::string_view name) const {
  for (std::size_t i = 0; i < allowed_.size(); ++i) {
    if (allowed_[i]->name() == name) return ((offered_ >> i) & 1U) == 0;
  }
  return false;
}

}  // namespace postino
