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

Lie lie_of(Random& random, const Message& message) {
  constexpr Phase where[] = {Phase::Greeting,  Phase::Ehlo,   Phase::Ehlo,      Phase::StartTls,
                             Phase::StartTls,  Phase::Auth,   Phase::Auth,      Phase::AuthResponse,
                             Phase::MailFrom,  Phase::RcptTo, Phase::RcptTo,    Phase::Data,
                             Phase::Data,      Phase::Chunk,  Phase::EndOfData, Phase::EndOfData,
                             Phase::EndOfData, Phase::Rset,   Phase::Helo};
  constexpr Falsehood any[] = {Falsehood::Code,  Falsehood::Code,  Falsehood::Shape,
                               Falsehood::Twice, Falsehood::Ahead, Falsehood::Withheld,
                               Falsehood::Ahead, Falsehood::Echo};
  Lie lie{.what = random.one_of(any), .phase = random.one_of(where)};
  lie.variant = static_cast<std::uint16_t>(random.below(4096));
  const bool counts = lie.phase == Phase::RcptTo || lie.phase == Phase::EndOfData;
  if (counts && message.recipients != 0) {
    lie.number = static_cast<std::uint8_t>(random.below(message.recipients));
  }
  if (lie.phase == Phase::EndOfData && random.chance(70)) lie.number = 0;
  if (lie.phase == Phase::Chunk) lie.number = static_cast<std::uint8_t>(random.below(3));
  if (lie.phase == Phase::Ehlo && random.chance(60)) lie.what = Falsehood::Offer;
  if (lie.phase == Phase::StartTls && random.chance(70)) lie.what = Falsehood::Injection;
  const bool of_login = lie.phase == Phase::Auth || lie.phase == Phase::AuthResponse;
  if (of_login && random.chance(30)) lie.what = Falsehood::Challenge;
  if (of_login && random.chance(40)) lie.what = Falsehood::Echo;
  return lie;
}

/// All messages but the last one go to a liar.
void add_lies(Random& random, Script& script) {
  for (std::uint8_t i = 0; i + 1 < script.messages; ++i) {
    Message& message = script.message[i];
    message.lying = true;
    if (random.chance(60)) message.answers = 0;
    if (random.chance(60)) message.cut = {};
    if (random.chance(80)) message.abort_at = message.step_at = 0;
    const std::uint32_t count = random.between(0, max_lies);
    for (std::uint32_t j = 0; j < count; ++j) {
      message.lie[message.lies++] = lie_of(random, message);
    }
    if (random.chance(12)) {
      constexpr std::uint16_t codes[] = {250, 250, 354, 334, 421, 451, 552, 221};
      message.early_code = random.one_of(codes);
      message.early_at = static_cast<std::uint16_t>(random.below(message.content.size + 1));
    }
    if (script.settings.login == LoginBy::Scram && random.chance(70)) {
      message.lies = 1;
      message.lie[0] = {.what = Falsehood::Proof,
                        .phase = Phase::AuthResponse,
                        .number = proof_lie,
                        .variant = static_cast<std::uint16_t>(random.below(4096))};
    }
  }
}

/// Of ports/mbedtls; what a client of a packet does not have is one for the record.
void put_under_tls(Random& random, Script& script) {
  Settings& settings = script.settings;
  if (settings.who == Who::SmallClient) settings.who = Who::SmallTlsClient;
  settings.channel = random.chance(50) ? Channel::Tls12 : Channel::Tls13;
  settings.packets = static_cast<std::uint8_t>(random.between(2, 6));
  settings.security = random.chance(50) ? Security::StartTls : Security::Tls;
  script.offer.starttls = random.chance(97);
  if (script.network.octets < 7) script.network.octets = 64;
  if (script.network.window != 0 && script.network.window < 63) script.network.window = 63;
  for (std::uint8_t i = 0; i < script.messages; ++i) {
    Cut& cut = script.message[i].cut;
    // A 421 in a record that has not come to its end may come to be the reply to what is said next.
    if (script.network.segments == Segments::Octets) script.message[i].leaves = false;
    if (random.chance(50)) cut.octets = static_cast<std::uint16_t>(cut.octets + random.below(2500));
    if (random.chance(4)) script.message[i].handshaking = static_cast<Handshaking>(random.below(4));
  }
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
    case Kind::Lying:
      if (random.chance(30)) make_small(random, script);
      add_lies(random, script);
      break;
    case Kind::Tls:
      if (random.chance(25)) make_small(random, script);
      put_under_tls(random, script);
      break;
    default:
      break;
  }
  return script;
}

}  // namespace postino::model
