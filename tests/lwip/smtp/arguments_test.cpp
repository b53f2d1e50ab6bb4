// SPDX-License-Identifier: MIT
/// What is refused at once: nothing is sent, and the callback is not called.
#include "smtp_test.hpp"

namespace postino::test {
namespace {

class LwipSmtpArguments : public LwipSmtp {
 protected:
  /// Both ways to pass texts.
  void expect(err_t error, const char* from, const char* to, const char* subject,
              const char* body) {
    EXPECT_EQ(smtp_send_mail(from, to, subject, body, hear, this), error);
    EXPECT_EQ(smtp_send_mail_static(from, to, subject, body, hear, this), error);
  }
  ~LwipSmtpArguments() override {
    stack.run_for(minutes(1));
    EXPECT_TRUE(heard.empty());
    EXPECT_TRUE(peer.lines.empty());
  }
};

TEST_F(LwipSmtpArguments, NullIsNoText) {
  expect(ERR_ARG, nullptr, "b@c.example", "s", "x");
  expect(ERR_ARG, "a@c.example", nullptr, "s", "x");
  expect(ERR_ARG, "a@c.example", "b@c.example", nullptr, "x");
  expect(ERR_ARG, "a@c.example", "b@c.example", "s", nullptr);
}

TEST_F(LwipSmtpArguments, NoLineBreakGoesIntoACommandOrAHeader) {
  for (const char* end : {"\r\nRCPT TO:<c@d.example>", "\n", "\r"}) {
    const std::string address = std::string{"a@c.example"} + end;
    expect(ERR_ARG, address.c_str(), "b@c.example", "s", "x");
    expect(ERR_ARG, "a@c.example", address.c_str(), "s", "x");
    expect(ERR_ARG, "a@c.example", "b@c.example", address.c_str(), "x");
    EXPECT_EQ(smtp_set_server_addr(address.c_str()), ERR_OK);
    expect(ERR_ARG, "a@c.example", "b@c.example", "s", "x");
    EXPECT_EQ(smtp_set_server_addr("127.0.0.2"), ERR_OK);
  }
}

TEST_F(LwipSmtpArguments, HeadersAreAscii) {
  expect(ERR_ARG, "\xc3\xa4@c.example", "b@c.example", "s", "x");
  expect(ERR_ARG, "a@c.example", "b@c.example", "\xc3\xa4", "x");
}

TEST_F(LwipSmtpArguments, AddressesAreNeeded) {
  expect(ERR_ARG, "", "b@c.example", "s", "x");
  expect(ERR_ARG, "a@c.example", "", "s", "x");
}

TEST_F(LwipSmtpArguments, AServerIsNeeded) {
  EXPECT_EQ(smtp_set_server_addr(nullptr), ERR_OK);
  expect(ERR_ARG, "a@c.example", "b@c.example", "s", "x");
}

TEST_F(LwipSmtpArguments, TextsToBeCopiedHaveABound) {
  // The other texts and all NULs take 28 of 1024 bytes.
  const std::string body(1024 - 28 + 1, 'x');
  EXPECT_EQ(smtp_send_mail("a@c.example", "b@c.example", "ss", body.c_str(), hear, this), ERR_MEM);
}

TEST_F(LwipSmtpArguments, ARequestThatIsRefusedIsHeardOf) {
  smtp_send_request request{.from = "a\n",
                            .to = "b@plant.example",
                            .subject = "s",
                            .body = "x",
                            .callback_fn = nullptr,
                            .callback_arg = this,
                            .static_data = 0};
  smtp_send_mail_int(&request);
  request.callback_fn = hear;
  smtp_send_mail_int(&request);
  EXPECT_EQ(heard, (std::vector<Heard>{{SMTP_RESULT_ERR_UNKNOWN, 0, ERR_ARG}}));
  heard.clear();
}

TEST_F(LwipSmtpArguments, ABodyNeedsACallback) {
  EXPECT_EQ(smtp_send_mail_bodycback("a@c.example", "b@c.example", "s", nullptr, hear, this),
            ERR_ARG);
}

TEST_F(LwipSmtp, TheLongestTextsToBeCopiedAreSent) {
  const std::string body(1024 - 28, 'x');
  EXPECT_EQ(smtp_send_mail("a@c.example", "b@c.example", "ss", body.c_str(), hear, this), ERR_OK);
  EXPECT_EQ(wait(), (Heard{SMTP_RESULT_OK, 0, ERR_OK}));
  ASSERT_EQ(peer.contents.size(), 1U);
  EXPECT_TRUE(peer.contents[0].find("\r\n\r\n" + std::string(900, 'x')) != std::string::npos);
}

TEST_F(LwipSmtp, NamesThatAreTooLongChangeNothing) {
  const std::string server(SMTP_MAX_SERVERNAME_LEN + 1, 'x');
  const std::string user(SMTP_MAX_USERNAME_LEN + 1, 'x');
  const std::string password(SMTP_MAX_PASS_LEN + 1, 'x');
  EXPECT_EQ(smtp_set_server_addr(server.c_str()), ERR_MEM);
  EXPECT_EQ(smtp_set_auth(user.c_str(), "secret"), ERR_ARG);
  EXPECT_EQ(smtp_set_auth("user", password.c_str()), ERR_ARG);
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_OK, 0, ERR_OK}));
  EXPECT_EQ(peer.lines.at(1), "MAIL FROM:<a@plant.example>");
}

TEST_F(LwipSmtp, TheLongestCredentialsAreSent) {
  peer.replies["EHLO"] = "250-hi\r\n250 AUTH PLAIN";
  peer.replies["AUTH"] = "334 ";
  peer.replies
      ["AHV1dXV1dXV1dXV1dXV1dXV1dXV1dXV1dXV1dXV1dXV1"
       "AHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBw"] = "235 in";
  EXPECT_EQ(smtp_set_auth(std::string(SMTP_MAX_USERNAME_LEN, 'u').c_str(),
                          std::string(SMTP_MAX_PASS_LEN, 'p').c_str()),
            ERR_OK);
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_OK, 0, ERR_OK}));
}

}  // namespace
}  // namespace postino::test
