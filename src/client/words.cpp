// SPDX-License-Identifier: MIT
// RFC 5321 4.1.2: what no command may hold beside its own.
#include "client/arguments.hpp"
#include "postino/config.hpp"

namespace postino::detail {
namespace {

/// Printable ASCII without blanks and angle brackets, and not empty.
bool is_word(const View& text) {
  for (std::size_t i = 0; i != text.size(); ++i) {
    const char octet = text.data()[i];
    if (octet <= ' ' || octet >= 0x7f || octet == '<' || octet == '>') return false;
  }
  return text.size() - 1 < config::max_name_size;
}

bool is_word_or_empty(const View& text) { return text.empty() || is_word(text); }

Objection check_words_of_server(const Server& server, Fault tls) {
  if (server.host.empty()) return {Fault::NoHost, Field::Host};
  if (!is_word(server.host)) return {Fault::InvalidName, Field::Host};
  if (!is_word(server.ehlo_name)) return {Fault::InvalidName, Field::EhloName};
  if (tls != Fault::None) return {tls, Field::Security};
  if (!server.login) return {};
  const bool in_clear = server.security == Security::None;
  if (in_clear && !server.login->allow_clear_text) {
    return {Fault::CredentialsInClear, Field::Security};
  }
  return check_user_and_password(*server.login);
}

Objection check_words_of_mail(const Setting& setting, const Mail& mail, std::uint16_t& index) {
  if (setting.pool.count() == 0 || setting.pool.packet_bytes() < PacketPool::min_packet_bytes) {
    return {Fault::PacketTooSmall, Field::Packets};
  }
  if (mail.from.address.empty()) return {Fault::NoSender, Field::From};
  if (!is_word(mail.from.address)) return {Fault::InvalidAddress, Field::From};
  if (!is_word_or_empty(mail.sender.address)) return {Fault::InvalidAddress, Field::Sender};
  if (!is_word_or_empty(mail.reply_to.address)) return {Fault::InvalidAddress, Field::ReplyTo};
  const std::size_t count = mail.recipient_count();
  if (count == 0) return {Fault::NoRecipient, Field::To};
  if (count > setting.max_recipients || count > config::max_recipients) {
    return {Fault::TooManyRecipients, Field::To};
  }
  for (; index != count; ++index) {
    if (!is_word(mail.recipient(index).address)) return {Fault::InvalidAddress, Field::To};
  }
  return {};
}

}  // namespace

void check_words(const Setting& setting, const Mail& mail, const Composer& composer, Error& error) {
  Objection found = check_words_of_server(setting.server, setting.tls);
  if (found.fault == Fault::None) found = check_words_of_mail(setting, mail, error.index);
  if (found.fault == Fault::None) {
    error = composer.check(mail);
  } else {
    error.fault = found.fault;
    error.field = found.field;
  }
}

}  // namespace postino::detail
