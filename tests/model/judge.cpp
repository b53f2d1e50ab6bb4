// SPDX-License-Identifier: MIT
// The first of the replies that decides, in the order in which they came.
#include "model/judge.hpp"

#include "model/built.hpp"

namespace postino::model {
namespace {

constexpr std::uint16_t service_closing = 421;

Outcome outcome_of(std::uint16_t code) {
  if (code < 400) return Outcome::Accepted;
  return code < 500 ? Outcome::Deferred : Outcome::Rejected;
}

/// Whether the message may be begun anew after that reply.
bool leaves_it_open(const Said& reply) {
  return reply.code == service_closing ? reply.phase <= Phase::MailFrom
                                       : reply.phase == Phase::Rset && reply.code < 400;
}

bool has_initial_response(LoginBy by) {
  return by != LoginBy::Login && by != LoginBy::CramMd5 && by != LoginBy::None;
}

/// Whether a command can be answered by such a code.
bool can_answer(const Said& reply) {
  if (reply.code >= 400) return true;
  if (reply.phase == Phase::Data) return reply.code == 354;
  if (reply.phase == Phase::Helo) return reply.code == 250;
  const bool of_login = reply.phase == Phase::Auth || reply.phase == Phase::AuthResponse;
  return !of_login || reply.code == 235 || reply.code == 334;
}

}  // namespace

Judge::Judge(const Script& script, const Truth& truth, std::uint8_t message, bool anew)
    : script_{&script},
      truth_{&truth},
      message_{&script.message[message]},
      number_{message},
      anew_{anew} {
  hear_all();
}

void Judge::hear_all() {
  for (std::uint16_t i = truth_->fate[number_].first; i < truth_->replies; ++i) {
    if (decision_.made) return;
    const Said& reply = truth_->said[i];
    if (reply.owner != number_ || !truth_->reached(reply)) continue;
    // What was said on a connection that was given up for another one decides nothing.
    const bool given_up = anew_ && reply.connection < truth_->fate[number_].connections;
    if (!given_up) {
      hear(reply);
    } else if (!leaves_it_open(reply)) {
      answered_before_ = true;
    }
  }
}

void Judge::decide(Outcome outcome, Fault fault, const Said* reply) {
  const bool required = fault == Fault::NegativeReply && reply != nullptr && reply->code == 530;
  if (required) fault = Fault::TlsOrLoginRequired;
  decision_ = {
      .made = true, .outcome = outcome, .fault = fault, .any_fault = false, .reply = reply};
}

void Judge::refuse(const Said& reply, Fault fault) {
  decide(outcome_of(reply.code), fault, &reply);
}

void Judge::hear(const Said& reply) {
  provisional_ = nullptr;
  const bool refused = reply.code >= 400;
  if (!can_answer(reply)) return decide(Outcome::Deferred, Fault::UnexpectedReply, &reply);
  // Another address may greet; only if none does it decides.
  if (reply.phase == Phase::Greeting && refused && reply.further && !is_small()) {
    provisional_ = &reply;
    return;
  }
  // What came unasked, when the end was out all the same, is a reply to it.
  const bool to_end =
      reply.phase == Phase::EndOfData ||
      (reply.phase == Phase::Content && reply.number == 0 && truth_->fate[number_].end_out);
  if (script_->settings.lmtp && to_end) return hear_final(reply);
  if (reply.phase == Phase::RcptTo) return hear_recipient(reply);
  if (reply.code == service_closing) {
    return decide(Outcome::Deferred, Fault::ServiceClosing, &reply);
  }
  switch (reply.phase) {
    case Phase::Greeting:
    case Phase::Helo:
    case Phase::Rset:
      if (refused) decide(Outcome::Deferred, Fault::NegativeReply, &reply);
      return;
    case Phase::Ehlo:
      return hear_ehlo(reply);
    case Phase::StartTls:
      secured_ = !refused;
      if (reply.code >= 500) decide(Outcome::Unsafe, Fault::StartTlsRejected, &reply);
      if (refused && reply.code < 500) decide(Outcome::Deferred, Fault::NegativeReply, &reply);
      return;
    case Phase::Auth:
    case Phase::AuthResponse:
      return hear_login(reply);
    case Phase::EndOfData:
      return refused ? refuse(reply) : decide(Outcome::Accepted, Fault::None, &reply);
    default:
      if (!refused) return;
      mail_refused_ = reply.phase == Phase::MailFrom;
      return refuse(reply);
  }
}

void Judge::hear_ehlo(const Said& reply) {
  const Settings& settings = script_->settings;
  const Offer& offer = script_->offer;
  const bool login = settings.login != LoginBy::None;
  if (reply.code < 400) {
    const bool tls = settings.security == Security::StartTls && !secured_;
    const bool short_of_tls = tls && !offer.starttls;
    const bool short_of_login = login && !offer.auth && !(tls && offer.starttls);
    if (!short_of_tls && !short_of_login) return;
    decide(Outcome::Unsafe, Fault::None, nullptr);
    decision_.any_fault = true;
    return;
  }
  const bool would_say_helo = !login && (settings.security != Security::StartTls || secured_);
  if (reply.code < 500 || settings.lmtp || (is_small() && would_say_helo))
    return decide(Outcome::Deferred, Fault::NegativeReply, &reply);
  // These say that the server knows no EHLO, and no more; the others are about us.
  const bool unknown = reply.code == 500 || reply.code == 502 || reply.code == 504;
  const bool no_tls = settings.security == Security::StartTls && !secured_;
  if (!login && !no_tls) {
    if (!unknown) provisional_ = &reply;
    return;
  }
  if (!unknown) return decide(Outcome::Deferred, Fault::NegativeReply, &reply);
  decide(Outcome::Unsafe, no_tls ? Fault::StartTlsNotOffered : Fault::AuthNotOffered, &reply);
}

void Judge::hear_login(const Said& reply) {
  if (reply.code < 400) return;
  // A small client has no initial response, but another mechanism.
  const bool either = script_->settings.login == LoginBy::PlainOrLogin && reply.code == 504;
  const bool initial =
      has_initial_response(script_->settings.login) && (reply.code == 501 || reply.code == 504);
  const bool again = reply.phase == Phase::Auth && (is_small() ? either : initial) && !retried_;
  if (again) {
    provisional_ = &reply;
    retried_ = true;
    return;
  }
  const bool rejected = reply.code >= 500 && reply.code != 530;
  refuse(reply, rejected ? Fault::LoginRejected : Fault::NegativeReply);
}

void Judge::hear_recipient(const Said& reply) {
  RecipientReport& one = recipients_[reply.number];
  one = {outcome_of(reply.code), reply.code, reply.enhanced};
  // It counts as 452.
  if (reply.code == 552) one.outcome = Outcome::Deferred;
  took_[reply.number] = reply.code < 400;
  refusals_[reply.number] = &reply;
  if (reply.code == service_closing) {
    return decide(Outcome::Deferred, Fault::ServiceClosing, &reply);
  }
  if (reply.number + 1 != message_->recipients) return;
  Outcome all = Outcome::Rejected;
  for (std::uint8_t i = 0; i < message_->recipients; ++i) {
    if (took_[i]) return;
    if (recipients_[i].outcome == Outcome::Deferred) all = Outcome::Deferred;
  }
  for (std::uint8_t i = 0; i < message_->recipients; ++i) {
    if (recipients_[i].outcome != all) continue;
    return decide(all, Fault::AllRecipients, refusals_[i]);
  }
}

/// LMTP: of one recipient.
void Judge::hear_final(const Said& reply) {
  std::uint8_t number = reply.number;
  while (!reply.asked && number + 1 < message_->recipients && !took_[number]) ++number;
  finals_[finals_count_++] = &reply;
  recipients_[number] = {outcome_of(reply.code), reply.code, reply.enhanced};
  has_final_[number] = true;
  bool all = true;
  for (std::uint8_t i = 0; i < message_->recipients; ++i) all = all && (!took_[i] || has_final_[i]);
  if (all || reply.code == service_closing) conclude_lmtp();
}

/// Every final reply is here that will come.
void Judge::conclude_lmtp() {
  bool any[4] = {};
  for (std::uint8_t i = 0; i < message_->recipients; ++i) {
    if (took_[i] && !has_final_[i]) recipients_[i] = {Outcome::Unknown, 0, {}};
    any[static_cast<std::size_t>(recipients_[i].outcome)] = true;
  }
  const auto has = [&](Outcome outcome) { return any[static_cast<std::size_t>(outcome)]; };
  const Outcome outcome = has(Outcome::Accepted)   ? Outcome::Accepted
                          : has(Outcome::Unknown)  ? Outcome::Unknown
                          : has(Outcome::Deferred) ? Outcome::Deferred
                                                   : Outcome::Rejected;
  const Said* reply = finals_count_ == 0 ? nullptr : finals_[finals_count_ - 1];
  if (reply != nullptr && reply->code == service_closing) {
    return decide(outcome, Fault::ServiceClosing, reply);
  }
  for (std::uint8_t i = finals_count_; i != 0; --i) {
    if (i == finals_count_) reply = finals_[0];
    if (outcome_of(finals_[i - 1]->code) == outcome) reply = finals_[i - 1];
  }
  decide(outcome, outcome == Outcome::Accepted ? Fault::None : Fault::NegativeReply, reply);
}

}  // namespace postino::model
