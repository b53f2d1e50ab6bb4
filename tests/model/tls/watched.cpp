// SPDX-License-Identifier: MIT
#include "model/tls/watched.hpp"

namespace postino::model {

Transfer Watched::receive(std::span<char> into) {
  const bool under_tls = protection() != Protection::None;
  const Transfer got = inner_->receive(into);
  if (got == Transfer::end() || got == Transfer::failed()) wire_->note_end();
  if (!under_tls) return got;
  const std::string_view rest = std::string_view{passed_->said}.substr(passed_->brought);
  if (got.count() != 0 && !rest.starts_with({into.data(), got.count()})) {
    truth_->fail("octets that the server did not say");
  }
  passed_->brought += got.count();
  const bool over = passed_->farewell && passed_->brought == passed_->said.size();
  if (got == Transfer::end() && !over) truth_->fail("an end that the server did not say");
  return got;
}

/// What is taken is on its way, though it may lie in a record that never comes to its end.
Progress Watched::send(Packet& packet, Push push) {
  if (protection() == Protection::None) return inner_->send(packet, push);
  const std::string octets{packet.octets().data(), packet.size()};
  const std::size_t before = passed_->unheard.size();
  passed_->unheard += octets;
  const std::size_t all = passed_->unheard.size();
  const Progress progress = inner_->send(packet, push);
  if (progress == Progress::Done) return progress;
  const std::size_t left = progress == Progress::Pending ? packet.size() : octets.size();
  // What the server heard of it by now is gone from there already.
  const std::size_t heard = all - passed_->unheard.size();
  const std::size_t kept = before + octets.size() - left;
  passed_->unheard.resize(kept > heard ? kept - heard : 0);
  return progress;
}

void Watched::lose_rest() {
  if (!passed_->secured) return;
  const std::string rest = std::exchange(passed_->unheard, {});
  passed_->secured = false;
  if (!rest.empty()) server_->heard(rest, true);
}

}  // namespace postino::model
