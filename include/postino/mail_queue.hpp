// SPDX-License-Identifier: MIT
/// Mails for one connection, pulled as there is room for them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "postino/composer.hpp"
#include "postino/mail.hpp"
#include "postino/report.hpp"

namespace postino {

namespace detail {
class Connection;
}

/// A mail and what writes it; both borrowed until the mail has ended.
struct QueuedMail {
  const Mail* mail = nullptr;
  const Composer* composer = nullptr;
};

/// What Client::send() takes mails from, one behind the other, on one connection. With
/// Pipelining::AcrossMails the next one goes out before the last one is answered, so several may be
/// under way; their state is this object's, and no more memory is needed for any number of them.
/// Its functions are called from within send(), poll() and abort(), and call none of the client's.
class MailQueue {
 public:
  /// The mail that lies `place` places behind the oldest one that has not ended; without a mail
  /// when there is none so far. The same each time until ended().
  [[nodiscard]] virtual QueuedMail at(std::uint16_t place) = 0;
  /// The oldest one ended, and is in the queue no more. `report` holds until this returns.
  virtual void ended(const Report& report) = 0;

 protected:
  constexpr MailQueue() = default;
  ~MailQueue() = default;

 private:
  friend class detail::Connection;

  // Virtual, so that an image without a queue has none of them; inline, so that this class's
  // typeinfo is there for a queue compiled with RTTI, though the library is not.
  virtual void pull(detail::Connection& connection) { do_pull(connection); }
  virtual void run_on(detail::Connection& connection) { do_run_on(connection); }
  virtual void report(detail::Connection& connection) { do_report(connection); }
  virtual void lost(detail::Connection& connection) { do_lost(connection); }

  void do_pull(detail::Connection& connection);
  void do_run_on(detail::Connection& connection);
  void do_report(detail::Connection& connection);
  void do_lost(detail::Connection& connection);

  bool blocked_ = false;  // the next one has to wait until none is under way
};

/// Mails that are there already.
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
