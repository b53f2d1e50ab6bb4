// SPDX-License-Identifier: MIT
#include "campaign/reply_reader.hpp"

#include <utility>

namespace postino::test {
namespace {

bool is_digit(char octet, char first, char last) { return octet >= first && octet <= last; }

int code_of(const std::string& line) {
  const bool digits = line.size() >= 3 && is_digit(line[0], '2', '5') &&
                      is_digit(line[1], '0', '9') && is_digit(line[2], '0', '9');
  const bool ended = line.size() == 3 || (line.size() > 3 && (line[3] == ' ' || line[3] == '-'));
  const bool plain = line.find_first_of(std::string("\r\0", 2)) == std::string::npos;
  return digits && ended && plain ? std::stoi(line.substr(0, 3)) : 0;
}

}  // namespace

std::optional<HeardReply> ReplyReader::take(char octet) {
  line_ += octet;
  if (octet != '\n') return std::nullopt;
  line_.pop_back();
  if (line_.ends_with('\r')) line_.pop_back();
  const int code = code_of(line_);
  const bool more = code != 0 && line_.size() > 3 && line_[3] == '-';
  const bool agrees = reply_.lines.empty() || reply_.code == code;
  reply_.code = agrees ? code : 0;
  reply_.lines.push_back(line_.size() > 4 ? line_.substr(4) : "");
  line_.clear();
  if (more && agrees) return std::nullopt;
  return std::exchange(reply_, {});
}

}  // namespace postino::test
