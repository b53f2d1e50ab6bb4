// SPDX-License-Identifier: MIT
// RFC 2920 3.1: MAIL may follow the end of the mail before in the same group. An image without a
// MailQueue has none of this.
#include "postino/detail/session.hpp"
#include "session/table.hpp"

namespace postino::detail {
namespace {

/// A refused BDAT may leave a transaction open, into which the next MAIL would fall.
Cursor first(const Chunking* chunking) {
  return {chunking != nullptr ? Phase::Rset : Phase::MailFrom};
}

}  // namespace

bool Session::may_run_on() const {
  const bool all_said = waiting_ && speak_.phase == Phase::EndOfData;
  const bool counted = chunking_ == nullptr || !chunks_.unsized;
  return all_said && counted && !facts_.exhausted && server_->lmtp == nullptr &&
         server_->pipelining == Pipelining::AcrossMails && pipelines();
}

bool Session::run_on(const Mail& mail, const Composer& composer, bool needs_utf8) {
  composer_ = &composer;
  needs_utf8_ = needs_utf8;
  if (check_mail(mail) != Fault::None) return false;
  mail_ = &mail;
  speak_ = first(chunking_);
  waiting_ = false;
  ++ahead_;
  return true;
}

void Session::listen_on(const Mail& next, std::uint16_t& replies) {
  for (; replies != 0 && listen_.phase != Phase::Done; --replies) follow(listen_, false);
  listen_ = first(chunking_);
  recipient_count_ = static_cast<std::uint16_t>(next.recipient_count());
  ending_ = {};
  --ahead_;
  forget_mail();
}

}  // namespace postino::detail
