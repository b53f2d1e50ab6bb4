// SPDX-License-Identifier: MIT
/// How far Postino is to use what a server offers, in words: "off" or "across" for PIPELINING,
/// "chunking" or "eager" for CHUNKING, "binary" for BINARYMIME; any of them, commas between.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "postino/chunking.hpp"
#include "postino/mail_queue.hpp"
#include "postino/server.hpp"

namespace postino::benchmark {

class Modes {
 public:
  explicit Modes(const std::string& words);
  Modes(const Modes&) = delete;
  Modes& operator=(const Modes&) = delete;

  [[nodiscard]] Pipelining pipelining() const { return pipelining_; }
  [[nodiscard]] bool across() const { return pipelining_ == Pipelining::AcrossMails; }
  /// Borrowed from this.
  [[nodiscard]] Extensions extensions() const { return list_; }

 private:
  Pipelining pipelining_ = Pipelining::WithinMail;
  std::vector<const Extension*> list_;
};

/// The same mail so many times.
class RepeatedMail final : public MailQueue {
 public:
  /// All is borrowed.
  RepeatedMail(const Mail& mail, const Composer& composer, unsigned mails)
      : mail_{&mail, &composer}, left_{mails} {}

  [[nodiscard]] QueuedMail at(std::uint16_t place) override {
    return place < left_ ? mail_ : QueuedMail{};
  }
  void ended(const Report& report) override {
    --left_;
    refused_ = refused_ || report.outcome != Outcome::Accepted;
  }
  [[nodiscard]] bool all_accepted() const { return left_ == 0 && !refused_; }

 private:
  QueuedMail mail_;
  unsigned left_;
  bool refused_ = false;
};

}  // namespace postino::benchmark
