// SPDX-License-Identifier: MIT
/// A client that is kept over several messages, and what it said for each.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "leak/configuration.hpp"
#include "postino/chunking.hpp"
#include "postino/client.hpp"
#include "postino/lmtp.hpp"
#include "postino/mime.hpp"
#include "postino/postino.hpp"
#include "support/answering_server.hpp"
#include "support/fake_transport.hpp"
#include "support/kept_queue.hpp"
#include "support/settings.hpp"
#include "support/text_source.hpp"

namespace postino::test {

/// A Mail and all that it refers to.
struct Parcel {
  explicit Parcel(const Letter& letter, bool attached);
  Parcel(const Parcel&) = delete;
  Parcel& operator=(const Parcel&) = delete;

  std::string text;
  TextSource source;
  std::array<Attachment, 1> attachments;
  std::optional<MimeComposer> mime;
  Mail mail{.from = {"node7@plant.example"}};

  [[nodiscard]] const Composer& composer() const;
};

/// What passed for a message, or for all those of a queue.
struct Passed {
  std::vector<Sent> sent;
  bool connected_anew = false;
  std::string said;                ///< By the client, on its last connection.
  std::vector<std::string> taken;  ///< Contents, by the server.
};

/// What befalls the first message.
struct Trouble {
  std::optional<CutAt> to_server{};
  std::optional<CutAt> to_client{};
  std::size_t abort_at = 0;               ///< That poll; 0: none.
  std::optional<std::size_t> command{};   ///< The one that is answered otherwise,
  std::string_view answer{};              ///< with this.
  std::optional<std::size_t> fails_at{};  ///< The octet at which the Source fails.
};

class LeakRig {
 public:
  /// `trouble` befalls what is sent first.
  explicit LeakRig(const Configuration& configuration, const Trouble& trouble = {});
  ~LeakRig() { client_.abort(); }
  LeakRig(const LeakRig&) = delete;
  LeakRig& operator=(const LeakRig&) = delete;

  /// Sends letter 0, and ends the trouble.
  Passed send_first();
  /// Sends those letters; more than one for a queue only.
  Passed send(std::vector<std::size_t> numbers);

  [[nodiscard]] std::size_t polls() const { return polls_; }
  [[nodiscard]] std::size_t commands() const { return commands_; }
  [[nodiscard]] const FakeSocket& wire() const { return wire_; }
  [[nodiscard]] const std::vector<std::string>& complaints() const { return server_.complaints(); }
  [[nodiscard]] std::size_t packets_out();

 private:
  static constexpr Sizes starved{
      .packets = 2, .packet_bytes = 128, .recipients = 3, .reply_text = 64};

  void set_up();
  std::string answer(Phase command);
  std::string offer() const;
  bool ended(std::vector<Sent>& sent);
  [[nodiscard]] std::string said_since(std::size_t clear, std::size_t under_tls) const;

  const Configuration& configuration_;
  VirtualClock clock_;
  FakeSocket wire_{clock_};
  FakeTransport tls_{wire_};
  AnsweringServer server_;
  Storage<starved> storage_;
  Client client_{tls_, storage_.memory()};
  std::array<const Mechanism*, 1> mechanisms_{};
  Server relay_{.host = "mail.example", .ehlo_name = "client.example"};
  std::vector<std::unique_ptr<Parcel>> parcels_;
  KeptQueue queue_;
  Trouble trouble_;
  bool closes_ = false;
  std::size_t polls_ = 0;
  std::size_t commands_ = 0;
};

}  // namespace postino::test
