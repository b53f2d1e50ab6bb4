// SPDX-License-Identifier: MIT
// RFC 3030: BDAT. Its octets are read whatever becomes of them, so that none is taken for a
// command.
#include <algorithm>

#include "smtp_session.hpp"
#include "smtp_text.hpp"

namespace postino::demo {

std::string SmtpSession::bdat(std::string_view rest) {
  const std::vector<std::string> parts = words(rest);
  const std::optional<std::uint64_t> size = number(parts.front());
  const bool last = parts.size() == 2 && upper(parts[1]) == "LAST";
  if (options_.capability("CHUNKING").empty() || !size || parts.size() > 2 ||
      (parts.size() == 2 && !last)) {
    over_ = true;
    return reply("501", "5.5.4", "BDAT size [LAST]");
  }
  if (!lines_.octets(mail_.content, *size, std::max(size_limit(), size_limit() + 1))) {
    over_ = true;
    return reply("421", "4.3.0", "The chunk did not end");
  }
  if (!in_mail_ || mail_.recipients.empty()) {
    mail_.content.clear();
    return reply("503", "5.5.1", "Nobody gets that chunk");
  }
  in_chunks_ = true;
  if (!last) return reply("250", "2.0.0", "Chunk taken");
  return deliver();
}

}  // namespace postino::demo
