// SPDX-License-Identifier: MIT
// A server that takes mails and throws them away, as fast as it can: its port on standard output,
// until standard input ends, and then what it has taken in one line of JSON.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <condition_variable>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>

#include "sink_session.hpp"
#include "sink_stream.hpp"

namespace {

using namespace postino::benchmark;

constexpr std::size_t read_octets = 262144;

int listen_on_loopback(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const name = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener, name, size) != 0 || ::listen(listener, 1024) != 0) std::abort();
  ::getsockname(listener, name, &size);
  port = ntohs(address.sin_port);
  return listener;
}

class Sink {
 public:
  Sink(const SinkOptions& options, const TlsFiles& files) : options_{options}, tls_{files} {}

  void serve(int listener) {
    pollfd watched[] = {{listener, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}};
    while (::poll(watched, 2, -1) >= 0 && watched[1].revents == 0) {
      if (watched[0].revents == 0) continue;
      const int connection = ::accept(listener, nullptr, nullptr);
      begin();
      // Joined one by one, thousands that have ended would hold their stacks.
      std::thread{[this, connection] { converse(connection); }}.detach();
    }
    std::unique_lock lock{mutex_};
    none_.wait(lock, [this] { return open_ == 0; });
  }

  void print() const {
    std::cout << "{\"connections\": " << connections_ << ", \"mails\": " << total_.mails
              << ", \"content\": " << total_.content << ", \"octets\": " << total_.octets << "}"
              << std::endl;
  }

 private:
  void begin() {
    const std::lock_guard lock{mutex_};
    ++open_;
  }

  void converse(int connection) {
    const int on = 1;
    ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    SinkSession session{options_};
    if (const auto stream = tls_.accept(connection)) converse(*stream, session);
    ::close(connection);
    const Taken& taken = session.taken();
    const std::lock_guard lock{mutex_};
    ++connections_;
    total_.mails += taken.mails;
    total_.content += taken.content;
    total_.octets += taken.octets;
    if (--open_ == 0) none_.notify_all();
  }

  /// The replies to all that had arrived leave in one segment.
  static void converse(Stream& stream, SinkSession& session) {
    const std::unique_ptr<char[]> room{new char[read_octets]};
    while (true) {
      if (const std::string replies = session.take_replies(); !replies.empty()) {
        stream.write(replies);
      }
      const std::size_t count = session.over() ? 0 : stream.read({room.get(), read_octets});
      if (count == 0) return;
      session.take({room.get(), count});
    }
  }

  const SinkOptions& options_;
  TlsServer tls_;
  std::mutex mutex_;
  std::condition_variable none_;
  unsigned open_ = 0;
  unsigned connections_ = 0;
  Taken total_;
};

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Takes mails and throws them away"};
  SinkOptions options;
  TlsFiles files;
  app.add_option("--offer", options.offer, "Lines of the reply to EHLO");
  app.add_option("--keep", options.keep, "Where the last mail is kept, as it came over the wire");
  app.add_option("--certificate", files.certificate, "TLS from the first octet");
  app.add_option("--key", files.key);
  CLI11_PARSE(app, count, words);
  std::uint16_t port = 0;
  const int listener = listen_on_loopback(port);
  std::cout << port << std::endl;
  Sink sink{options, files};
  sink.serve(listener);
  sink.print();
}
