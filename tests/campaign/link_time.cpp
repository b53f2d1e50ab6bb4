// SPDX-License-Identifier: MIT
// Calls that the linker leads through here (--wrap), so that each of them can fail: a packet of the
// pool, and every function of Mbed TLS whose result the port looks at.
#include <mbedtls/ssl.h>

#include "campaign/injector.hpp"
#include "postino/packet_pool.hpp"

namespace postino::test {
namespace {

const FaultKind* strikes(Place place) {
  return linked_injector == nullptr ? nullptr : linked_injector->happens(place);
}

}  // namespace
}  // namespace postino::test

using postino::test::Place;
using postino::test::strikes;

extern "C" {

void real_take(postino::Packet* result,
               postino::PacketPool* pool) asm("__real__ZN7postino10PacketPool4takeEv");
void wrapped_take(postino::Packet* result,
                  postino::PacketPool* pool) asm("__wrap__ZN7postino10PacketPool4takeEv");

/// A Packet is returned through a pointer that comes first, as the platform's ABI has it.
void wrapped_take(postino::Packet* result, postino::PacketPool* pool) {
  if (strikes(Place::Take) != nullptr) {
    new (result) postino::Packet{};
  } else {
    real_take(result, pool);
  }
}

#define POSTINO_TLS_CALL(function, parameters, arguments)                 \
  int __real_##function parameters;                                       \
  int __wrap_##function parameters;                                       \
  int __wrap_##function parameters {                                      \
    const auto* const fault = strikes(Place::Tls);                        \
    return fault != nullptr ? fault->value : __real_##function arguments; \
  }

POSTINO_TLS_CALL(mbedtls_ssl_config_defaults,
                 (mbedtls_ssl_config * config, int endpoint, int transport, int preset),
                 (config, endpoint, transport, preset))
POSTINO_TLS_CALL(mbedtls_ssl_setup, (mbedtls_ssl_context * ssl, const mbedtls_ssl_config* config),
                 (ssl, config))
POSTINO_TLS_CALL(mbedtls_ssl_set_hostname, (mbedtls_ssl_context * ssl, const char* name),
                 (ssl, name))
POSTINO_TLS_CALL(mbedtls_ssl_handshake_step, (mbedtls_ssl_context * ssl), (ssl))
POSTINO_TLS_CALL(mbedtls_ssl_read, (mbedtls_ssl_context * ssl, unsigned char* into, size_t count),
                 (ssl, into, count))
POSTINO_TLS_CALL(mbedtls_ssl_write,
                 (mbedtls_ssl_context * ssl, const unsigned char* from, size_t count),
                 (ssl, from, count))
POSTINO_TLS_CALL(mbedtls_ssl_close_notify, (mbedtls_ssl_context * ssl), (ssl))

}  // extern "C"
