// SPDX-License-Identifier: MIT
#include "leak/configuration.hpp"

#include "postino/chunking.hpp"
#include "support/settings.hpp"

namespace postino::test {
namespace {

constexpr const Extension* binary_list[] = {&extension::chunking, &extension::binary_mime};
constexpr Extensions binary{binary_list};

constexpr std::string_view pipelined = "PIPELINING\n";
constexpr std::string_view in_chunks = "CHUNKING\n";
constexpr std::string_view both = "PIPELINING\nCHUNKING\n";
constexpr std::string_view all = "PIPELINING\nCHUNKING\nBINARYMIME\n8BITMIME\nSIZE\n";
constexpr std::string_view secure = "PIPELINING\nSTARTTLS\nAUTH PLAIN LOGIN\n";

constexpr Configuration list[] = {
    {.name = "DATA", .offer = pipelined},
    {.name = "DATA, lock step"},
    {.name = "DATA, Source", .offer = pipelined, .first = From::UnknownSource},
    {.name = "BDAT", .offer = both, .extensions = chunking},
    {.name = "BDAT, lock step", .offer = in_chunks, .extensions = chunking},
    {.name = "BDAT, Source", .offer = both, .extensions = chunking, .first = From::KnownSource},
    {.name = "BDAT in chunks", .offer = both, .extensions = chunking, .first = From::UnknownSource},
    {.name = "BDAT, binary", .offer = all, .extensions = binary, .attachment = true},
    {.name = "BDAT, binary in chunks",
     .offer = all,
     .extensions = binary,
     .first = From::UnknownSource,
     .attachment = true},
    {.name = "eager", .offer = both, .extensions = eager},
    {.name = "eager, lock step", .offer = in_chunks, .extensions = eager},
    {.name = "eager in chunks", .offer = both, .extensions = eager, .first = From::UnknownSource},
    {.name = "LMTP", .offer = pipelined, .lmtp = true},
    {.name = "LMTP, BDAT", .offer = both, .extensions = chunking, .lmtp = true},
    {.name = "LMTP, BDAT in chunks",
     .offer = both,
     .extensions = chunking,
     .first = From::UnknownSource,
     .lmtp = true},
    {.name = "STARTTLS, PLAIN",
     .offer = secure,
     .security = Security::StartTls,
     .mechanism = &sasl::plain},
    {.name = "STARTTLS, LOGIN",
     .offer = secure,
     .security = Security::StartTls,
     .mechanism = &sasl::login},
    {.name = "queue", .offer = pipelined, .queue = true},
    {.name = "queue, BDAT", .offer = both, .extensions = chunking, .queue = true},
    {.name = "queue, eager", .offer = both, .extensions = eager, .queue = true},
};

/// Every line could be taken for a command.
std::string lines(std::string_view command, std::size_t count) {
  std::string text = "Subject: " + std::string{command} + "\r\n\r\n";
  for (std::size_t i = 0; i < count; ++i) {
    text.append(command).append(" ").append(std::to_string(i)).append(" of the content\r\n");
  }
  return text;
}

}  // namespace

std::span<const Configuration> configurations() { return list; }

Letter letter(const Configuration& configuration, std::size_t number) {
  const std::span<const Recipient> everybody{three};
  if (number == 0) return {lines("MAIL FROM:<>", 13), configuration.first, everybody.first(2)};
  if (number == 1) return {lines("NOOP", 14), From::View, everybody.last(1)};
  return {lines("RSET", 12), From::UnknownSource, everybody};
}

}  // namespace postino::test
