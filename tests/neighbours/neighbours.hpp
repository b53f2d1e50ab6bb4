// SPDX-License-Identifier: MIT
/// The client classes one feature away from a named one.
#pragma once

#include <memory>

#include "support/subject.hpp"

namespace postino::test {

struct NamedFeature {
  std::string_view name;
  Feature feature;
};

inline constexpr NamedFeature named_features[] = {
    {"Tls", &Features::tls},
    {"InClear", &Features::in_clear},
    {"Mechanisms", &Features::mechanisms},
    {"Grammar", &Features::grammar},
    {"Helo", &Features::helo},
    {"Literal", &Features::literal},
    {"Size", &Features::size},
    {"Utf8", &Features::utf8},
    {"Enhanced", &Features::enhanced},
    {"Extensions", &Features::extensions},
    {"Lmtp", &Features::lmtp},
    {"Pipelining", &Features::pipelining},
    {"Reuse", &Features::reuse},
    {"Queue", &Features::queue},
    {"Addresses", &Features::addresses},
};
inline constexpr int feature_count = sizeof named_features / sizeof named_features[0];
static_assert(sizeof(Features) == feature_count, "a feature has no name here");

/// Client without feature `number`, or SmallClient with it when `added`; with what it needs.
constexpr Features neighbour(int number, bool added) {
  const Feature feature = named_features[number].feature;
  Features features = added ? detail::small : detail::all;
  features.*feature = added;
  // A queue is further messages on a connection.
  if (added && feature == &Features::queue) features.reuse = true;
  if (!added && feature == &Features::reuse) features.queue = false;
  return features;
}

/// Those of two features are compiled together, apart from the others.
template <int number, bool added>
std::unique_ptr<AnyBench> make_neighbour(const Sizes& sizes);

}  // namespace postino::test
