// SPDX-License-Identifier: MIT
// RFC 9422 3 (names and values), 4 (MAILMAX, RCPTMAX, RCPTDOMAINMAX).
#include "postino/limits.hpp"

#include "base/ascii.hpp"
#include "extension/xtext.hpp"
#include "postino/mail.hpp"

namespace postino {
namespace {

std::string_view domain_of(const Recipient& recipient) {
  const std::string_view address = recipient.address;
  return detail::behind(address, detail::to_last_at(address));
}

bool is_new(const Mail& mail, std::size_t index) {
  const std::string_view domain = domain_of(mail.recipient(index));
  for (std::size_t before = 0; before < index; ++before) {
    if (detail::equal_ignoring_case(domain_of(mail.recipient(before)), domain)) return false;
  }
  return true;
}

std::size_t count_domains(const Mail& mail) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < mail.recipient_count(); ++i) {
    if (is_new(mail, i)) ++count;
  }
  return count;
}

}  // namespace

std::string_view Limits::keyword() const { return "LIMITS"; }

void Limits::forget() const { *offer_ = {}; }

void Limits::offered(std::string_view word) const {
  constexpr std::uint32_t LimitsOffer::*limits[] = {&LimitsOffer::mails, &LimitsOffer::recipients,
                                                    &LimitsOffer::domains};
  std::size_t name = 0;
  while (name < word.size() && word[name] != '=') ++name;
  const std::size_t found =
      detail::index_in("MAILMAX RCPTMAX RCPTDOMAINMAX ", detail::front(word, name));
  if (found == sizeof limits / sizeof limits[0] || name == word.size()) return;
  static_cast<void>(detail::read_number(detail::behind(word, name + 1), offer_->*limits[found]));
}

Fault Limits::apply(const Mail& mail, Terms& terms) const {
  LimitsOffer& offer = *offer_;
  if (offer.recipients != 0 && mail.recipient_count() > offer.recipients) {
    return Fault::LimitExceeded;
  }
  if (offer.domains != 0 && count_domains(mail) > offer.domains) return Fault::LimitExceeded;
  ++offer.mails_sent;
  terms.last = offer.domains != 0 || (offer.mails != 0 && offer.mails_sent >= offer.mails);
  return Fault::None;
}

}  // namespace postino
