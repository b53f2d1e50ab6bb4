// SPDX-License-Identifier: MIT
#include "fuzz/support/choices.hpp"

#include "postino/external.hpp"
#include "postino/oauth.hpp"

namespace postino::test {
namespace {

constexpr const Mechanism* bearer[] = {&sasl::oauth_bearer};
constexpr const Mechanism* older_bearer[] = {&sasl::xoauth2};
constexpr const Mechanism* external[] = {&sasl::external};

}  // namespace

std::span<const Mechanism* const> Mechanisms::list(std::size_t number) const {
  switch (number) {
    case 0:
      return sasl::passwords;
    case 1:
      return strongest.mechanisms();
    case 2:
      return sha1_;
    case 3:
      return md5_;
    case 4:
      return bearer;
    case 5:
      return older_bearer;
    default:
      return external;
  }
}

Sizes choose_sizes(Input& input) {
  constexpr std::size_t payloads[] = {64, 65, 128, 536, 1460};
  return {.packets = input.ConsumeIntegralInRange<std::size_t>(1, 4),
          .packet_bytes = input.PickValueInArray(payloads),
          .recipients = 3,
          .reply_text = input.ConsumeIntegralInRange<std::size_t>(0, 40)};
}

Server choose_server(Input& input, Security security, const Mechanisms& mechanisms) {
  Server server{.host = "mail.example", .security = security, .ehlo_name = "client.example"};
  server.pipelining = input.ConsumeBool() ? Pipelining::WithinMail : Pipelining::Off;
  if (input.ConsumeBool()) server.keep_open = seconds(10);
  if (!input.ConsumeBool()) return server;
  server.login = Login{.user = "pump", .password = canary_password, .token = canary_token};
  const auto number = input.ConsumeIntegralInRange<std::size_t>(0, Mechanisms::count - 1);
  server.login->mechanisms = mechanisms.list(number);
  server.login->allow_clear_text = security == Security::None;
  return server;
}

Behaviour choose_behaviour(Input& input) {
  Behaviour behaviour{};
  behaviour.stutters = input.ConsumeBool();
  if (input.ConsumeBool()) behaviour.acknowledges_after = Millis{50};
  if (input.ConsumeBool()) behaviour.segment = input.ConsumeIntegralInRange<std::size_t>(1, 64);
  if (input.ConsumeBool()) behaviour.window = input.ConsumeIntegralInRange<std::size_t>(1, 300);
  return behaviour;
}

}  // namespace postino::test
