// SPDX-License-Identifier: MIT
#include "support/subject.hpp"

#include <gtest/gtest.h>

namespace postino::test {

std::string name_of(const Holding& holding) {
  return std::string{holding.subject.name} + std::string{holding.dialogue.name};
}

void PrintTo(const Holding& holding, std::ostream* out) { *out << name_of(holding); }

std::vector<Holding> holdings(std::span<const Subject> subjects) {
  std::vector<Holding> all;
  for (const Subject& subject : subjects) {
    for (const auto& list : {dialogues(), dialogues_of_features()}) {
      for (const Dialogue& dialogue : list) {
        if (dialogue.is_for(subject.features)) all.push_back({subject, dialogue});
      }
    }
  }
  return all;
}

void hold(const Holding& holding, const Sizes& sizes, const Behaviour& behaviour) {
  const Dialogue& dialogue = holding.dialogue;
  const std::unique_ptr<AnyBench> bench = holding.subject.make(sizes);
  bench->wire.behaviour = behaviour;
  prepare(*bench, dialogue, holding.subject.features);
  const std::vector<Ended> ended = converse(*bench, dialogue);
  ASSERT_EQ(ended.size(), dialogue.results.size());
  for (std::size_t mail = 0; mail < ended.size(); ++mail) {
    EXPECT_EQ(ended[mail].sent.what(), dialogue.results[mail]) << "mail " << mail;
  }
  if (dialogue.results.front().starts_with("InvalidArgument")) {
    EXPECT_EQ(bench->wire.connections(), 0U) << "something was sent";
  }
}

}  // namespace postino::test
