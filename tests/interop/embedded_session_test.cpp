// SPDX-License-Identifier: MIT
// Whole sessions over real sockets: several mails, many recipients, logins.
#include <gtest/gtest.h>

#include <array>

#include "arrivals.hpp"
#include "embedded_server.hpp"
#include "sender.hpp"

namespace postino::test {
namespace {

using demo::EmbeddedServer;
using demo::ServerOptions;

constexpr std::chrono::seconds patience{10};

class SessionOverSockets : public testing::TestWithParam<const char*> {
 protected:
  [[nodiscard]] static ServerOptions options() { return {.addresses = {GetParam()}}; }
  [[nodiscard]] static Server at(const EmbeddedServer& server) {
    return server_at(GetParam(), server.port());
  }
};

INSTANTIATE_TEST_SUITE_P(Each, SessionOverSockets, testing::Values("127.0.0.1", "::1"),
                         [](const auto& one) {
                           return std::string{one.index == 0 ? "Ipv4" : "Ipv6"};
                         });

TEST_P(SessionOverSockets, TenMailsGoOverOneConnection) {
  EmbeddedServer server{options()};
  const Server where = at(server);
  Sender sender;
  std::vector<std::string> texts;
  for (int number = 0; number < 10; ++number) {
    texts.push_back("This is number " + std::to_string(number) + "\r\n");
    const Mail mail = mail_of(texts.back());
    ASSERT_EQ(sender.send_and_stay(where, mail).outcome, Outcome::Accepted);
  }
  sender.quit();
  EXPECT_TRUE(server.wait_until_idle(patience));
  EXPECT_EQ(server.connections(), 1U);
  const auto mails = server.mails();
  ASSERT_EQ(mails.size(), 10U);
  for (std::size_t number = 0; number < 10; ++number) {
    EXPECT_TRUE(arrived(mails[number].content, texts[number]));
  }
  EXPECT_EQ(server.commands().back(), "QUIT");
}

TEST_P(SessionOverSockets, EhloSaysTheAddressOfThisEnd) {
  EmbeddedServer server{options()};
  Sender sender;
  ASSERT_EQ(sender.send(at(server), mail_of("x")).outcome, Outcome::Accepted);
  const bool ipv6 = std::string_view{GetParam()} == "::1";
  EXPECT_EQ(server.commands().front(), ipv6 ? "EHLO [IPv6:::1]" : "EHLO [127.0.0.1]");
}

TEST_P(SessionOverSockets, FiftyRecipientsGetOneMail) {
  EmbeddedServer server{options()};
  std::vector<std::string> addresses;
  std::vector<Recipient> recipients;
  for (int i = 0; i < 50; ++i) addresses.push_back("r" + std::to_string(i) + "@plant.example");
  for (const std::string& address : addresses) recipients.push_back({.address = address});
  Mail mail = mail_of("x");
  mail.to = std::span<const Recipient>{recipients}.first(20);
  mail.cc = std::span<const Recipient>{recipients}.subspan(20, 20);
  mail.bcc = std::span<const Recipient>{recipients}.last(10);
  Sender sender{2, 128};
  const Sent sent = sender.send(at(server), mail);
  ASSERT_EQ(sent.outcome, Outcome::Accepted);
  ASSERT_EQ(sent.recipients.size(), 50U);
  for (const RecipientReport& one : sent.recipients) EXPECT_EQ(one.outcome, Outcome::Accepted);
  const demo::ReceivedMail received = server.mails().at(0);
  ASSERT_EQ(received.recipients.size(), 50U);
  for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(received.recipients[i].path, addresses[i]);
  EXPECT_NE(received.content.find("r39@"), std::string::npos);
  EXPECT_EQ(received.content.find("r40@"), std::string::npos);
}

TEST_P(SessionOverSockets, EachRecipientHasAResultOfItsOwn) {
  ServerOptions how = options();
  how.instead = [](std::string_view line) -> std::string {
    if (line == "RCPT TO:<no@plant.example>") return "550 5.1.1 Nobody";
    if (line == "RCPT TO:<later@plant.example>") return "450 4.2.1 Later";
    return {};
  };
  EmbeddedServer server{how};
  const Recipient recipients[] = {{.address = "no@plant.example"},
                                  {.address = "yes@plant.example"},
                                  {.address = "later@plant.example"}};
  Mail mail = mail_of("x");
  mail.to = recipients;
  Sender sender;
  const Sent sent = sender.send(at(server), mail);
  ASSERT_EQ(sent.outcome, Outcome::Accepted);
  ASSERT_EQ(sent.recipients.size(), 3U);
  EXPECT_EQ(sent.recipients[0].outcome, Outcome::Rejected);
  EXPECT_EQ(sent.recipients[0].code, 550);
  EXPECT_EQ(sent.recipients[0].enhanced, (EnhancedStatusCode{5, 1, 1}));
  EXPECT_EQ(sent.recipients[1].outcome, Outcome::Accepted);
  EXPECT_EQ(sent.recipients[2].outcome, Outcome::Deferred);
  ASSERT_EQ(server.mails().at(0).recipients.size(), 1U);
  EXPECT_EQ(server.mails().at(0).recipients[0].path, "yes@plant.example");
}

TEST_P(SessionOverSockets, AMailAfterARefusedOneGoesOverTheSameConnection) {
  ServerOptions how = options();
  how.instead = [](std::string_view line) {
    return std::string{line == "RCPT TO:<no@plant.example>" ? "550 5.1.1 Nobody" : ""};
  };
  EmbeddedServer server{how};
  const Server where = at(server);
  Sender sender;
  Mail refused = mail_of("x");
  refused.to = "no@plant.example";
  const Mail taken = mail_of("y");
  EXPECT_EQ(sender.send_and_stay(where, refused).outcome, Outcome::Rejected);
  EXPECT_EQ(sender.send_and_stay(where, taken).outcome, Outcome::Accepted);
  sender.quit();
  EXPECT_EQ(server.connections(), 1U);
  EXPECT_EQ(server.mails().size(), 1U);
}

TEST_P(SessionOverSockets, AMailOverTheServersSizeIsNotEvenBegun) {
  ServerOptions how = options();
  how.capabilities = {"SIZE 1000"};
  EmbeddedServer server{how};
  const std::string text(2000, 'x');
  Sender sender;
  const Sent sent = sender.send(at(server), mail_of(text));
  EXPECT_EQ(sent.outcome, Outcome::Rejected);
  EXPECT_EQ(sent.error.fault, Fault::SizeExceeded);
  for (const std::string& line : server.commands()) EXPECT_NE(line.substr(0, 4), "MAIL");
}

struct LoginCase {
  const char* name;
  const Mechanism* mechanism;
  std::string user;
  std::string password;
};

std::vector<LoginCase> logins() {
  return {{"Plain", &sasl::plain, "pump3", "Dry run 14:02"},
          {"Login", &sasl::login, "pump3", "Dry run 14:02"},
          {"PlainNotAscii", &sasl::plain, "pümpe", "p€ss"},
          {"LoginNotAscii", &sasl::login, "pümpe", "p€ss"},
          {"PlainLongest", &sasl::plain, std::string(255, 'u'), std::string(255, 'p')},
          {"LoginLongest", &sasl::login, std::string(255, 'u'), std::string(255, 'p')}};
}

class LoginOverSockets : public testing::TestWithParam<LoginCase> {
 protected:
  Sent send(const std::string& password) {
    const std::array mechanisms{GetParam().mechanism};
    Server where = server_at("127.0.0.1", server_.port());
    where.login = Login{.user = GetParam().user,
                        .password = password,
                        .mechanisms = mechanisms,
                        .allow_clear_text = true};
    Sender sender;
    return sender.send(where, mail_of("x"));
  }

  EmbeddedServer server_{
      {.users = {{GetParam().user, GetParam().password}}, .login_required = true}};
};

INSTANTIATE_TEST_SUITE_P(Each, LoginOverSockets, testing::ValuesIn(logins()),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST_P(LoginOverSockets, TheRightPasswordOpensTheDoor) {
  ASSERT_EQ(send(GetParam().password).outcome, Outcome::Accepted);
  EXPECT_EQ(server_.mails().at(0).user, GetParam().user);
}

TEST_P(LoginOverSockets, AWrongPasswordSendsNoMail) {
  const Sent sent = send(GetParam().password.substr(1));
  EXPECT_EQ(sent.outcome, Outcome::Rejected);
  EXPECT_EQ(sent.error.fault, Fault::LoginRejected);
  EXPECT_EQ(sent.error.code, 535);
  EXPECT_EQ(sent.text, "5.7.8 Authentication credentials invalid");
  for (const std::string& line : server_.commands()) EXPECT_NE(line.substr(0, 4), "MAIL");
}

}  // namespace
}  // namespace postino::test
