// SPDX-License-Identifier: MIT
/// Each of lwIP's results.
#include "smtp/result.hpp"

#include "smtp_test.hpp"

namespace postino::test {
namespace {

TEST_F(LwipSmtp, NobodyListensAtThatPort) {
  smtp_set_server_port(1);
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_ERR_CONNECT, 0, ERR_RST}));
}

TEST_F(LwipSmtp, ANameWithoutAnAddress) {
  EXPECT_EQ(smtp_set_server_addr("nowhere.example"), ERR_OK);
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_ERR_HOSTNAME, 0, ERR_VAL}));
}

TEST_F(LwipSmtp, ANameWithTwoAddressesOfWhichOneAnswers) {
  names.set("mail.example", {"::1", "127.0.0.2"});
  stack.wire.silence("::1", peer.port());
  EXPECT_EQ(smtp_set_server_addr("mail.example"), ERR_OK);
  EXPECT_EQ(outcome(seconds(3)), (Heard{SMTP_RESULT_OK, 0, ERR_OK}));
}

TEST_F(LwipSmtp, AServerThatCloses) {
  peer.replies["MAIL"] = "close";
  EXPECT_EQ(outcome().result, unsigned{SMTP_RESULT_ERR_CLOSED});
}

TEST_F(LwipSmtp, AServerThatResets) {
  peer.replies["."] = "reset";
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_ERR_CLOSED, 0, ERR_RST}));
}

TEST_F(LwipSmtp, AServerThatIsSilent) {
  peer.replies["."] = "";
  EXPECT_EQ(outcome(minutes(11)), (Heard{SMTP_RESULT_ERR_TIMEOUT, 0, ERR_TIMEOUT}));
}

TEST_F(LwipSmtp, AServerThatRefuses) {
  peer.replies["RCPT"] = "550 nobody";
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_ERR_SVR_RESP, 550, ERR_OK}));
}

TEST_F(LwipSmtp, AServerThatBabbles) {
  peer.replies["EHLO"] = "hello";
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_ERR_SVR_RESP, 0, ERR_OK}));
}

TEST_F(LwipSmtp, ALoginThatIsRefused) {
  peer.replies["EHLO"] = "250-hi\r\n250 AUTH PLAIN";
  peer.replies["AUTH"] = "535 no";
  EXPECT_EQ(smtp_set_auth("user", "secret"), ERR_OK);
  EXPECT_EQ(outcome(), (Heard{SMTP_RESULT_ERR_SVR_RESP, 535, ERR_OK}));
  EXPECT_TRUE(peer.contents.empty());
}

TEST_F(LwipSmtp, ALoginThatTheServerDoesNotOffer) {
  EXPECT_EQ(smtp_set_auth("user", "secret"), ERR_OK);
  EXPECT_EQ(outcome().result, unsigned{SMTP_RESULT_ERR_SVR_RESP});
  EXPECT_TRUE(peer.contents.empty());
}

TEST(LwipSmtpResult, FaultsThatNoServerBringsAbout) {
  const auto result = [](Fault fault) {
    const lwip::SmtpResult got = lwip::result_of({.error = {.fault = fault, .code = 250}});
    EXPECT_EQ(got.reply_code, got.result == SMTP_RESULT_ERR_SVR_RESP ? 250 : 0);
    return Heard{got.result, 0, got.error};
  };
  EXPECT_EQ(result(Fault::NoPacket), (Heard{SMTP_RESULT_ERR_MEM, 0, ERR_MEM}));
  EXPECT_EQ(result(Fault::OutOfMemory), (Heard{SMTP_RESULT_ERR_MEM, 0, ERR_MEM}));
  EXPECT_EQ(result(Fault::SessionTimeout), (Heard{SMTP_RESULT_ERR_TIMEOUT, 0, ERR_TIMEOUT}));
  EXPECT_EQ(result(Fault::Aborted), (Heard{SMTP_RESULT_ERR_UNKNOWN, 0, ERR_VAL}));
  EXPECT_EQ(result(Fault::SpeaksTls), (Heard{SMTP_RESULT_ERR_SVR_RESP, 0, ERR_OK}));
}

}  // namespace
}  // namespace postino::test
