// SPDX-License-Identifier: MIT
#include "resegmentation/conversation.hpp"

#include <algorithm>

namespace postino::test {

void PrintTo(const Conversation& conversation, std::ostream* out) {
  for (const std::string& line : conversation.trace) *out << line << "\n";
  for (const std::string& report : conversation.reports) *out << "= " << report << "\n";
}

namespace {

bool is_said(const std::string& line) { return line.starts_with('>'); }

}  // namespace

Conversation Conversation::apart() const {
  Conversation sorted = *this;
  std::stable_partition(sorted.trace.begin(), sorted.trace.end(), is_said);
  return sorted;
}

Conversation Conversation::one_sided() const {
  Conversation said = *this;
  std::erase_if(said.trace, [](const std::string& line) { return !is_said(line); });
  said.to_client = 0;
  return said;
}

Conversation held(Rig& rig) {
  const std::size_t due = rig.scenario().results.size();
  std::vector<MailRun> mails;
  if (rig.scenario().queued) mails = rig.send_queue(0, due);
  while (mails.size() < due) mails.push_back(rig.send(mails.size()));
  static_cast<void>(rig.rest());
  rig.collect();
  Conversation conversation{.trace = rig.trace.lines, .reports = {}, .mails = {}};
  for (const MailRun& mail : mails) {
    for (const Sent& sent : mail.reports) {
      conversation.reports.push_back(sent.what_and_where() + " [" + sent.recipients() + "] " +
                                     sent.text);
    }
  }
  for (const Taken& taken : rig.server.conversation().taken()) {
    conversation.mails.push_back(taken.text);
  }
  conversation.to_client = rig.link.brought();
  return conversation;
}

Conversation held(const Scenario& scenario, const std::function<void(Rig&)>& prepare) {
  Rig rig{scenario};
  prepare(rig);
  return held(rig);
}

std::vector<const Scenario*> every_scenario() {
  std::vector<const Scenario*> list;
  for (const Scenario& scenario : named_scenarios()) list.push_back(&scenario);
  return list;
}

std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char letter : name) {
    if (letter != '-') letters += letter;
  }
  return letters;
}

}  // namespace postino::test
