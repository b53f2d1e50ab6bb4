// SPDX-License-Identifier: MIT
/// What the program `model` can be asked for.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/script.hpp"
#include "model/shrink.hpp"

namespace postino::model {

/// Seeds from `first` to the one before `end`.
struct Seeds {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
};

/// Plays each, and shrinks those that fail; whether none does. With a `diagram`, whether they also
/// reached all that is drawn there and in cells.cpp.
bool play_all(Seeds seeds, const std::string& diagram);

/// Plays one, made simpler by those steps, and prints all that happens; whether nothing is wrong.
bool show(std::uint64_t seed, const std::vector<Step>& simpler);

/// The two hashes of each seed, one seed a line.
void print_hashes(Seeds seeds);

/// Prints the first difference between what this program and the program `other` do, in full;
/// whether there is none.
bool compare(Seeds seeds, const std::string& other);

/// The two hashes of each hundred of the first 100 000 seeds.
bool write_golden(const std::string& path);
bool check_golden(const std::string& path);

}  // namespace postino::model
