// SPDX-License-Identifier: MIT
/// Who first submitted a mail that is passed on (RFC 4954 5).
#pragma once

#include "postino/extension.hpp"
#include "postino/view.hpp"

namespace postino {

/// AUTH= of MAIL. For a device that passes on mails of others; a server believes it only of a
/// client that it trusts.
class SubmittedBy final : public Parameters {
 public:
  /// His address, ASCII, at most 500 octets once it is encoded. Empty: not known, or not to be
  /// trusted.
  constexpr explicit SubmittedBy(const View& address) : address_{address} {}

  [[nodiscard]] const Extension& extension() const override;
  [[nodiscard]] Fault check(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;

 private:
  View address_;
};

namespace extension {
/// The AUTH parameter of MAIL; a Login needs it not.
extern const Keyword submitted_by;
}  // namespace extension

}  // namespace postino
