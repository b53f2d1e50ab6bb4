// SPDX-License-Identifier: MIT
#include "line_reader.hpp"

#include <algorithm>

namespace postino::demo {

bool LineReader::fill() {
  if (rest_.empty()) rest_ = {buffer_.data(), channel_->read(buffer_)};
  return !rest_.empty();
}

LineEnd LineReader::next(std::string& line, std::size_t bound) {
  line.clear();
  bool too_long = false;
  while (fill()) {
    const std::size_t end = rest_.find('\n');
    line += rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    if (end != std::string_view::npos) {
      if (line.empty() || line.back() != '\r') return LineEnd::BareLineEnd;
      line.pop_back();
      if (line.find('\r') != std::string::npos) return LineEnd::BareLineEnd;
      return too_long || line.size() > bound ? LineEnd::TooLong : LineEnd::Whole;
    }
    if (line.size() > bound + 1) {
      too_long = true;
      line.erase(0, line.size() - 1);
    }
  }
  return LineEnd::Closed;
}

bool LineReader::octets(std::string& into, std::uint64_t count, std::uint64_t bound) {
  while (count != 0 && fill()) {
    const std::string_view piece = rest_.substr(0, std::min<std::uint64_t>(count, rest_.size()));
    if (into.size() < bound) into += piece.substr(0, bound - into.size());
    rest_.remove_prefix(piece.size());
    count -= piece.size();
  }
  return count == 0;
}

}  // namespace postino::demo
