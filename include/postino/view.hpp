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
/// compile. Standard-layout: a pointer and then a size, as a C structure of these two has them.
class View {
 public:
  constexpr View() = default;
  constexpr View(const char* text) : View{std::string_view{text}} {}
  // Exactly a std::string_view: made from {"a", "b"} it would be all that lies between the two.
  template <class Characters>
  requires(std::is_same_v<Characters, std::string_view>) constexpr View(Characters text)
      : data_{text.data()}, size_{text.size()} {}
  View(std::nullptr_t) = delete;

  template <class String>
  requires(std::is_class_v<std::remove_cvref_t<String>> &&
           !std::is_same_v<std::remove_cvref_t<String>, View> &&
           !std::is_same_v<std::remove_cvref_t<String>, std::string_view> &&
           std::is_convertible_v<const std::remove_cvref_t<String>&,
                                 std::string_view>) constexpr View(String&& text)
      : View{std::string_view{static_cast<const std::remove_cvref_t<String>&>(text)}} {
    static_assert(std::is_lvalue_reference_v<String>,
                  "a View borrows: name the string, so that it outlives the mail");
  }

  constexpr operator std::string_view() const { return {data_, size_}; }
  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }
  [[nodiscard]] constexpr const char* data() const { return data_; }
  [[nodiscard]] constexpr const char* begin() const { return data_; }
  [[nodiscard]] constexpr const char* end() const { return data_ + size_; }
  [[nodiscard]] constexpr char operator[](std::size_t index) const { return data_[index]; }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace postino
