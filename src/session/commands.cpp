// SPDX-License-Identifier: MIT
// RFC 5321 4.1.1 (commands), 4.1.3 (address literals); RFC 1870 3, RFC 6152 3, RFC 6531 3.4
// (parameters of MAIL).
#include "base/ascii.hpp"
#include "postino/detail/session.hpp"
#include "session/table.hpp"

namespace postino::detail {

void Session::write(Writer& out, std::string_view local_address) const {
  const char* says = row_of(speak_.phase).says;
  if (server_->lmtp != nullptr) says = server_->lmtp->says(speak_.phase, says);
  out.put(says);
  switch (speak_.phase) {
    case Phase::Ehlo:
    case Phase::Helo:
      write_name(out, local_address);
      break;
    case Phase::Auth:
      write_auth(out);
      break;
    case Phase::AuthResponse:
      cancelled_ ? out.put('*') : write_message(out, message_);
      break;
    case Phase::MailFrom:
      out.put(mail_->reverse_path());
      write_parameters(out);
      break;
    case Phase::RcptTo:
      out.put(mail_->recipient(speak_.number).address);
      out.put('>');
      if (!server_->extensions.empty()) {
        server_->extensions.calls().write_recipient(out, *mail_, speak_.number);
      }
      break;
    case Phase::EndOfData:
      if (chunking_ == nullptr) {
        out.put('.');
      } else {
        chunking_->write_last(*this, out);
      }
      break;
    default:
      break;
  }
  out.put("\r\n");
}

void Session::write_name(Writer& out, std::string_view local_address) const {
  if (!server_->ehlo_name.empty()) return out.put(server_->ehlo_name);
  out.put('[');
  if (contains(local_address, ':')) out.put("IPv6:");
  out.put(local_address);
  out.put(']');
}

void Session::write_parameters(Writer& out) const {
  out.put('>');
  if (content_.size != ContentFacts::unknown_size && capabilities_.offers(Capabilities::Size)) {
    out.put(" SIZE=");
    out.put_number(content_.size);
  }
  if (content_.eight_bit) out.put(" BODY=8BITMIME");
  if (needs_utf8_) out.put(" SMTPUTF8");
  if (!server_->extensions.empty()) {
    server_->extensions.calls().write_mail(server_->extensions, capabilities_.extensions(), out,
                                           *mail_, content_);
  }
}

}  // namespace postino::detail
