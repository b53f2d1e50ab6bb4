// SPDX-License-Identifier: MIT
#include "postino/c/mbedtls.h"
#include "postino/c/storage.hpp"
#include "postino/mbedtls_alert.hpp"
#include "postino/mbedtls_trace.hpp"

namespace face = postino::c;

namespace {

class Sink final : public postino::TraceSink {
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

postino_fault postino_mbedtls_trace_init(postino_mbedtls_trace* trace, size_t size,
                                         postino_trace_line line, void* context) {
  if (line == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make_with<postino::MbedTrace, Sink>(trace, size, line, context);
}

postino_text postino_mbedtls_alert_name(int number) {
  const std::string_view name = postino::mbed_alert_name(number);
  return {name.data(), name.size()};
}
