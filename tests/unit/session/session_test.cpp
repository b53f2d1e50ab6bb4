// SPDX-License-Identifier: MIT
#include "postino/detail/conversation.hpp"

#include <gtest/gtest.h>

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/machine.hpp"
#include "postino/client.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

using Session = detail::Conversation<detail::all>;
using SessionState = detail::ConversationState<detail::all>;

/// A session that is driven by hand: what is said is read and thrown away.
struct Driven {
  explicit Driven(const Server& to) : server{to} {
    session.set_mail(mail, raw_mail, false);
    session.open(server);
    static_cast<void>(session.begin_mail());
    static_cast<void>(session.stepped());
  }
  /// Says all that may be said, up to `octets` of content.
  void speak(std::size_t octets = 1000) {
    for (int turn = 0; turn < 100 && session.speaking() != Phase::Idle; ++turn) {
      if (session.begins_transaction()) static_cast<void>(session.begin_transaction());
      if (!session.says_content()) {
        static_cast<void>(session.said(Transfer::end()));
        continue;
      }
      std::array<char, 64> into{};
      if (octets < into.size()) return;
      const Transfer pulled = session.pull(into);
      octets -= pulled.count();
      static_cast<void>(session.said(pulled));
    }
  }
  void hear(std::uint16_t code, std::string_view text = "ok\n") {
    session.read(code, text);
    static_cast<void>(session.hear({code, {}}));
  }

  Server server;
  std::string text = "Subject: Pump 3\r\n\r\n" + std::string(600, 'x') + "\r\n";
  Mail mail{.from = {"node7@plant.example"}, .to = three, .text = text};
  std::array<RecipientReport, 4> recipients{};
  Session session{recipients};
};

Server relay() {
  return {.host = "mail.example", .security = Security::None, .ehlo_name = "client.example"};
}

struct Step {
  std::uint16_t code;
  std::string_view text = "ok\n";
};

constexpr Step greeting_reply{220};
constexpr Step ehlo_reply{250, "mail.example\nPIPELINING\nCHUNKING\nSIZE 0\nAUTH PLAIN LOGIN\n"};
constexpr Step envelope_replies[] = {{250}, {250}, {550}, {450}};
constexpr Step login_replies[] = {{334, "VXNlcm5hbWU6\n"}, {334, "UGFzc3dvcmQ6\n"}, {235}};

/// All replies up to the message's content.
std::vector<Step> replies(const Server& server) {
  std::vector<Step> all{greeting_reply, ehlo_reply};
  if (server.login) all.insert(all.end(), std::begin(login_replies), std::end(login_replies));
  all.insert(all.end(), std::begin(envelope_replies), std::end(envelope_replies));
  return all;
}

void go_on(Driven& driven, std::span<const Step> steps) {
  for (const Step& step : steps) {
    driven.hear(step.code, step.text);
    driven.speak(100);
  }
}

TEST(Session, K01_AfterCloseItEqualsANewOne) {
  Server logs_in = relay();
  logs_in.login = Login{
      .user = "pump", .password = "secret", .mechanisms = login_only, .allow_clear_text = true};
  Server chunks = relay();
  chunks.extensions = chunking;
  Server eagerly = relay();
  eagerly.extensions = eager;
  for (const Server& server : {relay(), logs_in, chunks, eagerly}) {
    const std::vector<Step> all = replies(server);
    for (std::size_t steps = 0; steps <= all.size(); ++steps) {
      Driven driven{server};
      go_on(driven, std::span{all}.first(steps));
      EXPECT_NE(driven.session.state(), SessionState{}) << steps;
      driven.session.close();
      EXPECT_EQ(driven.session.state(), SessionState{}) << steps;
    }
  }
}

TEST(Session, K01_TheStepsLeadIntoTheLastChunk) {
  Server chunks = relay();
  chunks.extensions = chunking;
  Driven driven{chunks};
  go_on(driven, replies(chunks));
  EXPECT_EQ(driven.session.state().flight_.speak.phase, Phase::EndOfData);
  EXPECT_TRUE(driven.session.state().carriage_.chunks.in_last);
}

}  // namespace
}  // namespace postino::test
