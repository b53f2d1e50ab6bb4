// SPDX-License-Identifier: MIT
// Which cells there are not, and why. Each rule strikes out what lies in all three of its sets.
#include "model/cells.hpp"

namespace postino::model {
namespace {

using Set = std::uint32_t;

template <class... Values>
constexpr Set of(Values... values) {
  return (Set{0} | ... | (Set{1} << static_cast<unsigned>(values)));
}
constexpr Set but(Set these) { return ~these; }
constexpr Set all = ~Set{0};

constexpr Set small = of(Mode::Small, Mode::SmallTls);
constexpr Set with_data = of(Mode::LockStep, Mode::Pipelined, Mode::Across, Mode::Lmtp) | small;
constexpr Set in_chunks = of(Mode::BdatUnknown, Mode::Eager, Mode::Lmtp);
constexpr Set ahead = of(Mode::Bdat, Mode::BdatUnknown, Mode::Eager, Mode::Lmtp);

struct Rule {
  Set outcomes;
  Set phases;
  Set modes;
  const char* reason;
};

constexpr Set deferred = of(Outcome::Deferred);
constexpr Set deferred_or_rejected = of(Outcome::Deferred, Outcome::Rejected);
constexpr Set deferred_or_unsafe = of(Outcome::Deferred, Outcome::Unsafe);

constexpr Rule rules[] = {
    {of(Outcome::InvalidArgument), but(of(Phase::Idle)), all,
     "an argument is looked at before all else"},
    {but(of(Outcome::InvalidArgument, Outcome::Deferred)), of(Phase::Idle), all,
     "nobody was asked"},
    {but(deferred), of(Phase::Connect, Phase::Greeting, Phase::Helo), all,
     "it is about the server"},
    {all, of(Phase::Helo), of(Mode::Lmtp), "LMTP knows no HELO"},
    {but(deferred_or_unsafe),
     of(Phase::ImplicitTls, Phase::Ehlo, Phase::StartTls, Phase::Handshake), all,
     "it is about the server"},
    {but(deferred_or_rejected), of(Phase::Auth, Phase::AuthResponse), all,
     "an honest server proves itself, and nothing of the message is out"},
    {of(Outcome::Accepted, Outcome::Unsafe),
     but(of(Phase::EndOfData, Phase::Ehlo, Phase::ImplicitTls, Phase::StartTls, Phase::Handshake)),
     all, "the end was not answered, and the channel is as safe as it was"},
    {of(Outcome::Unsafe), of(Phase::EndOfData), all, "the channel is as safe as it was"},
    {of(Outcome::Unknown), of(Phase::Rset, Phase::MailFrom), but(of(Mode::Eager)),
     "the end waits for an accepted recipient"},
    {of(Outcome::Unknown), of(Phase::RcptTo), but(ahead), "the end waits for the reply to DATA"},
    {all, of(Phase::Data, Phase::Content), but(with_data), "BDAT has neither"},
    {of(Outcome::Unknown), of(Phase::Data, Phase::Content), all, "the end is not out"},
    {all, of(Phase::Chunk), but(in_chunks), "a message in one chunk has the last one only"},
    {but(deferred), of(Phase::Done, Phase::Quit), all, "nothing of the message is out"},
    {all, of(Phase::Helo, Phase::Rset, Phase::Done), small,
     "one EHLO and one message a connection"},
    {all, of(Phase::ImplicitTls, Phase::StartTls, Phase::Handshake), of(Mode::Small),
     "it has no TLS"},
    {all, of(Phase::Done), of(Mode::Across),
     "a queue's next message begins in the poll that takes it"},
};

bool has(Set set, unsigned value) { return ((set >> value) & 1U) != 0; }

}  // namespace

const char* why_not(Outcome outcome, Phase phase, Mode mode) {
  for (const Rule& rule : rules) {
    const bool applies = has(rule.outcomes, static_cast<unsigned>(outcome)) &&
                         has(rule.phases, static_cast<unsigned>(phase)) &&
                         has(rule.modes, static_cast<unsigned>(mode));
    if (applies) return rule.reason;
  }
  return nullptr;
}

}  // namespace postino::model
