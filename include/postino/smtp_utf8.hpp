// SPDX-License-Identifier: MIT
/// UTF-8 in the headers of a mail whose addresses are ASCII (RFC 6531).
#pragma once

#include "postino/extension.hpp"

namespace postino {

/// For `raw_mail`, whose headers the library does not look at. Any other mail asks for SMTPUTF8 by
/// itself, where an address needs it, and else has encoded words, which any server takes.
class Utf8Headers final : public Parameters {
 public:
  [[nodiscard]] const Extension& extension() const override;
  void write_mail(Writer& out, const Mail& mail) const override;
};

namespace extension {
extern const Keyword smtp_utf8;
}

}  // namespace postino
