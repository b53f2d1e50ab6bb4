// SPDX-License-Identifier: MIT
// The encoder against one that goes octet by octet, where it takes many at a time.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "codec/text_encoder.hpp"
#include "postino/config.hpp"
#include "unit/codec/every_string.hpp"

namespace postino::detail {
namespace {

using namespace std::string_view_literals;

const std::vector<std::string_view> classes = {"."sv, "\r"sv, "\n"sv, "a"sv, "\0"sv, "\xc3"sv};

/// RFC 5321 2.3.8 and 4.5.2; what the line state comes to, too.
class Reference {
 public:
  explicit Reference(bool stuffing) : stuffing_{stuffing} {}

  void read(std::string_view text) {
    for (const char octet : text) read(octet);
  }

  std::string out;
  std::size_t column = 0;
  unsigned state = 0;

 private:
  void read(char octet) {
    const bool behind_cr = (state & line_state::after_cr) != 0;
    state &= ~unsigned{line_state::after_cr};
    if (octet == '\r') state |= line_state::after_cr;
    if (octet == '\r' || octet == '\n') {
      if (!(octet == '\n' && behind_cr)) out += "\r\n";
      column = 0;
      return;
    }
    if (column == config::max_line_size) {
      out += "\r\n ";
      column = 1;
      state |= line_state::broken;
    }
    if (octet == '.' && column == 0 && stuffing_) out += '.';
    if (octet == '.' && column == 0) state |= line_state::dotted;
    if (octet == '\0') state |= line_state::nul;
    if (static_cast<unsigned char>(octet) >= 0x80) state |= line_state::eight_bit;
    out += octet;
    ++column;
  }

  bool stuffing_;
};

/// Pieces of a text, each encoded in windows of a size of its own.
class Encoded {
 public:
  explicit Encoded(bool stuffing) { composition.rules.dot_stuffing = stuffing; }

  void read(std::string_view text, std::size_t window) {
    std::vector<char> room(window);
    while (!text.empty()) {
      const std::size_t before = text.size();
      const std::size_t size = encode_text(text, std::span<char>{room}, composition);
      ASSERT_LE(size, window);
      ASSERT_TRUE(size != 0 || text.size() < before) << "no way on";
      out.append(room.data(), size);
    }
  }
  /// From the tail of the packet to its front, as a Source's octets are.
  void read_in_place(std::string_view text) {
    std::vector<char> room(2 * text.size() + 4);
    const std::size_t tail = room.size() - text.size();
    std::copy(text.begin(), text.end(), room.begin() + static_cast<std::ptrdiff_t>(tail));
    std::string_view in{room.data() + tail, text.size()};
    const std::size_t size = encode_text(in, std::span<char>{room}, composition);
    ASSERT_TRUE(in.empty());
    out.append(room.data(), size);
  }
  void measure(std::string_view text) {
    made += encode_text(text, nullptr, SIZE_MAX, composition);
    ASSERT_TRUE(text.empty());
  }

  Composition composition{};
  std::string out;
  std::size_t made = 0;
};

void expect_same(const Encoded& encoded, const Reference& reference) {
  ASSERT_EQ(encoded.composition.column, reference.column);
  ASSERT_EQ(encoded.composition.line_state, reference.state);
  if (encoded.made == 0) {
    ASSERT_EQ(encoded.out, reference.out);
  } else {
    ASSERT_EQ(encoded.made, reference.out.size());
  }
}

TEST(TextEncoderDifference, EveryShortStringCutAnywhere) {
  test::for_every_string(classes, 6, [](const std::string& in) {
    for (const bool stuffing : {true, false}) {
      Reference reference{stuffing};
      reference.read(in);
      for (std::size_t cut = 0; cut <= in.size(); ++cut) {
        const std::string_view whole = in;
        Encoded encoded{stuffing};
        encoded.read(whole.substr(0, cut), 16);
        encoded.read(whole.substr(cut), 16);
        expect_same(encoded, reference);
      }
    }
  });
}

TEST(TextEncoderDifference, EveryShortStringAmongEqualLines) {
  const std::string line = "abcdefghijklmnopqrst";
  test::for_every_string(classes, 4, [&line](const std::string& in) {
    for (const char* const end : {"\r\n", "\n"}) {
      for (const std::size_t at : {std::size_t{0}, std::size_t{15}, line.size() - in.size()}) {
        std::string text = line + end + line + end + line + end;
        text.replace(line.size() + std::string_view{end}.size() + at, in.size(), in);
        Reference reference{true};
        reference.read(text);
        Encoded encoded{true};
        encoded.read(text, 200);
        expect_same(encoded, reference);
        Encoded in_place{true};
        in_place.read_in_place(text);
        expect_same(in_place, reference);
      }
    }
  });
}

class RandomLines {
 public:
  explicit RandomLines(unsigned seed) : engine_{seed} {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }

  /// Lines of one length mostly, with what ends up in mails among them.
  std::string text() {
    const std::size_t length = 1 + below(120);
    std::string text;
    for (std::size_t lines = below(40); lines != 0; --lines) {
      std::string line(below(8) == 0 ? below(1200) : length, 'x');
      for (std::size_t odd = below(4) == 0 ? 1 + below(3) : 0; odd != 0 && !line.empty(); --odd) {
        line[below(line.size())] = odd_ones[below(odd_ones.size())];
      }
      if (below(5) == 0) line.insert(0, ".");
      text += line + std::string{ends[below(below(4) == 0 ? std::size(ends) : 2)]};
    }
    return text;
  }

 private:
  static constexpr std::string_view odd_ones = "\0\r\n.\t\x0d\x0e\x7f\x80\x8d\x8e\xc3\xff"sv;
  static constexpr const char* ends[] = {"\r\n", "\n", "\r", "\n\r", "\r\r\n", "\r\n.\r\n", ""};

  std::mt19937 engine_;
};

TEST(TextEncoderDifference, RandomTextsInPiecesAndWindowsOfAnySize) {
  RandomLines random{20};
  for (int i = 0; i < 3000; ++i) {
    const std::string text = random.text();
    const bool stuffing = random.below(4) != 0;
    Reference reference{stuffing};
    reference.read(text);
    Encoded encoded{stuffing};
    Encoded in_place{stuffing};
    Encoded measured{stuffing};
    for (std::string_view left = text; !left.empty();) {
      const std::size_t size = std::min(left.size(), 1 + random.below(2000));
      encoded.read(left.substr(0, size), 3 + random.below(random.below(2) == 0 ? 64 : 1500));
      in_place.read_in_place(left.substr(0, size));
      measured.measure(left.substr(0, size));
      left.remove_prefix(size);
    }
    expect_same(encoded, reference);
    expect_same(in_place, reference);
    expect_same(measured, reference);
    if (HasFatalFailure()) FAIL() << "text " << i;
  }
}

TEST(TextEncoderDifference, EveryWindowFromSixteenToSixtyFour) {
  RandomLines random{21};
  for (std::size_t window = 16; window <= 64; ++window) {
    for (int i = 0; i < 20; ++i) {
      const std::string text = random.text();
      Reference reference{true};
      reference.read(text);
      Encoded encoded{true};
      encoded.read(text, window);
      expect_same(encoded, reference);
    }
  }
}

}  // namespace
}  // namespace postino::detail
