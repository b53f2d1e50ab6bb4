// SPDX-License-Identifier: MIT
#include "leak/rig.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "support/poll_until.hpp"

namespace postino::test {

Parcel::Parcel(const Letter& letter, bool attached)
    : text{letter.text}, source{letter.text}, attachments{} {
  source.knows_its_size = letter.from == From::KnownSource;
  mail.to = letter.to;
  const bool view = letter.from == From::View;
  if (attached) {
    attachments[0].content = view ? Content{text} : Content{source};
    mime.emplace(MimeContent{.attachments = attachments});
    mail.message_id.seed = 0x9e3779b97f4a7c15;
    mail.text = "See there.";
  } else if (view) {
    mail.text = text;
  } else {
    mail.text = source;
  }
}

const Composer& Parcel::composer() const {
  return mime ? static_cast<const Composer&>(*mime) : raw_mail;
}

LeakRig::LeakRig(const Configuration& configuration, const Trouble& trouble)
    : configuration_{configuration},
      server_{wire_, [this](Phase command) { return answer(command); }},
      trouble_{trouble} {
  set_up();
  wire_.behaviour.to_server = trouble.to_server;
  wire_.behaviour.to_client = trouble.to_client;
  wire_.behaviour.window = 90;
  wire_.on_event = [this] {
    server_.run();
    if (closes_) wire_.fin();
  };
}

void LeakRig::set_up() {
  server_.lmtp = configuration_.lmtp;
  relay_.security = configuration_.security;
  relay_.extensions = configuration_.extensions;
  relay_.keep_open = seconds(20);
  if (configuration_.queue) relay_.pipelining = Pipelining::AcrossMails;
  if (configuration_.lmtp) {
    relay_.lmtp = &lmtp;
    relay_.port = 24;
  }
  if (configuration_.mechanism == nullptr) return;
  mechanisms_[0] = configuration_.mechanism;
  Login login{.user = "pump", .password = "secret"};
  login.mechanisms = mechanisms_;
  relay_.login = login;
}

std::string LeakRig::offer() const {
  std::string reply;
  std::string_view left = configuration_.offer;
  while (!left.empty()) {
    const std::size_t end = left.find('\n');
    reply.append("250-").append(left.substr(0, end)).append("\r\n");
    left.remove_prefix(end + 1);
  }
  return "250-mail.example\r\n" + reply + "250 HELP\r\n";
}

std::string LeakRig::answer(Phase command) {
  if (closes_) return {};
  if (commands_++ == trouble_.command) {
    closes_ = trouble_.answer.starts_with("421");
    return std::string{trouble_.answer} + "\r\n";
  }
  switch (command) {
    case Phase::Greeting:
      return "220 mail.example\r\n";
    case Phase::Ehlo:
      return offer();
    case Phase::StartTls:
      return "220 go ahead\r\n";
    case Phase::Auth:
      return configuration_.mechanism == &sasl::plain ? "235 ok\r\n" : "334 VXNlcm5hbWU6\r\n";
    case Phase::AuthResponse:
      return server_.responses() == 1 ? "334 UGFzc3dvcmQ6\r\n" : "235 ok\r\n";
    case Phase::Data:
      return "354 go ahead\r\n";
    case Phase::Quit:
      return "221 bye\r\n";
    default:
      return "250 ok\r\n";
  }
}

bool LeakRig::ended(std::vector<Sent>& sent) {
  if (++polls_ == trouble_.abort_at) client_.abort();
  if (configuration_.queue) {
    if (client_.idle()) sent = queue_.ends;
    return client_.idle();
  }
  const Report* const report = client_.take_report();
  if (report != nullptr) sent.emplace_back(*report, Millis{});
  return report != nullptr;
}

std::string LeakRig::said_since(std::size_t clear, std::size_t under_tls) const {
  return wire_.in_clear().substr(std::max(clear, server_.clear_before())) +
         wire_.under_tls().substr(std::max(under_tls, server_.protected_before()));
}

Passed LeakRig::send(std::vector<std::size_t> numbers) {
  Passed passed;
  const std::size_t connections = wire_.connections();
  const std::size_t clear = wire_.in_clear().size();
  const std::size_t under_tls = wire_.under_tls().size();
  const std::size_t taken = server_.taken().size();
  queue_ = {};
  for (const std::size_t number : numbers) {
    parcels_.push_back(
        std::make_unique<Parcel>(letter(configuration_, number), configuration_.attachment));
    Parcel& parcel = *parcels_.back();
    if (trouble_.fails_at) parcel.source.fails_at = *trouble_.fails_at;
    if (configuration_.queue) {
      queue_.add(parcel.mail, parcel.composer());
    } else {
      EXPECT_TRUE(client_.send(relay_, parcel.mail, parcel.composer()));
    }
  }
  if (configuration_.queue) {
    EXPECT_TRUE(client_.send(relay_, queue_));
  }
  poll_until(
      client_, wire_, clock_, [&] { return ended(passed.sent); },
      [this] {
        const std::uint64_t before = wire_.activity();
        wire_.on_event();
        return wire_.activity() != before;
      });
  passed.connected_anew = wire_.connections() != connections;
  passed.said = said_since(clear, under_tls);
  passed.taken.assign(server_.taken().begin() + static_cast<std::ptrdiff_t>(taken),
                      server_.taken().end());
  return passed;
}

Passed LeakRig::send_first() {
  Passed passed = configuration_.queue ? send({0, 2}) : send({0});
  wire_.behaviour.to_server.reset();
  wire_.behaviour.to_client.reset();
  trouble_ = {};
  closes_ = false;
  return passed;
}

std::size_t LeakRig::packets_out() {
  client_.abort();
  return storage_.pool().taken();
}

}  // namespace postino::test
