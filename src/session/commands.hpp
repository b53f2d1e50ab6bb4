// SPDX-License-Identifier: MIT
/// RFC 5321 4.1.1 (commands), 4.1.3 (address literals); RFC 1870 3, RFC 6152 3, RFC 6531 3.4
/// (parameters of MAIL).
#pragma once

#include "base/ascii.hpp"
#include "session/conversation.hpp"

namespace postino::detail {

template <Features f>
void Conversation<f>::write(Writer& out, std::string_view local_address) const {
  const Phase now = speak().phase;
  const char* says = command_of(now);
  if constexpr (f.lmtp) {
    if (now == Phase::Ehlo && server()->lmtp != nullptr) says = server()->lmtp->greets();
  }
  out.put(says);
  switch (now) {
    case Phase::Ehlo:
    case Phase::Helo:
      write_name(out, local_address);
      break;
    case Phase::Auth:
      write_auth(out);
      break;
    case Phase::AuthResponse:
      f.mechanisms&& exchange_.cancelled ? out.put('*') : write_message(out, exchange_.message);
      break;
    case Phase::MailFrom:
      out.put(mail_->reverse_path());
      write_parameters(out);
      break;
    case Phase::RcptTo:
      out.put(mail_->recipient(speak().number).address);
      out.put('>');
      if constexpr (f.extensions) {
        if (!server()->extensions.empty()) {
          server()->extensions.calls().write_recipient(out, *mail_, speak().number);
        }
      }
      break;
    case Phase::EndOfData:
      chunking() == nullptr ? out.put('.') : chunking()->write_last(carriage_, out);
      break;
    default:
      break;
  }
  out.put("\r\n");
}

template <Features f>
void Conversation<f>::write_name(Writer& out, std::string_view local_address) const {
  if (!f.literal || !server()->ehlo_name.empty()) return out.put(server()->ehlo_name);
  // RFC 5321 4.1.3 knows no empty literal; any host is this one, to itself.
  if (local_address.empty()) local_address = "127.0.0.1";
  out.put('[');
  if (contains(local_address, ':')) out.put("IPv6:");
  out.put(local_address);
  out.put(']');
}

template <Features f>
void Conversation<f>::write_parameters(Writer& out) const {
  const ContentFacts& content = carriage_.content;
  out.put('>');
  const bool counted = content.size != ContentFacts::unknown_size && !content.grows;
  if (f.size && counted && offers(Offer::Size)) {
    out.put(" SIZE=");
    out.put_number(content.size);
  }
  if (content.eight_bit) out.put(" BODY=8BITMIME");
  if (needs_utf8_) out.put(" SMTPUTF8");
  if constexpr (f.extensions) {
    if (!server()->extensions.empty()) {
      server()->extensions.calls().write_mail(server()->extensions, standing_.offer.extensions(),
                                              out, *mail_, content);
    }
  }
}

}  // namespace postino::detail
