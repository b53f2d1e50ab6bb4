// SPDX-License-Identifier: MIT
/// The life of a conversation.
#pragma once

#include <memory>

#include "postino/chunking.hpp"
#include "postino/detail/conversation.hpp"
#include "postino/lmtp.hpp"
#include "postino/mail.hpp"
#include "session/table.hpp"

namespace postino::detail {

template <Features f>
void Conversation<f>::open(const Server& server) {
  stand(server);
  enter(Phase::Connect);
}

/// Nothing is known of `server` so far, or any more.
template <Features f>
void Conversation<f>::stand(const Server& server) {
  std::construct_at(&standing_);
  standing_.server = &server;
  forget_offer();
}

/// Of the extensions, which keep what the server said of them in objects of the caller's.
template <Features f>
void Conversation<f>::forget_offer() {
  if constexpr (f.extensions) {
    const Extensions& extensions = server()->extensions;
    if (!extensions.empty()) extensions.calls().forget(extensions);
  }
}

template <Features f>
void Conversation<f>::close() {
  end_exchange();
  std::construct_at(static_cast<State*>(this));
}

template <Features f>
void Conversation<f>::set_mail(const Mail& mail, const Composer& composer, bool needs_utf8) {
  decision_ = {};
  mail_ = &mail;
  composer_ = &composer;
  needs_utf8_ = needs_utf8;
  recipient_count_ = static_cast<std::uint16_t>(mail.recipient_count());
}

template <Features f>
Move Conversation<f>::begin_mail() {
  return f.reuse && phase() == Phase::Done ? advance() : Move::GoOn;
}

template <Features f>
void Conversation<f>::enter(Phase phase) {
  flight_.listen = {phase};
  meet();
}

/// Both cursors are where the listening one is.
template <Features f>
void Conversation<f>::meet() {
  if constexpr (f.pipelining) flight_.speak = flight_.listen;
  flight_.waiting = row_of(phase()).does < Does::Ask;
  flight_.begins = false;
}

/// nullptr: DATA.
template <Features f>
const Chunking* Conversation<f>::chunking() const {
  return f.extensions ? carriage_.chunking : nullptr;
}

template <Features f>
Phase Conversation<f>::speaking() const {
  if (flight_.waiting) return Phase::Idle;
  if (chunking() != nullptr &&
      chunking()->holds_back(flight_, carriage_.chunks, decision_.deliverable, *server())) {
    return Phase::Idle;
  }
  return speak().phase;
}

template <Features f>
Move Conversation<f>::stepped(bool verified) {
  if constexpr (f.tls) {
    if (row_of(phase()).does == Does::Handshake) {
      // RFC 3207 4.2: nothing said before TLS is believed after it.
      stand(*server());
      standing_.secured = true;
      standing_.verified = verified;
    }
  }
  return advance();
}

}  // namespace postino::detail
