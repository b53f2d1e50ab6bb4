// SPDX-License-Identifier: MIT
// A server that others wrote: lock-step, no PIPELINING, and prompts of its own.
#include <gtest/gtest.h>

#include <array>

#include "aiosmtpd_process.hpp"
#include "arrivals.hpp"
#include "sender.hpp"

namespace postino::test {
namespace {

class Aiosmtpd : public testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Each, Aiosmtpd, testing::Values("127.0.0.1", "::1"), [](const auto& one) {
  return std::string{one.index == 0 ? "Ipv4" : "Ipv6"};
});

TEST_P(Aiosmtpd, EveryTextArrivesOnOneConnection) {
  const AiosmtpdProcess server{GetParam()};
  ASSERT_NE(server.port(), 0);
  const Server where = server_at(GetParam(), server.port());
  Sender sender;
  const std::vector<BodyCase> all = bodies();
  for (const BodyCase& body : all) {
    const Mail mail = mail_of(body.text);
    const Sent sent = sender.send_and_stay(where, mail);
    ASSERT_EQ(sent.outcome, Outcome::Accepted) << body.name << ' ' << sent.text;
  }
  sender.quit();
  const std::vector<KeptMail> mails = server.mails();
  ASSERT_EQ(mails.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_TRUE(arrived(mails[i].content, all[i].text)) << all[i].name;
    EXPECT_EQ(mails[i].sender, "pump3@plant.example");
    EXPECT_EQ(mails[i].recipients, std::vector<std::string>{"ops@plant.example"});
  }
}

TEST_P(Aiosmtpd, EveryMessageArrivesAsItIs) {
  const AiosmtpdProcess server{GetParam()};
  ASSERT_NE(server.port(), 0);
  const Server where = server_at(GetParam(), server.port());
  Sender sender{2, 128};
  const std::vector<BodyCase> all = bodies();
  for (const BodyCase& body : all) {
    const Mail mail = raw_mail_of(body.text);
    const Sent sent = sender.send_and_stay(where, mail, raw_mail);
    ASSERT_EQ(sent.outcome, Outcome::Accepted) << body.name << ' ' << sent.text;
  }
  sender.quit();
  const std::vector<KeptMail> mails = server.mails();
  ASSERT_EQ(mails.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(mails[i].content, as_raw(all[i].text)) << all[i].name;
  }
}

TEST_P(Aiosmtpd, FiftyRecipientsGetOneMail) {
  const AiosmtpdProcess server{GetParam()};
  ASSERT_NE(server.port(), 0);
  std::vector<std::string> addresses;
  std::vector<Recipient> recipients;
  for (int i = 0; i < 50; ++i) addresses.push_back("r" + std::to_string(i) + "@plant.example");
  for (const std::string& address : addresses) recipients.push_back({.address = address});
  Mail mail = mail_of("x");
  mail.to = std::span<const Recipient>{recipients};
  Sender sender;
  ASSERT_EQ(sender.send(server_at(GetParam(), server.port()), mail).outcome, Outcome::Accepted);
  EXPECT_EQ(server.mails().at(0).recipients, addresses);
}

class AiosmtpdLogin : public testing::TestWithParam<const Mechanism*> {
 protected:
  Sent send(const std::string& password) {
    const std::array mechanisms{GetParam()};
    Server where = server_at("127.0.0.1", server_.port());
    where.login = Login{
        .user = "pump3", .password = password, .mechanisms = mechanisms, .allow_clear_text = true};
    Sender sender;
    return sender.send(where, mail_of("x"));
  }

  AiosmtpdProcess server_{"127.0.0.1", {"pump3", "Dry run 14:02"}};
};

INSTANTIATE_TEST_SUITE_P(Each, AiosmtpdLogin, testing::Values(&sasl::plain, &sasl::login),
                         [](const auto& one) { return std::string{one.param->name()}; });

TEST_P(AiosmtpdLogin, TheRightPasswordOpensTheDoor) {
  ASSERT_NE(server_.port(), 0);
  EXPECT_EQ(send("Dry run 14:02").outcome, Outcome::Accepted);
  EXPECT_EQ(server_.mails().size(), 1U);
}

TEST_P(AiosmtpdLogin, AWrongPasswordSendsNoMail) {
  ASSERT_NE(server_.port(), 0);
  const Sent sent = send("Dry run 14:03");
  EXPECT_EQ(sent.outcome, Outcome::Rejected);
  EXPECT_EQ(sent.error.fault, Fault::LoginRejected);
  EXPECT_TRUE(server_.mails().empty());
}

}  // namespace
}  // namespace postino::test
