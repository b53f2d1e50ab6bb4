// SPDX-License-Identifier: MIT
#include "postino/posix/address.hpp"

namespace postino::posix {

const Address* AddressList::find(bool ipv6, std::size_t skip) const {
  for (const Address& address : std::span{list_}.first(size_)) {
    if (address.ipv6 == ipv6 && skip-- == 0) return &address;
  }
  return nullptr;
}

void AddressList::add(const Address& address) {
  if (find(address.ipv6, max_per_family - 1) == nullptr) list_[size_++] = address;
}

std::size_t AddressList::interleave(std::span<Address> into) const {
  std::size_t copied = 0;
  for (std::size_t turn = 0; turn < max_per_family; ++turn) {
    for (const bool ipv6 : {list_[0].ipv6, !list_[0].ipv6}) {
      const Address* const address = find(ipv6, turn);
      if (address != nullptr && copied < into.size()) into[copied++] = *address;
    }
  }
  return copied;
}

}  // namespace postino::posix
