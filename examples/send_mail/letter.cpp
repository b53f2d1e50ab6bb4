// SPDX-License-Identifier: MIT
#include "letter.hpp"

#include <sys/random.h>

#include <string_view>

namespace postino::demo {
namespace {

constexpr const char* sample_recipient = "ops@plant.example";

std::vector<std::string> recipients_or_sample(const Options& options) {
  const bool none = options.to.empty() && options.cc.empty() && options.bcc.empty();
  return none ? std::vector<std::string>{sample_recipient} : options.to;
}

Header read_header(std::string_view text) {
  const std::size_t colon = text.find(':');
  std::string_view value = text.substr(colon + 1);
  value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
  return {.name = text.substr(0, colon), .value = value};
}

/// 0, which means none, when the system has no random number. The highest bit tells it from a
/// counter, whatever the others are.
std::uint64_t random_seed() {
  std::uint64_t seed = 0;
  constexpr std::uint64_t highest = std::uint64_t{1} << 63;
  return ::getrandom(&seed, sizeof seed, 0) == sizeof seed ? seed | highest : 0;
}

}  // namespace

Letter::Letter(const Options& options)
    : options_{options},
      from_{read_address(options.from.empty() ? own_address() : options.from)},
      to_{recipients_or_sample(options)},
      cc_{options.cc},
      bcc_{options.bcc} {
  for (const std::string& header : options.headers) headers_.push_back(read_header(header));
  if (options.mime.any()) parts_.emplace(options.mime);
}

Mail Letter::mail(const Text& text) const {
  Mail mail{.from = {.address = from_.address, .name = from_.name},
            .to = to_.recipients(),
            .cc = cc_.recipients(),
            .bcc = bcc_.recipients(),
            .text = text};
  if (options_.raw) {
    mail.from.name = {};
    return mail;
  }
  mail.subject = options_.subject;
  mail.date = read_date(options_.mime.date).value_or(Date{});
  mail.message_id.seed = random_seed();
  mail.priority = options_.priority;
  mail.headers = headers_;
  return mail;
}

const Composer& Letter::composer() const {
  if (options_.raw) return raw_mail;
  if (parts_) return parts_->composer();
  return text_mail;
}

std::vector<std::string> Letter::recipients() const {
  std::vector<std::string> all;
  for (const AddressList* list : {&to_, &cc_, &bcc_}) {
    for (const Address& one : list->addresses()) all.push_back(one.address);
  }
  return all;
}

}  // namespace postino::demo
