// SPDX-License-Identifier: MIT
#include "line_reader.hpp"

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

}  // namespace postino::demo
