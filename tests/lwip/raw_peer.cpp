// SPDX-License-Identifier: MIT
#include "raw_peer.hpp"

#include <utility>

#include "stack.hpp"

namespace postino::test {
namespace {

constexpr Millis patience{4000};  // lwIP retransmits after three seconds

}  // namespace

bool RawPeer::accept() {
  const auto arrived = [this] { return !listener_.arrived.empty(); };
  if (!Stack::instance().run_until(arrived, patience)) return false;
  connection_ = std::move(listener_.arrived.front());
  listener_.arrived.pop_front();
  return true;
}

std::string RawPeer::read(std::size_t most) {
  std::string got;
  const auto something = [this] {
    return connection_->available() > 0 || connection_->ended() || connection_->lost();
  };
  while (got.size() < most && Stack::instance().run_until(something, patience)) {
    const std::string more = connection_->take(most - got.size());
    if (more.empty()) break;
    got += more;
  }
  return got;
}

contract::End RawPeer::read_to_end() {
  while (!read(65536).empty()) {
  }
  if (connection_->lost()) return contract::End::Reset;
  return connection_->ended() ? contract::End::InOrder : contract::End::NotYet;
}

}  // namespace postino::test
