// SPDX-License-Identifier: MIT
#include "settings.hpp"

#include <cstring>

namespace postino::lwip {
namespace {

static_assert(SMTP_SUPPORT_AUTH_PLAIN || SMTP_SUPPORT_AUTH_LOGIN, "nobody could log in");

constexpr const Mechanism* mechanisms[] = {
#if SMTP_SUPPORT_AUTH_PLAIN
    &sasl::plain,
#endif
#if SMTP_SUPPORT_AUTH_LOGIN
    &sasl::login,
#endif
};

std::size_t size_of(const char* text) { return text != nullptr ? std::strlen(text) : 0; }

/// Whether it fits, with its NUL.
template <std::size_t room>
bool put(char (&into)[room], const char* text, std::size_t size) {
  if (size >= room) return false;
  if (size != 0) std::memcpy(into, text, size);
  into[size] = '\0';
  return true;
}

/// A compiler may not drop it for that nobody reads what it writes.
template <std::size_t room>
void clear(char (&text)[room]) {
  volatile char* const octets = text;
  for (std::size_t i = 0; i < room; ++i) octets[i] = '\0';
}

}  // namespace

err_t SmtpSettings::set_server(const char* name) {
  return put(host, name, size_of(name)) ? ERR_OK : ERR_MEM;
}

err_t SmtpSettings::set_login(const char* name, const char* secret) {
  const std::size_t name_size = size_of(name);
  const std::size_t secret_size = size_of(secret);
  if (name_size >= sizeof user || secret_size >= sizeof password) return ERR_ARG;
  wipe();
  put(user, name, name_size);
  put(password, secret, secret_size);
  return ERR_OK;
}

Server SmtpSettings::server(const char* ehlo_name) const {
  Server result{.host = host, .port = port, .security = Security::None, .ehlo_name = ehlo_name};
  if (user[0] != '\0') {
    // lwIP's callers have no TLS to ask for and expect the login to go out.
    result.login = Login{
        .user = user, .password = password, .mechanisms = mechanisms, .allow_clear_text = true};
  }
  return result;
}

void SmtpSettings::wipe() {
  clear(user);
  clear(password);
}

}  // namespace postino::lwip
