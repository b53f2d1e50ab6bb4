// SPDX-License-Identifier: MIT
#include "campaign/injector.hpp"

#include <algorithm>
#include <vector>

#include "campaign/tls_numbers.hpp"

namespace postino::test {
namespace {

constexpr std::int32_t hour = 60 * 60 * 1000;

std::vector<FaultKind> all_kinds() {
  std::vector<FaultKind> all;
  constexpr std::pair<const char*, Act> at_octets[] = {
      {"fin", Act::Fin},     {"reset", Act::Reset},    {"stall", Act::Stall},
      {"short", Act::Short}, {"block", Act::Block},    {"corrupt", Act::Corrupt},
      {"abort", Act::Abort}, {"destroy", Act::Destroy}};
  for (const auto& [name, act] : at_octets) {
    all.push_back({std::string{name} + "-to-server", Place::ToServer, act});
    all.push_back({std::string{name} + "-to-client", Place::ToClient, act});
  }
  all.push_back({"drip-to-client", Place::ToClient, Act::Drip});
  all.push_back({"take-once", Place::Take, Act::Once});
  all.push_back({"take-for-ever", Place::Take, Act::ForEver});
  all.push_back({"connect-pending", Place::Connect, Act::Pending});
  all.push_back({"connect-failed", Place::Connect, Act::Failed});
  all.push_back({"connect-not-found", Place::Connect, Act::NotFound});
  all.push_back({"send-pending", Place::Send, Act::Pending});
  all.push_back({"send-closed", Place::Send, Act::Closed});
  all.push_back({"send-failed", Place::Send, Act::Failed});
  all.push_back({"receive-pending", Place::Receive, Act::Pending});
  all.push_back({"receive-end", Place::Receive, Act::End});
  all.push_back({"receive-failed", Place::Receive, Act::Failed});
  all.push_back({"no-address", Place::Address, Act::Nothing});
  all.push_back({"secure-pending", Place::Secure, Act::Pending});
  all.push_back({"secure-closed", Place::Secure, Act::Closed});
  all.push_back({"secure-failed", Place::Secure, Act::Failed});
  all.push_back({"write-pending", Place::Write, Act::Pending});
  all.push_back({"write-closed", Place::Write, Act::Closed});
  all.push_back({"write-failed", Place::Write, Act::Failed});
  all.push_back({"read-pending", Place::Read, Act::Pending});
  all.push_back({"read-end", Place::Read, Act::End});
  all.push_back({"read-failed", Place::Read, Act::Failed});
  all.push_back({"clock+1h", Place::Turn, Act::Step, hour});
  all.push_back({"clock-1h", Place::Turn, Act::Step, -hour});
  all.push_back({"clock+1d", Place::Turn, Act::Step, 24 * hour});
  all.push_back({"clock-1d", Place::Turn, Act::Step, -24 * hour});
  all.push_back({"clock-wrap", Place::Turn, Act::Wrap});
  for (const TlsNumber& number : tls_numbers()) {
    all.push_back({"tls-" + std::string{number.name}, Place::Tls, Act::Code, number.value});
  }
  return all;
}

}  // namespace

Injector* linked_injector = nullptr;

std::span<const FaultKind> fault_kinds() {
  static const std::vector<FaultKind> all = all_kinds();
  return all;
}

const FaultKind* fault_kind(std::string_view name) {
  const auto all = fault_kinds();
  const auto found = std::ranges::find(all, name, &FaultKind::name);
  return found == all.end() ? nullptr : &*found;
}

void Injector::arm(const FaultKind& fault, std::size_t at) {
  disarm();
  fault_ = &fault;
  at_ = at;
}

void Injector::disarm() { *this = {}; }

bool Injector::is_for_good() const {
  return fault_->act == Act::ForEver || fault_->act == Act::NotFound ||
         (fault_->place == Place::Connect && fault_->act == Act::Failed);
}

const FaultKind* Injector::happens(Place place) {
  const std::size_t number = seen_[static_cast<std::size_t>(place)]++;
  if (fault_ == nullptr || fault_->place != place || number < at_) return nullptr;
  if (struck_ && !is_for_good()) return nullptr;
  struck_ = true;
  return fault_;
}

std::size_t Injector::before(Place way) const {
  if (fault_ == nullptr || fault_->place != way || struck_) {
    return std::numeric_limits<std::size_t>::max();
  }
  return at_ > seen(way) ? at_ - seen(way) : 0;
}

const FaultKind* Injector::due(Place way) const { return before(way) == 0 ? fault_ : nullptr; }

}  // namespace postino::test
