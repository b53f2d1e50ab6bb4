// SPDX-License-Identifier: MIT
#include "postino/c/mbedtls.h"
#include "postino/c/storage.hpp"
#include "postino/mbedtls_heap.hpp"

namespace face = postino::c;
using postino::MbedHeap;

postino_fault postino_mbedtls_heap_init(postino_mbedtls_heap* heap, size_t size, void* memory,
                                        size_t memory_size) {
  if (memory == nullptr) return POSTINO_FAULT_NULL_POINTER;
  return face::make<MbedHeap>(heap, size,
                              std::span<std::byte>{static_cast<std::byte*>(memory), memory_size});
}

postino_fault postino_mbedtls_heap_install(postino_mbedtls_heap* heap) {
  if (heap == nullptr) return POSTINO_FAULT_NULL_POINTER;
  face::as<MbedHeap>(heap)->install();
  return POSTINO_FAULT_NONE;
}

size_t postino_mbedtls_heap_used(const postino_mbedtls_heap* heap) {
  return heap != nullptr ? face::as<const MbedHeap>(heap)->used() : 0;
}

size_t postino_mbedtls_heap_high_water(const postino_mbedtls_heap* heap) {
  return heap != nullptr ? face::as<const MbedHeap>(heap)->high_water() : 0;
}
