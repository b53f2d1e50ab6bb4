// SPDX-License-Identifier: MIT
/// What a later connection to the same server needs to resume a session.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace postino {

struct TlsSettings;
namespace detail {
struct TlsEngine;
}

/// A session of TLS 1.2 (id or ticket) or 1.3 (ticket) in the caller's memory. It holds secrets:
/// who reads it can read the connections that resume it. It serves only the server, the settings
/// and the build that it was made with; anything else, and anything damaged, is ignored, and the
/// handshake is a full one.
class TlsSession {
 public:
  /// Octets that go on top of a session's own: about 200 and the ticket in TLS 1.3, and the
  /// server's certificate too in TLS 1.2. One that does not fit is not kept; 2048 are plenty.
  static constexpr std::size_t head_octets = 36;

  /// `memory` is borrowed, and may hold what octets() gave before.
  constexpr explicit TlsSession(std::span<unsigned char> memory) : memory_{memory} {}
  TlsSession(const TlsSession&) = delete;
  TlsSession& operator=(const TlsSession&) = delete;

  /// To be kept in flash over a deep sleep; empty when there is none.
  [[nodiscard]] std::span<const unsigned char> octets() const;
  /// Takes up what octets() gave in an earlier life. False: it does not fit.
  bool restore(std::span<const unsigned char> octets);
  /// Overwrites all of it.
  void wipe();
  [[nodiscard]] bool empty() const { return octets().empty(); }

  /// The transport's business: offers what is kept for this name and these settings, if anything.
  /// Virtual, so that an image without a TlsSession lacks what is behind it.
  virtual void offer(detail::TlsEngine& engine, const TlsSettings& settings,
                     std::string_view name) const;
  /// The transport's business: keeps what the server gave.
  virtual void take(detail::TlsEngine& engine);

 private:
  [[nodiscard]] std::span<unsigned char> room() const;
  void keep(std::size_t count, std::span<const unsigned char, 32> seal);
  [[nodiscard]] std::span<const unsigned char> content() const;
  [[nodiscard]] std::span<const unsigned char> seal() const;
  [[nodiscard]] bool is_genuine(const detail::TlsEngine& engine) const;
  [[nodiscard]] std::size_t content_size() const;

  std::span<unsigned char> memory_;
};

}  // namespace postino
