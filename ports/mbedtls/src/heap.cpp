// SPDX-License-Identifier: MIT
// First fit over a list in the order of addresses: what is freed joins its neighbours, so that a
// connection leaves the heap as it found it. A head is 8 octets; the one that comes with Mbed TLS
// takes 32, which a certificate chain pays over a hundred times.
#include "memory.hpp"
#if POSTINO_MBEDTLS_HEAP

#include <mbedtls/platform.h>

#include <cstring>

#include "postino/mbedtls_heap.hpp"

namespace postino {

struct MbedHeap::Block {
  std::size_t size;  // with the head
  Block* next;       // of a free one; where the payload of a used one begins, on 64 bits as on 32
};

namespace {

constexpr std::size_t unit = 8;
constinit MbedHeap* installed = nullptr;

constexpr std::size_t rounded(std::size_t count) { return (count + unit - 1) / unit * unit; }

}  // namespace

/// What Mbed TLS calls.
struct HeapHooks {
  static void* allocate(std::size_t items, std::size_t size) {
    if (installed == nullptr) return nullptr;
    const bool fits = size == 0 || items <= (installed->memory_.size() / size);
    void* const octets = fits ? installed->take(items * size) : nullptr;
    if (octets == nullptr) ++installed->failures_;
    return octets;
  }
  static void release(void* octets) {
    if (octets != nullptr && installed != nullptr) installed->give_back(octets);
  }
};

void MbedHeap::install() {
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
  const std::size_t skipped = rounded(address) - address;
  used_ = high_water_ = 0;
  failures_ = 0;
  if (memory_.size() >= skipped + sizeof(Block)) {
    free_ = reinterpret_cast<Block*>(memory_.data() + skipped);
    *free_ = {(memory_.size() - skipped) / unit * unit, nullptr};
  }
  installed = this;
  mbedtls_platform_set_calloc_free(HeapHooks::allocate, HeapHooks::release);
}

void MbedHeap::remove() { installed = nullptr; }

void* MbedHeap::take(std::size_t count) {
  const std::size_t wanted =
      rounded(count + unit) < sizeof(Block) ? sizeof(Block) : rounded(count + unit);
  Block** link = &free_;
  while (*link != nullptr && (*link)->size < wanted) link = &(*link)->next;
  Block* const block = *link;
  if (block == nullptr) return nullptr;
  if (block->size - wanted >= sizeof(Block)) {
    auto* const rest = reinterpret_cast<Block*>(reinterpret_cast<std::byte*>(block) + wanted);
    *rest = {block->size - wanted, block->next};
    block->size = wanted;
    *link = rest;
  } else {
    *link = block->next;
  }
  used_ += block->size;
  if (used_ > high_water_) high_water_ = used_;
  return std::memset(reinterpret_cast<std::byte*>(block) + unit, 0, block->size - unit);
}

void MbedHeap::join(Block* block) {
  Block* const next = block->next;
  if (reinterpret_cast<std::byte*>(block) + block->size != reinterpret_cast<std::byte*>(next)) {
    return;
  }
  block->size += next->size;
  block->next = next->next;
}

void MbedHeap::give_back(void* octets) {
  auto* const block = reinterpret_cast<Block*>(static_cast<std::byte*>(octets) - unit);
  used_ -= block->size;
  Block* before = nullptr;
  Block* after = free_;
  while (after != nullptr && after < block) {
    before = after;
    after = after->next;
  }
  block->next = after;
  join(block);
  if (before == nullptr) {
    free_ = block;
    return;
  }
  before->next = block;
  join(before);
}

namespace detail {

std::uint32_t memory_failures() { return installed == nullptr ? 0 : installed->failures(); }

}  // namespace detail
}  // namespace postino

#endif
