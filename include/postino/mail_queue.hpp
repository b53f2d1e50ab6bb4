// SPDX-License-Identifier: MIT
/// Messages for one connection, pulled as there is room for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "postino/composer.hpp"
#include "postino/mail.hpp"
#include "postino/report.hpp"

namespace postino {

/// A message and what writes it; both borrowed until the message has ended.
struct QueuedMail {
  const Mail* mail = nullptr;
  const Composer* composer = nullptr;
};

/// What Client::send() takes messages from, one after the other, on one connection. With
/// Pipelining::AcrossMails the next one goes out before the last one is answered, so several may be
/// under way; their state is this object's, and no more memory is needed for any number of them.
/// Its functions are called from within send(), poll() and abort(), and call none of the client's.
class MailQueue {
 public:
  /// Returns the message at index `place` (0: the oldest unfinished one), or an empty QueuedMail if
  /// there is none yet. Returns the same each time until ended().
  [[nodiscard]] virtual QueuedMail at(std::uint16_t place) = 0;
  /// Removes the oldest message, which ended as `report` says. `report` holds until this returns.
  virtual void ended(const Report& report) = 0;

 protected:
  constexpr MailQueue() = default;
  ~MailQueue() = default;
};

/// Messages that are there already.
class MailList : public MailQueue {
 public:
  /// `mails` is borrowed until send() has worked through it.
  constexpr explicit MailList(std::span<const QueuedMail> mails) : mails_{mails} {}

  [[nodiscard]] QueuedMail at(std::uint16_t place) final {
    return place < mails_.size() ? mails_[place] : QueuedMail{};
  }
  void ended(const Report& report) final {
    on_report(*mails_.front().mail, report);
    mails_ = mails_.subspan(1);
  }

 protected:
  ~MailList() = default;

 private:
  virtual void on_report(const Mail& mail, const Report& report) = 0;

  std::span<const QueuedMail> mails_;
};

}  // namespace postino
