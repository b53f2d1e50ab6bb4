// SPDX-License-Identifier: MIT
#include "model/tls.hpp"

namespace postino::model {

Progress PretendedTls::secure(std::string_view) {
  char octet = 0;
  const Transfer got = wire_->receive({&octet, 1});
  if (got == Transfer::end()) return Progress::Closed;
  if (got == Transfer::failed()) return Progress::Failed;
  if (got.count() != 0) {
    fault_ = Fault::TlsFailed;
    return Progress::Failed;
  }
  if (!server_->awaits_handshake() || !wire_->passes()) return Progress::Pending;
  switch (how_) {
    case Handshaking::Closed:
      wire_->end(After::Close);
      return Progress::Closed;
    case Handshaking::Failed:
      fault_ = Fault::TlsFailed;
      return Progress::Failed;
    case Handshaking::Slowly:
      if (++calls_ < 3) return Progress::Working;
      break;
    default:
      break;
  }
  server_->secured();
  return Progress::Done;
}

/// Octets from before are no record.
Transfer PretendedTls::receive(std::span<char> into) {
  if (wire_->is_clear()) {
    char octet = 0;
    if (wire_->receive({&octet, 1}).count() != 0) fault_ = Fault::TlsFailed;
    return fault_ == Fault::None ? Transfer::pending() : Transfer::failed();
  }
  return wire_->receive(into);
}

}  // namespace postino::model
