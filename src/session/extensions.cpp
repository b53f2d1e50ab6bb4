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

std::size_t find(const Extensions& list, std::string_view keyword) {
  std::size_t index = 0;
  while (index < list.size() && !detail::equal_ignoring_case(list[index].keyword(), keyword))
    ++index;
  return index;
}

/// RFC 5321 4.1.2 has each keyword once, so each extension is asked once.
Fault check_one(const Extensions& list, const Parameters& parameters, const Mail& mail,
                std::uint16_t& asked) {
  const std::size_t index = find(list, parameters.extension().keyword());
  if (index == list.size()) return Fault::ExtensionNotNamed;
  if (has(asked, index)) return Fault::InvalidParameter;
  asked = static_cast<std::uint16_t>(asked | 1U << index);
  return parameters.check(mail);
}

/// The functions of a list.
struct ExtensionList {
  static void forget(const Extensions& list) {
    for (std::size_t i = 0; i < list.size(); ++i) list[i].forget();
  }

  static std::size_t keyword(const Extensions& list, std::string_view word,
                             std::uint16_t& offered) {
    const std::size_t index = find(list, word);
    if (index == list.size()) return 0;
    offered = static_cast<std::uint16_t>(offered | 1U << index);
    return index + 1;
  }

  static void parameter(const Extensions& list, std::size_t number, std::string_view word) {
    list[number - 1].offered(word);
  }

  static Objection check(const Extensions& list, const Mail& mail) {
    if (list.size() > config::max_extensions) return {Fault::TooManyExtensions, Field::Extensions};
    std::uint16_t asked = 0;
    for (const Parameters* const parameters : mail.parameters) {
      const Fault fault = check_one(list, *parameters, mail, asked);
      if (fault != Fault::None) return {fault, Field::Parameters};
    }
    return {};
  }

  static Fault apply(const Extensions& list, std::uint16_t offered, const Mail& mail,
                     Terms& terms) {
    for (const Parameters* const parameters : mail.parameters) {
      if (!has(offered, find(list, parameters->extension().keyword()))) {
        return Fault::ExtensionNotOffered;
      }
      const Fault fault = parameters->judge(mail);
      if (fault != Fault::None) return fault;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      const Fault fault = has(offered, i) ? list[i].apply(mail, terms) : Fault::None;
      if (fault != Fault::None) return fault;
    }
    return Fault::None;
  }

  static void write_mail(const Extensions& list, std::uint16_t offered, Writer& out,
                         const Mail& mail, const ContentFacts& content) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (has(offered, i)) list[i].write_mail(out, content);
    }
    for (const Parameters* const parameters : mail.parameters) parameters->write_mail(out, mail);
  }

  static void write_recipient(Writer& out, const Mail& mail, std::size_t index) {
    for (const Parameters* const parameters : mail.parameters) {
      parameters->write_recipient(out, mail, index);
    }
  }
};

}  // namespace

std::string_view Keyword::keyword() const { return keyword_; }

constinit const detail::ExtensionCalls detail::extension_calls{
    .forget = ExtensionList::forget,
    .keyword = ExtensionList::keyword,
    .parameter = ExtensionList::parameter,
    .check = ExtensionList::check,
    .apply = ExtensionList::apply,
    .write_mail = ExtensionList::write_mail,
    .write_recipient = ExtensionList::write_recipient};

}  // namespace postino
