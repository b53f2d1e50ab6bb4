// SPDX-License-Identifier: MIT
/// Messages that are sent.
#include <lwip/netif.h>

#include <utility>

#include "smtp_test.hpp"

namespace postino::test {
namespace {

constexpr Heard fine{SMTP_RESULT_OK, 0, ERR_OK};
using Lines = std::vector<std::string>;

TEST_F(LwipSmtp, AMessageIsSentByTimeoutsAlone) {
  EXPECT_EQ(outcome(), fine);
  EXPECT_EQ(peer.lines, (Lines{"EHLO [127.0.0.1]", "MAIL FROM:<a@plant.example>",
                               "RCPT TO:<b@plant.example>", "DATA", "QUIT"}));
  EXPECT_EQ(peer.contents, Lines{"From: a@plant.example\r\nTo: b@plant.example\r\n"
                                 "Subject: Pump 3\r\n\r\nDry run.\r\n"});
}

TEST_F(LwipSmtp, ItTakesNoLongerThanTheWire) {
  const Millis began = stack.now();
  EXPECT_EQ(send(), ERR_OK);
  EXPECT_TRUE(stack.run_until([this] { return !heard.empty(); }, minutes(1)));
  EXPECT_LT((stack.now() - began).value, 40U) << "news wake the client, no interval does";
  wait();
}

TEST_F(LwipSmtp, EhloNamesTheDefaultInterface) {
  netif* const before = std::exchange(netif_default, netif_get_by_index(3));
  EXPECT_EQ(outcome(), fine);
  netif_default = before;
  ASSERT_FALSE(peer.lines.empty());
  EXPECT_EQ(peer.lines.front(), "EHLO [127.0.0.3]");
}

TEST_F(LwipSmtp, EhloNamesAnAddressOfIpv6WhereThereIsNoOther) {
  netif* const first = netif_get_by_index(1);
  netif* const before = std::exchange(netif_default, first);
  const ip_addr_t address = std::exchange(first->ip_addr, ip_addr_t IPADDR4_INIT(0));
  EXPECT_EQ(send(), ERR_OK);
  first->ip_addr = address;
  netif_default = before;
  EXPECT_EQ(wait(), fine);
  ASSERT_FALSE(peer.lines.empty());
  EXPECT_EQ(peer.lines.front(), "EHLO [IPv6:2001:DB8::AB]");
}

TEST_F(LwipSmtp, ALoginByPlain) {
  peer.replies["EHLO"] = "250-hi\r\n250 AUTH LOGIN PLAIN";
  peer.replies["AUTH"] = "334 ";
  peer.replies["AHVzZXIAc2VjcmV0"] = "235 in";
  EXPECT_EQ(smtp_set_auth("user", "secret"), ERR_OK);
  EXPECT_EQ(outcome(), fine);
  EXPECT_EQ(peer.lines.at(1), "AUTH PLAIN");
  EXPECT_EQ(peer.contents.size(), 1U);
}

TEST_F(LwipSmtp, ALoginByLogin) {
  peer.replies["EHLO"] = "250-hi\r\n250 AUTH LOGIN";
  peer.replies["AUTH"] = "334 VXNlcm5hbWU6";
  peer.replies["dXNlcg=="] = "334 UGFzc3dvcmQ6";
  peer.replies["c2VjcmV0"] = "235 in";
  EXPECT_EQ(smtp_set_auth("user", "secret"), ERR_OK);
  EXPECT_EQ(outcome(), fine);
  EXPECT_EQ(peer.contents.size(), 1U);
}

TEST_F(LwipSmtp, ALoginIsTakenBack) {
  peer.replies["EHLO"] = "250-hi\r\n250 AUTH PLAIN";
  EXPECT_EQ(smtp_set_auth("user", "secret"), ERR_OK);
  EXPECT_EQ(smtp_set_auth(nullptr, nullptr), ERR_OK);
  EXPECT_EQ(outcome(), fine);
  EXPECT_EQ(peer.lines.at(1), "MAIL FROM:<a@plant.example>");
}

TEST_F(LwipSmtp, SettingsThatChangeMeanwhileAreOfTheNextMessage) {
  peer.replies["EHLO"] = "250-hi\r\n250 AUTH PLAIN";
  peer.replies["AUTH"] = "334 ";
  peer.replies["AHVzZXIAc2VjcmV0"] = "235 in";
  EXPECT_EQ(smtp_set_auth("user", "secret"), ERR_OK);
  EXPECT_EQ(send(), ERR_OK);
  EXPECT_EQ(smtp_set_auth(nullptr, nullptr), ERR_OK);
  EXPECT_EQ(smtp_set_server_addr("127.0.0.8"), ERR_OK);
  smtp_set_server_port(1);
  EXPECT_EQ(wait(), fine);
  EXPECT_EQ(peer.lines.at(1), "AUTH PLAIN");
  EXPECT_EQ(peer.contents.size(), 1U);
}

TEST_F(LwipSmtp, SmtpSendMailCopiesItsTexts) {
  std::string from = "a@plant.example";
  std::string to = "b@plant.example";
  std::string subject = "Pump 4";
  std::string body = "Dry run.";
  EXPECT_EQ(smtp_send_mail(from.c_str(), to.c_str(), subject.c_str(), body.c_str(), hear, this),
            ERR_OK);
  for (std::string* text : {&from, &to, &subject, &body}) text->assign(text->size(), '!');
  EXPECT_EQ(wait(), fine);
  EXPECT_EQ(peer.contents, Lines{"From: a@plant.example\r\nTo: b@plant.example\r\n"
                                 "Subject: Pump 4\r\n\r\nDry run.\r\n"});
}

TEST_F(LwipSmtp, ARequestIsSentAsItSays) {
  smtp_send_request request{.from = "a@plant.example",
                            .to = "b@plant.example",
                            .subject = "Pump 3",
                            .body = "x",
                            .callback_fn = hear,
                            .callback_arg = this,
                            .static_data = 0};
  smtp_send_mail_int(&request);
  EXPECT_EQ(wait(), fine);
  heard.clear();
  request.static_data = 1;
  smtp_send_mail_int(&request);
  EXPECT_EQ(wait(), fine);
  EXPECT_EQ(peer.contents.size(), 2U);
}

TEST_F(LwipSmtp, ASecondMessageAtATimeHasNoMemory) {
  EXPECT_EQ(send(), ERR_OK);
  EXPECT_EQ(send(), ERR_MEM);
  EXPECT_EQ(wait(), fine);
  EXPECT_EQ(peer.contents.size(), 1U);
}

TEST_F(LwipSmtp, TheCallbackMaySendTheNextMessage) {
  on_heard = [this] {
    if (heard.size() < 3) {
      EXPECT_EQ(send(), ERR_OK);
    }
  };
  EXPECT_EQ(send(), ERR_OK);
  EXPECT_TRUE(stack.run_until([this] { return heard.size() == 3; }, minutes(1)));
  EXPECT_EQ(heard, (std::vector<Heard>{fine, fine, fine}));
  EXPECT_EQ(peer.contents.size(), 3U);
}

TEST_F(LwipSmtp, NobodyNeedListen) {
  EXPECT_EQ(smtp_send_mail("a@b.example", "c@d.example", "s", "x", nullptr, nullptr), ERR_OK);
  EXPECT_TRUE(stack.run_until([this] { return !peer.contents.empty(); }, minutes(1)));
  stack.run_for(minutes(1));
  EXPECT_EQ(outcome(), fine);
}

}  // namespace
}  // namespace postino::test
