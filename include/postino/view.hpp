// SPDX-License-Identifier: MIT
/// Borrowed characters.
#pragma once

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace postino {

/// Characters that the caller keeps alive and unchanged until the mail has its report. Made from a
/// literal, a std::string_view or a *named* string; a temporary that owns its characters does not
/// compile.
class View {
 public:
  constexpr View() = default;
  constexpr View(const char* text) : text_{text} {}
  constexpr View(std::string_view text) : text_{text} {}
  View(std::nullptr_t) = delete;

  template <class String>
  requires(std::is_class_v<std::remove_cvref_t<String>> &&
           !std::is_same_v<std::remove_cvref_t<String>, View> &&
           !std::is_same_v<std::remove_cvref_t<String>, std::string_view> &&
           std::is_convertible_v<const std::remove_cvref_t<String>&,
                                 std::string_view>) constexpr View(String&& text)
      : text_{static_cast<const std::remove_cvref_t<String>&>(text)} {
    static_assert(std::is_lvalue_reference_v<String>,
                  "a View borrows: name the string, so that it outlives the mail");
  }

  constexpr operator const std::string_view&() const& { return text_; }
  constexpr operator std::string_view() const&& { return text_; }
  [[nodiscard]] constexpr std::size_t size() const { return text_.size(); }
  [[nodiscard]] constexpr bool empty() const { return text_.empty(); }
  [[nodiscard]] constexpr const char* data() const { return text_.data(); }

 private:
  std::string_view text_{};
};

}  // namespace postino
