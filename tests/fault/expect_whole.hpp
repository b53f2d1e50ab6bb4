// SPDX-License-Identifier: MIT
/// Fails for each invariant that a run breaks.
#pragma once

#include <gtest/gtest.h>

#include "campaign/run.hpp"

namespace postino::test {

inline void expect_whole(const FaultRun& run, const Result& result) {
  for (const std::string& one : result.broken) {
    ADD_FAILURE() << run.text() << " breaks " << one << "\n"
                  << described(run.scenario->row) << "\n"
                  << result.story << "again: tests/fault/fault.sh run " << run.text();
  }
}

}  // namespace postino::test
