// SPDX-License-Identifier: MIT
/// Dialogues over SmallClient, and over SmallTlsClient with TLS from the first octet.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "support/settings.hpp"
#include "support/subject.hpp"

namespace postino::test {

class SmallClients : public ::testing::TestWithParam<Subject> {
 protected:
  using Script = std::initializer_list<std::string_view>;

  [[nodiscard]] bool over_tls() const { return GetParam().features.tls; }
  [[nodiscard]] std::unique_ptr<AnyBench> fresh(const Sizes& sizes = {}) const {
    std::unique_ptr<AnyBench> made = GetParam().make(sizes);
    if (over_tls()) made->relay.security = Security::Tls;
    return made;
  }

  /// The script of a connection, from its greeting on.
  ScriptedServer& opens(AnyBench& at) const {
    return over_tls() ? at.server.starts_tls() : at.server;
  }
  /// That of one that was greeted, from MAIL on or from AUTH.
  ScriptedServer& knows(AnyBench& at, Script capabilities = {}) const {
    return opens(at).greets_and_offers(capabilities);
  }
  /// That of one that took MAIL.
  ScriptedServer& takes_sender(AnyBench& at) const {
    return knows(at).hears("MAIL FROM:<node7@plant.example>").says("250 ok");
  }
  /// That of the next connection.
  ScriptedServer& knows_again(AnyBench& at) const {
    at.server.next_connection();
    return knows(at);
  }
  /// Ends the message in `at` as Sent::what_and_where() has it.
  static std::string end_of(AnyBench& at) { return at.send().what_and_where(); }
  /// All that was said, be it under TLS.
  static std::string said(const AnyBench& at) { return at.wire.in_clear() + at.wire.under_tls(); }

  const std::unique_ptr<AnyBench> owned = fresh();
  AnyBench& bench = *owned;
};

inline const Subject small_clients[] = {subject<SmallClient>("SmallClient"),
                                        subject<SmallTlsClient>("SmallTlsClient")};

/// Of an instantiation.
inline std::string subject_name(const ::testing::TestParamInfo<Subject>& test) {
  return std::string{test.param.name};
}

}  // namespace postino::test
