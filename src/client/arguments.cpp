// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.1 and 4.1.3 (the EHLO name), 4.1.2 (addresses); RFC 4616 2 (credentials).
#include "client/arguments.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "postino/config.hpp"
#include "session/table.hpp"

namespace postino::detail {
namespace {

/// Keeps the first thing found wrong. Inlined, its twenty calls would cost three times the flash.
[[gnu::noinline]] void note(Error& error, Fault fault, Field field, std::size_t index = 0) {
  if (error.fault != Fault::None) return;
  error.fault = fault;
  error.field = field;
  error.index = static_cast<std::uint16_t>(index);
}

/// A host name or an address; `extra` holds what may stand in it beside letters and digits.
Fault check_name(const View& name, const char* extra) {
  if (name.size() > config::name_octets) return Fault::NameTooLong;
  return is_name(name, extra) ? Fault::None : Fault::InvalidName;
}

Fault check_timeout(Millis timeout) {
  return timeout.value - 1 < config::longest_timeout ? Fault::None : Fault::InvalidTimeout;
}

Fault check_credential(const View& credential) {
  if (credential.size() > config::credential_octets) return Fault::CredentialTooLong;
  return contains(credential, '\0') ? Fault::InvalidCredential : Fault::None;
}

void check_login(Error& error, const Login& login, Security security) {
  if (security == Security::None && !login.allow_clear_text) {
    note(error, Fault::CredentialsInClear, Field::Security);
  }
  if (login.user.empty()) note(error, Fault::InvalidCredential, Field::User);
  note(error, check_credential(login.user), Field::User);
  note(error, check_credential(login.password), Field::Password);
  if (login.mechanisms.empty()) note(error, Fault::NoMechanism, Field::Mechanisms);
  if (login.mechanisms.size() > config::mechanisms) {
    note(error, Fault::TooManyMechanisms, Field::Mechanisms);
  }
}

void check_server(Error& error, const Server& server, const Transport& transport) {
  if (server.host.empty()) note(error, Fault::NoHost, Field::Host);
  note(error, check_name(server.host, "-._:%"), Field::Host);
  note(error, check_name(server.ehlo_name, "-._:[]"), Field::EhloName);
  for (std::uint8_t i = 0; i <= static_cast<std::uint8_t>(Phase::Quit); ++i) {
    const Row& row = row_of(static_cast<Phase>(i));
    note(error, check_timeout(server.timeouts.*row.deadline), Field::Timeouts);
  }
  note(error, check_timeout(server.timeouts.packet_wait), Field::Timeouts);
  if (server.security != Security::None && !transport.provides_tls()) {
    note(error, Fault::TlsUnavailable, Field::Security);
  }
  if (server.login) check_login(error, *server.login, server.security);
}

void check_envelope(Error& error, const Mail& mail, std::size_t most_recipients) {
  if (mail.from.address.empty()) note(error, Fault::NoSender, Field::From);
  note(error, check_address(mail.from.address), Field::From);
  if (!mail.sender.address.empty()) {
    note(error, check_address(mail.sender.address), Field::Sender);
  }
  if (mail.recipient_count() == 0) note(error, Fault::NoRecipient, Field::To);
  if (mail.recipient_count() > most_recipients) {
    note(error, Fault::TooManyRecipients, Field::To, most_recipients);
  }
  Field field = Field::To;
  for (const Recipients* list : {&mail.to, &mail.cc, &mail.bcc}) {
    for (std::size_t i = 0; i < list->size(); ++i) {
      note(error, check_address((*list)[i].address), field, i);
    }
    field = static_cast<Field>(static_cast<std::uint8_t>(field) + 1);
  }
}
static_assert(static_cast<std::uint8_t>(Field::Cc) == static_cast<std::uint8_t>(Field::To) + 1 &&
              static_cast<std::uint8_t>(Field::Bcc) == static_cast<std::uint8_t>(Field::Cc) + 1);

}  // namespace

Error check_arguments(const Server& server, const Mail& mail, const Composer& composer,
                      const Transport& transport, const PacketPool& pool,
                      std::size_t most_recipients) {
  Error error{};
  check_server(error, server, transport);
  if (pool.count() == 0 || pool.packet_bytes() < PacketPool::smallest_packet) {
    note(error, Fault::PacketTooSmall, Field::Packets);
  }
  check_envelope(error, mail, most_recipients);
  return error.fault != Fault::None ? error : composer.check(mail);
}

bool needs_utf8(const Mail& mail) {
  bool ascii = is_ascii(mail.from.address) && is_ascii(mail.sender.address) &&
               is_ascii(mail.reply_to.address);
  for (std::size_t i = 0; i < mail.recipient_count(); ++i) {
    ascii = ascii && is_ascii(mail.recipient(i).address);
  }
  return !ascii;
}

}  // namespace postino::detail
