// SPDX-License-Identifier: MIT
// A server that closes or resets the connection after each octet, over real sockets: never Accepted
// without the mail being there, never Deferred with it.
#include <gtest/gtest.h>

#include "arrivals.hpp"
#include "embedded_server.hpp"
#include "sender.hpp"

namespace postino::test {
namespace {

using demo::Cut;
using demo::EmbeddedServer;

struct Ending {
  Sent sent;
  std::size_t arrived;
  std::size_t commands;
  std::size_t packets_out;
};

Ending send_into(const Cut& cut) {
  EmbeddedServer server{{.capabilities = {"PIPELINING", "8BITMIME"}, .cut = cut}};
  Sender sender{2, 128};
  const Sent sent = sender.send(server_at("127.0.0.1", server.port()), mail_of("Dry run.\n.\n"));
  return {sent, server.mails().size(), server.commands().size(), sender.pool().taken()};
}

/// What has to hold wherever the connection ended.
void check(const Ending& ending) {
  EXPECT_EQ(ending.packets_out, 0U);
  switch (ending.sent.outcome) {
    case Outcome::Accepted:
      EXPECT_EQ(ending.arrived, 1U);
      break;
    case Outcome::Deferred:
      EXPECT_EQ(ending.arrived, 0U);
      // A reset within the greeting may come before the client has seen that it is connected.
      EXPECT_TRUE(ending.sent.error.fault == Fault::ConnectionLost ||
                  (ending.sent.error.fault == Fault::ConnectFailed && ending.commands == 0))
          << name(ending.sent.error.fault);
      break;
    case Outcome::Unknown:
      EXPECT_EQ(ending.sent.error.fault, Fault::ConnectionLost);
      break;
    default:
      ADD_FAILURE() << name(ending.sent.outcome);
  }
}

class CutOverSockets : public testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(By, CutOverSockets, testing::Bool(), [](const auto& one) {
  return std::string{one.param ? "Reset" : "Close"};
});

TEST_P(CutOverSockets, AfterEachOctetFromTheClient) {
  Outcome last = Outcome::Deferred;
  std::size_t octets = 0;
  while (last != Outcome::Accepted && octets < 5000) {
    SCOPED_TRACE(octets);
    const Ending ending = send_into({.after_received = octets++, .reset = GetParam()});
    check(ending);
    last = ending.sent.outcome;
  }
  EXPECT_EQ(last, Outcome::Accepted);
  EXPECT_GT(octets, 300U);
}

TEST_P(CutOverSockets, AfterEachOctetToTheClient) {
  Outcome last = Outcome::Deferred;
  bool was_unknown = false;
  std::size_t octets = 0;
  while (last != Outcome::Accepted && octets < 5000) {
    SCOPED_TRACE(octets);
    const Ending ending = send_into({.after_sent = octets++, .reset = GetParam()});
    check(ending);
    last = ending.sent.outcome;
    was_unknown = was_unknown || last == Outcome::Unknown;
  }
  EXPECT_EQ(last, Outcome::Accepted);
  EXPECT_TRUE(was_unknown);
}

TEST(ServerThatClosesSession, With421AtAnyCommandIsDeferred) {
  for (const std::string command : {"EHLO", "MAIL", "RCPT", "DATA", "."}) {
    SCOPED_TRACE(command);
    EmbeddedServer server{{.instead = [&](std::string_view line) {
      return std::string{line.substr(0, command.size()) == command ? "421 4.3.2 Closing" : ""};
    }}};
    Sender sender;
    const Sent sent = sender.send(server_at("127.0.0.1", server.port()), mail_of("x"));
    EXPECT_EQ(sent.outcome, Outcome::Deferred);
    EXPECT_EQ(sent.error.fault, Fault::ServiceClosing);
    EXPECT_EQ(sent.error.code, 421);
    EXPECT_TRUE(server.mails().empty());
  }
}

TEST(NoServer, IsDeferred) {
  std::uint16_t port = 0;
  {
    const EmbeddedServer server;
    port = server.port();
  }
  Sender sender;
  const Sent sent = sender.send(server_at("127.0.0.1", port), mail_of("x"));
  EXPECT_EQ(sent.outcome, Outcome::Deferred);
  EXPECT_EQ(sent.error.fault, Fault::ConnectFailed);
  EXPECT_NE(sent.error.native_code, 0);
}

}  // namespace
}  // namespace postino::test
