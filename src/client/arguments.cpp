// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1.1 and 4.1.3 (the EHLO name), 4.1.2 (addresses).
#include "client/arguments.hpp"

#include <cstring>

#include "base/ascii.hpp"
#include "base/smaller.hpp"
#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "message/mailboxes.hpp"
#include "postino/config.hpp"
#include "postino/lmtp.hpp"

namespace postino::detail {
namespace {

constexpr NameOctets host_octets{"-._:%"};
constexpr NameOctets ehlo_octets{"-._:[]"};

/// A host name or an address.
Fault check_name(const View& name, const NameOctets& octets) {
  if (name.size() > config::max_name_size) return Fault::NameTooLong;
  return is_name(name, octets) ? Fault::None : Fault::InvalidName;
}

bool is_timeout(Millis timeout) { return timeout.value - 1 < config::max_timeout; }

/// Each there is: Timeouts holds nothing else.
Fault check_timeouts(const Server& server) {
  bool fine = server.keep_open.value <= config::max_timeout;
  const void* const all = &server.timeouts;
  const char* at = static_cast<const char*>(all);
  for (std::size_t left = sizeof(Timeouts); left != 0; left -= sizeof(Millis)) {
    Millis one;
    std::memcpy(&one, at, sizeof one);
    at += sizeof one;
    fine = fine && is_timeout(one);
  }
  return fine ? Fault::None : Fault::InvalidTimeout;
}

Objection check_login(const Login& login, Security security) {
  if (security == Security::None && !login.allow_clear_text) {
    return {Fault::CredentialsInClear, Field::Security};
  }
  if (login.mechanisms.empty()) return {Fault::NoMechanism, Field::Mechanisms};
  if (login.mechanisms.size() > config::max_mechanisms) {
    return {Fault::TooManyMechanisms, Field::Mechanisms};
  }
  for (const Mechanism* const mechanism : login.mechanisms) {
    const Objection objection = mechanism->check(login);
    if (objection.fault != Fault::None) return objection;
  }
  return {};
}

Objection check_names(const Server& server) {
  if (server.host.empty()) return {Fault::NoHost, Field::Host};
  Fault fault = check_name(server.host, host_octets);
  if (fault != Fault::None) return {fault, Field::Host};
  fault = check_name(server.ehlo_name, ehlo_octets);
  return fault != Fault::None ? Objection{fault, Field::EhloName} : Objection{};
}

Objection check_server(const Server& server, Fault tls) {
  const Fault fault = check_timeouts(server);
  if (fault != Fault::None) return {fault, Field::Timeouts};
  if (tls != Fault::None) return {tls, Field::Security};
  return server.login ? check_login(*server.login, server.security) : Objection{};
}

Objection check_parameters(const Extensions& extensions, const Mail& mail) {
  if (!extensions.empty()) return extensions.calls().check(extensions, mail);
  if (mail.parameters.empty()) return {};
  return {Fault::ExtensionNotNamed, Field::Parameters};
}

Fault address_rule(const Mailbox& mailbox, Field field) {
  if (mailbox.address.empty()) {
    if (field == Field::From) return Fault::NoSender;
    if (field < Field::To) return Fault::None;
  }
  return check_address(mailbox.address);
}

/// No fault as such, but it has to be known.
Fault ascii_rule(const Mailbox& mailbox, Field) {
  return is_ascii(mailbox.address) ? Fault::None : Fault::Utf8NotOffered;
}

/// How many recipients a message may have.
std::size_t bound_of_recipients(std::size_t room) { return smaller(room, config::max_recipients); }

Objection check_bounds(std::size_t recipients, std::size_t room, const PacketPool& pool) {
  if (pool.count() == 0 || pool.packet_bytes() < PacketPool::min_packet_bytes) {
    return {Fault::PacketTooSmall, Field::Packets};
  }
  if (recipients == 0) return {Fault::NoRecipient, Field::To};
  if (recipients > bound_of_recipients(room)) return {Fault::TooManyRecipients, Field::To};
  return {};
}

}  // namespace

Error check_arguments(const Setting& setting, const Mail& mail, const Composer& composer,
                      bool& needs_utf8) {
  Error error{};
  const Server& server = setting.server;
  needs_utf8 = !check_mailboxes(mail, ascii_rule, error);
  Objection found = setting.bound ? Objection{} : check_names(server);
  if (found.fault == Fault::None) found = check_server(server, setting.tls);
  if (found.fault == Fault::None) {
    found = check_bounds(mail.recipient_count(), setting.max_recipients, setting.pool);
  }
  if (found.fault == Fault::None) found = check_parameters(server.extensions, mail);
  if (server.lmtp != nullptr) server.lmtp->check(server, found);
  error.fault = found.fault;
  error.field = found.field;
  error.index = 0;
  if (found.fault == Fault::TooManyRecipients) {
    error.index = static_cast<std::uint16_t>(bound_of_recipients(setting.max_recipients));
  }
  if (found.fault == Fault::None && check_mailboxes(mail, address_rule, error)) {
    error = composer.check(mail);
  }
  return error;
}

}  // namespace postino::detail
