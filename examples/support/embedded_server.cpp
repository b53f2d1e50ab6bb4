// SPDX-License-Identifier: MIT
#include "embedded_server.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <list>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>

#include "smtp_session.hpp"
#include "socket_channel.hpp"

namespace postino::demo {

class EmbeddedServer::Implementation final : public Deliveries {
 public:
  explicit Implementation(ServerOptions options);
  ~Implementation() override;

  [[nodiscard]] const Handle& listener(std::string_view address) const;
  [[nodiscard]] std::string_view first_address() const { return options_.addresses.front(); }

  void command(std::string_view line) override;
  void mail(ReceivedMail mail) override;

  template <class T>
  [[nodiscard]] T copy(T Implementation::*member) const {
    const std::lock_guard lock{mutex_};
    return this->*member;
  }
  [[nodiscard]] bool wait_until_idle(std::chrono::milliseconds patience) const;

  std::vector<ReceivedMail> mails_;
  std::vector<std::string> commands_;
  std::size_t connections_ = 0;

 private:
  void accept_at(int listener);
  void serve(Handle connection);

  const ServerOptions options_;
  Handle stop_reader_;
  Handle stop_writer_;  // its end is what the other end reads
  std::vector<Handle> listeners_;
  mutable std::mutex mutex_;
  mutable std::condition_variable ended_;
  std::size_t open_ = 0;
  std::list<std::thread> threads_;
};

EmbeddedServer::Implementation::Implementation(ServerOptions options)
    : options_{std::move(options)} {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    throw std::system_error{errno, std::generic_category(), "pipe"};
  stop_reader_ = Handle{ends[0]};
  stop_writer_ = Handle{ends[1]};
  for (const std::string& address : options_.addresses) listeners_.push_back(listen_on(address));
  const std::lock_guard lock{mutex_};
  for (const Handle& one : listeners_) {
    threads_.emplace_back([this, number = one.number()] { accept_at(number); });
  }
}

EmbeddedServer::Implementation::~Implementation() {
  stop_writer_.close();
  while (true) {
    std::list<std::thread> threads;
    {
      const std::lock_guard lock{mutex_};
      threads.swap(threads_);
    }
    if (threads.empty()) return;
    for (std::thread& thread : threads) thread.join();
  }
}

const Handle& EmbeddedServer::Implementation::listener(std::string_view address) const {
  for (std::size_t index = 0; index < listeners_.size(); ++index) {
    if (options_.addresses[index] == address) return listeners_[index];
  }
  throw std::out_of_range{"the server does not listen there"};
}

void EmbeddedServer::Implementation::accept_at(int listener) {
  while (wait_for(listener, POLLIN, stop_reader_.number())) {
    Handle connection{::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)};
    if (connection.number() < 0) continue;
    const std::lock_guard lock{mutex_};
    ++connections_;
    ++open_;
    threads_.emplace_back(
        [this, moved = std::move(connection)]() mutable { serve(std::move(moved)); });
  }
}

void EmbeddedServer::Implementation::serve(Handle connection) {
  {
    SocketChannel socket{std::move(connection), stop_reader_.number()};
    CuttingChannel channel{socket, options_.cut};
    SmtpSession{channel, options_, *this}.run();
  }
  const std::lock_guard lock{mutex_};
  --open_;
  ended_.notify_all();
}

void EmbeddedServer::Implementation::command(std::string_view line) {
  const std::lock_guard lock{mutex_};
  commands_.emplace_back(line);
}

void EmbeddedServer::Implementation::mail(ReceivedMail mail) {
  const std::lock_guard lock{mutex_};
  mails_.push_back(std::move(mail));
}

bool EmbeddedServer::Implementation::wait_until_idle(std::chrono::milliseconds patience) const {
  std::unique_lock lock{mutex_};
  return ended_.wait_for(lock, patience, [this] { return open_ == 0; });
}

EmbeddedServer::EmbeddedServer(ServerOptions options)
    : implementation_{std::make_unique<Implementation>(std::move(options))} {}
EmbeddedServer::~EmbeddedServer() = default;

std::uint16_t EmbeddedServer::port() const { return port(implementation_->first_address()); }
std::uint16_t EmbeddedServer::port(std::string_view address) const {
  return port_of(implementation_->listener(address));
}
std::vector<ReceivedMail> EmbeddedServer::mails() const {
  return implementation_->copy(&Implementation::mails_);
}
std::vector<std::string> EmbeddedServer::commands() const {
  return implementation_->copy(&Implementation::commands_);
}
std::size_t EmbeddedServer::connections() const {
  return implementation_->copy(&Implementation::connections_);
}
bool EmbeddedServer::wait_until_idle(std::chrono::milliseconds patience) const {
  return implementation_->wait_until_idle(patience);
}

}  // namespace postino::demo
