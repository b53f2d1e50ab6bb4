// SPDX-License-Identifier: MIT
/// A mail that the server keeps until its time has come (RFC 4865).
#pragma once

#include <cstdint>

#include "postino/extension.hpp"

namespace postino {

/// What a server said of it; kept for a FutureRelease, and serves one client at a time.
struct FutureReleaseOffer {
  std::uint32_t max_seconds = 0;  ///< 0: it said none.
  char latest[20] = {};           ///< As in 2026-11-02T15:04:05Z; zeros: it said none.
};

/// The extension.
class FutureRelease final : public Extension {
 public:
  constexpr explicit FutureRelease(FutureReleaseOffer& offer) : offer_{&offer} {}

  [[nodiscard]] std::string_view keyword() const override;
  void forget() const override;
  void offered(std::string_view word) const override;
  [[nodiscard]] const FutureReleaseOffer& offer() const { return *offer_; }

 private:
  FutureReleaseOffer* offer_;
};

/// HOLDFOR of one mail. Rejected where the server does not keep mails for so long.
class HoldFor final : public Parameters {
 public:
  /// 1 to 999999999, from when the server takes the mail.
  constexpr HoldFor(const FutureRelease& extension, std::uint32_t seconds)
      : extension_{&extension}, seconds_{seconds} {}

  [[nodiscard]] const Extension& extension() const override { return *extension_; }
  [[nodiscard]] Fault check(const Mail& mail) const override;
  [[nodiscard]] Fault judge(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;

 private:
  const FutureRelease* extension_;
  std::uint32_t seconds_;
};

/// HOLDUNTIL of one mail. Rejected where the server does not keep mails until then.
class HoldUntil final : public Parameters {
 public:
  /// Since 1970-01-01 00:00 UTC.
  constexpr HoldUntil(const FutureRelease& extension, std::uint32_t unix_seconds)
      : extension_{&extension}, unix_seconds_{unix_seconds} {}

  [[nodiscard]] const Extension& extension() const override { return *extension_; }
  [[nodiscard]] Fault check(const Mail& mail) const override;
  [[nodiscard]] Fault judge(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;

 private:
  const FutureRelease* extension_;
  std::uint32_t unix_seconds_;
};

}  // namespace postino
