// SPDX-License-Identifier: MIT
/// A script, played by a client, a server and a wire in virtual time.
#pragma once

#include <array>
#include <memory>
#include <optional>

#include "model/built.hpp"
#include "model/clients.hpp"
#include "model/judge.hpp"
#include "model/logins.hpp"
#include "model/real_tls.hpp"
#include "model/safety.hpp"
#include "model/script.hpp"
#include "model/server.hpp"
#include "model/tape.hpp"
#include "model/tls.hpp"
#include "model/truth.hpp"
#include "model/wire.hpp"

namespace postino::model {

class Reach;

/// In memory that serves one script after another.
class Play final : private MailQueue, private Watcher {
 public:
  Play() = default;
  Play(const Play&) = delete;
  Play& operator=(const Play&) = delete;

  /// Nullptr: all was as it has to be. `reach`, which may be nullptr, counts what was reached.
  [[nodiscard]] const char* run(const Script& script, Tape& tape, Reach* reach);
  [[nodiscard]] std::uint8_t wrong_message() const { return truth_.wrong_message; }

 private:
  static constexpr std::size_t blocks_size = 6 * PacketPool::block_bytes(1460);
  static constexpr std::size_t max_attempts = 3;

  void set_server();
  void send_each();
  void send_queue();
  void begin_message();
  [[nodiscard]] Millis patience() const;
  void begin_client(bool lying);
  Transport& begin_transport(bool lying);
  [[nodiscard]] const char* judge(const Report& report) const;
  void rest();
  void rest_until(Millis until);
  void poll_until_idle();
  void poll();
  void happen();
  void pass_time();
  void hear_report(const Report& report);
  void count_reach(const Report& report) const;
  void check_truth(const Report& report) const;
  void check_time();
  [[nodiscard]] Absences absences() const;
  void check_end();
  [[nodiscard]] const Message& message() const { return script_->message[truth_.current]; }

  // MailQueue
  [[nodiscard]] QueuedMail at(std::uint16_t place) override;
  void ended(const Report& report) override;
  // Watcher
  void looks(unsigned replies) override;
  void begins() override;

  mutable Truth truth_{};
  Server peer_{truth_};
  Wire wire_{truth_, peer_};
  PretendedTls tls_{wire_, peer_};
  std::unique_ptr<RealTls> real_ = make_real_tls(truth_, wire_, peer_);
  Onlooker onlooker_{};
  TracingTransport tracing_{tls_, onlooker_};
  Logins logins_{};
  postino::Server server_{};
  alignas(PacketBlock) std::array<std::byte, blocks_size> blocks_{};
  std::array<RecipientReport, max_recipients> recipients_{};
  std::array<char, 256> reply_text_{};
  std::optional<PacketPool> pool_{};
  Clients client_{};
  std::array<Built, max_messages> built_{};
  const Script* script_ = nullptr;
  Tape* tape_ = nullptr;
  Reach* reach_ = nullptr;
  Phase phase_ = Phase::Idle;  // that was seen last
  Millis skew_{};              // what the client's clock has stepped by; the wire's has not
  Millis began_{};             // the message under way
  std::uint32_t polls_ = 0;    // of it
  std::uint32_t all_polls_ = 0;
  bool aborted_ = false;
  bool begun_ = false;  // a message, and nothing was looked at since
  bool stepped_ = false;
  std::uint8_t reports_ = 0;  // since the last send()
  std::uint8_t queued_ = 0;   // the first message that is not the queue's
};

}  // namespace postino::model
