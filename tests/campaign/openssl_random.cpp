// SPDX-License-Identifier: MIT
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "campaign/repeatable_random.hpp"

namespace postino::test {
namespace {

RepeatableRandom& source() {
  static RepeatableRandom random{0};
  return random;
}

int draw(unsigned char* into, int count) {
  source().fill({reinterpret_cast<char*>(into), static_cast<std::size_t>(count)});
  return 1;
}

int ready() { return 1; }

/// glibc's own, for OpenSSL's hundreds of small blocks take longer than a handshake where
/// sanitizers look after each; OpenSSL is not what is tested.
extern "C" void* __libc_malloc(std::size_t size);
extern "C" void* __libc_realloc(void* block, std::size_t size);
extern "C" void __libc_free(void* block);

void* take(std::size_t size, const char*, int) { return __libc_malloc(size); }
void* resize(void* block, std::size_t size, const char*, int) {
  return __libc_realloc(block, size);
}
void give_back(void* block, const char*, int) { __libc_free(block); }

/// Before OpenSSL takes its first.
const int memory_is_plain = CRYPTO_set_mem_functions(take, resize, give_back);

constexpr RAND_METHOD method{nullptr, draw, nullptr, nullptr, draw, ready};

}  // namespace

void begin_openssl_random(std::uint64_t seed) {
  static const int installed = RAND_set_rand_method(&method);
  static_cast<void>(installed);
  static_cast<void>(memory_is_plain);
  source().begin(seed);
}

}  // namespace postino::test
