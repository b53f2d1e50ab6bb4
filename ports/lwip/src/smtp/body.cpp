// SPDX-License-Identifier: MIT
#include "body.hpp"

#if SMTP_BODYDH
#include <lwip/def.h>

#include <cstring>

namespace postino::lwip {

void SmtpBody::begin(smtp_bodycback_fn function, void* argument, smtp_bodydh& buffer) {
  function_ = function;
  argument_ = argument;
  buffer_ = &buffer;
  buffer = {};
  taken_ = 0;
  asked_ = done_ = false;
}

Transfer SmtpBody::pull(std::span<char> into) {
  if (taken_ == buffer_->length) {
    ask();
    if (buffer_->length > sizeof buffer_->buffer) {
      buffer_->length = 0;
      return Transfer::failed();
    }
    if (buffer_->length == 0) return done_ ? Transfer::end() : Transfer::pending();
  }
  const std::size_t count = LWIP_MIN(into.size(), buffer_->length - taken_);
  std::memcpy(into.data(), buffer_->buffer + taken_, count);
  taken_ += count;
  return Transfer::octets(count);
}

void SmtpBody::ask() {
  taken_ = 0;
  buffer_->length = 0;
  if (done_) return;
  asked_ = true;
  done_ = function_(argument_, buffer_) == BDH_DONE;
}

}  // namespace postino::lwip
#endif
