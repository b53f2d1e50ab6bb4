// SPDX-License-Identifier: MIT
/// Replies in. RFC 5321 4.2: a reply is whole when its last line has ended, and never before;
/// RFC 3207 6: nothing may lie between STARTTLS's 220 and the handshake.
#pragma once

#include "base/copy.hpp"
#include "base/smaller.hpp"
#include "postino/config.hpp"
#include "postino/detail/client_of.hpp"

namespace postino::detail {

/// Reads all that has arrived. Working: there is more of it than one poll() reads, and so nothing
/// may be said.
template <Features f>
Turn ClientOf<f>::hear() {
  char chunk[config::receive_buffer_size];
  Turn heard = Turn::Waiting;
  unsigned left = config::max_received_per_poll / sizeof chunk + 1;
  while (connected()) {
    if (left-- == 0) return Turn::Working;
    const Transfer got = wire_->receive(chunk);
    if (got == Transfer::pending()) return heard;
    if (f.tls && got == Transfer::working()) return Turn::Working;
    heard = Turn::Moved;
    if (got.count() != 0) {
      parse({chunk, got.count()});
    } else if (phase() == Phase::Quit && got == Transfer::end()) {
      wire_->close();
      closed();
    } else {
      fail_as_transport(Fault::ConnectionLost);
    }
  }
  return heard;
}

template <Features f>
void ClientOf<f>::parse(std::string_view octets) {
  while (!octets.empty() && connected()) {
    if (f.tls && phase() == Phase::Handshake) return fail(Fault::OctetsBeforeTls);
    // Between two messages nothing may come. One that waits is begun on a fresh connection.
    const bool between =
        phase() == Phase::Done || (sending_.kept == Kept::Silent && traffic_.awaited == 0);
    if (f.reuse && between) return drop();
    if (!traffic_.parser.begun()) begin_reply();
    std::string_view text;
    const std::uint16_t max_lines =
        phase() == Phase::Ehlo ? config::max_ehlo_lines : config::max_reply_lines;
    switch (traffic_.parser.read(octets, text, max_lines)) {
      case ReplyParser::Event::None:
        break;
      case ReplyParser::Event::Text:
        read_text(text);
        break;
      case ReplyParser::Event::Reply:
        end_reply();
        break;
      case ReplyParser::Event::Broken:
        if (f.tls && greeted_by_tls(text.front())) return fail(Fault::SpeaksTls);
        fail(traffic_.awaited == 0 ? Fault::EarlyReply : traffic_.parser.fault());
        break;
    }
  }
}

/// RFC 8446 5.1: a record begins with its type, 20 to 23.
template <Features f>
bool ClientOf<f>::greeted_by_tls(char octet) const {
  return phase() == Phase::Greeting && !traffic_.parser.begun() && (octet & ~3) == 20;
}

template <Features f>
void ClientOf<f>::begin_reply() {
  if constexpr (f.enhanced) traffic_.enhanced = {};
  traffic_.worded = false;
}

template <Features f>
void ClientOf<f>::read_text(std::string_view text) {
  if constexpr (f.enhanced) traffic_.enhanced.read(text);
  conversation_.read(traffic_.parser.code(), text);
  keep_text(text);
}

/// Whether the report will have the code of the reply that is coming: the words before it go then.
template <Features f>
bool ClientOf<f>::keeps_words() {
  if (traffic_.worded) return true;
  const bool asked = traffic_.awaited != 0;
  if (sending_.mail == nullptr || !conversation_.reports(traffic_.parser.code(), asked))
    return false;
  traffic_.worded = true;
  text_size_ = 0;
  return true;
}

/// After its report a message keeps its text. A challenge is no word of the server's.
template <Features f>
void ClientOf<f>::keep_text(std::string_view text) {
  const bool challenge = conversation_.in_auth() && traffic_.parser.code() == 334;
  if (!keeps_words() || challenge) return;
  const std::size_t size = smaller(text.size(), reply_text_.size() - text_size_);
  if (size != 0) copy(&reply_text_[text_size_], text.data(), size);
  text_size_ = static_cast<std::uint16_t>(text_size_ + size);
}

template <Features f>
void ClientOf<f>::end_reply() {
  static_cast<void>(keeps_words());
  if constexpr (f.mechanisms) {
    // What a mechanism said in it can be written as long as its exchange is under way.
    const bool in_exchange = conversation_.exchanging() != nullptr;
    if (in_exchange && mask_ != nullptr && text_size_ != 0) mask_(*this);
  }
  Heard heard{traffic_.parser.code()};
  if constexpr (f.enhanced) {
    traffic_.enhanced.read("\n");
    heard.enhanced = traffic_.enhanced.code(heard.code);
  }
  conversation_.read(heard.code, "\n");
  if (phase() == Phase::Quit) {
    wire_->close();
    return closed();
  }
  if (traffic_.awaited == 0) return settle(conversation_.interrupted(heard));
  if (f.reuse && sending_.kept == Kept::Silent) sending_.kept = Kept::Answering;
  const Move move = conversation_.hear(heard);
  settle(move);
  if (move != Move::More && traffic_.awaited != 0) --traffic_.awaited;
}

}  // namespace postino::detail
