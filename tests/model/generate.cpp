// SPDX-License-Identifier: MIT
// The seed decides; the numbers here say how often.
#include "model/corpus.hpp"
#include "model/prng.hpp"
#include "model/script.hpp"

namespace postino::model {
namespace {

constexpr std::uint16_t packet_sizes[] = {64,  65,  80,  100,  128,  128,
                                          256, 300, 536, 1024, 1460, 1460};
constexpr std::uint8_t message_counts[] = {2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 8};
constexpr std::uint32_t pauses[] = {1, 40, 900, 1500, 5000, 29000, 130000, 320000};
constexpr std::int32_t steps[] = {1000, 15000, 400000, 3700000, -1000, -60000, -3600000, 90000000};

Settings settings_of(Random& random) {
  Settings settings;
  settings.packets = static_cast<std::uint8_t>(random.between(1, 6));
  settings.packet_bytes = random.one_of(packet_sizes);
  constexpr std::uint8_t texts[] = {0, 1, 16, 128, 128, 255};
  settings.reply_text = random.one_of(texts);
  settings.recipients = random.chance(2) ? 2 : max_recipients;
  settings.queue = random.chance(35);
  constexpr Pipelining single[] = {Pipelining::Off, Pipelining::WithinMail, Pipelining::WithinMail};
  settings.pipelining = random.one_of(single);
  if (settings.queue && random.chance(65)) settings.pipelining = Pipelining::AcrossMails;
  constexpr Extending extending[] = {
      Extending::None,     Extending::None,     Extending::None,
      Extending::Chunking, Extending::Chunking, Extending::Eager,
      Extending::Eager,    Extending::Binary,   Extending::EagerBinary};
  settings.extending = random.one_of(extending);
  settings.lmtp = random.chance(15);
  constexpr Security securities[] = {Security::None,     Security::None, Security::None,
                                     Security::StartTls, Security::Tls,  Security::Opportunistic};
  settings.security = random.one_of(securities);
  if (settings.security != Security::Opportunistic && random.chance(35)) {
    settings.login = static_cast<LoginBy>(random.between(1, 7));
    settings.wrong_password = random.chance(8);
  }
  if (random.chance(60)) settings.keep_open = seconds(random.between(1, 60));
  settings.patience = static_cast<Patience>(random.below(3));
  settings.clock = Millis{static_cast<std::uint32_t>(random.next())};
  if (random.chance(30)) settings.clock = Millis{0U - random.below(60000)};
  return settings;
}

Offer offer_of(Random& random, const Settings& settings) {
  Offer offer;
  offer.pipelining = random.chance(80);
  offer.chunking = random.chance(settings.extending == Extending::None ? 30 : 85);
  offer.binary = offer.chunking && random.chance(70);
  offer.eight_bit = random.chance(90);
  offer.starttls = settings.security == Security::StartTls ? random.chance(96) : random.chance(50);
  offer.auth = settings.login != LoginBy::None ? random.chance(97) : random.chance(50);
  offer.size = random.chance(60);
  constexpr std::uint32_t limits[] = {0, 99999, 99999, 600, 600};
  offer.size_limit = random.one_of(limits);
  offer.wants_all = random.chance(20);
  offer.words = random.next();
  return offer;
}

Network network_of(Random& random) {
  Network network;
  network.segments = random.chance(65)   ? Segments::Replies
                     : random.chance(50) ? Segments::All
                                         : Segments::Octets;
  constexpr std::uint16_t segments[] = {1, 3, 7, 64, 100};
  network.octets = random.one_of(segments);
  constexpr std::uint16_t windows[] = {1, 20, 63, 90, 256, 700, 1460};
  if (random.chance(35)) network.window = random.one_of(windows);
  // One octet at a time is for short conversations.
  if (network.window == 1 && random.chance(90)) network.window = 64;
  constexpr std::uint16_t delays[] = {1, 40, 200, 3000};
  if (random.chance(25)) network.acknowledges_after = random.one_of(delays);
  network.stutters = random.chance(10);
  network.swallows = random.chance(40);
  return network;
}

Content content_of(Random& random) {
  Content content;
  content.composing = random.chance(55)   ? Composing::Raw
                      : random.chance(50) ? Composing::Text
                                          : Composing::Mime;
  constexpr Sort sorts[] = {Sort::Crlf, Sort::Crlf, Sort::Crlf,
                            Sort::Crlf, Sort::Lf,   Sort::EightBit};
  content.sort = random.one_of(sorts);
  if (content.composing == Composing::Raw && random.chance(1)) content.sort = Sort::Nul;
  content.source = random.chance(45);
  const std::uint32_t kind = random.below(100);
  content.size = kind < 70   ? random.below(500)
                 : kind < 97 ? random.below(1600)
                             : random.below(9000);
  if (random.chance(3)) content.size = 0;
  constexpr Announced announced[] = {Announced::Exactly, Announced::Exactly, Announced::Exactly,
                                     Announced::Not,     Announced::Not,     Announced::Not};
  content.announced = random.one_of(announced);
  if (random.chance(5)) {
    content.announced = random.chance(50) ? Announced::TooLong : Announced::TooShort;
  }
  constexpr std::uint16_t pieces[] = {0, 0, 1, 7, 15, 16, 60, 300};
  content.piece = random.one_of(pieces);
  if (content.piece == 1 && content.size > 300) content.piece = 33;
  if (random.chance(35)) content.hesitates = static_cast<std::uint8_t>(random.between(2, 6));
  if (content.source && random.chance(6)) content.fails_at = random.below(content.size + 1);
  content.rewinds = !content.source || !random.chance(2);
  return content;
}

std::uint16_t code_for(Random& random, Phase phase) {
  constexpr std::uint16_t any[] = {421, 450, 451, 452, 550, 552, 554};
  constexpr std::uint16_t to_ehlo[] = {421, 451, 500, 502, 504, 550};
  constexpr std::uint16_t to_login[] = {421, 454, 432, 501, 504, 534, 535, 554};
  constexpr std::uint16_t to_recipient[] = {421, 450, 450, 451, 550, 550, 551, 553};
  switch (phase) {
    case Phase::Ehlo:
    case Phase::Helo:
      return random.one_of(to_ehlo);
    case Phase::Auth:
    case Phase::AuthResponse:
      return random.one_of(to_login);
    case Phase::RcptTo:
      return random.one_of(to_recipient);
    default:
      return random.one_of(any);
  }
}

Answer answer_of(Random& random, std::uint8_t recipients) {
  constexpr Phase where[] = {
      Phase::Greeting, Phase::Ehlo,         Phase::Helo,      Phase::StartTls,
      Phase::Auth,     Phase::AuthResponse, Phase::Rset,      Phase::MailFrom,
      Phase::RcptTo,   Phase::RcptTo,       Phase::Data,      Phase::Chunk,
      Phase::Chunk,    Phase::EndOfData,    Phase::EndOfData, Phase::EndOfData};
  Answer answer;
  answer.phase = random.one_of(where);
  const bool counts = answer.phase == Phase::RcptTo || answer.phase == Phase::EndOfData;
  if (counts && recipients != 0)
    answer.number = static_cast<std::uint8_t>(random.below(recipients));
  if (answer.phase == Phase::EndOfData && random.chance(60)) answer.number = 0;
  if (answer.phase == Phase::Chunk) answer.number = static_cast<std::uint8_t>(random.below(3));
  if (random.chance(70)) answer.code = code_for(random, answer.phase);
  if (random.chance(answer.code != 0 ? 40 : 70)) {
    answer.after = static_cast<After>(random.between(1, 3));
  }
  if (random.chance(30)) answer.pause = random.one_of(pauses);
  return answer;
}

void add(Message& message, const Answer& answer) {
  if (message.answers < max_answers) message.answer[message.answers++] = answer;
}

/// Every recipient is refused.
void refuse_all(Random& random, Message& message) {
  for (std::uint8_t i = 0; i < message.recipients; ++i) {
    add(message, {.phase = Phase::RcptTo, .number = i, .code = code_for(random, Phase::RcptTo)});
  }
}

void trouble(Random& random, Message& message) {
  const std::uint32_t kind = random.below(100);
  if (kind < 55) {
    const std::uint32_t count = random.between(1, 2);
    for (std::uint32_t i = 0; i < count; ++i) {
      add(message, answer_of(random, message.recipients));
    }
  } else if (kind < 62) {
    message.recipients = static_cast<std::uint8_t>(random.between(1, 3));
    refuse_all(random, message);
    if (random.chance(40)) add(message, answer_of(random, 0));
  } else if (kind < 76) {
    message.cut.what = static_cast<After>(random.between(1, 3));
    message.cut.to_client = random.chance(40);
    message.cut.octets = static_cast<std::uint16_t>(
        random.below(random.chance(70) ? 400 : message.content.size + 600));
  } else if (kind < 82) {
    message.early_code = code_for(random, Phase::EndOfData);
    message.early_at = static_cast<std::uint16_t>(random.below(message.content.size + 1));
  } else if (kind < 90) {
    message.abort_at = static_cast<std::uint16_t>(random.between(1, random.chance(60) ? 12 : 60));
  } else if (kind < 95) {
    message.step_at = static_cast<std::uint16_t>(random.between(1, 15));
    message.step = random.one_of(steps);
  } else if (kind < 97) {
    message.connecting = static_cast<Connecting>(random.between(1, 3));
  } else {
    message.handshaking = static_cast<Handshaking>(random.between(1, 3));
  }
}

/// The connection before it ends in order, or is about to.
void hang_up(Random& random, Message& message) {
  message.quits = true;
  if (random.chance(50)) return;
  add(message, {.phase = Phase::Quit, .after = After::Silence, .pause = 3000});
  message.rest = 0;
  message.abort_at = static_cast<std::uint16_t>(random.below(4));
}

Message message_of(Random& random, const Settings& settings) {
  Message message;
  message.content = content_of(random);
  message.recipients = random.chance(60) ? 1 : static_cast<std::uint8_t>(random.between(1, 6));
  if (random.chance(1)) message.recipients = 0;
  if (random.chance(50)) trouble(random, message);
  if (random.chance(8)) trouble(random, message);
  constexpr std::uint32_t rests[] = {1, 300, 5000, 70000};
  if (random.chance(30)) message.rest = random.one_of(rests);
  if (random.chance(settings.queue ? 9 : 3)) hang_up(random, message);
  message.leaves = random.chance(4);
  // Over LMTP the page leaves open whose reply an early one is.
  if (settings.lmtp && message.early_code != 0) message.early_code = 421;
  return message;
}

}  // namespace

Script generate(std::uint64_t seed) {
  Random random{seed * 0x2545f4914f6cdd1dU + 1};
  Script script;
  script.settings = settings_of(random);
  script.offer = offer_of(random, script.settings);
  script.network = network_of(random);
  script.messages = random.one_of(message_counts);
  for (std::uint8_t i = 0; i < script.messages; ++i) {
    script.message[i] = message_of(random, script.settings);
  }
  vary(script, seed);
  return script;
}

}  // namespace postino::model
