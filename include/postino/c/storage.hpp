// SPDX-License-Identifier: MIT
/// C++ objects in a C program's storage, and C structures that are read as those of C++. For the
/// sources of the C face and of a port's: this header is C++.
#pragma once

#include <cstddef>
#include <memory>

#include "postino/c/error.h"

namespace postino::c {

/// What lies at `place`, read as what it is in the other language.
template <class T, class Other>
T* as(Other* place) {
  return reinterpret_cast<T*>(place);
}

/// An interface of C++ as C has it. It lies at the front of its object.
template <class Opaque, class Interface>
Opaque* handle(Interface& object) {
  return reinterpret_cast<Opaque*>(&object);
}

/// Its numbers are in the compiler's message when an edited config.hpp made an object larger than
/// the header for C says.
template <std::size_t needed, std::size_t there>
struct Fits {
  static_assert(needed <= there, "raise this object's POSTINO_..._SIZE to the first number");
  static constexpr bool yes = needed <= there;
};

/// Whether `storage` can't be used, and why.
template <class T, class Storage>
postino_fault unfit(const Storage* storage, std::size_t size) {
  static_assert(Fits<sizeof(T), sizeof(Storage)>::yes && alignof(T) <= alignof(Storage));
  if (storage == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return size < sizeof(T) ? POSTINO_FAULT_STORAGE_TOO_SMALL : POSTINO_FAULT_NONE;
}

/// Makes a T in `storage`, of `size` bytes.
template <class T, class Storage, class... Arguments>
postino_fault make(Storage* storage, std::size_t size, Arguments&&... arguments) {
  const postino_fault fault = unfit<T>(storage, size);
  if (fault != POSTINO_FAULT_NONE) return fault;
  std::construct_at(as<T>(storage), static_cast<Arguments&&>(arguments)...);
  return POSTINO_FAULT_NONE;
}

/// An object, and what it refers to; the object lies at the front.
template <class T, class State>
struct With {
  T front;
  State state;
};

/// Makes a T in `storage` over a State that is made of `arguments` after it.
template <class T, class State, class Storage, class... Arguments>
postino_fault make_with(Storage* storage, std::size_t size, Arguments&&... arguments) {
  const postino_fault fault = unfit<With<T, State>>(storage, size);
  if (fault != POSTINO_FAULT_NONE) return fault;
  auto& made = *as<With<T, State>>(storage);
  std::construct_at(&made.state, static_cast<Arguments&&>(arguments)...);
  std::construct_at(&made.front, made.state);
  return POSTINO_FAULT_NONE;
}

}  // namespace postino::c
