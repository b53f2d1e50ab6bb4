// SPDX-License-Identifier: MIT
#include "postino/trace.hpp"

#include "postino/c/storage.hpp"
#include "postino/c/transport.h"

namespace postino::c {
namespace {

class Sink final : public TraceSink {
 public:
  Sink(postino_trace_line shown, void* context) : line_{shown}, context_{context} {}

  void line(Direction direction, std::string_view text) override {
    line_(context_, direction == Direction::Received, {text.data(), text.size()});
  }

 private:
  postino_trace_line line_;
  void* context_;
};

}  // namespace
}  // namespace postino::c

namespace face = postino::c;

postino_fault postino_trace_init(postino_trace* trace, size_t size, postino_transport* inner,
                                 postino_trace_line line, void* context) {
  using Trace = face::With<postino::TracingTransport, face::Sink>;
  if (inner == nullptr || line == nullptr) return POSTINO_FAULT_NULL_POINTER;
  if (const postino_fault fault = face::unfit<Trace>(trace, size)) return fault;
  Trace& made = *face::as<Trace>(trace);
  std::construct_at(&made.state, line, context);
  std::construct_at(&made.front, *face::as<postino::Transport>(inner), made.state);
  return POSTINO_FAULT_NONE;
}
