// SPDX-License-Identifier: MIT
#include <cstring>

#include "core.hpp"

namespace postino {

std::size_t LwipSocket::local_address(std::span<char> into) const {
  const Core core{*this};
  char text[IPADDR_STRLEN_MAX];
  if (state_ != State::Connected || pcb() == nullptr ||
      ipaddr_ntoa_r(&pcb()->local_ip, text, sizeof text) == nullptr) {
    return 0;
  }
  const std::size_t size = std::strlen(text);
  if (size > into.size()) return 0;
  // RFC 5952 section 4.3: small letters; digits and points have this bit already.
  for (std::size_t i = 0; i < size; ++i) into[i] = static_cast<char>(text[i] | 0x20);
  return size;
}

std::size_t LwipSocket::packets_held() const {
  const Core core{*this};
  std::size_t count = 0;
  for (const lwip::Link& link : links_) {
    for (const PacketBlock* block = link.first; block != nullptr; block = block->next) ++count;
  }
  return count;
}

bool LwipSocket::quiet() {
  const Core core{*this};
  for (const lwip::Link& link : links_) {
    if (!link.unused()) return false;
  }
  return state_ == State::Closed && !asking_;
}

#if !NO_SYS || POSTINO_LWIP_IN_CORE
void LwipSocket::set_wake(void (*wake)(void*), void* argument) {
  const Core core{*this};
  wake_ = wake;
  wake_argument_ = argument;
}
#endif

}  // namespace postino
