// SPDX-License-Identifier: MIT
/// One connection of Mbed TLS that was not set up; what it heard is written into it.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <initializer_list>
#include <vector>

#include "mbedtls/src/engine.hpp"
#include "postino/mbedtls_heap.hpp"

namespace postino::test {

class BareEngine : public ::testing::Test {
 protected:
  BareEngine() {
    heap_.install();
    engine = detail::MbedEngine::create();
    engine->ssl.MBEDTLS_PRIVATE(in_msg) = message.data();
  }
  ~BareEngine() override {
    engine->destroy();
    EXPECT_EQ(heap_.used(), 0U);
    heap_.remove();
  }
  /// These begin the record that was read last.
  void hears(std::initializer_list<unsigned char> octets) {
    record.fill(0);
    std::copy(octets.begin(), octets.end(), record.begin());
    engine->ssl.MBEDTLS_PRIVATE(in_hdr) = record.data();
    engine->ssl.MBEDTLS_PRIVATE(in_left) = octets.size();
  }
  void is_at(int state) { engine->ssl.MBEDTLS_PRIVATE(state) = state; }
  /// Of the record that was decrypted last.
  void reads(int type, unsigned char first) {
    engine->ssl.MBEDTLS_PRIVATE(in_msgtype) = type;
    message[0] = first;
  }

 private:
  std::vector<std::byte> memory_ = std::vector<std::byte>(16384);
  MbedHeap heap_{memory_};

 protected:
  detail::MbedEngine* engine = nullptr;
  std::array<unsigned char, 8> record{};
  std::array<unsigned char, 8> message{};
};

}  // namespace postino::test
