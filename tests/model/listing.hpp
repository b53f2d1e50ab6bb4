// SPDX-License-Identifier: MIT
/// A script for people to read.
#pragma once

#include "model/script.hpp"

namespace postino::model {

/// To standard output: what differs from the simplest one.
void print(const Script& script);

}  // namespace postino::model
