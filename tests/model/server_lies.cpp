// SPDX-License-Identifier: MIT
// What a liar says, and what it hears all the same.
#include <algorithm>
#include <cstring>
#include <string>

#include "model/server.hpp"

namespace postino::model {
namespace {

using namespace std::string_view_literals;

constexpr std::uint16_t codes[] = {200, 220, 221, 235, 250, 250, 250, 251, 299, 334, 354, 354,
                                   355, 421, 450, 452, 500, 501, 504, 530, 535, 552, 554, 599};
/// Nothing of what was asked for is granted.
constexpr std::uint16_t refused = 599;

/// "%" stands for the code. The first two are replies.
constexpr std::string_view shapes[] = {
    "%\r\n"sv,         "% ok\n"sv,           "%ok\r\n"sv,    "%5 ok\r\n"sv,   "ok\r\n"sv,
    "\r\n"sv,          "%-a\r\n599 b\r\n"sv, "% a\0b\r\n"sv, "% a\rb\r\n"sv,  "% never"sv,
    "%-goes on\r\n"sv, "199 a\r\n"sv,        "650 a\r\n"sv,  " % ok\r\n"sv,   "+OK\r\n"sv,
    "%-a\r\n%b\r\n"sv, "% \xff\xfe\r\n"sv,   "% ok\r"sv,     "2 5 0 a\r\n"sv, "%-a\r\n250\r\n"sv};
constexpr unsigned short_shapes = std::size(shapes);
constexpr unsigned good_shapes = 2;
/// One line too long, too many lines, too many octets.
constexpr unsigned long_shapes = 3;

constexpr std::string_view injections[] = {
    "250 2.0.0 taken\r\n",
    "250-mail.example\r\n250-AUTH PLAIN LOGIN\r\n250 HELP\r\n",
    "2",
    "\r\n",
    "354 go on\r\n",
    "235 welcome\r\n",
    "RSET\r\n",
    "220 again\r\n"};

constexpr std::string_view challenges[] = {"!no base64!", "",     "=", "====", "QUI",
                                           "\x01\x02",    "e30=", "*", "eyJ9", "cj1h"};

std::string digits_of(std::uint16_t code) { return std::to_string(code); }

std::string shaped(std::string_view shape, std::uint16_t code) {
  std::string all;
  for (const char octet : shape) all += octet == '%' ? digits_of(code) : std::string{octet};
  return all;
}

/// Any more of it is too much.
std::string too_long(unsigned variant, std::uint16_t code) {
  const std::string begin = digits_of(code);
  if (variant == 0) return begin + ' ' + std::string(13000, 'x') + "\r\n";
  std::string all;
  const std::size_t lines = variant == 1 ? 600 : 90;
  for (std::size_t i = 0; i < lines; ++i) {
    all += begin + '-' + std::string(variant == 1 ? 1 : 400, 'y') + "\r\n";
  }
  return all + begin + " ok\r\n";
}

}  // namespace

/// A fault of the client where the server is honest.
void Server::misuse(const char* what) {
  if (!lying_) truth_->fail(what);
}

void Server::note(std::uint8_t owner, Phase phase, std::uint8_t number) {
  // LMTP: the end is one, however many replies it has.
  const bool end = phase == Phase::EndOfData && script_->settings.lmtp;
  if (end && !truth_->items.empty() && truth_->items.back().phase == phase) return;
  const auto connection = static_cast<std::uint16_t>(truth_->connections - 1);
  truth_->items.push_back({owner, phase, number, connection, wire_->known()});
}

const Lie* Server::planned_lie(std::uint8_t owner, Phase phase, std::uint8_t number) const {
  if (!lying_ || owner >= script_->messages) return nullptr;
  const Message& message = script_->message[owner];
  for (std::uint8_t i = 0; i < message.lies; ++i) {
    const Lie& lie = message.lie[i];
    const bool here = lie.phase == phase && lie.number == number;
    if (here && ((unsigned{lied_[owner]} >> i) & 1U) == 0) return &lie;
  }
  return nullptr;
}

/// Says it in place of `code`; returns what the client has to think.
std::uint16_t Server::tell(const Lie& lie, std::uint8_t owner, std::uint16_t code, Millis due) {
  const auto index = static_cast<unsigned>(&lie - script_->message[owner].lie);
  lied_[owner] = static_cast<std::uint8_t>(unsigned{lied_[owner]} | 1U << index);
  const bool keeps_words = lie.what == Falsehood::Ahead || lie.what == Falsehood::Twice ||
                           lie.what == Falsehood::Injection || lie.what == Falsehood::Offer;
  // The proof does not come to the client.
  if (code == 334 && !keeps_words) authentic_ = false;
  switch (lie.what) {
    case Falsehood::Shape:
      return say_oddly(lie.variant, code, due);
    case Falsehood::Withheld:
      return code;
    case Falsehood::Echo:
      echo(lie.variant, code, due);
      return code;
    case Falsehood::Challenge:
    case Falsehood::Proof:
      return challenge_oddly(lie.variant, due);
    case Falsehood::Code:
      code = codes[lie.variant % std::size(codes)];
      break;
    case Falsehood::Offer:
      tell_offer(lie.variant);
      break;
    default:
      break;
  }
  say(owner, lie.phase, lie.number, code, true, due);
  if (keeps_words && lie.what != Falsehood::Offer) say_more(lie.variant, due);
  skips_ = lie.what == Falsehood::Ahead;
  return code;
}

/// All, or nothing.
void Server::tell_offer(unsigned variant) {
  const bool all = variant % 2 == 0;
  offer_ = {.pipelining = all,
            .chunking = all,
            .binary = all,
            .eight_bit = all,
            .starttls = all,
            .auth = all,
            .size = all,
            .size_limit = variant % 3 * 49999};
}

std::uint16_t Server::say_oddly(unsigned variant, std::uint16_t code, Millis due) {
  variant %= short_shapes + long_shapes;
  const bool is_short = variant < short_shapes;
  wire_->say(is_short ? shaped(shapes[variant], code) : too_long(variant - short_shapes, code),
             due);
  return variant < good_shapes ? code : refused;
}

/// A reply that nobody asked for, or a part of one.
void Server::say_more(unsigned variant, Millis due) {
  constexpr auto fixed = static_cast<unsigned>(std::size(injections));
  const unsigned which = variant % (fixed + static_cast<unsigned>(std::size(codes)));
  if (which < fixed) return wire_->say(injections[which], due);
  wording_.write(script_->offer.words, variant, codes[which - fixed]);
  wire_->say({wording_.octets, wording_.size}, due);
}

/// What it knows of the login, in its words.
void Server::echo(unsigned variant, std::uint16_t code, Millis due) {
  const std::string_view line{auth_line_, auth_line_size_};
  const std::string_view said[] = {line, password, token, line.substr(line.size() / 4)};
  std::string octets = digits_of(code) + " no user ";
  octets += said[variant % std::size(said)];
  octets += variant % 3 == 0 ? "\r\n" : " here\r\n";
  wire_->say(octets, due);
}

/// In place of whatever was due in an exchange.
std::uint16_t Server::challenge_oddly(unsigned variant, Millis due) {
  endless_ = variant % 4 == 0;
  std::string octets = "334 ";
  octets += variant % 5 == 0 ? std::string(3000, 'A') : challenges[variant % std::size(challenges)];
  wire_->say(octets + "\r\n", due);
  return 334;
}

/// Whether it is a command of the client's that can follow DATA, octet for octet.
bool Server::is_ours(std::string_view line) {
  if (!line.ends_with("\r\n")) return false;
  line.remove_suffix(2);
  if (line == "QUIT" || line == "RSET") return true;
  return line.starts_with("MAIL FROM:<m") && line.find("@client.example>") == 13;
}

/// After DATA, whatever was said to it: whether what came is no command, and so content.
bool Server::begins_content(bool whole_line) {
  if (!after_data_ || (!whole_line && line_size_ < line_room / 2)) return false;
  after_data_ = false;
  if (is_ours({line_, line_size_})) return false;
  mode_ = Mode::Content;
  note(last_, Phase::Content, 0);
  static_cast<void>(hear_content({line_, std::exchange(line_size_, 0)}));
  return true;
}

}  // namespace postino::model
