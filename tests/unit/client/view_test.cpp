// SPDX-License-Identifier: MIT
#include "postino/view.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

namespace postino {
namespace {

static_assert(std::is_convertible_v<const char*, View>);
static_assert(std::is_convertible_v<std::string_view, View>);
static_assert(std::is_convertible_v<std::string&, View>);
static_assert(std::is_convertible_v<const std::string&, View>);
static_assert(std::is_convertible_v<View, std::string_view>);
static_assert(!std::is_constructible_v<View, std::nullptr_t>);
static_assert(!std::is_constructible_v<View, int>);
static_assert(std::is_trivially_destructible_v<View> && std::is_trivially_copyable_v<View>);

/// A text as C has it.
struct PointerAndSize {
  const char* data;
  std::size_t size;
};

static_assert(std::is_standard_layout_v<View>);
static_assert(sizeof(View) == sizeof(PointerAndSize) && alignof(View) == alignof(PointerAndSize));

TEST(View, IsMadeFromALiteral) {
  constexpr View view = "ops@plant.example";
  static_assert(view.size() == 17);
  EXPECT_EQ(std::string_view{view}, "ops@plant.example");
}

TEST(View, IsMadeFromAStringViewWithAllItsOctets) {
  const std::string_view text{"a\0b", 3};
  const View view = text;
  EXPECT_EQ(view.size(), 3U);
  EXPECT_EQ(view.data(), text.data());
  EXPECT_EQ(std::string_view{view}, text);
}

TEST(View, BorrowsTheCharactersOfANamedString) {
  std::string text = "node7";
  const View view = text;
  EXPECT_EQ(view.data(), text.data());
  text[4] = '8';
  EXPECT_EQ(std::string_view{view}, "node8");
}

TEST(View, BorrowsTheCharactersOfAConstantString) {
  const std::string text = "node7";
  const View view = text;
  EXPECT_EQ(view.data(), text.data());
}

TEST(View, IsEmptyWhenNothingIsGiven) {
  EXPECT_TRUE(View{}.empty());
  EXPECT_EQ(View{}.size(), 0U);
  EXPECT_TRUE(View{""}.empty());
  EXPECT_FALSE(View{" "}.empty());
}

TEST(View, IsAPointerAndThenASizeAsInC) {
  const View view = "node7";
  EXPECT_EQ(*reinterpret_cast<const char* const*>(&view), view.data());
  const auto of_c = std::bit_cast<PointerAndSize>(view);
  EXPECT_EQ(of_c.data, view.data());
  EXPECT_EQ(of_c.size, 5U);
  const auto back = std::bit_cast<View>(PointerAndSize{of_c.data + 1, 3});
  EXPECT_EQ(std::string_view{back}, "ode");
}

TEST(View, IsARangeOfItsCharacters) {
  const View view = "node7";
  EXPECT_EQ((std::string{view.begin(), view.end()}), "node7");
  EXPECT_EQ(view[4], '7');
  EXPECT_EQ(View{}.begin(), View{}.end());
}

TEST(View, CopiesShareTheCharacters) {
  const std::string text = "x";
  const View one = text;
  const View other = one;
  EXPECT_EQ(other.data(), text.data());
}

}  // namespace
}  // namespace postino
