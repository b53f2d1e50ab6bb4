// SPDX-License-Identifier: MIT
/// What a report has to say, by docs/errors.md ("What decides"), from what was really said.
#pragma once

#include <cstdint>

#include "model/script.hpp"
#include "model/truth.hpp"
#include "postino/report.hpp"

namespace postino::model {

/// The faults that can leave a command without a reply here, a bit for each.
class Absences {
 public:
  void add(Fault fault) { bits_[index(fault)] |= bit(fault); }
  [[nodiscard]] bool has(Fault fault) const { return (bits_[index(fault)] & bit(fault)) != 0; }

 private:
  static std::size_t index(Fault fault) { return static_cast<std::size_t>(fault) / 64; }
  static std::uint64_t bit(Fault fault) {
    return std::uint64_t{1} << (static_cast<std::size_t>(fault) % 64);
  }
  std::uint64_t bits_[4] = {};
};

/// What decided, and to what.
struct Decision {
  bool made = false;
  Outcome outcome = Outcome::Deferred;
  Fault fault = Fault::None;
  bool any_fault = false;       ///< The page leaves it open.
  const Said* reply = nullptr;  ///< Nullptr: a decision of our own, or an absence.
};

class Judge {
 public:
  /// `anew`: the message was begun anew on a fresh connection.
  Judge(const Script& script, const Truth& truth, std::uint8_t message, bool anew);

  /// What is wrong with the report; nullptr: nothing.
  [[nodiscard]] const char* check(const Report& report, const Absences& absences);

 private:
  void hear_all();
  void hear(const Said& reply);
  void decide(Outcome outcome, Fault fault, const Said* reply);
  void refuse(const Said& reply, Fault fault = Fault::NegativeReply);
  void hear_ehlo(const Said& reply);
  void hear_login(const Said& reply);
  void hear_recipient(const Said& reply);
  void hear_final(const Said& reply);
  void conclude_lmtp();
  void break_off();
  [[nodiscard]] bool is_own(const Report& report) const;
  [[nodiscard]] const char* check_attempts(const Report& report, bool cut_short) const;
  [[nodiscard]] const char* check_refused(const Report& report) const;
  [[nodiscard]] const char* check_message(const Report& report, const Absences& absences) const;
  [[nodiscard]] const char* check_words(const Report& report, const Said& reply) const;
  [[nodiscard]] const char* check_recipients(const Report& report) const;
  [[nodiscard]] bool is_small() const { return script_->settings.who != Who::Client; }
  [[nodiscard]] Fault refused_feature() const;
  [[nodiscard]] const char* check_addresses(const Report& report, const Absences& absences) const;
  [[nodiscard]] std::uint32_t further_octets() const;
  [[nodiscard]] bool is_shown(std::string_view text, std::string_view words, bool logs_in) const;
  [[nodiscard]] bool too_large() const;
  [[nodiscard]] bool has_forbidden_text() const;

  const Script* script_;
  const Truth* truth_;
  const Message* message_;
  std::uint8_t number_;
  Decision decision_{};
  const Said* provisional_ = nullptr;  // counts if nothing but an absence follows
  bool secured_ = false;
  bool mail_refused_ = false;
  bool retried_ = false;
  bool anew_ = false;
  bool answered_before_ = false;  // on the connection that was given up
  RecipientReport recipients_[max_recipients]{};
  bool took_[max_recipients] = {};  // RCPT was answered 2yz
  bool has_final_[max_recipients] = {};
  const Said* refusals_[max_recipients] = {};
  const Said* finals_[max_recipients] = {};  // in the order of the replies
  std::uint8_t finals_count_ = 0;
};

}  // namespace postino::model
