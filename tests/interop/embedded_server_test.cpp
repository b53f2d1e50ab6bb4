// SPDX-License-Identifier: MIT
// The embedded server itself: strict, so that a client's mistake shows.
#include "embedded_server.hpp"

#include <gtest/gtest.h>

#include "base64_text.hpp"
#include "talker.hpp"

namespace postino::test {
namespace {

using demo::EmbeddedServer;

TEST(EmbeddedServerTest, TakesAMail) {
  EmbeddedServer server;
  Talker client{server.port()};
  EXPECT_EQ(code(client.say("EHLO me\r\n")), "250");
  EXPECT_EQ(code(client.say("MAIL FROM:<a@b> BODY=8BITMIME SIZE=10\r\n")), "250");
  EXPECT_EQ(code(client.say("RCPT TO:<c@d>\r\n")), "250");
  EXPECT_EQ(code(client.say("DATA\r\n")), "354");
  EXPECT_EQ(code(client.say("..x\r\n\r\n...\r\n.\r\n")), "250");
  EXPECT_EQ(code(client.say("QUIT\r\n")), "221");
  const demo::ReceivedMail mail = server.mails().at(0);
  EXPECT_EQ(mail.client, "me");
  EXPECT_EQ(mail.sender.path, "a@b");
  EXPECT_EQ(mail.sender.parameters, (std::vector<std::string>{"BODY=8BITMIME", "SIZE=10"}));
  EXPECT_EQ(mail.recipients.at(0).path, "c@d");
  EXPECT_EQ(mail.content, ".x\r\n\r\n..\r\n");
}

TEST(EmbeddedServerTest, WantsEhloFirst) {
  EmbeddedServer server;
  EXPECT_EQ(code(Talker{server.port()}.say("MAIL FROM:<a@b>\r\n")), "503");
}

TEST(EmbeddedServerTest, EndsAtABareLineFeed) {
  EmbeddedServer server;
  for (const char* const line : {"EHLO me\n", "EHLO\rme\r\n", "\n"}) {
    Talker client{server.port()};
    EXPECT_EQ(code(client.say(line)), "521");
    EXPECT_EQ(client.reply(), "");
  }
}

TEST(EmbeddedServerTest, EndsAtABareLineEndInAMail) {
  EmbeddedServer server;
  for (const char* const content : {"x\n.\r\n", "x\r\n.\n", "x\ry\r\n.\r\n"}) {
    Talker client{server.port()};
    client.say("EHLO me\r\n");
    client.say("MAIL FROM:<a@b>\r\n");
    client.say("RCPT TO:<c@d>\r\n");
    EXPECT_EQ(code(client.say("DATA\r\n")), "354");
    EXPECT_EQ(code(client.say(content)), "521");
  }
  EXPECT_TRUE(server.mails().empty());
}

TEST(EmbeddedServerTest, EndsWhenACommandDoesNotWait) {
  EmbeddedServer server;
  EXPECT_EQ(code(Talker{server.port()}.say("EHLO me\r\nMAIL FROM:<a@b>\r\n")), "521");
  EmbeddedServer lockstep{{.capabilities = {}}};
  Talker client{lockstep.port()};
  client.say("EHLO me\r\n");
  EXPECT_EQ(code(client.say("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n")), "521");
}

TEST(EmbeddedServerTest, KnowsOnlyWhatItOffers) {
  EmbeddedServer server{{.capabilities = {}}};
  Talker client{server.port()};
  client.say("EHLO me\r\n");
  EXPECT_EQ(code(client.say("MAIL FROM:<a@b> SIZE=1\r\n")), "555");
  EXPECT_EQ(code(client.say("MAIL FROM:<a@b> BODY=8BITMIME\r\n")), "555");
  EXPECT_EQ(code(client.say("MAIL FROM:<\xC3\xBC@b>\r\n")), "553");
  EXPECT_EQ(code(client.say("AUTH PLAIN\r\n")), "504");
}

TEST(EmbeddedServerTest, TakesNo8BitUnlessItWasSaid) {
  EmbeddedServer server;
  Talker client{server.port()};
  client.say("EHLO me\r\n");
  client.say("MAIL FROM:<a@b>\r\n");
  client.say("RCPT TO:<c@d>\r\n");
  client.say("DATA\r\n");
  EXPECT_EQ(code(client.say("\xC3\xBC\r\n.\r\n")), "554");
}

TEST(EmbeddedServerTest, TakesLinesOf998OctetsAndNoMore) {
  EmbeddedServer server;
  Talker client{server.port()};
  client.say("EHLO me\r\n");
  for (const std::size_t length : {997U, 998U, 999U}) {
    client.say("MAIL FROM:<a@b>\r\n");
    client.say("RCPT TO:<c@d>\r\n");
    client.say("DATA\r\n");
    const std::string reply = client.say("." + std::string(length, '.') + "\r\n.\r\n");
    EXPECT_EQ(code(reply), length <= 998 ? "250" : "554");
  }
}

TEST(EmbeddedServerTest, ChecksUsersInEveryWay) {
  EmbeddedServer server{{.users = {{"u", "p"}}}};
  const std::string right{"\0u\0p", 4};
  const std::string wrong{"\0u\0q", 4};
  const auto login = [&](const std::vector<std::string>& lines) {
    Talker client{server.port()};
    client.say("EHLO me\r\n");
    std::string reply;
    for (const std::string& line : lines) reply = client.say(line + "\r\n");
    return code(reply);
  };
  using demo::to_base64;
  EXPECT_EQ(login({"AUTH PLAIN " + to_base64(right)}), "235");
  EXPECT_EQ(login({"AUTH PLAIN " + to_base64(wrong)}), "535");
  EXPECT_EQ(login({"AUTH PLAIN", to_base64(right)}), "235");
  EXPECT_EQ(login({"AUTH PLAIN", to_base64(wrong)}), "535");
  EXPECT_EQ(login({"AUTH LOGIN", to_base64("u"), to_base64("p")}), "235");
  EXPECT_EQ(login({"AUTH LOGIN", to_base64("u"), to_base64("q")}), "535");
  EXPECT_EQ(login({"AUTH PLAIN", "*"}), "501");
  EXPECT_EQ(login({"AUTH PLAIN " + std::string(510 - 11, 'A')}), "501");
  EXPECT_EQ(login({"AUTH PLAIN " + std::string(511 - 11, 'A')}), "500");
}

TEST(Base64Text, IsThatOfRfc4648) {
  EXPECT_EQ(demo::to_base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(demo::to_base64("fooba"), "Zm9vYmE=");
  EXPECT_EQ(demo::to_base64("foob"), "Zm9vYg==");
  EXPECT_EQ(demo::from_base64("Zm9vYg=="), "foob");
  EXPECT_EQ(demo::from_base64("Zm9vYh=="), std::nullopt);
  EXPECT_EQ(demo::from_base64("Zm9vYg"), std::nullopt);
  EXPECT_EQ(demo::from_base64("Zm9v*g=="), std::nullopt);
}

}  // namespace
}  // namespace postino::test
