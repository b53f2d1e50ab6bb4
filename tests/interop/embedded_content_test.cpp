// SPDX-License-Identifier: MIT
// Every text over real sockets, IPv4 and IPv6, as it is and with headers: what arrives is octet for
// octet what was meant.
#include <gtest/gtest.h>

#include <tuple>

#include "arrivals.hpp"
#include "embedded_server.hpp"
#include "sender.hpp"
#include "support/text_source.hpp"

namespace postino::test {
namespace {

using demo::EmbeddedServer;
using demo::ReceivedMail;
using demo::ServerOptions;

using Parameters = std::tuple<const char*, BodyCase>;

class ContentOverSockets : public testing::TestWithParam<Parameters> {
 protected:
  [[nodiscard]] static const char* address() { return std::get<0>(GetParam()); }
  [[nodiscard]] static const std::string& text() { return std::get<1>(GetParam()).text; }

  /// The one mail that arrived; an empty one after a failure.
  ReceivedMail send(const Mail& mail, const Composer& composer, std::size_t packets = 4,
                    std::size_t packet_bytes = 1460) {
    Sender sender{packets, packet_bytes};
    const Sent sent = sender.send(server_at(address(), server_.port()), mail, composer);
    EXPECT_EQ(sent.outcome, Outcome::Accepted) << name(sent.error.fault) << ' ' << sent.text;
    EXPECT_EQ(sender.pool().taken(), 0U);
    EXPECT_EQ(sender.pool().damaged(), 0U);
    EXPECT_EQ(server_.mails().size(), 1U);
    return server_.mails().empty() ? ReceivedMail{} : server_.mails().front();
  }

  ServerOptions options_{.addresses = {address()}};
  EmbeddedServer server_{options_};
};

TEST_P(ContentOverSockets, ATextArrivesWithItsHeaders) {
  EXPECT_TRUE(arrived(send(mail_of(text()), text_mail).content, text()));
}

TEST_P(ContentOverSockets, AMessageArrivesAsItIs) {
  EXPECT_EQ(send(raw_mail_of(text()), raw_mail).content, as_raw(text()));
}

TEST_P(ContentOverSockets, ATextFromASourceArrives) {
  TextSource source{text()};
  EXPECT_TRUE(arrived(send(mail_of(source), text_mail).content, text()));
}

TEST_P(ContentOverSockets, TwoPacketsOf128OctetsAreEnough) {
  EXPECT_EQ(send(raw_mail_of(text()), raw_mail, 2, 128).content, as_raw(text()));
}

std::string name_of(const testing::TestParamInfo<Parameters>& info) {
  const std::string_view address = std::get<0>(info.param);
  return (address == "::1" ? "Ipv6" : "Ipv4") + std::string{std::get<1>(info.param).name};
}

INSTANTIATE_TEST_SUITE_P(Every, ContentOverSockets,
                         testing::Combine(testing::Values("127.0.0.1", "::1"),
                                          testing::ValuesIn(bodies())),
                         name_of);

TEST(ContentWithout8Bitmime, AnEightBitTextArrivesAllTheSame) {
  EmbeddedServer server{{.capabilities = {"PIPELINING"}}};
  Sender sender;
  const std::string text = "Grüße: ü€😀\n";
  const Sent sent = sender.send(server_at("127.0.0.1", server.port()), mail_of(text));
  ASSERT_EQ(sent.outcome, Outcome::Accepted) << sent.text;
  EXPECT_TRUE(arrived(server.mails().at(0).content, text));
}

TEST(ContentWithout8Bitmime, AnEightBitMessageIsRejectedHere) {
  EmbeddedServer server{{.capabilities = {"PIPELINING"}}};
  Sender sender;
  const Sent sent =
      sender.send(server_at("127.0.0.1", server.port()), raw_mail_of("Grüße"), raw_mail);
  EXPECT_EQ(sent.outcome, Outcome::Rejected);
  EXPECT_EQ(sent.error.fault, Fault::InvalidContent);
  EXPECT_TRUE(server.mails().empty());
}

}  // namespace
}  // namespace postino::test
