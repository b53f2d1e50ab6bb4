// SPDX-License-Identifier: MIT
#include "postino/c/crypto.h"
#include "postino/c/storage.hpp"
#include "postino/keyed_hash.hpp"

namespace postino::c {
namespace {

class CallbackRandom final : public RandomSource {
 public:
  CallbackRandom(postino_fill filler, void* context) : fill_{filler}, context_{context} {}

  bool fill(std::span<char> into) override { return fill_(context_, into.data(), into.size()); }

 private:
  postino_fill fill_;
  void* context_;
};

}  // namespace
}  // namespace postino::c

postino_fault postino_callback_random_init(postino_callback_random* random, size_t size,
                                           postino_fill fill, void* context) {
  if (fill == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return postino::c::make<postino::c::CallbackRandom>(random, size, fill, context);
}
