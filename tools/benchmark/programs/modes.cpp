// SPDX-License-Identifier: MIT
#include "modes.hpp"

#include <sstream>

namespace postino::benchmark {

Modes::Modes(const std::string& words) {
  std::istringstream stream{words};
  for (std::string word; std::getline(stream, word, ',');) {
    if (word == "off") pipelining_ = Pipelining::Off;
    if (word == "across") pipelining_ = Pipelining::AcrossMails;
    if (word == "chunking") list_.push_back(&extension::chunking);
    if (word == "eager") list_.push_back(&extension::eager_chunking);
    if (word == "binary") list_.push_back(&extension::binary_mime);
  }
}

}  // namespace postino::benchmark
