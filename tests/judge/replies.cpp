// SPDX-License-Identifier: MIT
#include "judge/replies.hpp"

namespace postino::test {
namespace {

constexpr std::string_view offer =
    "250-mail.example\r\n250-PIPELINING\r\n250-CHUNKING\r\n250-STARTTLS\r\n"
    "250 AUTH PLAIN LOGIN\r\n";

std::uint16_t positive(Phase command, std::size_t place) {
  switch (command) {
    case Phase::Greeting:
    case Phase::StartTls:
      return 220;
    case Phase::Ehlo:
    case Phase::Helo:
    case Phase::Rset:
      return 250;
    case Phase::Auth:
    case Phase::AuthResponse:
      return 235;
    case Phase::Data:
      return 354;
    case Phase::Quit:
      return 221;
    default:
      return static_cast<std::uint16_t>(260 + place % 40);
  }
}

std::uint16_t code_of(Phase command, Word word, std::size_t place) {
  switch (word) {
    case Word::Yes:
      return positive(command, place);
    case Word::Later:
      return static_cast<std::uint16_t>(460 + place % 40);
    case Word::No:
      return static_cast<std::uint16_t>(560 + place % 40);
    case Word::Closing:
      return 421;
    case Word::Syntax:
      return 501;
    case Word::Form:
      return 504;
    case Word::Full:
      return 552;
    case Word::Challenge:
      return 334;
  }
  return 0;
}

/// Every other one has two lines.
ReplyText reply_of(Phase command, std::uint16_t code, std::size_t place) {
  const std::string number = std::to_string(code);
  const auto status_class = static_cast<std::uint8_t>(code / 100);
  ReplyText reply{.answer = {.to = command, .code = code}};
  std::string enhanced;
  if (status_class != 3) {
    const auto detail = static_cast<std::uint16_t>(place + 1);
    reply.answer.enhanced = {status_class, 7, detail};
    enhanced = std::to_string(status_class) + ".7." + std::to_string(detail) + " ";
  }
  const std::string words = enhanced + "reply " + std::to_string(place);
  reply.answer.words = words;
  reply.octets = number + " " + words + "\r\n";
  if (place % 2 != 0) {
    reply.answer.words = words + "\n" + enhanced + "and more";
    reply.octets = number + "-" + words + "\r\n" + number + " " + enhanced + "and more\r\n";
  }
  return reply;
}

/// To most commands any 2yz is an answer.
std::uint16_t odd_code(Phase command, std::size_t place) {
  const bool one_code =
      command == Phase::Data || command == Phase::Auth || command == Phase::AuthResponse;
  return one_code && place % 2 == 0 ? 266 : 366;
}

}  // namespace

ReplyText reply_to(Phase command, Word word, std::size_t place) {
  if (word == Word::Challenge) {
    return {.answer = {.to = command, .code = 334}, .octets = "334 \r\n"};
  }
  if (command == Phase::Ehlo && word == Word::Yes) {
    return {.answer = {.to = command, .code = 250}, .octets = std::string{offer}};
  }
  return reply_of(command, code_of(command, word, place), place);
}

Interruption instead_of_reply(Phase command, Break breaks, std::size_t place) {
  Interruption all{.answer = {.to = command, .absence = Fault::ConnectionLost}};
  switch (breaks) {
    case Break::Close:
      all.closes = true;
      break;
    case Break::Reset:
      all.cuts = true;
      break;
    case Break::Silence:
      all.answer.absence = Fault::Timeout;
      break;
    case Break::Half:
      all.octets = reply_to(command, Word::Yes, 71).octets;
      all.octets.pop_back();
      all.answer.begun = true;
      all.closes = true;
      break;
    case Break::Garbage:
      all.answer.absence = Fault::MalformedReply;
      all.octets = "What?\r\n";
      break;
    case Break::Odd: {
      const ReplyText odd = reply_of(command, odd_code(command, place), 72);
      all = {.answer = odd.answer, .octets = odd.octets};
      all.answer.absence = Fault::UnexpectedReply;
      break;
    }
    case Break::Abort:
      all.answer.absence = Fault::Aborted;
      all.cuts = true;
      break;
    case Break::Unasked:
    case Break::Amid:
      break;
  }
  return all;
}

}  // namespace postino::test
