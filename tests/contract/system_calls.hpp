// SPDX-License-Identifier: MIT
/// The system calls of the POSIX port, which the linker leads through here (--wrap), so that a test
/// can count them, and make them fail.
#pragma once

#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <ctime>
#include <functional>

namespace postino::contract {

/// As long as it lives, this thread's calls of those that are set come here.
struct SystemCalls {
  SystemCalls();
  SystemCalls(const SystemCalls&) = delete;
  SystemCalls& operator=(const SystemCalls&) = delete;
  ~SystemCalls();

  std::function<int(const char*, int)> access{};
  std::function<int(clockid_t, timespec*)> clock_gettime{};
  std::function<int(int, const sockaddr*, socklen_t)> connect{};
  std::function<void(addrinfo*)> freeaddrinfo{};
  std::function<int(const char*, const char*, const addrinfo*, addrinfo**)> getaddrinfo{};
  std::function<int(void*, std::size_t)> getentropy{};
  std::function<int(int, sockaddr*, socklen_t*)> getpeername{};
  std::function<int(int, sockaddr*, socklen_t*)> getsockname{};
  std::function<int(int, int, int, void*, socklen_t*)> getsockopt{};
  std::function<std::tm*(const std::time_t*, std::tm*)> localtime_r{};
  std::function<off_t(int, off_t, int)> lseek{};
  std::function<int(int*, int)> pipe2{};
  std::function<int(pollfd*, nfds_t, int)> poll{};
  std::function<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)> pthread_create{};
  std::function<int(pthread_t)> pthread_detach{};
  std::function<ssize_t(int, void*, std::size_t)> read{};
  std::function<ssize_t(int, void*, std::size_t, int)> recv{};
  std::function<int(int, int, int, const void*, socklen_t)> setsockopt{};
  std::function<int(int, int, int)> socket{};
  std::function<std::time_t(std::time_t*)> time{};
};

/// The system's own.
extern "C" {
int real_access(const char*, int) asm("__real_access");
int real_clock_gettime(clockid_t, timespec*) asm("__real_clock_gettime");
int real_connect(int, const sockaddr*, socklen_t) asm("__real_connect");
void real_freeaddrinfo(addrinfo*) asm("__real_freeaddrinfo");
int real_getaddrinfo(const char*, const char*, const addrinfo*,
                     addrinfo**) asm("__real_getaddrinfo");
int real_getentropy(void*, std::size_t) asm("__real_getentropy");
int real_getpeername(int, sockaddr*, socklen_t*) asm("__real_getpeername");
int real_getsockname(int, sockaddr*, socklen_t*) asm("__real_getsockname");
int real_getsockopt(int, int, int, void*, socklen_t*) asm("__real_getsockopt");
std::tm* real_localtime_r(const std::time_t*, std::tm*) asm("__real_localtime_r");
off_t real_lseek(int, off_t, int) asm("__real_lseek");
int real_pipe2(int*, int) asm("__real_pipe2");
int real_poll(pollfd*, nfds_t, int) asm("__real_poll");
int real_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*),
                        void*) asm("__real_pthread_create");
int real_pthread_detach(pthread_t) asm("__real_pthread_detach");
ssize_t real_read(int, void*, std::size_t) asm("__real_read");
ssize_t real_recv(int, void*, std::size_t, int) asm("__real_recv");
int real_setsockopt(int, int, int, const void*, socklen_t) asm("__real_setsockopt");
int real_socket(int, int, int) asm("__real_socket");
std::time_t real_time(std::time_t*) asm("__real_time");
}

}  // namespace postino::contract
