// SPDX-License-Identifier: MIT
/// What a later connection to the same server needs to resume a session.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace postino {

struct MbedSettings;
namespace detail {
struct MbedEngine;
struct SessionFacts;
}  // namespace detail

/// A session of TLS 1.2 (id or ticket) or 1.3 (ticket) in the caller's memory, with the time when
/// it was made, the earliest end of the server's chain of certificates, and a seal that binds it to
/// the server's name, the settings and the build. What is too old, past the chain's end, bound to
/// anything else or damaged is ignored, and the handshake is a full one.
///
/// It holds secrets, in clear: docs/security.md says what it is worth to whoever reads it, and to
/// whoever writes it. Keep octets() anew after each connection that ended well: in TLS 1.3 a ticket
/// serves best once, and without a clock the uses are counted in it.
class MbedSession {
 public:
  /// Bytes on top of a session's own, which are about 200 and the ticket in TLS 1.3, and the
  /// server's certificate besides in TLS 1.2. One that does not fit is not kept; 2048 are plenty.
  static constexpr std::size_t head_octets = 64;
  /// Maximum age, in seconds, by MbedSettings::clock (RFC 8446 4.6.1). It counts from the handshake
  /// in which the server last showed its certificate, however often it was resumed since.
  static constexpr std::int64_t max_age = std::int64_t{7} * 24 * 60 * 60;

  /// `memory` is borrowed, and may hold what octets() gave before.
  constexpr explicit MbedSession(std::span<unsigned char> memory) : memory_{memory} {}
  MbedSession(const MbedSession&) = delete;
  MbedSession& operator=(const MbedSession&) = delete;

  /// Returns what is to be kept in flash over a deep sleep; empty when there is none.
  [[nodiscard]] std::span<const unsigned char> octets() const;
  /// Takes up what octets() gave in an earlier life; what follows it, as in a page of flash, does
  /// not matter. Returns false if it does not fit.
  bool restore(std::span<const unsigned char> octets);
  /// Overwrites all of it.
  void wipe();
  [[nodiscard]] bool empty() const { return octets().empty(); }

  /// The transport's business: offers what is kept for this name and these settings, if anything.
  /// Virtual, so that an image without an MbedSession is linked without it.
  virtual void offer(detail::MbedEngine& engine, const MbedSettings& settings,
                     std::string_view name);
  /// The transport's business: keeps what the server gave.
  virtual void take(detail::MbedEngine& engine, const MbedSettings& settings);

 private:
  [[nodiscard]] std::span<unsigned char> room() const;
  [[nodiscard]] std::span<const unsigned char> content() const;
  [[nodiscard]] std::size_t content_size() const;
  [[nodiscard]] detail::SessionFacts facts() const;
  void write_head(std::size_t count, const detail::SessionFacts& facts);
  void keep(const detail::MbedEngine& engine, std::size_t count, const detail::SessionFacts& facts);
  [[nodiscard]] bool is_genuine(const detail::MbedEngine& engine) const;

  static constexpr std::size_t facts_octets = head_octets - 32;  // of the head; its seal follows

  std::span<unsigned char> memory_;
};

}  // namespace postino
