// SPDX-License-Identifier: MIT
/// A client on the bench: its memory, a link, a scripted server and a clock.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "postino/trace.hpp"
#include "support/any_client.hpp"
#include "support/fake_socket.hpp"
#include "support/fake_transport.hpp"
#include "support/scripted_server.hpp"
#include "support/sent.hpp"
#include "support/steps.hpp"
#include "support/virtual_clock.hpp"

namespace postino::test {

/// The smallest memory with which any mail can be sent.
inline constexpr Sizes starved{.packets = 2, .packet_bytes = 128};

/// What a Storage<Sizes> is, with sizes that are chosen while the tests run.
class RoomOf {
 public:
  explicit RoomOf(const Sizes& sizes);
  Memory memory() { return {pool, recipients_, text_}; }
  [[nodiscard]] std::string_view packets() const {
    return {reinterpret_cast<const char*>(blocks_.data()), blocks_.size()};
  }

 private:
  std::vector<std::byte> blocks_;
  std::vector<RecipientReport> recipients_;
  std::vector<char> text_;

 public:
  PacketPool pool;
};

/// Keeps the lines of a trace: "> EHLO client.example", "< 250 mail.example".
class KeptTrace final : public TraceSink {
 public:
  void line(Direction direction, std::string_view text) override;
  std::vector<std::string> lines;
};

/// Polls when something has arrived or poll_at() has come, never else, and lets time pass when
/// nothing can be done. When it ends, the connection is brought to its end too, and then every
/// packet must be back and undamaged, no second report may lie there, and the server must have
/// heard all that it was to hear.
class AnyBench {
 public:
  enum class Trace { Off, On };

  AnyBench(const AnyBench&) = delete;
  AnyBench& operator=(const AnyBench&) = delete;
  virtual ~AnyBench() = default;

  VirtualClock clock;
  FakeSocket wire{clock};
  FakeTransport tls{wire};
  KeptTrace trace;
  ScriptedServer server{wire, clock};

  /// "mail.example" in clear, to which we are client.example.
  Server relay{.host = "mail.example", .security = Security::None, .ehlo_name = "client.example"};
  /// For a second one; here, for it is borrowed as long as the connection is.
  Server other{};
  /// From node7@plant.example to ops@plant.example, `letter`.
  static constexpr std::string_view letter = "Subject: Pump 3\r\n\r\nDry run.\r\n";
  Mail mail{.from = {"node7@plant.example"}, .to = "ops@plant.example", .text = letter};

  /// Sends `mail` to `relay` and polls until there is a report.
  Sent send() { return send(mail); }
  Sent send(const Mail& one, const Composer& composer = raw_mail) {
    return send(relay, one, composer);
  }
  Sent send(const Server& to, const Mail& one, const Composer& composer = raw_mail);

  /// The same in two steps.
  void start();
  void start(const Server& to, const Mail& one, const Composer& composer = raw_mail);
  Sent finish();

  /// Polls on until the connection is closed, or nothing more would ever happen.
  void rest();
  /// Polls on while `condition` holds and the mail has no report.
  void run_while(const std::function<bool()>& condition);
  /// Polls on for that long, whatever happens.
  void run_for(Millis time);
  /// Lets that much time pass without a poll.
  void sleep(Millis time) { clock.advance(time); }
  /// Lets time pass until `until`, or until something has arrived, without a poll.
  void doze(Millis until);

  [[nodiscard]] AnyClient& any() { return *any_; }
  [[nodiscard]] PacketPool& pool() { return room_.pool; }
  /// The memory that all packets lie in.
  [[nodiscard]] std::string_view packet_memory() const { return room_.packets(); }
  [[nodiscard]] std::size_t polls() const { return polls_; }
  [[nodiscard]] Millis elapsed() const { return clock.elapsed(); }

 protected:
  AnyBench(const Sizes& sizes, Trace traced);

  /// Its client is made after that and gone before.
  void hold(AnyClient& any) { any_ = &any; }
  [[nodiscard]] Transport& transport() { return *transport_; }
  [[nodiscard]] Memory memory() { return room_.memory(); }
  /// What a bench does when it ends, while it has its client.
  void end();

 private:
  enum class Turn { Moved, Waited, Nothing };

  Turn turn(std::optional<Millis> until = std::nullopt);
  void poll();
  bool count_poll();
  Turn pass_time(std::optional<Millis> until);
  void check_end();

  RoomOf room_;
  TracingTransport tracing_{tls, trace};
  Transport* transport_;
  AnyClient* any_ = nullptr;
  std::optional<Sent> sent_{};
  Millis started_{};
  Millis session_{};
  std::size_t polls_ = 0;
  std::size_t idle_polls_ = 0;
  bool polled_since_start_ = false;
  bool broken_ = false;
};

/// That of a client class. A Socket has no trace.
template <class ClientType>
class BenchOf : public AnyBench {
 public:
  explicit BenchOf(const Sizes& sizes = {}, Trace traced = Trace::Off)
      : AnyBench{sizes, traced}, client{wire_of_client(), memory()} {
    hold(handle_);
    if constexpr (std::is_same_v<ClientType, Client>) {
      wire.on_call = [watch = StepWatch{client, wire}]() mutable { watch.look(); };
    }
  }
  ~BenchOf() override { end(); }

  ClientType client;

 private:
  HandleOf<ClientType> handle_{client};

  WireOf<ClientType>& wire_of_client() {
    if constexpr (features_of<ClientType>.tls) {
      return transport();
    } else {
      return wire;
    }
  }
};

using Bench = BenchOf<Client>;

}  // namespace postino::test
