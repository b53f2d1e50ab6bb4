// SPDX-License-Identifier: MIT
#include "postino/posix/descriptor.hpp"

#include "system.hpp"

namespace postino::posix {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = std::exchange(other.number_, none);
  }
  return *this;
}

void Descriptor::reset() {
  if (number_ != none) ::close(std::exchange(number_, none));
}

}  // namespace postino::posix
