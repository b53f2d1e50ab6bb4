// SPDX-License-Identifier: MIT
#include "words.hpp"

#include <algorithm>
#include <utility>

#include "failure.hpp"
#include "pin.hpp"
#include "server_name.hpp"

namespace postino::demo {
namespace {

Security default_security(const Options& options) {
  if (options.port == 465) return Security::Tls;
  const bool stays_here = !options.embedded() && is_loopback(options.host);
  return stays_here && options.port != 587 ? Security::None : Security::StartTls;
}

void set_server(Options& options, const Words& words) {
  if (!words.server.empty()) {
    ServerName name = read_server_name(words.server);
    options.host = std::move(name.host);
    options.port = name.port;
  }
  options.clear_text_named = words.security == "none";
  options.security = words.security == "tls"        ? Security::Tls
                     : words.security == "none"     ? Security::None
                     : words.security == "starttls" ? Security::StartTls
                                                    : default_security(options);
}

void set_timeouts(Options& options, const Words& words) {
  Timeouts& timeouts = options.timeouts;
  if (words.preset == "netx") timeouts = netx_timeouts;
  if (words.timeout == 0) return;
  timeouts.session = seconds(words.timeout);
  for (Millis* one : {&timeouts.connect, &timeouts.greeting, &timeouts.command, &timeouts.handshake,
                      &timeouts.auth, &timeouts.data, &timeouts.block, &timeouts.end_of_data,
                      &timeouts.quit, &timeouts.packet_wait}) {
    one->value = std::min(one->value, timeouts.session.value);
  }
}

}  // namespace

void set_words(Options& options, const Words& words) {
  set_server(options, words);
  set_timeouts(options, words);
  for (const AuthName& one : auth_names) {
    if (words.auth == one.name) options.auth = one.auth;
  }
  if (!words.pin.empty()) options.pin = read_pin(words.pin);
  options.priority = words.priority == "low"    ? Priority::Low
                     : words.priority == "high" ? Priority::High
                                                : Priority::Normal;
  options.to.insert(options.to.end(), words.positional.begin(), words.positional.end());
}

namespace {

void check_token_command(const Options& options) {
  if (options.token_command.empty()) return;
  if (options.user.empty()) wrong_usage("--token-command needs --user");
  if (!options.password_file.empty() || !options.token_file.empty()) {
    wrong_usage("--token-command excludes --password-file and --token-file");
  }
  const bool named = options.auth != Auth::Auto;
  if (named && options.auth != Auth::OauthBearer && options.auth != Auth::Xoauth2) {
    wrong_usage("--token-command is for --auth oauthbearer or xoauth2");
  }
}

void check_login(const Options& options) {
  const bool asks_login = options.auth != Auth::Auto && options.auth != Auth::None;
  if (options.user.empty() && asks_login && options.auth != Auth::External) {
    wrong_usage("--auth needs --user");
  }
  if (options.auth == Auth::External && options.certificate.empty() && !options.embedded()) {
    wrong_usage("--auth external needs --cert");
  }
  if (options.user.empty() && !options.password_file.empty()) {
    wrong_usage("--password-file needs --user");
  }
  if (options.user.empty() && !options.token_file.empty()) wrong_usage("--token-file needs --user");
  if (!options.password_file.empty() && !options.token_file.empty()) {
    wrong_usage("--password-file and --token-file exclude one another");
  }
  const bool oauth = options.auth == Auth::OauthBearer || options.auth == Auth::Xoauth2;
  if (oauth && !options.password_file.empty()) {
    wrong_usage("--auth needs --token-file, not a password");
  }
  if (!oauth && options.auth != Auth::Auto && !options.token_file.empty()) {
    wrong_usage("--token-file is for --auth oauthbearer or xoauth2");
  }
  const bool from_input = !options.body && (!options.body_file || *options.body_file == "-") &&
                          (!options.raw || *options.raw == "-");
  for (const auto& [name, file] : {std::pair{"--password-file", &options.password_file},
                                   std::pair{"--token-file", &options.token_file}}) {
    if (*file == "-" && from_input) {
      wrong_usage(std::string{name} + " -: standard input is the text already");
    }
  }
}

void check_tls(const Options& options) {
  if (!options.key.empty() && options.certificate.empty()) wrong_usage("--key needs --cert");
  if (options.insecure && !options.ca.empty()) {
    wrong_usage("--insecure and --ca exclude one another");
  }
  const bool tls_option = options.insecure || options.common_name || options.pin ||
                          !options.ca.empty() || !options.certificate.empty() ||
                          !options.tls_session.empty();
  if (options.security == Security::None && tls_option) {
    wrong_usage(
        "--ca, --pin, --cert, --common-name, --insecure and --tls-session are for TLS: say "
        "--security");
  }
}

}  // namespace

void check_together(const Options& options) {
  const int texts = int{options.body.has_value()} + int{options.body_file.has_value()} +
                    int{options.raw.has_value()};
  if (texts > 1) wrong_usage("--body, --body-file and --raw exclude one another");
  if (options.raw && !(options.subject.empty() && options.headers.empty() &&
                       options.priority == Priority::Normal)) {
    wrong_usage("--raw sends a message that has its headers: no --subject, --header or --priority");
  }
  const bool someone = !(options.to.empty() && options.cc.empty() && options.bcc.empty());
  if (!someone && !options.embedded()) wrong_usage("no recipient");
  check_login(options);
  check_token_command(options);
  check_tls(options);
  for (const std::string& header : options.headers) {
    if (header.find(':') == std::string::npos) {
      wrong_usage("--header: not 'Name: value': " + header);
    }
  }
}

}  // namespace postino::demo
