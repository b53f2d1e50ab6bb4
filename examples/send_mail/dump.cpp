// SPDX-License-Identifier: MIT
#include "dump.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <vector>

#include "postino/posix_port.hpp"

namespace postino::demo {
namespace {

constexpr std::size_t packet_octets = 1460;
constexpr std::size_t packets = 4;

/// What send() objects to before it connects; poll() is never called.
Error objection(const Mail& mail, const Composer& composer) {
  std::vector<std::byte> blocks(packets * PacketPool::block_bytes(packet_octets));
  PacketPool pool{blocks, packet_octets};
  std::vector<RecipientReport> recipients(mail.recipient_count());
  std::array<char, 1> text{};
  PosixPort port;
  PlainTransport wire{port};
  const Server nobody{.host = "localhost", .security = Security::None};
  Scoped<Client> client{wire, Memory{pool, recipients, text}};
  const Report* const report = client.send(nobody, mail, composer) ? client.take_report() : nullptr;
  return report != nullptr ? report->error : Error{};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char octet) { return (octet & 0x80) == 0; });
}

/// RFC 6531: whether an address has to be told in UTF-8, and then headers may be.
bool needs_utf8(const Letter& letter, const Mail& mail) {
  const std::vector<std::string> all = letter.recipients();
  return !is_ascii(mail.from.address) ||
         !std::all_of(all.begin(), all.end(), [](const std::string& one) { return is_ascii(one); });
}

Fault print(const Composer& composer, Composition& composition) {
  if (!composer.begin(composition).ready) return Fault::SourceFailed;
  PosixPort port;
  std::array<char, packet_octets> packet;
  Transfer pulled = composer.pull(composition, packet);
  while (pulled.count() != 0 || pulled == Transfer::pending()) {
    if (pulled == Transfer::pending()) port.wait(port.now() + Millis{config::retry_interval});
    std::cout.write(packet.data(), static_cast<std::streamsize>(pulled.count()));
    pulled = composer.pull(composition, packet);
  }
  if (pulled == Transfer::invalid()) return Fault::InvalidContent;
  return pulled == Transfer::end() && std::cout.flush() ? Fault::None : Fault::SourceFailed;
}

}  // namespace

Result dump(const Letter& letter, Body& body) {
  Result result{.text = {}, .addresses = letter.recipients(), .recipients = {}};
  const Mail mail =
      letter.mail(body.source() != nullptr ? Text{*body.source()} : Text{body.text()});
  result.error = objection(mail, letter.composer());
  result.outcome = Outcome::InvalidArgument;
  if (result.error.fault != Fault::None) return result;
  Composition composition{};
  composition.mail = &mail;
  composition.rules.utf8 = needs_utf8(letter, mail);
  composition.rules.eight_bit = composition.rules.utf8;
  composition.rules.dot_stuffing = false;
  result.error.fault = print(letter.composer(), composition);
  const bool whole = result.error.fault == Fault::None;
  const bool invalid = result.error.fault == Fault::InvalidContent;
  result.outcome = whole ? Outcome::Accepted : invalid ? Outcome::Rejected : Outcome::Deferred;
  return result;
}

}  // namespace postino::demo
