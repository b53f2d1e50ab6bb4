// SPDX-License-Identifier: MIT
// What is different in the kinds, from numbers of their own: all else is as an honest conversation
// of that number has it.
#include "model/kinds.hpp"
#include "model/prng.hpp"

namespace postino::model {
namespace {

/// The class of the client that lacks most, and what goes with it; some ask for what it lacks.
void make_small(Random& random, Script& script) {
  Settings& settings = script.settings;
  settings.who = random.chance(50) ? Who::SmallClient : Who::SmallTlsClient;
  settings.queue = false;
  if (!random.chance(1)) settings.extending = Extending::None;
  if (!random.chance(5)) settings.lmtp = false;
  const bool tls = settings.who == Who::SmallTlsClient;
  const bool odd = random.chance(2);
  const Security secure = random.chance(60) ? Security::StartTls : Security::Tls;
  if (tls != odd) {
    settings.security = secure;
  } else if (!tls || random.chance(50)) {
    settings.security = Security::None;
  }
  constexpr LoginBy logins[] = {LoginBy::Plain, LoginBy::Login, LoginBy::PlainOrLogin};
  const bool kept = random.chance(3);
  if (settings.login != LoginBy::None && !kept) settings.login = random.one_of(logins);
  script.offer.starttls = tls ? random.chance(96) : random.chance(50);
  if (settings.login != LoginBy::None) script.offer.auth = random.chance(97);
  if (settings.login != LoginBy::PlainOrLogin) return;
  for (std::uint8_t i = 0; i < script.messages; ++i) {
    Message& message = script.message[i];
    if (!random.chance(15) || message.answers == max_answers) continue;
    message.answer[message.answers++] = {.phase = Phase::Auth, .code = 504};
  }
}

/// One to four of each message, most of no use where there are several.
void add_addresses(Random& random, Script& script) {
  for (std::uint8_t i = 0; i < script.messages; ++i) {
    Message& message = script.message[i];
    if (random.chance(25)) continue;
    message.addresses = static_cast<std::uint8_t>(random.between(1, max_addresses));
    const bool all = random.chance(20);
    for (std::uint8_t a = 0; a < message.addresses; ++a) {
      if (!all && random.chance(a + 1 == message.addresses ? 80 : 25)) continue;
      message.address[a] = static_cast<Address>(random.between(1, address_kinds - 1));
    }
  }
  if (random.chance(60)) script.settings.keep_open = {};
}

}  // namespace

Script generate(Seed seed) {
  Script script = generate(seed.number);
  Random random{
      (seed.number * kinds + static_cast<std::uint64_t>(seed.kind)) * 0x9e3779b97f4a7c15U + 3};
  switch (seed.kind) {
    case Kind::Small:
      make_small(random, script);
      if (random.chance(10)) add_addresses(random, script);
      break;
    case Kind::Addresses:
      add_addresses(random, script);
      break;
    default:
      break;
  }
  return script;
}

}  // namespace postino::model
