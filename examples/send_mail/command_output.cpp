// SPDX-License-Identifier: MIT
#include "command_output.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "stop.hpp"

extern char** environ;

namespace postino::demo {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// How often a signal is looked for.
constexpr milliseconds between_looks{100};

/// A pipe whose writing end is the command's standard output.
struct Pipe {
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) ends[0] = ends[1] = -1;
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    ::close(ends[0]);
    end_writing();
  }
  void end_writing() {
    if (ends[1] >= 0) ::close(ends[1]);
    ends[1] = -1;
  }

  int ends[2];
};

/// Returns 0, or the number of the error.
int start(const std::string& command, int output, pid_t& child) {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawnattr_init(&attributes);
  // The message may come from standard input.
  ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  ::posix_spawnattr_setsigdefault(&attributes, &defaults);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::string shell = "sh";
  std::string option = "-c";
  std::string words = command;
  char* const arguments[] = {shell.data(), option.data(), words.data(), nullptr};
  const int error = ::posix_spawn(&child, "/bin/sh", &files, &attributes, arguments, environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&files);
  return error;
}

/// Returns whether it came to the end. What is beyond `max_size` is read and forgotten.
bool read_all(int input, std::string& text, std::size_t max_size, milliseconds patience) {
  const auto end = steady_clock::now() + patience;
  std::array<char, 4096> some{};
  while (!stopped() && steady_clock::now() < end) {
    pollfd wait{.fd = input, .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, static_cast<int>(between_looks.count())) <= 0) continue;
    const ssize_t got = ::read(input, some.data(), some.size());
    if (got <= 0) return got == 0;
    const std::size_t room = max_size - text.size();
    text.append(some.data(), std::min(static_cast<std::size_t>(got), room));
  }
  return false;
}

/// Returns why it is not 0, or nothing.
std::string fault_of(int status) {
  if (WIFSIGNALED(status)) return "was ended by signal " + std::to_string(WTERMSIG(status));
  if (WEXITSTATUS(status) == 0) return {};
  return "ended with status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

CommandOutput output_of(const std::string& command, std::size_t max_size, milliseconds patience) {
  Pipe pipe;
  pid_t child = 0;
  const int error = start(command, pipe.ends[1], child);
  if (error != 0) return {.fault = std::string{"can't be run: "} + std::strerror(error)};
  pipe.end_writing();
  CommandOutput output;
  const bool whole = read_all(pipe.ends[0], output.text, max_size, patience);
  if (!whole) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  output.fault = whole ? fault_of(status) : stopped() ? "was interrupted" : "took too long";
  return output;
}

}  // namespace postino::demo
