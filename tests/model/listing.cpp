// SPDX-License-Identifier: MIT
#include "model/listing.hpp"

#include <cstdio>
#include <string>

#include "model/reach.hpp"

namespace postino::model {
namespace {

template <class Value>
unsigned number(Value value) {
  return static_cast<unsigned>(value);
}

constexpr const char* pipelinings[] = {"within", "off", "across"};
constexpr const char* extendings[] = {"none", "chunking", "eager", "chunking+binary",
                                      "eager+binary"};
constexpr const char* securities[] = {"STARTTLS", "TLS", "opportunistic", "none"};
constexpr const char* logins[] = {"none",        "PLAIN",   "LOGIN",    "CRAM-MD5",      "SCRAM",
                                  "OAUTHBEARER", "XOAUTH2", "EXTERNAL", "PLAIN or LOGIN"};
constexpr const char* whos[] = {"client", "SmallClient", "SmallTlsClient"};
constexpr const char* channels[] = {"", " over TLS 1.2", " over TLS 1.3"};
constexpr const char* lies[falsehoods] = {
    "another code", "an odd shape", "twice",        "ahead",       "withheld",
    "an echo",      "the offer",    "an injection", "a challenge", "the proof"};
constexpr const char* patiences[] = {"default", "netx", "short"};
constexpr const char* afters[] = {"", ", close", ", reset", ", silence"};
constexpr const char* composings[] = {"raw", "text", "MIME"};
constexpr const char* sorts[] = {"CRLF", "LF", "8-bit", "NUL"};
constexpr const char* announceds[] = {"exactly", "not", "3 too many", "3 too few"};
constexpr const char* connectings[] = {"", " connects slowly,", " host not found,",
                                       " connect fails,"};
constexpr const char* handshakings[] = {"", " handshakes slowly,", " closes in the handshake,",
                                        " handshake fails,"};

void print(const Settings& settings) {
  std::printf("%s%s: %u packets of %u, reply text %u, room for %u recipients, pipelining %s, %s",
              whos[number(settings.who)], channels[number(settings.channel)], settings.packets,
              settings.packet_bytes, settings.reply_text, settings.recipients,
              pipelinings[number(settings.pipelining)], extendings[number(settings.extending)]);
  std::printf(", %s, %s, security %s, login %s%s", settings.lmtp ? "LMTP" : "SMTP",
              settings.queue ? "queue" : "single", securities[number(settings.security)],
              logins[number(settings.login)], settings.wrong_password ? " (wrong)" : "");
  std::printf(", keep open %u ms, timeouts %s, clock %u\n", settings.keep_open.value,
              patiences[number(settings.patience)], settings.clock.value);
}

void print(const Offer& offer) {
  std::printf("server:%s%s%s%s%s%s", offer.pipelining ? " PIPELINING" : "",
              offer.chunking ? " CHUNKING" : "", offer.binary ? " BINARYMIME" : "",
              offer.eight_bit ? " 8BITMIME" : "", offer.starttls ? " STARTTLS" : "",
              offer.auth ? " AUTH" : "");
  if (offer.size) std::printf(" SIZE %u", offer.size_limit);
  std::printf("%s\n", offer.wants_all ? ", 354 for nobody" : "");
}

void print(const Network& network) {
  constexpr const char* segments[] = {"reply by reply", "all at once", "in pieces of"};
  std::printf("wire: %s", segments[number(network.segments)]);
  if (network.segments == Segments::Octets) std::printf(" %u", network.octets);
  if (network.window != 0) std::printf(", window %u", network.window);
  if (network.acknowledges_after != 0) {
    std::printf(", acknowledges after %u ms", network.acknowledges_after);
  }
  std::printf("%s%s\n", network.stutters ? ", stutters" : "", network.swallows ? ", swallows" : "");
}

void print(const Content& content) {
  std::printf("%s, %s, %u octets", composings[number(content.composing)],
              sorts[number(content.sort)], content.size);
  if (!content.source) return;
  std::printf(" from a Source, announced %s, pieces of %u, pending each %u",
              announceds[number(content.announced)], content.piece, content.hesitates);
  if (content.fails_at != never) std::printf(", fails at %u", content.fails_at);
  if (!content.rewinds) std::printf(", does not rewind");
}

void print(const Answer& answer) {
  const std::string_view phase = name(answer.phase);
  std::printf("    to %.*s %u: ", static_cast<int>(phase.size()), phase.data(), answer.number);
  if (answer.code != 0) std::printf("%u", answer.code);
  if (answer.code == 0) std::printf("as usual");
  if (answer.pause != 0) std::printf(", after %u ms", answer.pause);
  std::printf("%s\n", afters[number(answer.after)]);
}

void print(const Message& message, unsigned index) {
  std::printf("message %u: %u recipients, ", index, message.recipients);
  print(message.content);
  std::printf("%s%s%s%s", connectings[number(message.connecting)],
              handshakings[number(message.handshaking)], message.quits ? ", quit() before" : "",
              message.leaves ? ", 421 before" : "");
  if (message.rest != 0) std::printf(", after %u ms", message.rest);
  if (message.lying) std::printf(", to a liar");
  std::printf("\n");
  for (std::uint8_t i = 0; i < message.answers; ++i) print(message.answer[i]);
  for (std::uint8_t i = 0; i < message.addresses && message.addresses != 1; ++i) {
    std::printf("    address %u %s\n", i, name(message.address[i]));
  }
  for (std::uint8_t i = 0; i < message.lies; ++i) {
    const std::string_view phase = name(message.lie[i].phase);
    std::printf("    lie to %.*s %u: %s, number %u\n", static_cast<int>(phase.size()), phase.data(),
                message.lie[i].number, lies[number(message.lie[i].what)], message.lie[i].variant);
  }
  if (message.cut.what != After::GoOn) {
    std::printf("    %s octet %u%s\n", message.cut.to_client ? "to the client" : "to the server",
                message.cut.octets, afters[number(message.cut.what)]);
  }
  if (message.early_code != 0) {
    std::printf("    %u at octet %u of the content\n", message.early_code, message.early_at);
  }
  if (message.abort_at != 0) std::printf("    abort() before poll %u\n", message.abort_at);
  if (message.step_at != 0) {
    std::printf("    clock steps by %d ms before poll %u\n", message.step, message.step_at);
  }
}

}  // namespace

void print(const Script& script) {
  print(script.settings);
  print(script.offer);
  print(script.network);
  for (unsigned i = 0; i < script.messages; ++i) print(script.message[i], i);
}

}  // namespace postino::model
