// SPDX-License-Identifier: MIT
/// A mail that is of use for some time only (RFC 2852).
#pragma once

#include <cstdint>

#include "postino/extension.hpp"

namespace postino {

/// What a server said of it; kept for a DeliverBy, and serves one client at a time.
struct DeliverByOffer {
  std::uint32_t min_seconds = 0;  ///< For AtDeadline::Return; 0: it said none.
};

/// The extension.
class DeliverBy final : public Extension {
 public:
  constexpr explicit DeliverBy(DeliverByOffer& offer) : offer_{&offer} {}

  [[nodiscard]] std::string_view keyword() const override;
  void forget() const override;
  void offered(std::string_view word) const override;
  [[nodiscard]] const DeliverByOffer& offer() const { return *offer_; }

 private:
  DeliverByOffer* offer_;
};

/// What becomes of a mail that was not delivered in time.
enum class AtDeadline : std::uint8_t {
  Return,  ///< It is given up, and the sender told.
  Notify,  ///< The sender is told, and it is tried further.
};

struct Deadline {
  std::uint32_t seconds = 0;  ///< From when the server takes the mail: 1 to 999999999.
  AtDeadline then = AtDeadline::Return;
  bool trace = false;  ///< Each relay reports.
};

/// BY of one mail. Rejected where a server gives it up later only than it shall.
class DeliverWithin final : public Parameters {
 public:
  constexpr DeliverWithin(const DeliverBy& extension, const Deadline& deadline)
      : extension_{&extension}, deadline_{deadline} {}

  [[nodiscard]] const Extension& extension() const override { return *extension_; }
  [[nodiscard]] Fault check(const Mail& mail) const override;
  [[nodiscard]] Fault judge(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;

 private:
  const DeliverBy* extension_;
  Deadline deadline_;
};

}  // namespace postino
