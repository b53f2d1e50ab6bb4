// SPDX-License-Identifier: MIT
// RFC 5322 3.4, of which people type: addr-spec, or a display name and an addr-spec in brackets.
#include "base/ascii.hpp"
#include "postino/mail.hpp"

namespace postino {
namespace {

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Where the bracket outside of quotes is; the text's size when there is none.
std::size_t find_bracket(std::string_view text) {
  bool in_quotes = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (text[at] == '<' && !in_quotes) break;
    if (text[at] == '"') in_quotes = !in_quotes;
  }
  return at;
}

/// True unless `name`, which no quotes are around, holds what separates addresses or belongs to one
/// (RFC 5322 3.2.3): a list of mailboxes must not pass for one with a long name. The specials that
/// people type in names stay: "J. Doe", "Ann (ops)", "[Plant] Ann".
bool is_phrase(std::string_view name) {
  for (const char octet : name) {
    if (detail::contains(",;:<>@\\", octet)) return false;
  }
  return true;
}

/// Whether the name can be had: whole, and without what a view can't take away. A quote has its
/// match, or the bracket would not be outside of quotes; with none between them, they are around
/// it.
bool unquote(std::string_view& name) {
  if (!detail::contains(name, '"')) return is_phrase(name);
  name = detail::front(detail::behind(name, 1), name.size() - 2);
  return !detail::contains(name, '"') && !detail::contains(name, '\\');
}

}  // namespace

Mailbox Mailbox::parse(View text) {
  const std::string_view whole = trim(text);
  const std::size_t at = find_bracket(whole);
  if (at >= whole.size() || whole.back() != '>') return {.address = whole};
  std::string_view named = trim(detail::front(whole, at));
  if (!unquote(named)) return {.address = whole};
  const std::string_view path = detail::behind(whole, at + 1);
  return {.address = detail::front(path, path.size() - 1), .name = named};
}

}  // namespace postino
