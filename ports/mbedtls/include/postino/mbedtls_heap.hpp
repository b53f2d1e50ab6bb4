// SPDX-License-Identifier: MIT
/// A heap for Mbed TLS in the caller's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace postino {

/// Serves Mbed TLS from the caller's memory. Mbed TLS has one source of memory for the whole image:
/// one heap at a time, installed before anything else of Mbed TLS runs, never while something of
/// the last one is in use, and used in one context of execution. Without any, Mbed TLS takes its
/// own memory: calloc() where there is a C library, and with our configuration none in firmware,
/// Fault::OutOfMemory.
///
/// To be linked it needs a Mbed TLS with MBEDTLS_PLATFORM_MEMORY and without
/// MBEDTLS_PLATFORM_CALLOC_MACRO. With another one nothing else of the port needs it.
class MbedHeap {
 public:
  /// `memory` is borrowed for the heap's life.
  constexpr explicit MbedHeap(std::span<std::byte> memory) : memory_{memory} {}
  MbedHeap(const MbedHeap&) = delete;
  MbedHeap& operator=(const MbedHeap&) = delete;

  /// From now on Mbed TLS takes its memory here. All of it is free then.
  void install();
  /// Mbed TLS gets no memory any more.
  void remove();

  /// Octets that are out now, and the most that ever were, the heap's own heads included. What is
  /// free may lie in pieces, so a heap needs a little more than that.
  [[nodiscard]] constexpr std::size_t used() const { return used_; }
  [[nodiscard]] constexpr std::size_t high_water() const { return high_water_; }
  /// Has high_water() begin anew, with what is out now: to find the peak of one handshake.
  constexpr void reset_high_water() { high_water_ = used_; }
  /// Requests that were not met.
  [[nodiscard]] constexpr std::uint32_t failures() const { return failures_; }

 private:
  struct Block;
  friend struct HeapHooks;

  void* take(std::size_t count);
  void give_back(void* octets);
  void join(Block* block);

  std::span<std::byte> memory_;
  Block* free_ = nullptr;  // in the order of addresses
  std::size_t used_ = 0;
  std::size_t high_water_ = 0;
  std::uint32_t failures_ = 0;
};

}  // namespace postino
