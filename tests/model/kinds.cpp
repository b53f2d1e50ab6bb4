// SPDX-License-Identifier: MIT
#include "model/kinds.hpp"

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace postino::model {
namespace {

constexpr const char* names[kinds] = {"honest", "addresses", "small", "lying", "tls"};

}  // namespace

const char* name(Kind kind) { return names[static_cast<std::size_t>(kind)]; }

std::string text(Seed seed) {
  const std::string number = std::to_string(seed.number);
  return seed.kind == Kind::Honest ? number : name(seed.kind) + (":" + number);
}

Seed seed_of(const char* text, char** rest) {
  Seed seed;
  for (std::size_t i = 0; i < kinds; ++i) {
    const std::string_view begin{names[i]};
    const std::string_view whole{text};
    if (!whole.starts_with(begin) || whole.substr(begin.size(), 1) != ":") continue;
    seed.kind = static_cast<Kind>(i);
    text += begin.size() + 1;
    break;
  }
  seed.number = std::strtoull(text, rest, 10);
  return seed;
}

Seeds seeds_of(const std::string& text) {
  char* rest = nullptr;
  const Seed first = seed_of(text.c_str(), &rest);
  const bool range = std::string_view{rest}.starts_with("..");
  const std::uint64_t end = range ? std::strtoull(rest + 2, nullptr, 10) : first.number + 1;
  return {first.kind, first.number, end};
}

std::vector<Seeds> all_seeds_of(const std::string& text) {
  std::vector<Seeds> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    all.push_back(seeds_of(text.substr(at, comma - at)));
    at = comma + 1;
  }
  return all;
}

}  // namespace postino::model
