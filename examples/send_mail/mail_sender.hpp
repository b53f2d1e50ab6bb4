// SPDX-License-Identifier: MIT
/// A client of the library with all that it needs, as the options want it.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "asked.hpp"
#include "credentials.hpp"
#include "options.hpp"
#include "postino/posix_port.hpp"
#include "postino/postino.hpp"
#include "tls.hpp"
#include "tls_files.hpp"

namespace postino::demo {

class StandardErrorTrace final : public TraceSink {
 public:
  void line(Direction direction, std::string_view text) override;
};

/// Its connection lasts from mail to mail. `options` and `files` are borrowed.
class MailSender {
 public:
  /// For mails of at most so many recipients.
  MailSender(const Options& options, const TlsFiles& files, std::size_t recipients);

  /// Returns when the queue has no more, or at a signal.
  void send(const Server& server, MailQueue& queue);
  void quit();

  [[nodiscard]] Tls& tls() { return tls_; }

 private:
  void sleep();

  std::vector<std::byte> blocks_;
  PacketPool pool_;
  std::vector<RecipientReport> recipients_;
  std::vector<char> reply_text_;
  PosixPort port_;
  StandardErrorTrace sink_;
  Tls tls_;
  TracingTransport traced_;
  Scoped<Client> client_;
};

/// A view of the options, the credentials, the mechanisms and `asked`.
[[nodiscard]] Server make_server(const Options& options, const Credentials& credentials,
                                 std::span<const Mechanism* const> mechanisms, const Asked& asked);

}  // namespace postino::demo
