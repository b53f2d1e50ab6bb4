// SPDX-License-Identifier: MIT
#include "stop.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace postino::demo {
namespace {

volatile std::sig_atomic_t signalled = 0;

}  // namespace

void watch_for_stop() {
  struct sigaction action {};
  action.sa_handler = [](int) { signalled = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool stopped() { return signalled != 0; }

void open_standard_streams() {
  for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
    // The lowest number that is free is the one that is missing.
    if (::fcntl(number, F_GETFD) < 0) static_cast<void>(::open("/dev/null", O_RDWR));
  }
}

void ignore_broken_pipes() { std::signal(SIGPIPE, SIG_IGN); }

}  // namespace postino::demo
