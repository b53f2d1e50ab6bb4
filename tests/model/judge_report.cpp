// SPDX-License-Identifier: MIT
// The report against the decision.
#include <algorithm>

#include "model/built.hpp"
#include "model/corpus.hpp"
#include "model/judge.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

/// Whether a reply can be the one that the fault names.
bool same_phase(const Said& reply, Phase phase) {
  // What comes unasked comes where the client is just then.
  if (reply.phase != Phase::Content) return reply.phase == phase;
  return phase == Phase::Content || phase == Phase::Chunk || phase == Phase::EndOfData;
}

/// What each of our AUTH lines begins with, by the mechanism. Those that tell no secret are hidden
/// in the reply to AUTH and to what follows it only.
std::span<const std::string_view> lines_of(LoginBy by, bool logs_in) {
  static constexpr std::string_view plain[] = {"AHB1bXA"};
  static constexpr std::string_view login[] = {"cHVtcA=", "c2VjcmV"};
  static constexpr std::string_view either[] = {"AHB1bXA", "cHVtcA=", "c2VjcmV"};
  static constexpr std::string_view bearer[] = {"bixhPXB"};
  static constexpr std::string_view xoauth2[] = {"dXNlcj1"};
  static constexpr std::string_view cram[] = {"cHVtcCA"};
  static constexpr std::string_view scram[] = {"biwsbj1", "Yz1iaXd"};
  static constexpr std::string_view external[] = {"cHVtcA="};
  switch (by) {
    case LoginBy::Plain:
      return plain;
    case LoginBy::Login:
      return login;
    case LoginBy::OAuthBearer:
      return bearer;
    case LoginBy::XOAuth2:
      return xoauth2;
    case LoginBy::CramMd5:
      if (logs_in) return cram;
      break;
    case LoginBy::Scram:
      if (logs_in) return scram;
      break;
    case LoginBy::External:
      if (logs_in) return external;
      break;
    case LoginBy::PlainOrLogin:
      return either;
    case LoginBy::None:
      break;
  }
  return {};
}

/// Of a reply: its code, what follows that, and a CR.
constexpr std::uint32_t longest_without_words = 5;

bool ends_with_the_beginning(std::string_view word, std::string_view of) {
  for (std::size_t size = 1; size < of.size(); ++size) {
    if (word.ends_with(of.substr(0, size))) return true;
  }
  return false;
}

/// Whether the last word of a text that was cut may be the beginning of a secret.
/// A small client tells no token, and hides the lines of both of its mechanisms.
bool may_be_secret(std::string_view word, const Settings& settings, bool logs_in) {
  if (settings.login == LoginBy::None) return false;
  const bool small = settings.who != Who::Client;
  const LoginBy by = small ? LoginBy::PlainOrLogin : settings.login;
  const std::span<const std::string_view> lines = lines_of(by, logs_in);
  return ends_with_the_beginning(word, password) ||
         (!small && ends_with_the_beginning(word, token)) ||
         std::any_of(lines.begin(), lines.end(), [word](std::string_view line) {
           return ends_with_the_beginning(word, line) || word.ends_with(line);
         });
}

}  // namespace

bool Judge::too_large() const {
  const Offer& offer = script_->offer;
  if (is_small() || !offer.size || offer.size_limit == 0) return false;
  ContentRules rules{};
  rules.eight_bit = offer.eight_bit;
  const Extending extending = script_->settings.extending;
  const bool named = extending == Extending::Binary || extending == Extending::EagerBinary;
  rules.binary = named && offer.binary && offer.chunking;
  const std::uint32_t size = announced_size(*message_, number_, rules);
  return size != ContentFacts::unknown_size && size > offer.size_limit;
}

/// A check of our own that the server has no part in.
bool Judge::is_own(const Report& report) const {
  const Content& content = message_->content;
  if (report.error.fault == Fault::SizeExceeded) return too_large();
  if (report.error.fault != Fault::InvalidContent) return false;
  const bool odd =
      content.sort == Sort::Nul || (content.sort == Sort::EightBit &&
                                    (!script_->offer.eight_bit || truth_->fate[number_].plainly));
  return odd && content.composing == Composing::Raw;
}

/// A message is begun anew once, where a kept connection ended before it had answered MAIL.
const char* Judge::check_attempts(const Report& report, bool cut_short) const {
  const Settings& settings = script_->settings;
  const bool was_kept = truth_->fate[number_].kept;
  if (answered_before_) return "begun anew after an answer";
  const unsigned switches = truth_->fate[number_].switches;
  // One may have begun that has not come to its connect().
  if (report.attempts > switches + (cut_short ? 1 : 0) + (was_kept || settings.queue ? 2 : 1)) {
    return "begun anew once too often";
  }
  if (report.attempts <= switches && switches != 0) return "fewer attempts than addresses";
  const Fault fault = report.error.fault;
  const bool ended =
      fault == Fault::ConnectionLost || fault == Fault::Timeout || fault == Fault::ServiceClosing;
  const bool early = report.error.phase >= Phase::Rset && report.error.phase <= Phase::MailFrom;
  const bool missed = was_kept && report.attempts == 1 && ended && early;
  // Eager, the content may be under way by then, from a Source that can't be rewound.
  const bool eager =
      settings.extending == Extending::Eager || settings.extending == Extending::EagerBinary;
  return missed && report.outcome == Outcome::Deferred && !settings.queue && !eager
             ? "the end of a kept connection is reported"
             : nullptr;
}

const char* Judge::check(const Report& report, const Absences& absences) {
  const bool too_many = message_->recipients > script_->settings.recipients;
  const bool lacks = refused_feature() != Fault::None;
  if (message_->recipients == 0 || too_many || lacks || has_forbidden_text()) {
    return check_refused(report);
  }
  const bool absent = !decision_.made;
  if (absent) {
    break_off();
    const Fault fault = report.error.fault;
    const bool of_tls = fault == Fault::TlsFailed || fault == Fault::NotTls;
    if (message_->handshaking == Handshaking::Failed && of_tls) {
      decide(Outcome::Unsafe, fault, nullptr);
    }
    if (is_own(report)) {
      decide(Outcome::Rejected, report.error.fault, nullptr);
    }
  }
  const bool cut_short = absences.has(Fault::Aborted) || absences.has(Fault::SessionTimeout);
  const char* wrong = check_attempts(report, cut_short && message_->addresses != 1);
  if (wrong == nullptr) wrong = check_addresses(report, absences);
  if (wrong == nullptr) wrong = check_message(report, absences);
  return wrong != nullptr ? wrong : check_recipients(report);
}

/// RFC 5321 2.3.8: a NUL that can be seen before anything is sent.
bool Judge::has_forbidden_text() const {
  const Content& content = message_->content;
  return content.composing == Composing::Raw && content.sort == Sort::Nul && !content.source &&
         content.size != 0 &&
         text_of(content.sort, number_, content.size).find('\0') != std::string_view::npos;
}

const char* Judge::check_refused(const Report& report) const {
  if (report.outcome != Outcome::InvalidArgument) return "a wrong argument is sent";
  const Fault lacking = refused_feature();
  if (lacking != Fault::None && report.error.fault != lacking) return "the fault of a feature";
  if (report.error.code != 0 || !report.text.empty()) return "words of nobody";
  return truth_->fate[number_].first == truth_->replies || script_->settings.queue
             ? nullptr
             : "something was said of a wrong argument";
}

/// No reply decides.
void Judge::break_off() {
  const bool out = truth_->fate[number_].end_out;
  if (provisional_ != nullptr) {
    const bool closing = provisional_->code == 421;
    decide(Outcome::Deferred, closing ? Fault::ServiceClosing : Fault::NegativeReply, provisional_);
    return;
  }
  if (!out) {
    decision_.outcome = Outcome::Deferred;
    return;
  }
  decision_.outcome = Outcome::Unknown;
  if (!script_->settings.lmtp) return;
  for (std::uint8_t i = 0; i < message_->recipients; ++i) {
    if (took_[i] && !has_final_[i]) recipients_[i] = {Outcome::Unknown, 0, {}};
    if (has_final_[i] && recipients_[i].outcome == Outcome::Accepted) {
      decision_.outcome = Outcome::Accepted;
    }
  }
}

const char* Judge::check_message(const Report& report, const Absences& absences) const {
  if (report.outcome != decision_.outcome) return "the outcome";
  const Error& error = report.error;
  if (decision_.reply == nullptr) {
    if (error.code != 0 || error.enhanced != EnhancedStatusCode{}) return "a code of no reply";
    if (!report.text.empty()) return "words of no reply";
    const bool fits = decision_.any_fault ||
                      (decision_.made ? error.fault == decision_.fault : absences.has(error.fault));
    return fits ? nullptr : "the fault of an absence";
  }
  if (!decision_.any_fault && error.fault != decision_.fault) return "the fault";
  if (!same_phase(*decision_.reply, error.phase)) return "the phase";
  return check_words(report, *decision_.reply);
}

const char* Judge::check_words(const Report& report, const Said& reply) const {
  if (report.error.code != reply.code) return "the code";
  if (report.error.enhanced != reply.enhanced) return "the enhanced code";
  const bool logs_in = reply.phase == Phase::Auth || reply.phase == Phase::AuthResponse;
  if (logs_in && reply.code == 334) {
    return report.text.empty() ? nullptr : "words of a challenge";
  }
  std::string_view words = truth_->words_of(reply);
  // Those of a refusal that only counts for want of another reply are kept until one begins.
  if (&reply == provisional_) {
    const std::uint32_t more = further_octets();
    // Whether a reply has begun that has no words so far, nobody says, nor what is in a record.
    const bool sealed = script_->settings.channel != Channel::Pretended;
    const bool open = more != 0 && (sealed || more <= longest_without_words);
    if (open && report.text.empty()) return nullptr;
    if (more != 0 && !open) words = {};
  }
  return is_shown(report.text, words, logs_in) ? nullptr : "the words";
}

/// Whether `text` is what a report shows of the words.
bool Judge::is_shown(std::string_view text, std::string_view words, bool logs_in) const {
  const std::size_t room = script_->settings.reply_text;
  std::string_view shown = words.substr(0, std::min(room, words.size()));
  std::string_view stars{};
  if (words.size() >= room && room != 0) {
    const std::string_view last = shown.substr(shown.find_last_of(" \n") + 1);
    if (may_be_secret(last, script_->settings, logs_in)) {
      shown.remove_suffix(last.size());
      stars = std::string_view{"***"}.substr(0, last.size());
    }
  }
  return text.starts_with(shown) && text.substr(shown.size()) == stars;
}

const char* Judge::check_recipients(const Report& report) const {
  if (report.recipients.size() != message_->recipients) return "the number of recipients";
  for (std::uint8_t i = 0; i < message_->recipients; ++i) {
    const bool final = has_final_[i] || recipients_[i].outcome == Outcome::Unknown;
    RecipientReport expected = recipients_[i];
    const bool refused = expected.code >= 400;
    if (!refused && !final) expected.outcome = decision_.outcome;
    if (mail_refused_) expected = {decision_.outcome, 0, {}};
    const RecipientReport& got = report.recipients[i];
    if (got.outcome != expected.outcome) return "the outcome of a recipient";
    if (got.code != expected.code) return "the code of a recipient";
    if (got.enhanced != expected.enhanced) {
      return "the enhanced code of a recipient";
    }
  }
  return nullptr;
}

}  // namespace postino::model
