// SPDX-License-Identifier: MIT
/// How urgent a mail is to the servers on its way (RFC 6710). What a reader sees is Mail::priority.
#pragma once

#include <cstdint>

#include "postino/extension.hpp"

namespace postino {

class MtPriority final : public Parameters {
 public:
  /// -9 to 9, 9 the most urgent, 0 as any other. A server may know fewer steps, and may lower what
  /// the sender has no right to.
  constexpr explicit MtPriority(std::int8_t value) : value_{value} {}

  [[nodiscard]] const Extension& extension() const override;
  [[nodiscard]] Fault check(const Mail& mail) const override;
  void write_mail(Writer& out, const Mail& mail) const override;

 private:
  std::int8_t value_;
};

namespace extension {
extern const Keyword mt_priority;
}

}  // namespace postino
