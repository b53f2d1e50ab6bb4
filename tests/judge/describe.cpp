// SPDX-License-Identifier: MIT
// What failed, in a line that a person can read.
#include "judge/combination.hpp"

namespace postino::test {
namespace {

std::string enhanced_of(const EnhancedStatusCode& code) {
  return std::to_string(code.status_class) + "." + std::to_string(code.subject) + "." +
         std::to_string(code.detail);
}

std::string in_words(const std::vector<RecipientReport>& recipients) {
  std::string words = " [";
  for (const RecipientReport& one : recipients) {
    if (words.size() > 2) words += ", ";
    words.append(name(one.outcome)).append(" ").append(std::to_string(one.code));
    if (one.enhanced != EnhancedStatusCode{}) words.append(" ").append(enhanced_of(one.enhanced));
  }
  return words + "]";
}

std::string in_words(const Expected& report) {
  std::string words{name(report.outcome)};
  words.append(" ").append(report.fault ? name(*report.fault) : "any");
  words.append(" in ").append(report.phase ? name(*report.phase) : "any");
  words.append(" ").append(std::to_string(report.code));
  words.append(" ").append(enhanced_of(report.enhanced));
  words += " '";
  for (const char letter : report.words) words += letter == '\n' ? '|' : letter;
  words += "'";
  return words + in_words(report.recipients);
}

std::string_view name(Break breaks) {
  constexpr std::string_view names[] = {
      "close",     "reset",   "silence",       "half a reply, close",           "garbage",
      "odd reply", "abort()", "unasked reply", "unasked reply amid the content"};
  return names[static_cast<std::size_t>(breaks)];
}

/// "LMTP pipelined, 2 to: MailFrom 260, RcptTo 461, then reset at RcptTo (one by one)".
std::string in_words(const Combination& combination, const Held& held) {
  std::string words{combination.mode->name};
  words.append(", ").append(std::to_string(combination.recipients)).append(" to:");
  for (const Answer& answer : held.conversation.answers) {
    const bool unasked = answer.absence == Fault::EarlyReply;
    const bool varies = answer.to >= combination.mode->from && answer.absence == Fault::None;
    if (!varies && !unasked) continue;
    words.append(" ").append(postino::name(answer.to)).append(" ");
    words.append(std::to_string(answer.code)).append(",");
  }
  words.append(" then ").append(name(combination.breaks));
  if (held.struck) words.append(" at ").append(postino::name(*held.struck));
  if (held.conversation.end_handed_over) words += ", end handed over";
  return words + (combination.one_by_one ? " (one by one)" : " (at once)");
}

bool same(const RecipientReport& one, const RecipientReport& other) {
  return one.outcome == other.outcome && one.code == other.code && one.enhanced == other.enhanced;
}

/// Between DATA's reply and the end there is nothing that a reply could belong to.
bool same_phase(const Conversation& conversation, const Expected& expected, Phase got) {
  const bool in_content = expected.phase == Phase::EndOfData && got == Phase::Content;
  return !expected.phase || got == *expected.phase || (in_content && !conversation.end_handed_over);
}

bool same(const Conversation& conversation, const Expected& expected, const Sent& sent) {
  bool same_recipients = expected.recipients.size() == sent.each.size();
  for (std::size_t i = 0; same_recipients && i < sent.each.size(); ++i) {
    same_recipients = same(expected.recipients[i], sent.each[i]);
  }
  return sent.reported && same_recipients && sent.outcome == expected.outcome &&
         (!expected.fault || sent.error.fault == *expected.fault) &&
         same_phase(conversation, expected, sent.error.phase) && sent.error.code == expected.code &&
         sent.error.enhanced == expected.enhanced && sent.text == expected.words;
}

std::string in_words(const Sent& sent) {
  if (!sent.reported) return "no report";
  return in_words(Expected{.outcome = sent.outcome,
                           .fault = sent.error.fault,
                           .phase = sent.error.phase,
                           .code = sent.error.code,
                           .enhanced = sent.error.enhanced,
                           .words = sent.text,
                           .recipients = sent.each});
}

}  // namespace

std::string difference(const Combination& combination, const Held& held) {
  const Expected expected = judge(held.conversation);
  if (!held.complaints.empty()) {
    return in_words(combination, held) + "\n  complaint: " + held.complaints.front();
  }
  if (same(held.conversation, expected, held.sent)) return {};
  return in_words(combination, held) + "\n  expected " + in_words(expected) + "\n  got      " +
         in_words(held.sent);
}

}  // namespace postino::test
