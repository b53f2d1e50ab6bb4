// SPDX-License-Identifier: MIT
#include <unistd.h>  // alarm(2) and its like: no example clashes with them (P04)

#include <span>

#include "postino/posix_file_source.hpp"
#include "postino/postino.hpp"

void send_parts(postino::Client& client, const postino::Server& relay, const postino::Mail& stopped,
                std::span<const unsigned char> png);

void send_parts(postino::Client& client, const postino::Server& relay, const postino::Mail& stopped,
                std::span<const unsigned char> png) {
#include "parts.inc"
  static_cast<void>(started);
}
