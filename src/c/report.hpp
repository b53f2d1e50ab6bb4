// SPDX-License-Identifier: MIT
/// A report, as C reads it.
#pragma once

#include "postino/c/report.h"
#include "postino/report.hpp"

namespace postino::c {

[[nodiscard]] postino_report report_of(const Report& report);
/// Of a call that could do nothing.
[[nodiscard]] postino_report report_of(postino_fault fault);

}  // namespace postino::c
