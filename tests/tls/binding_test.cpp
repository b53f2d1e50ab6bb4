// SPDX-License-Identifier: MIT
// What a kept session is bound to: docs/security.md.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "mbedtls/src/engine.hpp"
#include "postino/mbedtls_session.hpp"
#include "tls/support/bare_engine.hpp"
#include "tls/support/tls_bench.hpp"

namespace postino::test {
namespace {

using std::string;

class Binding : public BareEngine {
 protected:
  string of(const MbedSettings& wanted, std::string_view name = "mail.example") {
    MbedSession session{{}};
    session.offer(*engine, wanted, name);
    return {engine->binding.begin(), engine->binding.end()};
  }
  /// Whether it is bound to no two of those alike.
  void differ(const std::vector<string>& bindings) {
    std::vector<string> sorted = bindings;
    std::ranges::sort(sorted);
    EXPECT_EQ(std::ranges::adjacent_find(sorted), sorted.end());
  }

  const MbedSettings settings{.clock = test_clock};
};

TEST_F(Binding, IsTheSameForTheSame) { EXPECT_EQ(of(settings), of(settings)); }

TEST_F(Binding, IsAnotherForEachSettingThatDiffers) {
  const auto with = [this](const std::function<void(MbedSettings&)>& change) {
    MbedSettings changed = settings;
    change(changed);
    return of(changed);
  };
  differ({of(settings), of(settings, "mail.exampl"), with([](auto& one) { one.unverified = true; }),
          with([](auto& one) { one.dates_unchecked = true; }),
          with([](auto& one) { one.common_name_counts = true; }),
          with([](auto& one) { one.clock = nullptr; }),
          with([](auto& one) { one.versions = MbedVersions::Only12; }),
          with([](auto& one) { one.versions = MbedVersions::Only13; }),
          with([](auto& one) { one.build_time = 1; }),
          with([](auto& one) { one.certificate = "somebody"; })});
}

/// No two lists of fields run together.
TEST_F(Binding, IsAnotherWhereAFieldEndsElsewhere) {
  const unsigned char key[] = {'k', 'm'};
  const MbedPemOrDer anchors[] = {"0123456789abcdef", "0123456789abcdef"};
  const MbedPemOrDer joined[] = {"0123456789abcdef0123456789abcdef"};
  MbedPin pin{};
  std::ranges::copy(joined[0].text(), pin.begin());
  const auto with = [this](Borrowed<unsigned char> sealed_by, Borrowed<MbedPemOrDer> trusted,
                           Borrowed<MbedPin> pinned, std::string_view name = "mail.example") {
    MbedSettings changed = settings;
    changed.session_key = sealed_by;
    changed.anchors = trusted;
    changed.pins = pinned;
    return of(changed, name);
  };
  const std::span<const unsigned char> whole{key};
  const std::span<const MbedPin> one_pin{&pin, 1};
  differ({with(whole, {}, {}, "ail.example"), with(whole.first(1), {}, {}),
          with({}, {}, {}, "kmail.example"), with({}, std::span{anchors}.first(1), {}),
          with({}, anchors, {}), with({}, joined, {}), with({}, {}, one_pin),
          with({}, joined, one_pin)});
}

}  // namespace
}  // namespace postino::test
