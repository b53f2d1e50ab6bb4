// SPDX-License-Identifier: MIT
// RFC 3461 4.1 (NOTIFY), 4.2 (ORCPT), 4.3 (RET), 4.4 (ENVID); RFC 6533 3 (ORCPT in UTF-8).
#include "postino/dsn.hpp"

#include "base/utf8.hpp"
#include "codec/address.hpp"
#include "extension/xtext.hpp"
#include "postino/mail.hpp"

namespace postino {
namespace {

constexpr std::size_t max_envelope_id_size = 100;
constexpr std::size_t max_original_size = 500;

/// NEVER forbids the others.
bool is_notify(Notify notify) { return notify <= Notify::Never; }

void put_notify(Writer& out, Notify notify) {
  if (notify == Notify::AsUsual) return;
  out.put(" NOTIFY=");
  if (notify == Notify::Never) return out.put("NEVER");
  constexpr const char* words[] = {"SUCCESS", "FAILURE", "DELAY"};
  const char* comma = "";
  for (unsigned bit = 0; bit < 3; ++bit) {
    if ((static_cast<unsigned>(notify) >> bit & 1U) == 0) continue;
    out.put(comma);
    out.put(words[bit]);
    comma = ",";
  }
}

void put_original(Writer& out, const View& address) {
  if (detail::is_ascii(address)) {
    out.put("rfc822;");
    detail::put_xtext(out, address);
  } else {
    out.put("utf-8;");
    detail::put_utf8_xtext(out, address);
  }
}

bool is_original(const View& address) {
  if (address.empty()) return true;
  Writer length{{}, 0};
  put_original(length, address);
  return detail::check_address(address) == Fault::None && length.total() <= max_original_size;
}

bool is_envelope_id(const View& text) {
  Writer length{{}, 0};
  detail::put_xtext(length, text);
  return detail::is_printable(text) && length.total() <= max_envelope_id_size;
}

}  // namespace

const Extension& Dsn::extension() const { return extension::dsn; }

Fault Dsn::check(const Mail& mail) const {
  bool fine = is_notify(request_.notify) && is_envelope_id(request_.envelope_id) &&
              request_.recipients.size() <= mail.recipient_count();
  for (const DsnRecipient& each : request_.recipients) {
    fine = fine && is_notify(each.notify) && is_original(each.original);
  }
  return fine ? Fault::None : Fault::InvalidParameter;
}

void Dsn::write_mail(Writer& out, const Mail&) const {
  if (request_.returned == Returned::Full) out.put(" RET=FULL");
  if (request_.returned == Returned::Headers) out.put(" RET=HDRS");
  if (request_.envelope_id.empty()) return;
  out.put(" ENVID=");
  detail::put_xtext(out, request_.envelope_id);
}

void Dsn::write_recipient(Writer& out, const Mail&, std::size_t index) const {
  if (index >= request_.recipients.size()) return put_notify(out, request_.notify);
  const DsnRecipient& recipient = request_.recipients[index];
  put_notify(out, recipient.notify);
  if (recipient.original.empty()) return;
  out.put(" ORCPT=");
  put_original(out, recipient.original);
}

namespace extension {
constinit const Keyword dsn{"DSN"};
}

}  // namespace postino
