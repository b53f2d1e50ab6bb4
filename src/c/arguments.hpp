// SPDX-License-Identifier: MIT
/// What C can hand over and C++ can't: no pointer where there has to be one, and enumerators that
/// there are not.
#pragma once

#include <cstddef>

#include "postino/c/client.h"

namespace postino::c {

/// Whether one of these `count` texts, which lie one after the other, has a size and no data; or
/// there are none of them.
[[nodiscard]] bool broken(const postino_text* texts, std::size_t count);
/// Whether one of these pointers is NULL, or there are none of them.
[[nodiscard]] bool broken(const void* const* pointers, std::size_t count);

[[nodiscard]] postino_fault check(const postino_server* server);
[[nodiscard]] postino_fault check(const postino_mail* mail, const postino_composer* composer);

}  // namespace postino::c
