// SPDX-License-Identifier: MIT
#include "tls/support/refusing_memory.hpp"

#include <mbedtls/platform.h>

#include <cstdlib>

namespace postino::test {
namespace {

std::size_t requested = 0;
std::size_t refused_from = 0;
std::size_t refused_to = 0;
std::ptrdiff_t out = 0;

void* give(std::size_t items, std::size_t size) {
  const std::size_t request = requested++;
  if (request >= refused_from && request < refused_to) return nullptr;
  void* const memory = std::calloc(items, size);
  if (memory != nullptr) ++out;
  return memory;
}

void take_back(void* memory) {
  if (memory != nullptr) --out;
  std::free(memory);
}

}  // namespace

void RefusingMemory::install() {
  out = 0;
  refuse(0, 0);
  mbedtls_platform_set_calloc_free(give, take_back);
}

void RefusingMemory::refuse(std::size_t from, std::size_t to) {
  requested = 0;
  refused_from = from;
  refused_to = to;
}

std::size_t RefusingMemory::requests() { return requested; }

std::ptrdiff_t RefusingMemory::outstanding() { return out; }

}  // namespace postino::test
