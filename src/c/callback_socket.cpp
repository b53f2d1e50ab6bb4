// SPDX-License-Identifier: MIT
#include "postino/c/socket.h"

#include "c/transfer.hpp"
#include "postino/c/storage.hpp"
#include "postino/socket.hpp"

namespace postino::c {
namespace {

class CallbackSocket final : public Socket {
 public:
  CallbackSocket(const postino_socket_calls* calls, void* context)
      : calls_{calls}, context_{context} {}

  Progress connect(std::string_view host, std::uint16_t port) override {
    switch (calls_->connect(context_, {host.data(), host.size()}, port)) {
      case POSTINO_DONE:
        return Progress::Done;
      case POSTINO_PENDING:
        return Progress::Pending;
      case POSTINO_NOT_FOUND:
        return Progress::NotFound;
      default:
        return Progress::Failed;
    }
  }
  [[nodiscard]] std::size_t addresses_left() const override {
    return calls_->addresses_left != nullptr ? calls_->addresses_left(context_) : 0;
  }
  bool go_on_after_this_address() override {
    return calls_->go_on_after_this_address != nullptr &&
           calls_->go_on_after_this_address(context_);
  }
  Progress send(Packet& packet, Push push) override {
    for (;;) {
      const std::span<const char> octets = packet.octets();
      const std::int32_t taken =
          calls_->send(context_, {octets.data(), octets.size()}, push == Push::Later);
      if (taken == POSTINO_END) return Progress::Closed;
      if (taken < 0 || static_cast<std::size_t>(taken) > octets.size()) return Progress::Failed;
      packet.consume(static_cast<std::size_t>(taken));
      if (packet.size() == 0) break;
      if (taken == POSTINO_PENDING) return Progress::Pending;
    }
    packet.give_back();
    return Progress::Done;
  }
  Transfer receive(std::span<char> into) override {
    const std::int32_t got = calls_->receive(context_, into.data(), into.size());
    return got == POSTINO_INVALID ? Transfer::failed() : transfer_of(got, into.size());
  }
  void close() override { calls_->close(context_); }
  void abort() override { calls_->abort(context_); }
  std::size_t local_address(std::span<char> into) const override {
    if (calls_->local_address == nullptr) return 0;
    const std::size_t size = calls_->local_address(context_, into.data(), into.size());
    return size <= into.size() ? size : 0;
  }
  [[nodiscard]] std::size_t packets_held() const override { return 0; }
  [[nodiscard]] int native_code() const override {
    return calls_->native_code != nullptr ? calls_->native_code(context_) : 0;
  }

 private:
  const postino_socket_calls* calls_;
  void* context_;
};

}  // namespace
}  // namespace postino::c

postino_fault postino_callback_socket_init(postino_callback_socket* socket, size_t size,
                                           const postino_socket_calls* calls, void* context) {
  const bool complete = calls != nullptr && calls->connect != nullptr && calls->send != nullptr &&
                        calls->receive != nullptr && calls->close != nullptr &&
                        calls->abort != nullptr;
  if (!complete) return POSTINO_FAULT_NULL_POINTER;
  return postino::c::make<postino::c::CallbackSocket>(socket, size, calls, context);
}
