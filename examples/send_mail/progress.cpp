// SPDX-License-Identifier: MIT
#include "progress.hpp"

#include <unistd.h>

#include <iostream>

namespace postino::demo {
namespace {

constexpr std::uint64_t step = 256 * 1024;
constexpr std::uint64_t kilo = 1000;

}  // namespace

ProgressSource::ProgressSource(Source& inner)
    : inner_{inner}, terminal_{::isatty(STDERR_FILENO) != 0} {}

Transfer ProgressSource::pull(std::span<char> into) {
  const Transfer got = inner_.pull(into);
  octets_ += got.count();
  if (got == Transfer::end()) {
    clear();
  } else if (octets_ - shown_ >= step) {
    show();
  }
  return got;
}

bool ProgressSource::rewind() {
  clear();
  octets_ = 0;
  return inner_.rewind();
}

std::uint32_t ProgressSource::size() const { return inner_.size(); }

void ProgressSource::show() {
  shown_ = octets_;
  if (!terminal_) return;
  std::cerr << "\rpostino-send: " << octets_ / kilo;
  if (size() != unknown_size) std::cerr << " of " << size() / kilo;
  std::cerr << " kB" << std::flush;
}

void ProgressSource::clear() {
  if (terminal_ && shown_ != 0) std::cerr << "\r\033[K" << std::flush;
  shown_ = 0;
}

}  // namespace postino::demo
