// SPDX-License-Identifier: MIT
#include "system_calls.hpp"

namespace postino::contract {
namespace {

thread_local SystemCalls* answering = nullptr;

}  // namespace

SystemCalls::SystemCalls() { answering = this; }
SystemCalls::~SystemCalls() { answering = nullptr; }

extern "C" {

#define POSTINO_SYSTEM_CALL(result, name, parameters, arguments)               \
  result __wrap_##name parameters;                                             \
  result __wrap_##name parameters {                                            \
    return answering != nullptr && answering->name ? answering->name arguments \
                                                   : real_##name arguments;    \
  }

POSTINO_SYSTEM_CALL(int, access, (const char* path, int mode), (path, mode))
POSTINO_SYSTEM_CALL(int, clock_gettime, (clockid_t clock, timespec* now), (clock, now))
POSTINO_SYSTEM_CALL(int, connect, (int descriptor, const sockaddr* address, socklen_t size),
                    (descriptor, address, size))
POSTINO_SYSTEM_CALL(void, freeaddrinfo, (addrinfo * first), (first))
POSTINO_SYSTEM_CALL(int, getaddrinfo,
                    (const char* host, const char* service, const addrinfo* hints,
                     addrinfo** first),
                    (host, service, hints, first))
POSTINO_SYSTEM_CALL(int, getentropy, (void* into, std::size_t size), (into, size))
POSTINO_SYSTEM_CALL(int, getpeername, (int descriptor, sockaddr* address, socklen_t* size),
                    (descriptor, address, size))
POSTINO_SYSTEM_CALL(int, getsockname, (int descriptor, sockaddr* address, socklen_t* size),
                    (descriptor, address, size))
POSTINO_SYSTEM_CALL(int, getsockopt,
                    (int descriptor, int level, int name, void* value, socklen_t* size),
                    (descriptor, level, name, value, size))
POSTINO_SYSTEM_CALL(std::tm*, localtime_r, (const std::time_t* time, std::tm* local), (time, local))
POSTINO_SYSTEM_CALL(off_t, lseek, (int descriptor, off_t offset, int from),
                    (descriptor, offset, from))
POSTINO_SYSTEM_CALL(int, pipe2, (int* ends, int flags), (ends, flags))
POSTINO_SYSTEM_CALL(int, poll, (pollfd * watched, nfds_t count, int timeout),
                    (watched, count, timeout))
POSTINO_SYSTEM_CALL(int, pthread_create,
                    (pthread_t * thread, const pthread_attr_t* attributes, void* (*run)(void*),
                     void* argument),
                    (thread, attributes, run, argument))
POSTINO_SYSTEM_CALL(int, pthread_detach, (pthread_t thread), (thread))
POSTINO_SYSTEM_CALL(ssize_t, read, (int descriptor, void* into, std::size_t size),
                    (descriptor, into, size))
POSTINO_SYSTEM_CALL(ssize_t, recv, (int descriptor, void* into, std::size_t size, int flags),
                    (descriptor, into, size, flags))
POSTINO_SYSTEM_CALL(int, setsockopt,
                    (int descriptor, int level, int name, const void* value, socklen_t size),
                    (descriptor, level, name, value, size))
POSTINO_SYSTEM_CALL(int, socket, (int family, int type, int protocol), (family, type, protocol))
POSTINO_SYSTEM_CALL(std::time_t, time, (std::time_t * now), (now))

}  // extern "C"

}  // namespace postino::contract
