// SPDX-License-Identifier: MIT
#include "postino/c/queue.h"

#include "c/calls.hpp"
#include "postino/client.hpp"
#include "postino/mail_queue.hpp"

namespace postino::c {
namespace {

/// For a message that has none. It is never asked to compose: the message has no sender either.
class Nothing final : public Composer {
 public:
  [[nodiscard]] Error check(const Mail&) const override { return {.fault = Fault::NoSender}; }
  [[nodiscard]] ContentFacts begin(Composition&) const override { return {.ready = false}; }
  [[nodiscard]] Transfer pull(Composition&, std::span<char>) const override {
    return Transfer::failed();
  }
};

constexpr Nothing nothing;
constexpr Mail no_mail{};

class Queue final : public MailQueue {
 public:
  Queue(postino_queue_at asked, postino_queue_ended told, void* context)
      : at_{asked}, ended_{told}, context_{context} {}

  [[nodiscard]] QueuedMail at(std::uint16_t place) override {
    const postino_queued next = at_(context_, place);
    if (next.mail == nullptr && next.composer == nullptr) return {};
    if (check(next.mail, next.composer) != POSTINO_FAULT_NONE) return {&no_mail, &nothing};
    return {as<const Mail>(next.mail), as<const Composer>(next.composer)};
  }
  void ended(const Report& report) override {
    const postino_queued oldest = at_(context_, 0);
    const postino_fault fault = check(oldest.mail, oldest.composer);
    const postino_report outcome =
        fault == POSTINO_FAULT_NONE ? report_of(report) : report_of(fault);
    ended_(context_, &outcome);
  }

 private:
  postino_queue_at at_;
  postino_queue_ended ended_;
  void* context_;
};

}  // namespace
}  // namespace postino::c

namespace face = postino::c;

postino_fault postino_queue_init(postino_queue* queue, size_t size, postino_queue_at at,
                                 postino_queue_ended ended, void* context) {
  if (at == nullptr || ended == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<face::Queue>(queue, size, at, ended, context);
}

postino_fault postino_send_queue(postino_client* client, const postino_server* server,
                                 postino_queue* queue) {
  if (const postino_fault fault = face::unusable<postino::Client>(client)) return fault;
  if (const postino_fault fault = face::check(server)) return fault;
  if (queue == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::client_in<postino::Client>(client).send(*face::as<const postino::Server>(server),
                                                       *face::as<face::Queue>(queue))
             ? POSTINO_FAULT_NONE
             : POSTINO_FAULT_NOT_IDLE;
}
