// SPDX-License-Identifier: MIT
// The embedded server with BDAT and DSN, and the library against it in every way to send.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "embedded_server.hpp"
#include "postino/posix_port.hpp"
#include "postino/postino.hpp"
#include "talker.hpp"

namespace postino::test {
namespace {

using demo::EmbeddedServer;

/// A client with an envelope behind it.
struct Chunker : Talker {
  explicit Chunker(const EmbeddedServer& server, std::string_view parameters = "")
      : Talker{server.port()} {
    say("EHLO me\r\n");
    say("MAIL FROM:<a@b>" + std::string{parameters} + "\r\n");
    EXPECT_EQ(code(say("RCPT TO:<c@d>\r\n")), "250");
  }
};

TEST(EmbeddedChunks, AreJoined) {
  EmbeddedServer server;
  Chunker client{server};
  EXPECT_EQ(code(client.say("BDAT 4\r\n.\r\nx")), "250");
  EXPECT_EQ(code(client.say("BDAT 2\r\n\r\n")), "250");
  EXPECT_EQ(code(client.say("BDAT 0 LAST\r\n")), "250");
  EXPECT_EQ(server.mails().at(0).content, ".\r\nx\r\n");
}

TEST(EmbeddedChunks, OfNobodyAreReadAndRefused) {
  EmbeddedServer server;
  Talker client{server.port()};
  client.say("EHLO me\r\n");
  EXPECT_EQ(code(client.say("BDAT 6 LAST\r\nQUIT\r\n")), "503");
  EXPECT_EQ(code(client.say("NOOP\r\n")), "250");
}

TEST(EmbeddedChunks, WithoutASizeEndTheConnection) {
  for (const char* const line : {"BDAT\r\n", "BDAT x\r\n", "BDAT 1 FIRST\r\n", "BDAT -1\r\n"}) {
    EmbeddedServer server;
    Chunker client{server};
    EXPECT_EQ(code(client.say(line)), "501") << line;
    EXPECT_EQ(client.reply(), "") << line;
  }
}

TEST(EmbeddedChunks, AreNotMixedWithData) {
  EmbeddedServer server;
  Chunker client{server};
  client.say("BDAT 3\r\nx\r\n");
  EXPECT_EQ(code(client.say("DATA\r\n")), "503");
  Chunker binary{server, " BODY=BINARYMIME"};
  EXPECT_EQ(code(binary.say("DATA\r\n")), "503");
}

TEST(EmbeddedChunks, HoldAnyOctetOnceItWasSaid) {
  EmbeddedServer server;
  const std::string octets{"\0\xff\r\n.\r", 6};
  for (const bool said : {true, false}) {
    Chunker client{server, said ? " BODY=BINARYMIME" : ""};
    EXPECT_EQ(code(client.say("BDAT 6 LAST\r\n" + octets)), said ? "250" : "554");
  }
  ASSERT_EQ(server.mails().size(), 1U);
  EXPECT_EQ(server.mails()[0].content, octets);
}

TEST(EmbeddedChunks, OverTheSizeAreReadAndRefused) {
  EmbeddedServer server{{.capabilities = {"SIZE 100", "CHUNKING"}}};
  Chunker client{server};
  const std::string line(98, 'x');
  EXPECT_EQ(code(client.say("BDAT 100\r\n" + line + "\r\n")), "250");
  EXPECT_EQ(code(client.say("BDAT 2 LAST\r\n\r\n")), "552");
  EXPECT_EQ(code(client.say("NOOP\r\n")), "250");
}

TEST(EmbeddedDsn, ItsParametersAreLookedAt) {
  const std::pair<const char*, const char*> lines[] = {
      {" RET=FULL ENVID=a+2Bb", " NOTIFY=SUCCESS,DELAY ORCPT=rfc822;c@d"},
      {" RET=hdrs", " notify=never"},
      {" RET=ALL", nullptr},
      {" ENVID=a=b", nullptr},
      {" ENVID=a+2b", nullptr},
      {" ENVID=", nullptr},
      {" NOTIFY=NEVER", nullptr},
      {"", " NOTIFY=NEVER,SUCCESS"},
      {"", " ORCPT=c@d"},
      {"", " RET=FULL"},
  };
  for (const auto& [mail, rcpt] : lines) {
    EmbeddedServer server;
    Talker client{server.port()};
    client.say("EHLO me\r\n");
    const bool fine = rcpt != nullptr;
    EXPECT_EQ(code(client.say("MAIL FROM:<a@b>" + std::string{mail} + "\r\n")),
              fine ? "250" : "555")
        << mail;
    if (!fine) continue;
    EXPECT_EQ(code(client.say("RCPT TO:<c@d>" + std::string{rcpt} + "\r\n")),
              *mail != '\0' ? "250" : "555")
        << rcpt;
  }
}

constexpr const Extension* careful[] = {&extension::chunking, &extension::binary_mime};
constexpr const Extension* eager[] = {&extension::eager_chunking};

TEST(EmbeddedChunks, TheLibrarySendsMailsOfEverySizeInEveryWay) {
  for (const Extensions& extensions : {Extensions{careful}, Extensions{eager}}) {
    for (const std::size_t size : {0U, 1U, 100U, 5000U, 100000U}) {
      EmbeddedServer server;
      PosixPort port;
      PlainTransport wire{port};
      Storage<Sizes{.packets = 2, .packet_bytes = 128}> storage;
      Client client{wire, storage.memory()};
      const Server relay{.host = "127.0.0.1",
                         .port = server.port(),
                         .security = Security::None,
                         .extensions = extensions};
      std::string text = "Subject: x\r\n\r\n";
      for (std::size_t i = 0; i < size; i += 2) text += i % 64 == 0 ? "\r\n" : "..";
      text += "\r\n";
      const Mail mail{.from = {"a@b"}, .to = "c@d", .text = text};
      EXPECT_EQ(send_mail(client, port, relay, mail, raw_mail).outcome, Outcome::Accepted) << size;
      ASSERT_EQ(server.mails().size(), 1U);
      EXPECT_EQ(server.mails()[0].content, text) << size;
    }
  }
}

}  // namespace
}  // namespace postino::test
