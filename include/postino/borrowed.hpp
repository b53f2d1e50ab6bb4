// SPDX-License-Identifier: MIT
/// Borrowed arrays.
#pragma once

#include <cstddef>
#include <span>
#include <type_traits>

namespace postino {

/// Items that the caller keeps alive and unchanged until the mail has its report: a std::span, or a
/// *named* array or container. A temporary that owns its items does not compile.
template <class Item>
class Borrowed {
 public:
  constexpr Borrowed() = default;
  // Not an array of N by reference: some compilers let a braced list pass for one.
  template <class List>
  requires(!std::is_same_v<std::remove_cvref_t<List>, Borrowed> &&
           std::is_convertible_v<List&, std::span<const Item>>) constexpr Borrowed(List&& list)
      : items_{list} {
    static_assert(std::is_lvalue_reference_v<List> || std::is_same_v<List, std::span<const Item>>,
                  "a list is borrowed: name it, so that it outlives the mail");
  }

  constexpr operator std::span<const Item>() const { return items_; }
  [[nodiscard]] constexpr std::size_t size() const { return items_.size(); }
  [[nodiscard]] constexpr bool empty() const { return items_.empty(); }
  [[nodiscard]] constexpr const Item* data() const { return items_.data(); }
  [[nodiscard]] constexpr const Item& operator[](std::size_t index) const { return items_[index]; }
  [[nodiscard]] constexpr auto begin() const { return items_.begin(); }
  [[nodiscard]] constexpr auto end() const { return items_.end(); }

 private:
  std::span<const Item> items_{};
};

}  // namespace postino
