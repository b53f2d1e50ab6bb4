// SPDX-License-Identifier: MIT
#include "model/reach.hpp"

#include "model/built.hpp"

namespace postino::model {
namespace {

/// A pointer to a private member: an explicit instantiation may name one ([temp.spec.general] 6).
template <class Tag, typename Tag::Type member>
struct Opened {
  friend constexpr typename Tag::Type member_of(Tag) { return member; }
};
using Inner = detail::ClientOf<detail::all>;
struct InnerTag {
  using Type = Inner Client::*;
  friend constexpr Type member_of(InnerTag);
};
struct ConversationTag {
  using Type = detail::Conversation<detail::all> Inner::*;
  friend constexpr Type member_of(ConversationTag);
};
template struct Opened<InnerTag, &Client::client_>;
template struct Opened<ConversationTag, &Inner::conversation_>;

}  // namespace

Phase phase_of(const Client& client) {
  return (client.*member_of(InnerTag{}).*member_of(ConversationTag{})).phase();
}

const char* name(Mode mode) {
  constexpr const char* names[] = {
      "lock step", "pipelined", "across", "BDAT", "BDAT of unknown size", "eager", "LMTP"};
  return names[static_cast<std::size_t>(mode)];
}

Mode mode_of(const Script& script, std::uint8_t message, bool plainly) {
  const Settings& settings = script.settings;
  if (settings.lmtp) return Mode::Lmtp;
  if (plainly) return Mode::LockStep;
  const bool chunks = settings.extending != Extending::None && script.offer.chunking;
  if (chunks) {
    const bool eager =
        settings.extending == Extending::Eager || settings.extending == Extending::EagerBinary;
    if (eager) return Mode::Eager;
    const Content& content = script.message[message].content;
    ContentRules rules{};
    rules.eight_bit = script.offer.eight_bit;
    rules.binary = settings.extending == Extending::Binary && script.offer.binary;
    // What brings nothing, or says so, goes as what has no size.
    const bool can_tell = content.source || content.size == 0;
    const std::uint32_t size =
        can_tell ? announced_size(script.message[message], message, rules) : content.size;
    const bool known = size != 0 && size != ContentFacts::unknown_size;
    return known ? Mode::Bdat : Mode::BdatUnknown;
  }
  const bool pipelined = script.offer.pipelining && settings.pipelining != Pipelining::Off;
  if (!pipelined) return Mode::LockStep;
  const bool across = settings.queue && settings.pipelining == Pipelining::AcrossMails;
  return across ? Mode::Across : Mode::Pipelined;
}

}  // namespace postino::model
