// SPDX-License-Identifier: MIT
// A host with several addresses: connect() tries one after the other, as a port does.
#include "model/wire.hpp"

namespace postino::model {
namespace {

/// How long a port waits for an address before it tries the next one.
constexpr Millis attempt{500};
constexpr Millis late = seconds(1);

}  // namespace

bool Wire::go_on_after_this_address() {
  goes_on_ = untried() != 0;
  return goes_on_;
}

/// Done: there is one that answers.
Progress Wire::find_address() {
  if (!looking_) {
    looking_ = true;
    if (goes_on_) {
      check_patience();
      if (truth_->current < max_messages) ++truth_->fate[truth_->current].switches;
    } else {
      next_ = 0;
    }
    goes_on_ = false;
  }
  // Nobody ends the wait for the last one but who waits.
  if (hangs_ && next_ >= addresses_) return Progress::Pending;
  for (; next_ < addresses_; ++next_) {
    const Address one = address_[next_];
    if (one == Address::Refuses) continue;
    if (one != Address::Hangs) break;
    if (!hangs_) hangs_until_ = now_ + attempt;
    hangs_ = true;
    if (untried() == 1) ++next_;
    if (next_ >= addresses_ || !now_.reached(hangs_until_)) return Progress::Pending;
    hangs_ = false;
  }
  looking_ = false;
  if (next_ >= addresses_) return Progress::Failed;
  used_ = next_++;
  return Progress::Done;
}

/// The address that is left now was given as long as it has to be.
void Wire::check_patience() const {
  if (hurried_ || address() != Address::Silent) return;
  const Millis waited = closed_ - opened_;
  if (!waited.reached(patience_)) truth_->fail("an address was given up too early");
  if (waited.reached(patience_ + late)) truth_->fail("an address was waited for too long");
}

}  // namespace postino::model
