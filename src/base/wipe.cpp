// SPDX-License-Identifier: MIT
#include "base/wipe.hpp"

namespace postino::detail {

void wipe(void* octets, std::size_t count) {
  volatile char* const target = static_cast<char*>(octets);
  for (std::size_t i = 0; i < count; ++i) target[i] = 0;
}

}  // namespace postino::detail
