// SPDX-License-Identifier: MIT
/// What the embedded server keeps of a mail.
#pragma once

#include <string>
#include <vector>

#include "tls_channel.hpp"

namespace postino::demo {

/// A path and the parameters behind it, as in "MAIL FROM:<a@b> BODY=8BITMIME SIZE=7".
struct EnvelopeLine {
  std::string path;  ///< Without its angle brackets.
  std::vector<std::string> parameters;
};

struct ReceivedMail {
  std::string client;     ///< What EHLO or HELO said.
  std::string user;       ///< Who had authenticated; empty: nobody.
  std::string mechanism;  ///< And how.
  TlsFacts tls{};
  EnvelopeLine sender;
  std::vector<EnvelopeLine> recipients;
  std::string content;  ///< Every octet of it, without DATA's doubled dots and its end.
};

}  // namespace postino::demo
