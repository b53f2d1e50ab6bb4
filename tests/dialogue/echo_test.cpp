// SPDX-License-Identifier: MIT
// A server may echo what it was told in any reply of its, also long after AUTH: no report shows it.
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "dialogue/scram_bench.hpp"
#include "support/base64.hpp"
#include "support/secrets.hpp"
#include "support/settings.hpp"
#include "support/subject.hpp"

namespace postino::test {
namespace {

using std::string;

const string password = "kqZ7wvJX0918Qz";
const string plain_message = base64(string("\0pump\0", 6) + password);
const string echo = "a <" + password + "> b " + plain_message;
const string hidden = "a *** b ***";

/// Over each named client, by PLAIN.
class Echo : public ::testing::TestWithParam<Subject> {
 protected:
  [[nodiscard]] std::unique_ptr<AnyBench> fresh(const Sizes& sizes = {}) const {
    std::unique_ptr<AnyBench> made = GetParam().make(sizes);
    if (!GetParam().features.in_clear) made->relay.security = Security::Tls;
    made->relay.login = Login{
        .user = "pump", .password = password, .mechanisms = plain_only, .allow_clear_text = true};
    return made;
  }
  /// The script up to the reply to the login.
  ScriptedServer& hears_login(AnyBench& at) const {
    if (!GetParam().features.in_clear) at.server.starts_tls();
    at.server.greets_and_offers({"AUTH PLAIN"});
    if (GetParam().features.mechanisms) return at.server.hears("AUTH PLAIN " + plain_message);
    return at.server.hears("AUTH PLAIN").says("334 ").hears(plain_message);
  }
  ScriptedServer& logs_in(AnyBench& at) const { return hears_login(at).says("235 ok"); }
};

INSTANTIATE_TEST_SUITE_P(Each, Echo,
                         ::testing::Values(subject<Client>("Client"),
                                           subject<SmallClient>("SmallClient"),
                                           subject<SmallTlsClient>("SmallTlsClient")),
                         [](const auto& test) { return string{test.param.name}; });

TEST_P(Echo, K25_InTheReplyToTheLogin) {
  const auto one = fresh();
  hears_login(*one).says({"535-" + echo, "535 5.7.8 no"}).parts();
  EXPECT_EQ(one->send().text, hidden + "\n5.7.8 no");
}

TEST_P(Echo, K26_InTheReplyToMail) {
  const auto one = fresh();
  logs_in(*one).hears("MAIL {}").says("550 " + echo).parts();
  EXPECT_EQ(one->send().text, hidden);
}

TEST_P(Echo, K26_InTheReplyToRcpt) {
  const auto one = fresh();
  logs_in(*one).hears("MAIL {}").says("250 ok").hears("RCPT {}").says("550 " + echo).parts();
  EXPECT_EQ(one->send().text, hidden);
}

TEST_P(Echo, K26_InTheReplyToTheEnd) {
  for (const string code : {"250", "451", "554"}) {
    const auto one = fresh();
    logs_in(*one).takes_envelope().hears_mail().says({code + "-" + echo, code + " " + echo});
    one->server.parts();
    EXPECT_EQ(one->send().text, hidden + "\n" + hidden);
  }
}

TEST_P(Echo, K26_InOneThatNobodyAskedFor) {
  const auto one = fresh();
  logs_in(*one).takes_envelope().sends("421 " + echo + "\r\n").closes();
  EXPECT_EQ(one->send().text, hidden);
}

TEST_P(Echo, K26_WhereverItIsCutByTheRoomThereIs) {
  for (std::size_t room = 1; room != echo.size() + 2; ++room) {
    const auto one = fresh({.reply_text = room});
    logs_in(*one).takes_envelope().hears_mail().says("554 " + echo).parts();
    const Sent sent = one->send();
    EXPECT_EQ(sent.text.find('k'), string::npos) << sent.text;
    EXPECT_EQ(sent.text.find(plain_message.substr(0, 2)), string::npos) << sent.text;
  }
}

TEST_P(Echo, K26_OctetByOctet) {
  const auto one = fresh();
  one->wire.behaviour.segment = 1;
  logs_in(*one).takes_envelope().hears_mail().says("554 " + echo).parts();
  EXPECT_EQ(one->send().text, hidden);
}

TEST_P(Echo, K26_ASecretOfThreeOctetsLeavesNoWords) {
  const auto one = fresh();
  one->relay.login->password = "abc";
  if (!GetParam().features.in_clear) one->server.starts_tls();
  one->server.greets_and_offers({"AUTH PLAIN"});
  if (!GetParam().features.mechanisms) one->server.hears("AUTH PLAIN").says("334 ");
  one->server.hears(GetParam().features.mechanisms ? "AUTH PLAIN {}" : "{}").says("235 ok");
  one->server.hears("MAIL {}").says("550 no").parts();
  const Sent sent = one->send();
  EXPECT_EQ(sent.what(), "Rejected: NegativeReply 550");
  EXPECT_EQ(sent.text, "");
}

TEST(EchoOfAnotherMechanism, K26_IsHiddenToo) {
  ScramBench scrams;
  const Mechanism* const list[] = {&scrams.scram, &sasl::plain};
  scrams.uses(list);
  scrams.bench.relay.login->password = password;
  scrams.peer.password = password;
  scrams.peer.gs2_header = "n,,";
  scrams.accepts("AUTH SCRAM-SHA-256 PLAIN").says("235 ok").hears("MAIL {}").says("550 " + echo);
  scrams.bench.server.parts();
  EXPECT_EQ(scrams.bench.send().text, hidden);
}

TEST(EchoOfAnotherMechanism, K25_IsHiddenAsLongAsItsExchangeIsUnderWay) {
  ScramBench scrams;
  scrams.proves().says("535 no " + base64(scrams.peer.client_final())).parts();
  EXPECT_EQ(scrams.bench.send().text, "no ***");
}

TEST(EchoInATrace, K26_IsHiddenInEveryLine) {
  Bench bench{{}, Bench::Trace::On};
  bench.relay.login = Login{.user = "pump", .password = password, .allow_clear_text = true};
  bench.server.greets_and_offers({"AUTH PLAIN"})
      .hears("AUTH PLAIN {}")
      .says("235 " + echo)
      .hears("MAIL {}")
      .says({"550-" + echo, "550 " + echo})
      .hears("QUIT")
      .says("221 " + echo)
      .closes();
  EXPECT_EQ(bench.send().what(), "Rejected: NegativeReply 550");
  bench.rest();
  string all;
  for (const string& line : bench.trace.lines) all += line + "\n";
  EXPECT_FALSE(tells(all, password)) << all;
  EXPECT_NE(all.find("< 235 a *** b ***\n"), string::npos) << all;
  EXPECT_NE(all.find("< 550-a *** b ***\n< 550 a *** b ***\n"), string::npos) << all;
  EXPECT_NE(all.find("< 221 \n"), string::npos) << all;
}

}  // namespace
}  // namespace postino::test
