// SPDX-License-Identifier: MIT
/// One mail from the client to an SMTP server, over lwIP and a wire.
#pragma once

#include <random>
#include <string>

#include "name_server.hpp"
#include "postino/client.hpp"
#include "postino/lwip_socket.hpp"
#include "smtp_peer.hpp"
#include "stack.hpp"
#include "support/bench.hpp"
#include "support/sent.hpp"

namespace postino::test {

/// What a seed decides.
struct Circumstances {
  explicit Circumstances(unsigned seed);

  unsigned seed;
  Weather weather{};
  Treatment treatment = Treatment::Accept;
  bool pipelining = true;
  bool by_name = false;
  Sizes sizes{};
  std::string letter;
  Millis cut_at{};
  Millis cut_for{};  ///< Zero: never cut.

  /// Nothing but loss, delay and disorder.
  [[nodiscard]] bool fair() const {
    return treatment == Treatment::Accept && cut_for.value == 0 && !by_name;
  }

 private:
  std::mt19937 random_;
  unsigned up_to(unsigned most) { return static_cast<unsigned>(random_() % (most + 1)); }
  void compose();
};

/// Everything that one mail needs. When it ends, lwIP and the pool have everything back.
class MailRun {
 public:
  explicit MailRun(const Circumstances& circumstances);
  ~MailRun();
  MailRun(const MailRun&) = delete;
  MailRun& operator=(const MailRun&) = delete;

  /// Until the report, and on until the connection is closed.
  Sent send();

  Stack& stack = Stack::instance();
  NameServer names;
  SmtpPeer peer{"127.0.0.2"};
  std::vector<std::size_t> usage = stack.usage();
  RoomOf room;
  LwipSocket socket;
  PlainTransport wire{socket};
  Client client{wire, room.memory()};

 private:
  bool turn(Millis started);

  Circumstances circumstances_;
  Server relay_;
  Mail mail_{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  std::optional<Sent> sent_{};
};

}  // namespace postino::test
