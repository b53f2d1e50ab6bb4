// SPDX-License-Identifier: MIT
/// What an onlooker sees of a conversation: as two hashes, or as a text.
#pragma once

#include <cstdint>
#include <cstdio>
#include <string_view>

#include "postino/report.hpp"
#include "postino/time.hpp"

namespace postino::model {

/// FNV-1a.
class Hash {
 public:
  void add(std::string_view octets) {
    std::uint64_t value = value_;
    for (const char octet : octets) {
      value = (value ^ static_cast<unsigned char>(octet)) * 0x100000001b3U;
    }
    value_ = value;
  }
  void add(std::uint64_t number) {
    for (int i = 0; i < 8; ++i, number >>= 8) {
      value_ = (value_ ^ (number & 0xffU)) * 0x100000001b3U;
    }
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

class Tape {
 public:
  /// Nothing is kept: for speed.
  static constexpr std::uint8_t off = 0;
  static constexpr std::uint8_t hashing = 1;
  static constexpr std::uint8_t printing = 2;

  explicit Tape(std::uint8_t mode = off) : mode_{mode} {}

  /// How a connection ended.
  enum class End : std::uint8_t { Closed, Aborted };

  void connected() {
    if (mode_ != off) mark('C', "connect");
  }
  void ended(End how) {
    if (mode_ != off) mark(how == End::Closed ? 'F' : 'R', how == End::Closed ? "close" : "abort");
  }
  void said(std::string_view octets) {
    if (mode_ != off) keep_said(octets);
  }
  void heard(std::string_view octets) {
    if (mode_ == printing) show('<', octets);
  }
  void happened(const char* what) {
    if (mode_ == printing) std::printf("-- %s\n", what);
  }
  void reported(const Report& report, std::uint8_t message) {
    if (mode_ != off) keep_report(report, message);
  }
  void packet(std::size_t size, bool now) {
    if (mode_ == off) return;
    timing_.add(size * 2 + (now ? 1U : 0U));
    if (mode_ == printing) std::printf("   packet %zu%s\n", size, now ? " now" : "");
  }
  void polled(Millis now, Millis next) {
    if (mode_ == off) return;
    timing_.add(std::uint64_t{now.value} << 32 | next.value);
    if (mode_ == printing)
      std::printf("   poll at %u, next +%u\n", now.value, next.value - now.value);
  }

  [[nodiscard]] std::uint64_t words() const { return words_.value(); }
  [[nodiscard]] std::uint64_t timing() const { return timing_.value(); }

 private:
  void mark(char what, const char* text);
  void keep_said(std::string_view octets);
  void keep_report(const Report& report, std::uint8_t message);
  void show(char direction, std::string_view octets);

  std::uint8_t mode_;
  Hash words_{};
  Hash timing_{};
};

}  // namespace postino::model
