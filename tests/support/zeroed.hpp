// SPDX-License-Identifier: MIT
/// An object whose octets can be compared, all of them.
#pragma once

#include <new>
#include <utility>

namespace postino::test {

/// An object in memory that was zero, so that nothing unknown lies between its members.
template <class Object>
class Zeroed {
 public:
  template <class... Arguments>
  explicit Zeroed(Arguments&&... arguments)
      : object{*new (octets_) Object{std::forward<Arguments>(arguments)...}} {}
  Zeroed(const Zeroed&) = delete;
  Zeroed& operator=(const Zeroed&) = delete;
  ~Zeroed() { object.~Object(); }

 private:
  alignas(Object) char octets_[sizeof(Object)] = {};

 public:
  Object& object;
};

}  // namespace postino::test
