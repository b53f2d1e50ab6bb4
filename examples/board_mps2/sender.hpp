// SPDX-License-Identifier: MIT
/// The super-loop around Postino, for as long as there are mails.
#pragma once

#include <array>

#include "exit.hpp"
#include "log_source.hpp"
#include "postino/client.hpp"
#include "postino/mime.hpp"
#include "settings.hpp"

namespace board {

class Sender {
 public:
  /// Both are borrowed for the sender's life.
  Sender(const Settings& settings, postino::Client& client);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  /// Until all mails are sent or one was not accepted, and then closes the connection. Prints a
  /// line for each try.
  postino::demo::Exit run();

 private:
  postino::demo::Exit send(std::uint32_t number);
  const postino::Report& try_once();
  [[nodiscard]] const postino::Composer& composer() const;
  void quit();
  void step();
  void cut_wire_when_due();

  const Settings& settings_;
  postino::Client& client_;
  LogSource log_;
  postino::Server server_;
  postino::Mail mail_;
  std::array<postino::Attachment, 1> files_;
  postino::MimeComposer with_files_;
  bool cut_ = false;
};

}  // namespace board
