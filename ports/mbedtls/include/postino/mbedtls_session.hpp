// SPDX-License-Identifier: MIT
/// What a later connection to the same server needs to resume a session.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace postino {

struct MbedSettings;
namespace detail {
struct MbedEngine;
}

/// A session of TLS 1.2 (id or ticket) or 1.3 (ticket) in the caller's memory. It holds secrets:
/// who reads it can read the connections that resume it. It serves only the server, the settings
/// and the build that it was made with; anything else, and anything damaged, is ignored, and the
/// handshake is a full one.
class MbedSession {
 public:
  /// Octets that go on top of a session's own: about 200 and the ticket in TLS 1.3, and the
  /// server's certificate too in TLS 1.2. One that does not fit is not kept; 2048 are plenty.
  static constexpr std::size_t head_octets = 36;

  /// `memory` is borrowed, and may hold what octets() gave before.
  constexpr explicit MbedSession(std::span<unsigned char> memory) : memory_{memory} {}
  MbedSession(const MbedSession&) = delete;
  MbedSession& operator=(const MbedSession&) = delete;

  /// To be kept in flash over a deep sleep; empty when there is none.
  [[nodiscard]] std::span<const unsigned char> octets() const;
  /// Takes up what octets() gave in an earlier life. False: it does not fit.
  bool restore(std::span<const unsigned char> octets);
  /// Overwrites all of it.
  void wipe();
  [[nodiscard]] bool empty() const { return octets().empty(); }

  /// The transport's business: offers what is kept for this name and these settings, if anything.
  /// Virtual, so that an image without an MbedSession lacks what is behind it.
  virtual void offer(detail::MbedEngine& engine, const MbedSettings& settings,
                     std::string_view name) const;
  /// The transport's business: keeps what the server gave.
  virtual void take(detail::MbedEngine& engine);

 private:
  [[nodiscard]] std::span<unsigned char> room() const;
  void keep(std::size_t count, std::span<const unsigned char, 32> seal);
  [[nodiscard]] std::span<const unsigned char> content() const;
  [[nodiscard]] std::span<const unsigned char> seal() const;
  [[nodiscard]] bool is_genuine(const detail::MbedEngine& engine) const;
  [[nodiscard]] std::size_t content_size() const;

  std::span<unsigned char> memory_;
};

}  // namespace postino
