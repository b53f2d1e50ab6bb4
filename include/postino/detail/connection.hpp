// SPDX-License-Identifier: MIT
/// Private. One connection: packets out, replies in, deadlines, and the report.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "postino/composer.hpp"
#include "postino/detail/enhanced_status.hpp"
#include "postino/detail/reply.hpp"
#include "postino/detail/session.hpp"
#include "postino/mail_queue.hpp"
#include "postino/report.hpp"
#include "postino/server.hpp"
#include "postino/storage.hpp"
#include "postino/transport.hpp"

namespace postino::detail {

/// What goes on between the client and one connection's socket. A new connection is a new value.
struct Traffic {
  bool waits_for_packet = false;
  bool waits_for_source = false;
  bool worded = false;               // octets of the reply that is coming are in the reply text
  std::uint16_t command_offset = 0;  // octets of the current command that are in packets
  std::uint16_t commands = 0;        // that end in the packet
  std::uint16_t handed_over = 0;     // of them
  std::uint16_t awaited = 0;         // replies due for commands that were handed over
  EnhancedStatusParser enhanced{};
  ReplyParser parser{};
};

/// What a Client does; see there for the public functions.
class Connection {
 public:
  constexpr Connection(Transport& transport, Memory memory)
      : packet_bytes_{static_cast<std::uint16_t>(memory.packet_bytes)},
        transport_{&transport},
        pool_{&memory.pool},
        reply_text_{memory.reply_text},
        packets_{memory.packets},
        session_{memory.recipients} {}

  [[nodiscard]] bool send(const Server& server, const Mail& mail, const Composer& composer);
  [[nodiscard]] bool send(const Server& server, MailQueue& queue);
  void poll(Millis now);
  [[nodiscard]] Millis poll_at() const { return poll_at_; }
  [[nodiscard]] const Report* take_report();
  [[nodiscard]] bool idle() const {
    return mail_ == nullptr && queue_ == nullptr && !report_ready_;
  }
  [[nodiscard]] bool connected() const { return session_.phase() != Phase::Idle; }
  void quit();
  void abort();

 private:
  friend class postino::MailQueue;

  // connection.cpp: the life of a connection
  bool take_on(const Mail& mail, const Composer& composer);
  void hear_of(const Mail& mail);
  bool step();
  bool step_idle();
  void begin();
  bool advance_socket(Progress progress, Fault fault);
  void settle(Then then);
  void fail(Fault fault);
  void fail_as_transport(Fault otherwise);
  void finish(Outcome outcome, Fault fault, Then then);
  void make_report(Outcome outcome, Fault fault);
  void report_recipients();
  void break_off(Outcome outcome, Fault fault);
  void drop();
  void closed();

  // speak.cpp: packets out
  bool speak();
  void compose();
  [[nodiscard]] bool may_speak();
  bool take_packet();
  bool prepare();
  [[nodiscard]] std::span<char> room() const;
  [[nodiscard]] char* mark(std::size_t number) const;
  void say(Transfer what);
  bool compose_command();
  bool compose_content();
  bool hand_over();
  Progress send_packet();
  void count_commands(Progress progress);

  // hear.cpp: replies in
  bool hear();
  void parse(std::string_view octets);
  void begin_reply();
  void read_text(std::string_view text);
  bool keeps_words();
  void keep_text(std::string_view text);
  void end_reply();

  // deadlines.cpp
  void set_deadline();
  bool check_deadlines();
  void plan(bool more);

  // The small ones first: they are reached by shorter instructions.
  bool report_ready_ = false;
  bool begun_ = false;           // the mail has a session deadline and a connection
  bool working_ = false;         // a computation goes on at the next poll
  bool quit_ = false;            // asked for
  std::uint16_t text_size_ = 0;  // octets kept in reply_text_
  std::uint16_t packet_bytes_;   // for packets_
  Traffic traffic_{};

  Transport* transport_;
  PacketPool* pool_;
  PacketBlock* packet_ = nullptr;  // being filled, or not yet taken in whole
  std::span<char> reply_text_;
  std::span<std::byte> packets_;         // the pool's, if it has none yet
  const Server* next_server_ = nullptr;  // of the mail
  const Mail* mail_ = nullptr;           // under way or waiting
  MailQueue* queue_ = nullptr;           // that it is the oldest of
  Millis now_{};
  Millis poll_at_{};
  Millis deadline_{};          // of the phase
  Millis session_deadline_{};  // of the mail
  Millis packet_deadline_{};   // of the wait for a packet
  Session session_;
  Report report_{};
};

}  // namespace postino::detail
