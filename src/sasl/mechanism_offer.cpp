// SPDX-License-Identifier: MIT
#include "postino/mechanism.hpp"

namespace postino {

bool MechanismOffer::lacks(std::string_view name) const {
  const std::span<const Mechanism* const> allowed = login_->mechanisms;
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    if (allowed[i]->name() == name) return ((offered_ >> i) & 1U) == 0;
  }
  return false;
}

}  // namespace postino
