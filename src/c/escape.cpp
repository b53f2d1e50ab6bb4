// SPDX-License-Identifier: MIT
#include "c/arguments.hpp"
#include "postino/report.hpp"

size_t postino_escape(postino_text text, char* into, size_t room) {
  if (into == nullptr || postino::c::broken(&text, 1)) return 0;
  return postino::escape({text.data, text.size}, {into, room});
}
