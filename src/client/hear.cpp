// SPDX-License-Identifier: MIT
// Replies in. RFC 5321 4.2: a reply is whole when its last line has ended, and never before;
// RFC 3207 6: nothing may lie between STARTTLS's 220 and the handshake.
#include <cstring>

#include "base/smaller.hpp"
#include "postino/config.hpp"
#include "postino/detail/connection.hpp"

namespace postino::detail {

/// Reads all that has arrived; whether anything had.
bool Connection::hear() {
  char chunk[config::receive_buffer_size];
  bool heard = false;
  while (connected()) {
    const Transfer got = transport_->receive(chunk);
    if (got == Transfer::pending()) return heard;
    heard = true;
    if (got.count() != 0) {
      parse({chunk, got.count()});
    } else if (session_.phase() == Phase::Quit && got == Transfer::end()) {
      transport_->close();
      closed();
    } else {
      fail_as_transport(Fault::ConnectionLost);
    }
  }
  return heard;
}

void Connection::parse(std::string_view octets) {
  while (!octets.empty() && connected()) {
    if (session_.phase() == Phase::Handshake) return fail(Fault::OctetsBeforeTls);
    if (session_.phase() == Phase::Done) return drop();
    if (!traffic_.parser.begun() && traffic_.parser.fault() == Fault::None) begin_reply();
    std::string_view text;
    switch (traffic_.parser.read(octets, text)) {
      case ReplyParser::Event::None:
        break;
      case ReplyParser::Event::Text:
        read_text(text);
        break;
      case ReplyParser::Event::Reply:
        end_reply();
        break;
      case ReplyParser::Event::Broken:
        fail(traffic_.awaited == 0 ? Fault::EarlyReply : traffic_.parser.fault());
        break;
    }
  }
}

void Connection::begin_reply() {
  traffic_.enhanced = {};
  traffic_.worded = false;
}

void Connection::read_text(std::string_view text) {
  traffic_.enhanced.read(text);
  session_.read(traffic_.parser.code(), text);
  keep_text(text);
}

/// Whether the report will have the code of the reply that is coming: the words before it go then.
bool Connection::keeps_words() {
  if (traffic_.worded) return true;
  const bool asked = traffic_.awaited != 0;
  if (mail_ == nullptr || !session_.reports(traffic_.parser.code(), asked)) return false;
  traffic_.worded = true;
  text_size_ = 0;
  return true;
}

/// A reply to AUTH may echo the credentials; after its report a message keeps its text.
void Connection::keep_text(std::string_view text) {
  if (!keeps_words() || session_.in_auth()) return;
  const std::size_t size = smaller(text.size(), reply_text_.size() - text_size_);
  if (size != 0) std::memcpy(&reply_text_[text_size_], text.data(), size);
  text_size_ = static_cast<std::uint16_t>(text_size_ + size);
}

void Connection::end_reply() {
  static_cast<void>(keeps_words());
  traffic_.enhanced.read("\n");
  session_.read(traffic_.parser.code(), "\n");
  if (session_.phase() == Phase::Quit) {
    transport_->close();
    return closed();
  }
  const Reply reply{traffic_.parser.code(), traffic_.enhanced.code(traffic_.parser.code())};
  if (traffic_.awaited == 0) return settle(session_.interrupted(reply));
  const Then then = session_.hear(reply);
  if (then == Then::More) return set_deadline();
  settle(then);
  if (traffic_.awaited != 0) --traffic_.awaited;
}

}  // namespace postino::detail
