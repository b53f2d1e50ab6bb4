// SPDX-License-Identifier: MIT
// The same dialogues over each named client class, as far as it has what they need.
#include <gtest/gtest.h>

#include "support/subject.hpp"

namespace postino::test {
namespace {

const Subject named_clients[] = {subject<Client>("Client"), subject<SmallClient>("SmallClient"),
                                 subject<SmallTlsClient>("SmallTlsClient")};

class NamedClients : public ::testing::TestWithParam<Holding> {};
INSTANTIATE_TEST_SUITE_P(Each, NamedClients, ::testing::ValuesIn(holdings(named_clients)),
                         [](const auto& test) { return name_of(test.param); });

TEST_P(NamedClients, HoldTheDialogue) { hold(GetParam()); }

TEST_P(NamedClients, HoldItOctetByOctet) {
  hold(GetParam(), starved, {.window = 1, .stutters = true, .segment = 1});
}

TEST_P(NamedClients, HoldItWithOneSmallPacketThatComesBackLate) {
  hold(GetParam(), {.packets = 1, .packet_bytes = 64}, {.acknowledges_after = Millis{200}});
}

}  // namespace
}  // namespace postino::test
