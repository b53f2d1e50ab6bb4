// SPDX-License-Identifier: MIT
/// What a server says that it takes at the most (RFC 9422).
#pragma once

#include <cstdint>

#include "postino/extension.hpp"

namespace postino {

/// What a server said, and how much of it is used up; kept for a Limits, and serves one client at
/// a time. 0: no limit.
struct LimitsOffer {
  std::uint32_t mails = 0;       ///< On a connection.
  std::uint32_t recipients = 0;  ///< Of a mail.
  std::uint32_t domains = 0;     ///< Of recipients, on a connection.
  std::uint32_t mails_sent = 0;
};

/// The server's limits are obeyed: a mail for more recipients or domains is Rejected, and the
/// connection is ended when it carried as many mails as it may. Behind RCPTDOMAINMAX it carries
/// one, since nobody knows whom the next one is for.
class Limits final : public Extension {
 public:
  constexpr explicit Limits(LimitsOffer& offer) : offer_{&offer} {}

  [[nodiscard]] std::string_view keyword() const override;
  void forget() const override;
  void offered(std::string_view word) const override;
  [[nodiscard]] Fault apply(const Mail& mail, Terms& terms) const override;

 private:
  LimitsOffer* offer_;
};

}  // namespace postino
