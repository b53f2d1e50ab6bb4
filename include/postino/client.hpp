// SPDX-License-Identifier: MIT
/// The client: one connection, one message at a time, reused for as many as there are.
#pragma once

#include "postino/composer.hpp"
#include "postino/detail/client_of.hpp"
#include "postino/mail.hpp"
#include "postino/mail_queue.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"
#include "postino/time.hpp"
#include "postino/transport.hpp"

namespace postino {

/// Never blocks, never allocates; all its calls come from one context of execution. From within
/// what it calls (a Source, a TokenSource, a TraceSink, a Mechanism, a port) only idle(),
/// connected() and poll_at() may be called: set a flag in the callback and act on it after poll()
/// returns. Constant-initialised and trivially destructible, so that a static one costs no start-up
/// code; one whose life ends in the middle of a message is a Scoped<Client>.
class Client {
 public:
  /// `transport` is borrowed for the client's life, and so is what `memory` refers to.
  constexpr Client(Transport& transport, const Memory& memory) : client_{transport, memory} {}
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Starts a message; poll() carries it on, and take_report() tells how it ended. `server` and
  /// `mail` are borrowed until then. An open connection that such a Server was given is used again,
  /// any other is closed first. An invalid argument is reported at once, as InvalidArgument. False:
  /// not idle(), and nothing happened.
  [[nodiscard]] bool send(const Server& server, const Mail& mail,
                          const Composer& composer = text_mail);
  /// Starts on the messages of `queue`, which hears how each ended; there is nothing for
  /// take_report(). Done, and idle(), when the queue has no further message, or when the connection
  /// is lost: then what was not handed over in whole is still in the queue, and a further send()
  /// goes on with it. `server` and `queue` are borrowed until then. False: not idle(), and nothing
  /// happened.
  [[nodiscard]] bool send(const Server& server, MailQueue& queue);
  bool send(const Server&&, MailQueue&) = delete;
  bool send(const Server&&, const Mail&, const Composer& = text_mail) = delete;
  bool send(const Server&, const Mail&&, const Composer& = text_mail) = delete;
  bool send(const Server&&, const Mail&&, const Composer& = text_mail) = delete;
  bool send(const Server&, const Mail&, const Composer&&) = delete;

  /// Does all that can be done now, and returns. Call it when something has arrived, when
  /// poll_at() has come, or just often.
  void poll(Millis now);

  /// Returns when poll() is needed even if nothing arrives: at once after send() and after the poll
  /// that closed the connection, later while waiting; 24 days ahead when there is nothing to wait
  /// for. Never earlier than the last poll().
  [[nodiscard]] Millis poll_at() const { return client_.poll_at(); }

  /// The report of the last mail, once; nullptr before it ended and after it was taken.
  [[nodiscard]] const Report* take_report();

  /// Whether send() would start a message: none is under way, and the last report was taken.
  [[nodiscard]] bool idle() const { return client_.idle(); }

  /// Whether a connection exists, in whatever state, a closing one included.
  [[nodiscard]] bool connected() const { return client_.connected(); }

  /// Ends an open connection with QUIT once no message is under way; poll() carries it on.
  void quit();

  /// Closes at once. A message under way ends with Fault::Aborted: Deferred, or Unknown when its
  /// end had been handed over. All packets are back in the pool.
  void abort();

 private:
  detail::ClientOf<detail::all> client_;
};

/// An object that is told to abort() when its scope ends: Scoped<Client>.
template <class Base>
class Scoped : public Base {
 public:
  using Base::Base;
  ~Scoped() { Base::abort(); }
};

}  // namespace postino
