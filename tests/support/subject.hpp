// SPDX-License-Identifier: MIT
/// A client class that dialogues are held over.
#pragma once

#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/bench.hpp"
#include "support/dialogues.hpp"

namespace postino::test {

struct Subject {
  std::string_view name;
  Features features;
  std::unique_ptr<AnyBench> (*make)(const Sizes&);
};

template <class ClientType>
std::unique_ptr<AnyBench> make_bench(const Sizes& sizes) {
  return std::make_unique<BenchOf<ClientType>>(sizes);
}

template <class ClientType>
Subject subject(std::string_view name) {
  return {name, features_of<ClientType>, make_bench<ClientType>};
}

inline void PrintTo(const Subject& subject, std::ostream* out) { *out << subject.name; }

/// A dialogue over one of them.
struct Holding {
  Subject subject;
  Dialogue dialogue;
};

/// "SmallClientRelay".
[[nodiscard]] std::string name_of(const Holding& holding);
void PrintTo(const Holding& holding, std::ostream* out);

/// Each of `subjects` with each dialogue that it takes part in.
[[nodiscard]] std::vector<Holding> holdings(std::span<const Subject> subjects);

/// Holds it: every mail has to end as the dialogue says.
void hold(const Holding& holding, const Sizes& sizes = {}, const Behaviour& behaviour = {});

}  // namespace postino::test
