// SPDX-License-Identifier: MIT
#include "postino/c/socket.h"
#include "postino/c/storage.hpp"
#include "postino/socket.hpp"

namespace postino::c {
namespace {

class CallbackWaiter final : public Waiter {
 public:
  CallbackWaiter(const postino_waiter_calls* calls, void* context)
      : calls_{calls}, context_{context} {}

  Millis now() override { return {calls_->now(context_)}; }
  void wait(Millis until) override { calls_->wait(context_, until.value); }

 private:
  const postino_waiter_calls* calls_;
  void* context_;
};

}  // namespace
}  // namespace postino::c

postino_fault postino_callback_waiter_init(postino_callback_waiter* waiter, size_t size,
                                           const postino_waiter_calls* calls, void* context) {
  const bool complete = calls != nullptr && calls->now != nullptr && calls->wait != nullptr;
  if (!complete) return POSTINO_FAULT_NULL_POINTER;
  return postino::c::make<postino::c::CallbackWaiter>(waiter, size, calls, context);
}
