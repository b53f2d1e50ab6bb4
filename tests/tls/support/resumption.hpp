// SPDX-License-Identifier: MIT
/// A client that keeps its session, and a server of which each way of keeping one is asked.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "tls/support/tls_bench.hpp"

namespace postino::test {

struct Way {
  int version;
  bool tickets;
};

inline const auto each_way = ::testing::Values(
    Way{TLS1_2_VERSION, true}, Way{TLS1_2_VERSION, false}, Way{TLS1_3_VERSION, true});

inline std::string way_name(const ::testing::TestParamInfo<Way>& about) {
  if (about.param.version == TLS1_3_VERSION) return "Tls13";
  return about.param.tickets ? "Tls12Ticket" : "Tls12Id";
}

class Resumption : public ::testing::TestWithParam<Way> {
 protected:
  Resumption() { bench.settings.session = &session; }

  static ServerWish wish() {
    return {.version = GetParam().version,
            .identity = server_identity(),
            .tickets = GetParam().tickets};
  }
  /// Whether the mail was accepted over a resumed session.
  bool resumes() { return resumes(bench); }
  static bool resumes(TlsBench& one) {
    bool told = false;
    one.after_poll = [&] { told = told || one.tls.resumed(); };
    EXPECT_EQ(one.send().what(), "Accepted");
    one.after_poll = [] {};
    EXPECT_EQ(told, one.server.resumed());
    return told;
  }

  std::array<unsigned char, 3000> memory{};
  MbedSession session{memory};
  TlsBench bench{wish()};
};

}  // namespace postino::test
