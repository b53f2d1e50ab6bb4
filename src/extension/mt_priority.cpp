// SPDX-License-Identifier: MIT
// RFC 6710: MT-PRIORITY=-9 to 9.
#include "postino/mt_priority.hpp"

namespace postino {

const Extension& MtPriority::extension() const { return extension::mt_priority; }

Fault MtPriority::check(const Mail&) const {
  return value_ >= -9 && value_ <= 9 ? Fault::None : Fault::InvalidParameter;
}

void MtPriority::write_mail(Writer& out, const Mail&) const {
  out.put(" MT-PRIORITY=");
  if (value_ < 0) out.put('-');
  out.put_number(static_cast<std::uint32_t>(value_ < 0 ? -value_ : value_));
}

namespace extension {
constinit const Keyword mt_priority{"MT-PRIORITY"};
}

}  // namespace postino
