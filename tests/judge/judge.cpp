// SPDX-License-Identifier: MIT
// The paragraphs of "What decides", one function each.
#include "judge/judge.hpp"

#include <algorithm>

namespace postino::test {
namespace {

bool refuses(const Answer& answer) { return answer.code >= 400; }
/// 552 to RCPT counts as 452.
bool permanently(const Answer& answer) {
  return answer.code >= 500 && !(answer.to == Phase::RcptTo && answer.code == 552);
}
bool accepts(const Answer& answer) { return answer.code / 100 == 2; }
bool closes(const Answer& answer) { return answer.code == 421; }

Outcome refusal_of(const Answer& answer) {
  return permanently(answer) ? Outcome::Rejected : Outcome::Deferred;
}

/// Code, enhanced code and words are those of one answer, always.
Expected report_of(const Answer& answer, Outcome outcome, std::optional<Fault> fault) {
  Expected expected{.outcome = outcome, .fault = fault};
  if (answer.absence != Fault::EarlyReply) expected.phase = answer.to;
  expected.code = answer.code;
  expected.enhanced = answer.enhanced;
  expected.words = answer.words;
  // Whatever it is the reply to.
  if (fault == Fault::NegativeReply && answer.code == 530) {
    expected.fault = Fault::TlsOrLoginRequired;
  }
  return expected;
}

class Judge {
 public:
  explicit Judge(const Conversation& conversation) : conversation_{conversation} {}

  Expected verdict() {
    for (const Answer& answer : conversation_.answers) {
      const std::optional<Expected> found = decided_by(answer);
      if (found) return with_recipients(*found);
      last_ = &answer;
    }
    return {.words = "the conversation has no end"};
  }

 private:
  /// The message, rules 1 to 5; nothing if more has to be heard.
  std::optional<Expected> decided_by(const Answer& answer) {
    if (ends_kept_connection(answer)) {
      return Expected{.fault = Fault::ConnectFailed, .phase = Phase::Connect};
    }
    mail_answered_ = mail_answered_ || answer.to == Phase::MailFrom;
    if (answer.absence == Fault::EarlyReply) return unasked(answer);
    if (answer.absence != Fault::None) return absent(answer);
    if (answer.to == Phase::RcptTo) rcpt_.push_back(&answer);
    if (answer.to == Phase::EndOfData && conversation_.lmtp) return final_reply(answer);
    if (closes(answer)) return report_of(answer, Outcome::Deferred, Fault::ServiceClosing);
    if (refuses(answer)) return refused(answer);
    if (answer.to != Phase::EndOfData) return all_refused();
    return report_of(answer, Outcome::Accepted, Fault::None);
  }

  /// Rule 1.
  std::optional<Expected> refused(const Answer& answer) const {
    switch (answer.to) {
      case Phase::Ehlo:
        return refused_ehlo(answer);
      case Phase::StartTls:
        return refused_starttls(answer);
      case Phase::Auth:
      case Phase::AuthResponse:
        return refused_auth(answer);
      case Phase::RcptTo:
        return all_refused();
      case Phase::MailFrom:
      case Phase::Data:
      case Phase::Chunk:
      case Phase::EndOfData:
        return report_of(answer, refusal_of(answer), Fault::NegativeReply);
      default:
        return report_of(answer, Outcome::Deferred, Fault::NegativeReply);
    }
  }

  /// "A kept connection": the message is begun once more.
  bool ends_kept_connection(const Answer& answer) const {
    if (!conversation_.kept || mail_answered_ || answer.to > Phase::MailFrom) return false;
    const bool absent = answer.absence == Fault::ConnectionLost || answer.absence == Fault::Timeout;
    return absent || (answer.absence == Fault::None && closes(answer));
  }

  static Expected refused_starttls(const Answer& answer) {
    if (permanently(answer)) return report_of(answer, Outcome::Unsafe, Fault::StartTlsRejected);
    return report_of(answer, Outcome::Deferred, Fault::NegativeReply);
  }

  std::optional<Expected> refused_ehlo(const Answer& answer) const {
    const Expected deferred = report_of(answer, Outcome::Deferred, Fault::NegativeReply);
    if (!permanently(answer) || conversation_.lmtp) return deferred;
    const bool in_clear = !answer.secured;
    const bool required = in_clear && conversation_.security == Security::StartTls;
    if (!required && !conversation_.login) return std::nullopt;  // HELO is said
    if (ehlo_is_known(answer)) return deferred;
    if (required) return report_of(answer, Outcome::Unsafe, Fault::StartTlsNotOffered);
    const bool stays = in_clear && conversation_.security == Security::Opportunistic;
    return report_of(answer, stays ? Outcome::Deferred : Outcome::Unsafe, Fault::AuthNotOffered);
  }

  std::optional<Expected> refused_auth(const Answer& answer) const {
    if (said_again(answer)) return std::nullopt;
    if (permanently(answer)) {
      const bool required = answer.code == 530;
      return report_of(answer, Outcome::Rejected,
                       required ? Fault::NegativeReply : Fault::LoginRejected);
    }
    return report_of(answer, Outcome::Deferred, Fault::NegativeReply);
  }

  static bool said_again(const Answer& answer) {
    return answer.to == Phase::Auth && answer.initial_response &&
           (answer.code == 501 || answer.code == 504);
  }

  /// Rule 2.
  std::optional<Expected> all_refused() const {
    const auto refused = [](const Answer* one) { return refuses(*one); };
    if (rcpt_.size() != conversation_.recipients) return std::nullopt;
    if (!std::all_of(rcpt_.begin(), rcpt_.end(), refused)) return std::nullopt;
    const auto temporarily = [](const Answer* one) { return !permanently(*one); };
    const auto deferred = std::find_if(rcpt_.begin(), rcpt_.end(), temporarily);
    const Answer& reported = deferred != rcpt_.end() ? **deferred : *rcpt_.front();
    return report_of(reported, refusal_of(reported), Fault::AllRecipients);
  }

  /// Where EHLO is unknown, what becomes of HELO decides.
  static bool ehlo_is_known(const Answer& refusal) {
    return refusal.code != 500 && refusal.code != 502 && refusal.code != 504;
  }

  /// A refusal that decides only when no further reply comes.
  static bool decides_at_last(const Answer& answer) {
    if (!refuses(answer)) return false;
    return (answer.to == Phase::Ehlo && ehlo_is_known(answer)) || said_again(answer);
  }

  /// Rule 3.
  Expected unasked(const Answer& answer) {
    if (closes(answer)) return report_of(answer, Outcome::Deferred, Fault::ServiceClosing);
    if (answer.to == Phase::Content && refuses(answer)) {
      return report_of(answer, refusal_of(answer), Fault::NegativeReply);
    }
    return absent(answer);
  }

  /// Rule 5.
  Expected absent(const Answer& answer) {
    if (answer.to == Phase::EndOfData && conversation_.lmtp && !final_.empty()) {
      return broken_off(answer);
    }
    if (answer.code == 0 && last_ != nullptr && decides_at_last(*last_)) {
      Expected expected = report_of(*last_, Outcome::Deferred, Fault::NegativeReply);
      if (answer.begun) expected.words.clear();
      return expected;
    }
    if (answer.to == Phase::StartTls && answer.code != 0) {
      return report_of(answer, Outcome::Unsafe, Fault::StartTlsRejected);
    }
    // It claims an authentication that is none.
    const bool in_auth = answer.to == Phase::Auth || answer.to == Phase::AuthResponse;
    if (in_auth && accepts(answer)) return report_of(answer, Outcome::Unsafe, answer.absence);
    unanswered_ = conversation_.lmtp && conversation_.end_handed_over;
    const Outcome outcome = conversation_.end_handed_over ? Outcome::Unknown : Outcome::Deferred;
    return report_of(answer, outcome, answer.absence);
  }

  /// LMTP.
  std::optional<Expected> final_reply(const Answer& answer) {
    final_.push_back(&answer);
    if (closes(answer)) return broken_off(answer);
    if (final_.size() != accepted_recipients()) return std::nullopt;
    const Outcome outcome = outcome_in_lmtp();
    const auto has_it = [&](const Answer* one) { return outcome_by(*one) == outcome; };
    const auto found = std::find_if(final_.begin(), final_.end(), has_it);
    const Answer& reported = found != final_.end() ? **found : *final_.front();
    return report_of(reported, outcome,
                     outcome == Outcome::Accepted ? Fault::None : Fault::NegativeReply);
  }

  Expected broken_off(const Answer& answer) {
    unanswered_ = true;
    const Fault fault = closes(answer) ? Fault::ServiceClosing : answer.absence;
    return report_of(answer, outcome_in_lmtp(), fault);
  }

  static Outcome outcome_by(const Answer& answer) {
    return accepts(answer) ? Outcome::Accepted : refusal_of(answer);
  }

  /// Over all recipients.
  Outcome outcome_in_lmtp() const {
    const auto any = [](const std::vector<const Answer*>& replies, Outcome outcome) {
      return std::any_of(replies.begin(), replies.end(),
                         [&](const Answer* one) { return outcome_by(*one) == outcome; });
    };
    if (any(final_, Outcome::Accepted)) return Outcome::Accepted;
    if (final_.size() < accepted_recipients()) return Outcome::Unknown;
    const bool deferred = any(final_, Outcome::Deferred) || any(rcpt_, Outcome::Deferred);
    return deferred ? Outcome::Deferred : Outcome::Rejected;
  }

  std::size_t accepted_recipients() const {
    return static_cast<std::size_t>(
        std::count_if(rcpt_.begin(), rcpt_.end(), [](const Answer* one) { return accepts(*one); }));
  }

  /// Each recipient.
  Expected with_recipients(Expected expected) const {
    std::size_t took = 0;
    for (std::size_t i = 0; i < conversation_.recipients; ++i) {
      RecipientReport one{.outcome = expected.outcome};
      if (i < rcpt_.size()) one = recipient(*rcpt_[i], expected.outcome, took);
      expected.recipients.push_back(one);
    }
    return expected;
  }

  /// `took`: recipients before it that RCPT took.
  RecipientReport recipient(const Answer& rcpt, Outcome of_message, std::size_t& took) const {
    if (closes(rcpt)) return {of_message, rcpt.code, rcpt.enhanced};
    if (refuses(rcpt)) return {refusal_of(rcpt), rcpt.code, rcpt.enhanced};
    const std::size_t place = took++;
    if (place < final_.size()) {
      const Answer& own = *final_[place];
      return {outcome_by(own), own.code, own.enhanced};
    }
    if (unanswered_) return {Outcome::Unknown, 0, {}};
    return {of_message, rcpt.code, rcpt.enhanced};
  }

  const Conversation& conversation_;
  const Answer* last_ = nullptr;
  bool mail_answered_ = false;
  std::vector<const Answer*> rcpt_;
  std::vector<const Answer*> final_;
  bool unanswered_ = false;  // final replies of LMTP are missing
};

}  // namespace

Expected judge(const Conversation& conversation) { return Judge{conversation}.verdict(); }

}  // namespace postino::test
