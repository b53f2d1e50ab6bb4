// SPDX-License-Identifier: MIT
// libesmtp: a session with all mails, or one for each.
#include <stddef.h>  // libesmtp.h wants it before

#include <libesmtp.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "options.hpp"

namespace {

using namespace postino::benchmark;

/// libesmtp asks for a piece at a time, and with no length wants the beginning again.
struct Content {
  std::string octets;
  std::FILE* file = nullptr;
  bool given = false;
  char piece[16384];

  static const char* read(void**, int* length, void* self) {
    auto& content = *static_cast<Content*>(self);
    if (length == nullptr) {
      content.given = false;
      if (content.file != nullptr) std::rewind(content.file);
      return nullptr;
    }
    if (content.file != nullptr) {
      *length = static_cast<int>(std::fread(content.piece, 1, sizeof content.piece, content.file));
      return content.piece;
    }
    *length = content.given ? 0 : static_cast<int>(content.octets.size());
    content.given = true;
    return content.octets.data();
  }
};

bool send(const Options& options, unsigned mails, Content& content) {
  const std::string server = "127.0.0.1:" + std::to_string(options.port);
  smtp_session_t session = smtp_create_session();
  smtp_set_server(session, server.c_str());
  smtp_set_hostname(session, "node7.plant.example");
  for (unsigned i = 0; i < mails; ++i) {
    smtp_message_t message = smtp_add_message(session);
    smtp_set_reverse_path(message, sender);
    smtp_add_recipient(message, recipient);
    smtp_set_messagecb(message, Content::read, &content);
  }
  const bool fine = smtp_start_session(session) != 0;
  if (!fine) {
    char words[128];
    std::fprintf(stderr, "%s\n", smtp_strerror(smtp_errno(), words, sizeof words));
  }
  smtp_destroy_session(session);
  return fine;
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  std::signal(SIGPIPE, SIG_IGN);
  static Content content;
  if (options.stream) content.file = std::fopen(options.file.c_str(), "rb");
  if (!options.stream) {
    content.octets = options.file.empty() ? small_message() : read_file(options.file);
  }
  bool fine = true;
  for (unsigned i = 0; fine && i < (options.each ? options.mails : 1); ++i) {
    fine = send(options, options.each ? 1 : options.mails, content);
  }
  return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
