// SPDX-License-Identifier: MIT
/// One client that sends mail after mail for months of virtual time, over a network that fails.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "campaign/injector.hpp"
#include "campaign/link.hpp"
#include "campaign/mail_server.hpp"
#include "campaign/repeatable_random.hpp"
#include "postino/client.hpp"
#include "postino/transport.hpp"

namespace postino::test {

class Soak {
 public:
  explicit Soak(std::uint64_t seed);
  Soak(const Soak&) = delete;
  Soak& operator=(const Soak&) = delete;

  /// That many mails more, each sent until it was accepted; stops where something is lost.
  void run(std::uint64_t mails);
  /// Ends the connection and waits for every packet.
  void rest();

  struct Figures {
    std::uint64_t mails = 0;
    std::uint64_t sends = 0;
    std::uint64_t faults = 0;  ///< That came to pass.
    std::uint64_t deferred = 0;
    std::uint64_t unknown = 0;
    std::uint64_t twice = 0;  ///< Taken by the server before a retry; only behind Unknown.
    std::uint64_t wraps = 0;  ///< Of the clock.
  };
  [[nodiscard]] const Figures& figures() const { return figures_; }
  [[nodiscard]] std::size_t connections() const { return link_.connections(); }
  /// What went wrong first; "" when nothing did.
  [[nodiscard]] const std::string& broken() const { return broken_; }
  [[nodiscard]] const PacketPool& pool() { return storage_.pool(); }

 private:
  void serve();
  void begin_mail();
  void maybe_fail();
  bool send();
  void judge(const Report& report);
  void turn();
  void pass_time(Millis distance);
  void advance_to(Millis point);
  void complain(const std::string& what);

  RepeatableRandom random_;
  VirtualClock clock_;
  Injector injector_;
  Link link_{clock_, injector_};
  Manners manners_{};
  MailServer server_{manners_};
  std::size_t served_connection_ = 0;
  bool serving_ = false;
  bool closing_ = false;

  PlainTransport transport_{link_};
  Storage<Sizes{.packets = 2, .packet_bytes = 128}> storage_;
  Scoped<Client> client_{transport_, storage_.memory()};
  Server relay_{.host = "mail.example",
                .security = Security::None,
                .ehlo_name = "client.example",
                .keep_open = seconds(30)};
  std::string text_;
  Mail mail_{.from = {"node7@plant.example"}, .to = "ops@plant.example"};
  Figures figures_{};
  std::string broken_;
};

}  // namespace postino::test
