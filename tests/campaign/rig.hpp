// SPDX-License-Identifier: MIT
/// A client with all that it works in, at the end of a Link from a server.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/held_client.hpp"
#include "campaign/injector.hpp"
#include "campaign/link.hpp"
#include "campaign/memo_hash.hpp"
#include "campaign/pretended_tls.hpp"
#include "campaign/repeatable_random.hpp"
#include "campaign/scenario.hpp"
#include "campaign/server_end.hpp"
#include "campaign/tap.hpp"
#include "postino/cram_md5.hpp"
#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_transport.hpp"
#include "postino/scram.hpp"
#include "postino/trace.hpp"
#include "support/sent.hpp"

namespace postino::test {

/// One mail, from send() to its report.
struct MailRun {
  std::vector<Sent> reports;
  std::size_t letter = 0;       ///< Which of the scenario's it is.
  std::size_t first_event = 0;  ///< Of the tap's events.
  std::size_t last_event = 0;
  std::size_t taken_before = 0;  ///< By the server.
  std::size_t taken_after = 0;
  std::size_t octets_at_report = 0;  ///< That the link took.
  Millis began{};
  Millis ended{};
  bool cut_short = false;  ///< The client was aborted or destroyed.
  bool destroyed = false;
  bool endless = false;
  bool still_queued = false;  ///< It is for a further send().
};

class KeptLines final : public TraceSink {
 public:
  void line(Direction direction, std::string_view text) override;
  std::vector<std::string> lines;
};

class Rig {
 public:
  explicit Rig(const Scenario& scenario);
  ~Rig();
  Rig(const Rig&) = delete;
  Rig& operator=(const Rig&) = delete;

  /// Sends that letter of the scenario, until there is a report or the client came to its end.
  MailRun send(std::size_t letter);
  /// So many from `first` on from a queue, until that is empty or the connection lost.
  std::vector<MailRun> send_queue(std::size_t first, std::size_t mails);
  /// Until the connection is closed; false: it never is.
  bool rest();
  /// Everything has come back that the link held.
  void collect();
  /// From here on there is no fault, and nothing of what was counted.
  void start_afresh();

  /// All memory of ours, for a search; each with its name.
  struct Piece {
    std::string_view name;
    std::string_view octets;
  };
  [[nodiscard]] std::vector<Piece> memory() const;
  [[nodiscard]] const Scenario& scenario() const { return *scenario_; }

  VirtualClock clock;
  Injector injector;
  Link link{clock, injector};
  KeptLines trace;
  /// The server answers between two polls, and not inside the first.
  void let_server_wait() {
    link.on_change = [] {};
  }

 private:
  const Scenario* scenario_;
  std::unique_ptr<std::byte[]> heap_memory_;
  std::vector<std::byte> blocks_;
  std::vector<RecipientReport> recipients_;
  std::vector<char> text_;

 public:
  MbedHeap heap;
  PacketPool pool;
  RepeatableRandom entropy{1};
  MbedDrbg random{entropy};
  ServerEnd server;

 private:
  MbedPemOrDer anchor_[1];
  MbedSettings settings_{};
  MbedTransport tls_{link, pool, random, settings_};
  PlainTransport plain_{link};
  PretendedTls pretended_;

 public:
  Tap tap;

 private:
  TracingTransport tracing_;
  MemoHash hash_;
  sasl::ScramExchange exchange_{hash_, random};
  sasl::Scram scram_{exchange_};
  MbedHash md5_{MbedHash::Algorithm::Md5};
  sasl::CramMd5Exchange cram_exchange_{md5_};
  sasl::CramMd5 cram_{cram_exchange_};
  std::vector<const Mechanism*> mechanisms_{};
  Server relay_;

 public:
  HeldClient client{tracing_};

 private:
  enum class Turn { Moved, Waited, Cut, Stuck };

  Transport& transport_of(const Scenario& scenario);
  void log_in();
  void make_client();
  Turn turn();
  void step_clock();
  MailRun begin();
  void run(MailRun& run, const std::function<bool()>& ended);
  void end(MailRun& run);
  void cut(MailRun& run);
  bool take_report(MailRun& run);
  std::uint64_t seed_ = 1;
  std::size_t polls_ = 0;
  std::size_t idle_polls_ = 0;
};

}  // namespace postino::test
