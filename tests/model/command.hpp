// SPDX-License-Identifier: MIT
/// What the program `model` can be asked for.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/kinds.hpp"
#include "model/shrink.hpp"

namespace postino::model {

/// Plays each, and shrinks those that fail; whether none does. With a `diagram`, whether they also
/// reached all that is drawn there and in cells.cpp.
bool play_all(const std::vector<Seeds>& ranges, const std::string& diagram);

/// Plays one, made simpler by those steps, and prints all that happens; whether nothing is wrong.
bool show(Seed seed, const std::vector<Step>& simpler);

/// The two hashes of each seed, one seed a line.
void print_hashes(Seeds seeds);

/// Prints the first difference between what this program and the program `other` do, in full;
/// whether there is none.
bool compare(Seeds seeds, const std::string& other);

/// The two hashes of each hundred of the first 100 000 seeds.
bool write_golden(const std::string& path);
bool check_golden(const std::string& path);

}  // namespace postino::model
