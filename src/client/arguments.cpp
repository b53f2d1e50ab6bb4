// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.1 and 4.1.3 (the EHLO name), 4.1.2 (addresses).
#include "client/arguments.hpp"

#include "base/ascii.hpp"
#include "codec/findings.hpp"
#include "postino/config.hpp"
#include "session/table.hpp"

namespace postino::detail {
namespace {

/// A host name or an address; `extra` holds what may stand in it beside letters and digits.
Fault check_name(const View& name, const char* extra) {
  if (name.size() > config::name_octets) return Fault::NameTooLong;
  return is_name(name, extra) ? Fault::None : Fault::InvalidName;
}

Fault check_timeout(Millis timeout) {
  return timeout.value - 1 < config::longest_timeout ? Fault::None : Fault::InvalidTimeout;
}

void check_login(Findings& found, const Login& login, Security security) {
  if (security == Security::None && !login.allow_clear_text) {
    found.note(Fault::CredentialsInClear, Field::Security);
  }
  if (login.mechanisms.empty()) found.note(Fault::NoMechanism, Field::Mechanisms);
  if (login.mechanisms.size() > config::mechanisms) {
    found.note(Fault::TooManyMechanisms, Field::Mechanisms);
  }
  for (const Mechanism* const mechanism : login.mechanisms) {
    const Objection objection = mechanism->check(login);
    found.note(objection.fault, objection.field);
  }
}

void check_server(Findings& found, const Server& server, const Transport& transport) {
  if (server.host.empty()) found.note(Fault::NoHost, Field::Host);
  found.note(check_name(server.host, "-._:%"), Field::Host);
  found.note(check_name(server.ehlo_name, "-._:[]"), Field::EhloName);
  for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Phase::Quit); ++i) {
    const Row& row = row_of(static_cast<Phase>(i));
    found.note(check_timeout(server.timeouts.*row.deadline), Field::Timeouts);
  }
  found.note(check_timeout(server.timeouts.packet_wait), Field::Timeouts);
  if (server.security != Security::None) found.note(transport.check(), Field::Security);
  if (server.login) check_login(found, *server.login, server.security);
}

void check_envelope(Findings& found, const Mail& mail, std::size_t most_recipients) {
  if (mail.from.address.empty()) found.note(Fault::NoSender, Field::From);
  found.address(mail.from.address, Field::From);
  if (!mail.sender.address.empty()) found.address(mail.sender.address, Field::Sender);
  if (!mail.reply_to.address.empty()) found.address(mail.reply_to.address, Field::ReplyTo);
  if (mail.recipient_count() == 0) found.note(Fault::NoRecipient, Field::To);
  if (mail.recipient_count() > most_recipients) {
    found.note(Fault::TooManyRecipients, Field::To, most_recipients);
  }
  Field field = Field::To;
  for (const Recipients* list : {&mail.to, &mail.cc, &mail.bcc}) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      found.address((*list)[i].address, field, i);
    }
    field = static_cast<Field>(static_cast<std::uint8_t>(field) + 1);
  }
}
static_assert(static_cast<std::uint8_t>(Field::Cc) == static_cast<std::uint8_t>(Field::To) + 1 &&
              static_cast<std::uint8_t>(Field::Bcc) == static_cast<std::uint8_t>(Field::Cc) + 1);

}  // namespace

Error check_arguments(const Server& server, const Mail& mail, const Composer& composer,
                      const Transport& transport, const PacketPool& pool,
                      std::size_t most_recipients, bool& needs_utf8) {
  Findings found{};
  check_server(found, server, transport);
  if (pool.count() == 0 || pool.packet_bytes() < PacketPool::smallest_packet) {
    found.note(Fault::PacketTooSmall, Field::Packets);
  }
  check_envelope(found, mail, most_recipients);
  needs_utf8 = found.needs_utf8;
  return found.error.fault != Fault::None ? found.error : composer.check(mail);
}

}  // namespace postino::detail
