// SPDX-License-Identifier: MIT
/// What a parameter writes, in one piece and cut anywhere.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "postino/extension.hpp"
#include "postino/mail.hpp"

namespace postino::test {

/// Whatever `write` puts into a Writer; the same for every size of the pieces.
template <class Write>
std::string pieced(Write write) {
  std::string whole(4096, '#');
  Writer out{whole, 0};
  write(out);
  whole.resize(out.written());
  std::string joined;
  bool complete = false;
  while (!complete && joined.size() <= whole.size()) {
    char piece[3];
    Writer part{piece, joined.size()};
    write(part);
    joined.append(piece, part.written());
    complete = part.complete();
  }
  EXPECT_EQ(joined, whole);
  return whole;
}

inline std::string behind_mail(const Parameters& parameters, const Mail& mail = {}) {
  return pieced([&](Writer& out) { parameters.write_mail(out, mail); });
}

inline std::string behind_rcpt(const Parameters& parameters, std::size_t index,
                               const Mail& mail = {}) {
  return pieced([&](Writer& out) { parameters.write_recipient(out, mail, index); });
}

}  // namespace postino::test
