// SPDX-License-Identifier: MIT
/// Delivery status notifications (RFC 3461): which reports come back, and how they are told apart.
#pragma once

#include <cstddef>
#include <cstdint>

#include "postino/borrowed.hpp"
#include "postino/extension.hpp"
#include "postino/view.hpp"

namespace postino {

/// When the sender is told of a recipient (RFC 3461 4.1). Success, Failure and Delay are joined
/// by |; Never stands alone.
enum class Notify : std::uint8_t {
  AsUsual = 0,  ///< Nothing is asked for: failures are told, and delays perhaps.
  Success = 1,
  Failure = 2,
  Delay = 4,
  Never = 8,
};

[[nodiscard]] constexpr Notify operator|(Notify a, Notify b) {
  return static_cast<Notify>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}

/// What a report of a failure brings back (RFC 3461 4.3).
enum class Returned : std::uint8_t {
  AsUsual,  ///< Nothing is asked for.
  Full,     ///< The whole mail.
  Headers,
};

/// About one recipient.
struct DsnRecipient {
  Notify notify = Notify::AsUsual;
  /// Whom the mail was first for, as a report shall name him: an address, UTF-8 (RFC 6533) too;
  /// at most 500 octets once it is encoded. Empty: nothing is said.
  View original{};
};

struct DsnRequest {
  Returned returned = Returned::AsUsual;
  /// Comes back in each report. Printable ASCII, at most 100 octets once it is encoded.
  View envelope_id{};
  /// For the recipients that `recipients` does not reach to.
  Notify notify = Notify::AsUsual;
  /// One each, in the order of Mail::recipient(), the first ones at least.
  Borrowed<DsnRecipient> recipients{};
};

/// RET, ENVID, NOTIFY and ORCPT of one mail.
class Dsn final : public Parameters {
 public:
  /// What the request borrows is borrowed.
  constexpr explicit Dsn(const DsnRequest& request) : request_{request} {}

  [[nodiscard]] const Extension& extension() const override;
  [[nodiscard]] Fault check(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;
  void write_recipient(Writer& out, const Mail& mail, std::size_t index) const override;

 private:
  DsnRequest request_;
};

namespace extension {
extern const Keyword dsn;
}

}  // namespace postino
