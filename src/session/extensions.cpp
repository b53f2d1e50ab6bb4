// SPDX-License-Identifier: MIT
// RFC 5321 2.2: what the server offers beside what the library itself can use.
#include "base/ascii.hpp"
#include "postino/composer.hpp"
#include "postino/config.hpp"
#include "postino/extension.hpp"
#include "postino/mail.hpp"

namespace postino {
namespace {

bool has(std::uint16_t offered, std::size_t index) {
  return ((unsigned{offered} >> index) & 1U) != 0;
}

}  // namespace

std::string_view Keyword::keyword() const { return keyword_; }

std::size_t Extensions::find(std::string_view keyword) const {
  std::size_t index = 0;
  while (index < list_.size() && !detail::equal_ignoring_case(list_[index]->keyword(), keyword))
    ++index;
  return index;
}

void Extensions::forget() const {
  for (const Extension* const extension : list_) extension->forget();
}

std::size_t Extensions::keyword(std::string_view word, std::uint16_t& offered) const {
  const std::size_t index = find(word);
  if (index == list_.size()) return 0;
  offered = static_cast<std::uint16_t>(offered | 1U << index);
  return index + 1;
}

void Extensions::parameter(std::size_t number, std::string_view word) const {
  list_[number - 1]->offered(word);
}

Objection Extensions::check(const Mail& mail) const {
  if (list_.size() > config::max_extensions) return {Fault::TooManyExtensions, Field::Extensions};
  std::uint16_t asked = 0;
  for (const Parameters* const parameters : mail.parameters) {
    const Fault fault = check(*parameters, mail, asked);
    if (fault != Fault::None) return {fault, Field::Parameters};
  }
  return {};
}

/// RFC 5321 4.1.2 has each keyword once, so each extension is asked once.
Fault Extensions::check(const Parameters& parameters, const Mail& mail,
                        std::uint16_t& asked) const {
  const std::size_t index = find(parameters.extension().keyword());
  if (index == list_.size()) return Fault::ExtensionNotNamed;
  if (has(asked, index)) return Fault::InvalidParameter;
  asked = static_cast<std::uint16_t>(asked | 1U << index);
  return parameters.check(mail);
}

Fault Extensions::apply(std::uint16_t offered, const Mail& mail, Terms& terms) const {
  for (const Parameters* const parameters : mail.parameters) {
    if (!has(offered, find(parameters->extension().keyword()))) return Fault::ExtensionNotOffered;
    const Fault fault = parameters->judge(mail);
    if (fault != Fault::None) return fault;
  }
  for (std::size_t i = 0; i < list_.size(); ++i) {
    const Fault fault = has(offered, i) ? list_[i]->apply(mail, terms) : Fault::None;
    if (fault != Fault::None) return fault;
  }
  return Fault::None;
}

void Extensions::write_mail(std::uint16_t offered, Writer& out, const Mail& mail,
                            const ContentFacts& content) const {
  for (std::size_t i = 0; i < list_.size(); ++i) {
    if (has(offered, i)) list_[i]->write_mail(out, content);
  }
  for (const Parameters* const parameters : mail.parameters) parameters->write_mail(out, mail);
}

void Extensions::write_recipient(Writer& out, const Mail& mail, std::size_t index) const {
  for (const Parameters* const parameters : mail.parameters) {
    parameters->write_recipient(out, mail, index);
  }
}

}  // namespace postino
