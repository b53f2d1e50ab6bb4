// SPDX-License-Identifier: MIT
#include "bodies.hpp"

namespace postino::test {
namespace {

std::string megabyte() {
  std::string text;
  for (int line = 0; text.size() < 1024 * 1024; ++line) {
    text += line % 7 == 0 ? ".begins with a dot " : "";
    text += "line " + std::to_string(line) + (line % 3 == 0 ? "\n" : "\r\n");
  }
  return text;
}

std::string lines_of_every_length() {
  std::string text;
  for (std::size_t length = 0; length < 200; ++length) {
    text += std::string(length, length % 2 == 0 ? '.' : 'x') + "\r\n";
  }
  return text;
}

std::string all_eight_bit() {
  std::string text;
  for (int point = 0xa0; point < 0x800; ++point) {
    text += static_cast<char>(0xc0 | point >> 6);
    text += static_cast<char>(0x80 | (point & 0x3f));
    if (point % 64 == 0) text += '\n';
  }
  return text;
}

}  // namespace

std::vector<BodyCase> bodies() {
  using namespace std::string_literals;
  return {{"Empty", ""},
          {"OneCharacter", "x"},
          {"OneDot", "."},
          {"TwoDots", ".."},
          {"OneDotLine", ".\r\n"},
          {"DotBetweenLines", "\r\n.\r\n"},
          {"DotsOnly", ".\r\n..\r\n...\r\n.\r\n"},
          {"DotsByLineFeed", "a\n.\n.\nQUIT\n"},
          {"DotsByCarriageReturn", "a\r.\rMAIL FROM:<x@y>\r"},
          {"DotThenLineFeed", "a\r\n.\nb"},
          {"DotThenCarriageReturn", "a\n.\rb"},
          {"NoNewlineAtTheEnd", "first\r\nsecond"},
          {"DotAtTheEnd", "first\r\n."},
          {"EmptyLines", "\r\n\r\n\r\n"},
          {"LoneLineFeeds", "a\nb\n\nc\n"},
          {"LoneCarriageReturns", "a\rb\r\rc\r"},
          {"MixedLineEnds", "a\n\rb\r\r\nc\r\n\nd"},
          {"TrailingBlanks", "a \r\nb\t\r\n \r\n"},
          {"EqualsSigns", "=3D =\r\n=41\r\n"},
          {"LineOf998", std::string(998, 'a') + "\r\nb\r\n"},
          {"LineOf999", std::string(999, 'a') + "\r\nb\r\n"},
          {"LineOf5000", std::string(5000, 'a')},
          {"LineOf5000Dots", std::string(5000, '.')},
          {"EightBit", "Grüße: ü€😀\n"s},
          {"EightBitLineOf3000",
           [] {
             std::string line;
             for (int i = 0; i < 1000; ++i) line += "€";
             return line;
           }()},
          {"AllOfTwoOctets", all_eight_bit()},
          {"LinesOfEveryLength", lines_of_every_length()},
          {"OneMegabyte", megabyte()}};
}

}  // namespace postino::test
