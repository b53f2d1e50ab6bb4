// SPDX-License-Identifier: MIT
#include "model/reach.hpp"

#include "model/built.hpp"

namespace postino::model {

const char* name(Mode mode) {
  constexpr const char* names[] = {
      "lock step", "pipelined", "across",      "BDAT",          "BDAT of unknown size",
      "eager",     "LMTP",      "SmallClient", "SmallTlsClient"};
  return names[static_cast<std::size_t>(mode)];
}

const char* name(Address address) {
  constexpr const char* names[address_kinds] = {
      "serves",   "refuses",        "hangs",
      "says 421", "says 450",       "says 530",
      "says 554", "closes at once", "closes in its greeting",
      "resets",   "is silent"};
  return names[static_cast<std::size_t>(address)];
}

Mode mode_of(const Script& script, std::uint8_t message, bool plainly) {
  const Settings& settings = script.settings;
  if (settings.who == Who::SmallClient) return Mode::Small;
  if (settings.who == Who::SmallTlsClient) return Mode::SmallTls;
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
    const bool grows = content.source && content.composing == Composing::Raw && !rules.binary;
    const bool known = size != 0 && size != ContentFacts::unknown_size && !grows;
    return known ? Mode::Bdat : Mode::BdatUnknown;
  }
  const bool pipelined = script.offer.pipelining && settings.pipelining != Pipelining::Off;
  if (!pipelined) return Mode::LockStep;
  const bool across = settings.queue && settings.pipelining == Pipelining::AcrossMails;
  return across ? Mode::Across : Mode::Pipelined;
}

}  // namespace postino::model
