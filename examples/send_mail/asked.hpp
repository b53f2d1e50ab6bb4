// SPDX-License-Identifier: MIT
/// What the options ask of the server's extensions.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extension_options.hpp"
#include "postino/postino.hpp"

namespace postino::demo {

/// Keeps all that Server::extensions and Mail::parameters refer to.
class Asked {
 public:
  /// `transport` is the client's.
  Asked(const ExtensionOptions& options, const Transport& transport);
  Asked(const Asked&) = delete;
  Asked& operator=(const Asked&) = delete;

  [[nodiscard]] Extensions extensions() const { return named_; }
  [[nodiscard]] std::span<const Parameters* const> parameters() const { return parameters_; }

 private:
  void ask(const Parameters& parameters);

  LimitsOffer limits_offer_;
  DeliverByOffer deliver_by_offer_;
  FutureReleaseOffer future_release_offer_;
  const Limits limits_{limits_offer_};
  const DeliverBy deliver_by_{deliver_by_offer_};
  const FutureRelease future_release_{future_release_offer_};
  std::optional<Dsn> dsn_;
  std::optional<RequireTls> require_tls_;
  std::optional<MtPriority> mt_priority_;
  std::optional<DeliverWithin> deliver_within_;
  std::optional<HoldFor> hold_for_;
  std::optional<HoldUntil> hold_until_;
  std::vector<const Extension*> named_{&limits_};
  std::vector<const Parameters*> parameters_;
};

}  // namespace postino::demo
