// SPDX-License-Identifier: MIT
/// What callbacks of C return.
#pragma once

#include <cstddef>
#include <cstdint>

#include "postino/c/source.h"
#include "postino/transfer.hpp"

namespace postino::c {

/// More than `room` octets are a failure: they were written where nobody may.
[[nodiscard]] constexpr Transfer transfer_of(std::int32_t got, std::size_t room) {
  if (got == POSTINO_PENDING) return Transfer::pending();
  if (got == POSTINO_END) return Transfer::end();
  if (got == POSTINO_INVALID) return Transfer::invalid();
  const bool fits = got > 0 && static_cast<std::size_t>(got) <= room;
  return fits ? Transfer::octets(static_cast<std::size_t>(got)) : Transfer::failed();
}

}  // namespace postino::c
