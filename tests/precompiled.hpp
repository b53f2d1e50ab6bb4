// SPDX-License-Identifier: MIT
/// What is not ours and nearly every test includes: the compiler reads it once.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>
