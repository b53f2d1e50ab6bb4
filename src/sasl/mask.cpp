// SPDX-License-Identifier: MIT
#include "sasl/mask.hpp"

#include <cstdint>

#include "base/ascii.hpp"
#include "base/smaller.hpp"
#include "base/wipe.hpp"
#include "codec/base64.hpp"
#include "postino/config.hpp"
#include "sasl/passwords.hpp"

namespace postino::detail {
namespace {

constexpr std::size_t min_secret_size = 4;
/// Digits of base64 in a row that tell something of a secret.
constexpr std::size_t telling = 8;
/// Octets of a message that are looked at together, and how many of them again with the next ones:
/// the digits of both lie in each row that is as long.
constexpr std::size_t octets_at_once = 24;
constexpr std::size_t octets_again = 6;
constexpr std::size_t digits_at_once = octets_at_once / 3 * 4;

/// What ends a word: a blank, or a line's end.
constexpr bool is_blank(char octet) { return octet == ' ' || octet == '\n'; }

/// Whether `text` begins with `size` octets in a row of the octets: any where these are a whole
/// row, else the first ones.
bool holds(const char* octets, std::size_t count, const char* text, std::size_t size,
           std::size_t row) {
  for (; count >= size; ++octets, --count) {
    std::size_t same = 0;
    while (same != size && octets[same] == text[same]) ++same;
    if (same == size) return true;
    if (size != row) return false;
  }
  return false;
}

/// The text, in its room.
class Words {
 public:
  Words(std::span<char> room, std::size_t size) : room_{room}, size_{size} {}

  void hide_secret(const View& secret) {
    const std::size_t size = secret.size();
    if (size == 0) return;
    if (size < min_secret_size) size_ = 0;
    hide(secret.data(), size, size, contains(secret, ' '));
  }
  /// `begins`: with the first one of a line.
  void hide_digits(const char* digits, std::size_t count, bool begins) {
    cut_ = begins && filled_;
    hide(digits, count, telling, false);
  }

  std::size_t wipe_rest() {
    wipe(&room_[size_], room_.size() - size_);
    return size_;
  }

 private:
  void hide(const char* octets, std::size_t count, std::size_t row, bool with_blanks);
  std::size_t strike(std::size_t from, std::size_t to);

  std::span<char> room_;
  std::size_t size_;
  const bool filled_ = size_ == room_.size();
  bool cut_ = filled_;
};

/// Strikes the words that hold `row` of the octets, or end with the first of them where the text
/// was cut. Of what has blanks in it nothing but that.
void Words::hide(const char* octets, std::size_t count, std::size_t row, bool with_blanks) {
  std::size_t begin = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < size_; ++at) {
    if (at >= end) {
      begin = end = at;
      while (end != size_ && (with_blanks || !is_blank(room_[end]))) ++end;
    }
    const bool last = cut_ && end == size_;
    const std::size_t size = last ? smaller(row, end - at) : row;
    if (end - at < size || !holds(octets, count, &room_[at], size, row)) continue;
    if (with_blanks) begin = at, end = at + size;
    at = strike(begin, end) - 1;
    end = 0;
  }
}

/// What lies between the two is "***", as far as there is room; where that ends.
std::size_t Words::strike(std::size_t from, std::size_t to) {
  const std::size_t struck = from + smaller(3, to - from);
  while (from != struck) room_[from++] = '*';
  while (to != size_) room_[from++] = room_[to++];
  size_ = from;
  return struck;
}

}  // namespace

std::size_t mask(std::span<char> room, std::size_t size, const Login& login,
                 const Mechanism* live) {
  Words words{room, size};
  words.hide_secret(login.password);
  words.hide_secret(login.token.view());
  struct {
    char octets[octets_at_once];
    char digits[digits_at_once];
  } some;
  for (const Mechanism* const one : login.mechanisms) {
    // What another one said can be written no more, and shows nothing.
    if (one->strength() != Strength::ShowsSecret && one != live) continue;
    std::size_t skip = 0;
    for (std::uint8_t number = 0; number <= config::max_challenges;) {
      Writer message{some.octets, skip};
      if (!one->write(login, number, message)) break;
      Writer out{some.digits, 0};
      put_base64(out, some.octets, message.written());
      words.hide_digits(some.digits, out.written(), skip == 0);
      skip += octets_at_once - octets_again;
      if (!message.complete()) continue;
      skip = 0;
      ++number;
    }
  }
  wipe(&some, sizeof some);
  return words.wipe_rest();
}

std::size_t mask_passwords(std::span<char> room, std::size_t size, const Login& login) {
  Words words{room, size};
  words.hide_secret(login.password);
  char digits[digits_at_once];
  std::size_t skip = 0;
  for (std::uint8_t line = 0; line != 3;) {
    // PLAIN, and the two lines of LOGIN.
    Writer out{digits, skip};
    write_password(login, line == 0 ? plain_bit : login_bit, line / 2, out);
    words.hide_digits(digits, out.written(), skip == 0);
    skip += digits_at_once - telling;
    if (!out.complete()) continue;
    skip = 0;
    ++line;
  }
  wipe(digits, sizeof digits);
  return words.wipe_rest();
}

}  // namespace postino::detail
