// SPDX-License-Identifier: MIT
/// The functions of lwip/apps/smtp.h, a server for them, and what the callback heard.
#pragma once

#include <gtest/gtest.h>
#include <lwip/apps/smtp.h>

#include <functional>
#include <string>
#include <vector>

#include "name_server.hpp"
#include "scripted_peer.hpp"
#include "stack.hpp"

namespace postino::test {

struct Heard {
  unsigned result;
  unsigned reply_code;
  int error;

  friend bool operator==(const Heard&, const Heard&) = default;
};

/// Nothing polls the client but lwIP's timeouts. When a test ends, lwIP has everything back.
class LwipSmtp : public testing::Test {
 protected:
  LwipSmtp();
  ~LwipSmtp() override;

  /// The callback, whose argument is the test.
  static void hear(void* test, u8_t result, u16_t reply_code, err_t error);
  err_t send(const char* body = "Dry run.\r\n");
  /// Sends, and returns what the callback heard within `at_most`, and that it heard it once.
  Heard outcome(Millis at_most = minutes(1));
  /// What the callback heard; it is called once.
  Heard wait(Millis at_most = minutes(1));

  Stack& stack = Stack::instance();
  NameServer names;
  ScriptedPeer peer;
  std::vector<std::size_t> usage = stack.usage();
  std::vector<Heard> heard;
  std::function<void()> on_heard = [] {};
};

}  // namespace postino::test
