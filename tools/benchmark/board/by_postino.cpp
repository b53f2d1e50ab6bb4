// SPDX-License-Identifier: MIT
#include "mail.hpp"
#include "postino/client.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/storage.hpp"

namespace board {
namespace {

constinit postino::LwipSocket port;
constinit postino::PlainTransport wire{port};
constinit postino::Storage<{.packets = 2, .packet_bytes = 512, .recipients = 1}> storage;
constinit postino::Client client{wire, storage.memory()};
constinit postino::Server server{.host = "10.0.2.2", .security = postino::Security::None};
constexpr postino::Mail mail{.from = {sender}, .to = recipient, .subject = subject, .text = text};
constinit const postino::Report* report = nullptr;

}  // namespace

void start_mail(std::uint16_t to_port) {
  server.port = to_port;
  static_cast<void>(client.send(server, mail));  // the first one: nothing is under way
}

void poll_mail(std::uint32_t now) {
  client.poll({now});
  if (report == nullptr && (report = client.take_report()) != nullptr) client.quit();
}

std::uint32_t poll_mail_at() { return client.poll_at().value; }
bool has_report() { return report != nullptr; }
bool was_accepted() { return report->outcome == postino::Outcome::Accepted; }
bool is_closed() { return !client.connected() && port.quiet(); }
std::size_t client_ram() { return sizeof port + sizeof wire + sizeof storage + sizeof client; }

}  // namespace board
