// SPDX-License-Identifier: MIT
/// One client's conversation with the embedded server: RFC 5321, 1870, 2920, 3030, 3207, 3461,
/// 4954, 6152, 6531.
/// It is strict, so that a client's mistake shows: a bare CR or LF ends it with 521, and so do
/// octets behind a command that ends a group.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "channel.hpp"
#include "line_reader.hpp"
#include "received_mail.hpp"
#include "server_options.hpp"

namespace postino::demo {

/// Where a session puts what it was given.
class Deliveries {
 public:
  virtual ~Deliveries() = default;
  virtual void command(std::string_view line) = 0;
  virtual void mail(ReceivedMail mail) = 0;
};

/// What the answer to EHLO holds on a connection with or without TLS.
[[nodiscard]] std::vector<std::string> offered(const ServerOptions& options, const TlsFacts& tls);

class SmtpSession {
 public:
  SmtpSession(Channel& channel, const ServerOptions& options, Deliveries& deliveries)
      : channel_{&channel}, options_{options}, deliveries_{deliveries}, lines_{channel} {}

  /// From the greeting to the end.
  void run();

 private:
  struct Command;

  // Each command's answer; it is given the rest of its line.
  std::string ehlo(std::string_view rest);
  std::string helo(std::string_view rest);
  std::string starttls(std::string_view rest);
  std::string auth(std::string_view rest);
  std::string mail(std::string_view rest);
  std::string rcpt(std::string_view rest);
  std::string data(std::string_view rest);
  std::string bdat(std::string_view rest);
  std::string rset(std::string_view rest);
  std::string noop(std::string_view rest);
  std::string quit(std::string_view rest);

  std::string answer(std::string_view line);
  std::string obey(std::string_view line);
  [[nodiscard]] std::string check_place(const Command& command, std::size_t length);
  std::string greet(std::string_view rest);
  void protect();
  [[nodiscard]] const TlsFacts& facts() const;
  [[nodiscard]] bool offers_mechanism(std::string_view mechanism) const;
  std::string exchange(const std::string& mechanism, std::optional<std::string> response);
  std::optional<std::string> ask(std::string_view challenge);
  [[nodiscard]] std::string refuse_user() const;
  [[nodiscard]] std::string check_parameters(const EnvelopeLine& line) const;
  [[nodiscard]] std::string check_parameter(std::string_view parameter) const;
  [[nodiscard]] std::string check_path(const std::string& path, bool utf8) const;
  std::string read_content();
  std::string deliver();
  [[nodiscard]] std::string judge_content() const;
  std::string bare_line_end();
  [[nodiscard]] bool offers(std::string_view keyword) const {
    return !options_.capability(keyword).empty();
  }
  [[nodiscard]] bool declared(std::string_view parameter) const;
  [[nodiscard]] std::uint64_t size_limit() const;
  /// "250 2.1.0 text", without the enhanced code where that is not offered.
  [[nodiscard]] std::string reply(std::string_view code, std::string_view enhanced,
                                  std::string_view text) const;
  bool say(const std::string& reply);

  Channel* channel_;
  const ServerOptions& options_;
  Deliveries& deliveries_;
  std::unique_ptr<TlsChannel> tls_;
  LineReader lines_;
  ReceivedMail mail_{};
  bool in_mail_ = false;
  bool in_chunks_ = false;
  bool over_ = false;
};

}  // namespace postino::demo
