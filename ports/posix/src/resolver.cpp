// SPDX-License-Identifier: MIT
#include "postino/posix/resolver.hpp"

#include <array>

#include "postino/config.hpp"
#include "postino/posix/descriptor.hpp"
#include "system_look_up.hpp"

#if !POSTINO_LWIP_SOCKETS
#include <pthread.h>

#include <atomic>
#include <csignal>
#endif

namespace postino::posix {
namespace {

using HostName = std::array<char, config::max_name_size + 1>;

/// Into a name that is all NUL.
bool copy_name(std::string_view host, HostName& name) {
  if (host.empty() || host.size() >= name.size()) return false;
  if (host.find('\0') != std::string_view::npos) return false;
  host.copy(name.data(), host.size());
  return true;
}

}  // namespace

Progress Resolver::look_up(std::string_view host, std::uint16_t port, AddressList& found) {
  if (job_) return finish(found);
  HostName name{};
  if (!copy_name(host, name)) {
    found.native_code = EAI_NONAME;
    return Progress::NotFound;
  }
  if (get_addresses(name.data(), port, AI_NUMERICHOST, found) == Progress::Done) {
    return Progress::Done;
  }
  return start(name.data(), port, found);
}

#if POSTINO_LWIP_SOCKETS

struct Resolver::Job {};

Progress Resolver::start(std::string_view host, std::uint16_t port, AddressList& found) {
  found = {};
  return resolve_(host.data(), port, found);
}

Progress Resolver::finish(AddressList&) { return Progress::Failed; }
int Resolver::wake_descriptor() const { return -1; }

#else

/// Owned by the resolver and by the thread, and gone with the last of them. Until `done`, all but
/// the descriptor to wait for is the thread's.
struct Resolver::Job {
  HostName host{};
  std::uint16_t port{};
  LookUp resolve = nullptr;
  AddressList found{};
  Progress result = Progress::Pending;
  std::atomic<bool> done = false;
  Descriptor wait_end{};
  Descriptor wake_end{};

  bool make_pipe();
  void run();
  static void* run_thread(void* argument);
  static int start_thread(const std::shared_ptr<Job>& job);
};

bool Resolver::Job::make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) return false;
  wait_end = Descriptor{ends[0]};
  wake_end = Descriptor{ends[1]};
  return true;
}

void Resolver::Job::run() {
  result = resolve(host.data(), port, found);
  done.store(true, std::memory_order_release);
  // Closing wakes whoever polls the other end, and unlike a write it raises no SIGPIPE when nobody
  // is left there.
  wake_end.reset();
}

void* Resolver::Job::run_thread(void* argument) {
  const std::unique_ptr<std::shared_ptr<Job>> job{static_cast<std::shared_ptr<Job>*>(argument)};
  (*job)->run();
  return nullptr;
}

int Resolver::Job::start_thread(const std::shared_ptr<Job>& job) {
  auto argument = std::make_unique<std::shared_ptr<Job>>(job);
  // The application's signal handlers run in the application's own threads.
  sigset_t all{};
  sigset_t before{};
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread{};
  const int error = pthread_create(&thread, nullptr, run_thread, argument.get());
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (error != 0) return error;
  static_cast<void>(argument.release());
  pthread_detach(thread);
  return 0;
}

Progress Resolver::start(std::string_view host, std::uint16_t port, AddressList& found) {
  auto job = std::make_shared<Job>();
  host.copy(job->host.data(), host.size());
  job->port = port;
  job->resolve = resolve_;
  found.native_code = job->make_pipe() ? Job::start_thread(job) : errno;
  if (found.native_code != 0) return Progress::Failed;
  job_ = std::move(job);
  return Progress::Pending;
}

Progress Resolver::finish(AddressList& found) {
  if (!job_->done.load(std::memory_order_acquire)) return Progress::Pending;
  found = job_->found;
  const Progress result = job_->result;
  job_.reset();
  return result;
}

int Resolver::wake_descriptor() const { return job_ ? job_->wait_end.number() : -1; }

#endif

Resolver::Resolver(LookUp resolve) : resolve_{resolve} {}
Resolver::~Resolver() = default;
void Resolver::abandon() { job_.reset(); }

}  // namespace postino::posix
