// SPDX-License-Identifier: MIT
/// Private. One connection: packets out, replies in, deadlines, and the report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

#include "postino/composer.hpp"
#include "postino/detail/command_ends.hpp"
#include "postino/detail/conversation.hpp"
#include "postino/detail/enhanced_status.hpp"
#include "postino/detail/features.hpp"
#include "postino/detail/reply.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"
#include "postino/transport.hpp"

namespace postino {
class MailQueue;
}

namespace postino::detail {

/// What goes on between the client and one connection's socket. A new connection is a new value.
template <Features f>
struct Traffic {
  bool waits_for_packet = false;
  bool waits_for_source = false;
  bool worded = false;  // octets of the reply that is coming are in the reply text
  [[no_unique_address]] If<f.reuse, std::uint64_t, 2> bound_to{};  // the server, as a fingerprint
  std::uint16_t command_offset = 0;  // octets of the current command that are in packets
  CommandEnds<f.pipelining> ends{};
  std::uint16_t awaited = 0;  // replies due for commands that were handed over
  [[no_unique_address]] If<f.enhanced, EnhancedStatusParser> enhanced{};
  ReplyParser parser{};
};

/// Whether a message goes on a connection that was kept open.
enum class Kept : std::uint8_t {
  Not,
  Silent,    ///< It does, and no reply has come since.
  Answering  ///< It does, and one has.
};

/// The message that is sent or waits to be; none between messages.
struct Sending {
  const Mail* mail = nullptr;
  Millis deadline{};          ///< Timeouts::session from its first poll() on.
  bool begun = false;         ///< That came.
  std::uint8_t attempts = 0;  ///< Connections that it was begun on.
  Kept kept = Kept::Not;      ///< The last of them.
};

/// What a turn of poll() came to.
enum class Turn : std::uint8_t {
  Waiting,  ///< Nothing more can be done now.
  Moved,    ///< There may be more to do at once.
  Working,  ///< A computation goes on at the next poll, at once.
};

template <Features f>
class ClientOf;

/// What is done with a MailQueue, for a client that was given one.
template <Features f>
struct QueueCalls {
  void (*pull)(ClientOf<f>&);
  void (*run_on)(ClientOf<f>&);
  void (*report)(ClientOf<f>&);
  void (*lost)(ClientOf<f>&);
};

/// What a client class does; see Client for the public functions.
template <Features f>
class ClientOf {
 public:
  using Wire = std::conditional_t<f.tls, Transport, Socket>;

  constexpr ClientOf(Wire& over, const Memory& memory)
      : packet_bytes_{static_cast<std::uint16_t>(memory.packet_bytes)},
        wire_{&over},
        pool_{&memory.pool},
        reply_text_{memory.reply_text},
        mask_{memory.reply_text.empty() ? nullptr : mask_words},
        packets_{memory.packets},
        conversation_{memory.recipients} {}

  [[nodiscard]] bool send(const Server& server, const Mail& mail, const Composer& composer);
  [[nodiscard]] bool send(const Server& server, MailQueue& queue);
  void poll(Millis now);
  [[nodiscard]] Millis poll_at() const { return poll_at_; }
  [[nodiscard]] const Report* take_report();
  [[nodiscard]] bool idle() const {
    return sending_.mail == nullptr && !queued() && !report_ready_;
  }
  [[nodiscard]] bool connected() const { return conversation_.phase() != Phase::Idle; }
  void quit();
  void abort();

 private:
  /// The mails of `queue`: queue.hpp.
  struct Queued;

  [[nodiscard]] bool queued() const {
    if constexpr (f.queue) return queue_ != nullptr;
    return false;
  }
  [[nodiscard]] Phase phase() const { return conversation_.phase(); }
  [[nodiscard]] Socket& socket() const;

  // life.hpp: the life of a connection
  bool take_on(const Mail& mail, const Composer& composer);
  void check(const Mail& mail, const Composer& composer, bool bound, bool& needs_utf8);
  [[nodiscard]] static Field absent_feature(const Server& server, const Mail& mail);
  void hear_of(const Mail& mail);
  Turn step();
  bool step_idle();
  void begin();
  Turn advance_socket(Progress progress, Fault fault);
  void settle(Move move);
  void drop();
  void closed();

  // report.hpp: how a message ends
  void fail(Fault fault);
  void fail_as_transport(Fault otherwise);
  void finish(Outcome outcome, Fault fault, Move move);
  bool begins_anew(Fault fault);
  [[gnu::noinline]] void make_report(Outcome outcome, Fault fault);
  void report_recipients();
  [[nodiscard]] bool may_be_for_tls(Fault fault) const;
  static void mask_words(ClientOf& client);
  void break_off(Outcome outcome, Fault fault);

  // speak.hpp: packets out
  Turn speak();
  bool compose();
  [[nodiscard]] bool may_speak();
  [[nodiscard]] bool flight_has_room(std::size_t composed) const;
  bool take_packet();
  [[nodiscard]] std::span<char> room() const;
  void say(Transfer what);
  bool compose_command();
  bool compose_content();
  bool hand_over();
  Progress send_packet();

  // hear.hpp: replies in
  Turn hear();
  void parse(std::string_view octets);
  void begin_reply();
  [[nodiscard]] bool greeted_by_tls(char octet) const;
  void read_text(std::string_view text);
  bool keeps_words();
  void keep_text(std::string_view text);
  void end_reply();

  // deadlines.hpp
  void set_deadline();
  bool check_deadlines();
  void plan(bool more);

  // The small ones first: they are reached by shorter instructions; some lie in the padding of
  // this.
  [[no_unique_address]] Sending sending_{};
  bool report_ready_ = false;
  [[no_unique_address]] If<f.reuse, bool, 1> quit_{};           // asked for
  [[no_unique_address]] If<f.queue, bool, 2> queue_blocked_{};  // until none is under way
  std::uint16_t text_size_ = 0;                                 // octets kept in reply_text_
  std::uint16_t packet_bytes_;                                  // for packets_
  Traffic<f> traffic_{};

  Wire* wire_;
  PacketPool* pool_;
  PacketBlock* packet_ = nullptr;  // being filled, or not yet taken in whole
  std::span<char> reply_text_;
  void (*mask_)(ClientOf&);                                   // nullptr: no words are kept
  std::span<std::byte> packets_;                              // the pool's, if it has none yet
  const Server* next_server_ = nullptr;                       // of the message
  [[no_unique_address]] If<f.queue, MailQueue*, 3> queue_{};  // that it is the oldest of
  [[no_unique_address]] If<f.queue, const QueueCalls<f>*, 4> queue_calls_{};
  Millis now_{};
  Millis poll_at_{};
  Millis deadline_{};                                            // of the phase
  Millis packet_deadline_{};                                     // of the wait for a packet
  [[no_unique_address]] If<f.reuse, Millis, 5> quit_timeout_{};  // of the server, which may be gone
  Report report_{};
  Conversation<f> conversation_;
};

}  // namespace postino::detail
