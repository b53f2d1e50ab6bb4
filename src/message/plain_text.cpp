// SPDX-License-Identifier: MIT
// RFC 5322 2.1 and 3.6: headers in ASCII, an empty line, a text; RFC 2045 where it is 8-bit.
// RFC 5321 2.3.8 (CR and LF only together), 4.5.2 (transparency), 4.5.3.1.6 (length of a line).
#include "base/ascii.hpp"
#include "base/count.hpp"
#include "base/utf8.hpp"
#include "message/as_is.hpp"
#include "postino/config.hpp"

namespace postino {
namespace {

/// What Composition::part is on: of an item its name, the blank behind that, and its text; what
/// follows all items; the text; the end of its last line.
enum Step : std::uint8_t { Name, Fold, Words, Importance, Type, End, Body, LastLine, Done };

/// Places in `literals`.
enum Literal : std::uint8_t {
  Nothing,
  From,
  To,
  Cc,
  Comma,
  Blank,
  Subject,
  Empty,
  Line,
  Low,
  High,
  EightBit,
  Count
};

/// Texts of which each begins where the one before ends.
struct Literals {
  consteval explicit Literals(std::string_view all) {
    std::size_t size = 0;
    std::size_t count = 0;
    for (const char octet : all) {
      if (octet == '|') {
        begin[++count] = static_cast<std::uint8_t>(size);
      } else {
        text[size++] = octet;
      }
    }
  }
  [[nodiscard]] std::string_view operator[](unsigned place) const {
    return {text + begin[place], static_cast<std::size_t>(begin[place + 1] - begin[place])};
  }

  char text[180] = {};
  std::uint8_t begin[Count + 1] = {};
};
constexpr Literals literals{
    "|From:|\nTo:|\nCc:|,|\n |\nSubject:|\n\n|\n|\nX-Priority: 5\nImportance: low|"
    "\nX-Priority: 1\nImportance: high|\nMIME-Version: 1.0\nContent-Type: text/plain; "
    "charset=utf-8\nContent-Transfer-Encoding: 8bit|"};

/// The word of the subject that begins at `place`; empty after the last one. Blanks stay with the
/// word after them: no line may hold nothing else (RFC 5322 3.2.2). Those at the end would be lost.
std::string_view word_at(const View& subject, std::size_t place) {
  if (place >= subject.size()) return {};
  const char* const word = subject.data() + place;
  const char* end = word;
  const char* all = subject.data() + subject.size();
  while (all > word && all[-1] == ' ') --all;
  while (end < all && (*end != ' ' || end == word || end[-1] == ' ')) ++end;
  return {word, static_cast<std::size_t>(end - word)};
}

/// What is written of the headers or after the text. A 7-bit text needs no word about itself
/// (RFC 2045 5.2).
std::string_view piece_of(Composition& at) {
  const Mail& mail = *at.mail;
  unsigned literal = Nothing;
  if (at.part <= Words) {
    std::string_view words;
    const std::size_t number = at.item;
    const std::size_t cc = mail.to.size() + 1;
    const std::size_t count = cc + mail.cc.size();
    at.carry[1] = number < count ? '\1' : '\0';
    if (number < count) {
      literal = number == 0 ? From : number == cc ? Cc : number == 1 ? To : Comma;
      words = number == 0 ? mail.from.address : mail.recipient(number - 1).address;
    } else {
      if (number == count) literal = Subject;
      words = word_at(mail.subject, number - count);
      if (words.empty()) {
        at.part = Importance;
        literal = Nothing;
      }
    }
    if (at.part == Words) return words;
    if (at.part == Fold) {
      literal = Blank;
      const std::size_t column = at.column + words.size() + static_cast<std::size_t>(at.carry[1]);
      if (column < config::fold_column) at.offset = 1;
    }
  }
  if (at.part == Importance && mail.priority != Priority::Normal) {
    literal = mail.priority == Priority::Low ? Low : High;
  }
  if (at.part == Type && detail::is_eight_bit(at)) literal = EightBit;
  if (at.part == End) literal = Empty;
  if (at.part == LastLine && at.column != 0) literal = Line;
  return literals[literal];
}

/// A word of the subject is followed by a blank that was no part of it.
void next(Composition& at) {
  at.line_state = 0;
  const std::size_t done = at.offset;
  at.offset = 0;
  if (at.part++ == Words) {
    at.part = Name;
    at.item += 1;
    if (at.carry[1] == 0) at.item += static_cast<std::uint32_t>(done);
  }
}

/// Moves what is left of `piece` to `out`, which has room for four octets at least, as far as it
/// fits; line_state is the octet before. Where `piece` is the tail of `out`, it has to begin
/// its size and four octets after the front.
Transfer move_lines(const std::string_view& piece, std::span<char> out, Composition& at) {
  const unsigned most = at.rules.eight_bit ? 0xff : 0x7f;
  unsigned before = at.line_state;
  unsigned column = at.column;
  const char* from = piece.data() + at.offset;
  const char* const end = piece.data() + piece.size();
  char* to = out.data();
  const char* const last = to + out.size() - 4;
  while (from != end && to <= last) {
    unsigned octet = static_cast<unsigned char>(*from++);
    const bool half = octet == '\n' && before == '\r';
    before = octet;
    if (half) continue;
    if (octet - 1 >= most) return Transfer::invalid();
    if (octet == '\r') octet = '\n';
    if (octet == '\n' || column == config::max_line_size) {
      *to++ = '\r';
      *to++ = '\n';
      column = 0;
      if (octet == '\n') continue;
      *to++ = ' ';
      column = 1;
    }
    if (octet == '.' && column == 0 && at.rules.dot_stuffing) *to++ = '.';
    *to++ = static_cast<char>(octet);
    ++column;
  }
  at.offset = static_cast<std::uint32_t>(from - piece.data());
  at.line_state = static_cast<std::uint8_t>(before);
  at.column = static_cast<std::uint16_t>(column);
  return Transfer::octets(static_cast<std::size_t>(to - out.data()));
}

/// Sets `at` to the first octet of the text.
ContentFacts begin_text(Composition& at) {
  const Text& text = at.mail->text;
  if constexpr (config::wide_copies) {
    at.rules.binary = false;  // a text has lines
    return detail::begin_as_is(at);
  }
  at.offset = at.column = at.line_state = 0;
  ContentFacts facts{};
  facts.eight_bit = at.rules.eight_bit;
  if (text.source() != nullptr) {
    facts.ready = text.source()->rewind();
  } else if (detail::is_ascii(text.view())) {
    facts.eight_bit = false;
  }
  at.carry[0] = facts.eight_bit ? detail::eight_bit : char{};
  return facts;
}

}  // namespace

// What a Source says of its size leaves out what CRLF for LF adds.
ContentFacts PlainComposer::begin(Composition& composition) const {
  ContentFacts facts = begin_text(composition);
  composition.part = Name;
  composition.item = 0;
  std::size_t size = ContentFacts::unknown_size;
  if (composition.rules.size && composition.mail->text.source() == nullptr) {
    Composition trial = composition;
    trial.rules.dot_stuffing = false;
    trial.rules.eight_bit = true;
    size = config::wide_copies ? facts.size : 0;
    char octets[64];
    std::size_t pulled = 0;
    do {
      pulled = pull(trial, octets).count();
      size += pulled;
    } while (pulled != 0 && !(config::wide_copies && trial.part == Body));
  }
  facts.size = detail::declared_size(size);
  return facts;
}

Transfer PlainComposer::pull(Composition& at, std::span<char> into) const {
  const Text& text = at.mail->text;
  Transfer moved = Transfer::pending();
  while (moved == Transfer::pending()) {
    std::string_view piece = text.view();
    bool last = true;
    if (at.part == Done) return Transfer::end();
    if (config::wide_copies && at.part == Body) return detail::pull_as_is(at, into);
    if (at.part != Body) {
      piece = piece_of(at);
    } else if (text.source() != nullptr) {
      const std::span<char> tail = into.last((into.size() - 4) / 2);
      const Transfer got = text.source()->pull(tail);
      last = got == Transfer::end();
      if (!last && got.count() == 0) return got;
      piece = {tail.data(), got.count()};
      at.offset = 0;
    }
    moved = move_lines(piece, into, at);
    if (last && at.offset == piece.size()) next(at);
  }
  return moved;
}

constinit const PlainComposer plain_text;

}  // namespace postino
