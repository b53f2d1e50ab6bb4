// SPDX-License-Identifier: MIT
/// A connection that ends where a test wants it to.
#pragma once

#include <algorithm>
#include <cstddef>

#include "channel.hpp"

namespace postino::demo {

/// Where and how a connection ends; by default it does not.
struct Cut {
  static constexpr std::size_t never = static_cast<std::size_t>(-1);
  std::size_t after_received = never;  ///< Octets from the client.
  std::size_t after_sent = never;      ///< Octets to the client.
  bool reset = false;                  ///< RST instead of FIN.
};

/// Passes on what lies before the cut, and nothing behind it.
class CuttingChannel final : public Channel {
 public:
  CuttingChannel(Channel& inner, Cut cut) : inner_{inner}, cut_{cut} {}

  std::size_t read(std::span<char> into) override {
    const std::size_t count =
        over_ ? 0 : inner_.read(into.first(std::min(into.size(), cut_.after_received - received_)));
    received_ += count;
    if (received_ == cut_.after_received) end();
    return over_ ? 0 : count;
  }

  bool write(std::string_view octets) override {
    const std::string_view part = octets.substr(0, cut_.after_sent - sent_);
    if (over_ || !inner_.write(part)) return false;
    sent_ += part.size();
    if (sent_ == cut_.after_sent) end();
    return !over_;
  }

  void reset() override { inner_.reset(); }

 private:
  void end() {
    if (cut_.reset && !over_) inner_.reset();
    over_ = true;
  }

  Channel& inner_;
  Cut cut_;
  std::size_t received_ = 0;
  std::size_t sent_ = 0;
  bool over_ = false;
};

}  // namespace postino::demo
