// SPDX-License-Identifier: MIT
/// Mails one behind the other, and what became of each.
#pragma once

#include <string>
#include <vector>

#include "postino/mail_queue.hpp"
#include "support/sent.hpp"

namespace postino::test {

class KeptQueue final : public MailQueue {
 public:
  void add(const Mail& mail, const Composer& composer = raw_mail) {
    mails_.push_back({&mail, &composer});
  }
  [[nodiscard]] QueuedMail at(std::uint16_t place) override {
    const std::size_t index = ends.size() + place;
    return index < mails_.size() ? mails_[index] : QueuedMail{};
  }
  void ended(const Report& report) override { ends.push_back(Sent{report, {}}); }

  /// "Accepted", or the like, for each that ended.
  [[nodiscard]] std::vector<std::string> what() const {
    std::vector<std::string> all;
    for (const Sent& sent : ends) all.push_back(sent.what());
    return all;
  }

  std::vector<Sent> ends;

 private:
  std::vector<QueuedMail> mails_;
};

}  // namespace postino::test
