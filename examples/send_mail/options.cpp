// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "failure.hpp"
#include "help.hpp"
#include "server_name.hpp"

namespace postino::demo {
namespace {

/// What CLI11 fills in, before it has its meaning.
struct Words {
  std::string server;
  std::string security;
  std::string auth = "auto";
  std::string priority = "normal";
  std::string preset = "rfc";
  std::vector<std::string> positional;
  std::uint32_t timeout = 0;
};

class Help final : public CLI::Formatter {
 public:
  Help() { column_width(34); }
  std::string make_usage(const CLI::App*, std::string) const override { return help::usage; }
  // The usage names the positional ones; a group needs no empty line before it and behind it.
  std::string make_positionals(const CLI::App*) const override { return {}; }
  std::string make_group(std::string group, bool positional,
                         std::vector<const CLI::Option*> options) const override {
    return CLI::Formatter::make_group(group, positional, options).substr(1);
  }
};

[[noreturn]] void fail(const std::string& reason) { throw Failure{Exit::Usage, reason}; }

CLI::Option* each(CLI::Option* option) { return option->allow_extra_args(false); }

void add_server(CLI::App& app, Options& options, Words& words) {
  const char* const group = "Server";
  app.add_option("--server", words.server, help::server)->type_name("HOST[:PORT]")->group(group);
  app.add_option("--security", words.security, help::security)
      ->type_name("none|starttls|tls")
      ->check(CLI::IsMember({"none", "starttls", "tls"}).description(""))
      ->group(group);
  app.add_option("--user", options.user, help::user)->type_name("U")->group(group);
  app.add_option("--password-file", options.password_file, help::password_file)
      ->type_name("F")
      ->group(group);
  app.add_option("--auth", words.auth, help::auth)
      ->type_name("auto|plain|login|none")
      ->check(CLI::IsMember({"auto", "plain", "login", "none"}).description(""))
      ->group(group);
  app.add_option("--helo", options.helo, help::helo)->type_name("NAME")->group(group);
}

void add_envelope(CLI::App& app, Options& options, Words& words) {
  const char* const group = "Addresses (user@host, or 'Name <user@host>')";
  app.add_option("RECIPIENT", words.positional, help::recipient)->type_name("");
  app.add_option("--from", options.from, help::from)->type_name("A")->group(group);
  each(app.add_option("--to", options.to, help::to))->type_name("A")->group(group);
  each(app.add_option("--cc", options.cc, help::cc))->type_name("A")->group(group);
  each(app.add_option("--bcc", options.bcc, help::bcc))->type_name("A")->group(group);
}

void add_content(CLI::App& app, Options& options, Words& words) {
  const char* const group = "Content (without --body, --body-file and --raw: standard input)";
  app.add_option("--subject", options.subject, help::subject)->type_name("S")->group(group);
  app.add_option("--body", options.body, help::body)->type_name("TEXT")->group(group);
  app.add_option("--body-file", options.body_file, help::body_file)
      ->type_name("FILE")
      ->group(group);
  app.add_option("--priority", words.priority, help::priority)
      ->type_name("low|normal|high")
      ->check(CLI::IsMember({"low", "normal", "high"}).description(""))
      ->group(group);
  each(app.add_option("--header", options.headers, help::header))
      ->type_name("'Name: value'")
      ->group(group);
  app.add_option("--raw", options.raw, help::raw)->type_name("FILE|-")->group(group);
}

void add_run(CLI::App& app, Options& options, Words& words) {
  const char* const group = "Run";
  app.add_option("--count", options.count, help::count)
      ->type_name("N")
      ->check(CLI::Range(1U, 1000000U).description(""))
      ->group(group);
  app.add_option("--packets", options.packets, help::packets)
      ->type_name("N")
      ->check(CLI::Range(1U, 65535U).description(""))
      ->group(group);
  app.add_option("--packet-bytes", options.packet_bytes, help::packet_bytes)
      ->type_name("N")
      ->check(
          CLI::Range(static_cast<unsigned>(PacketPool::smallest_packet), 65535U).description(""))
      ->group(group);
  app.add_option("--timeout-preset", words.preset, help::preset)
      ->type_name("rfc|netx")
      ->check(CLI::IsMember({"rfc", "netx"}).description(""))
      ->group(group);
  app.add_option("--timeout", words.timeout, help::timeout)
      ->type_name("SECONDS")
      ->check(CLI::Range(1U, config::longest_timeout / 1000U).description(""))
      ->group(group);
}

void add_output(CLI::App& app, Options& options) {
  const char* const group = "Output";
  app.add_flag("--trace", options.trace, help::trace)->group(group);
  app.add_flag("--json", options.json, help::json)->group(group);
  app.set_help_flag("-h,--help", help::help)->group(group);
  app.set_version_flag("--version", std::string{"postino-send "} + POSTINO_VERSION, help::version)
      ->group(group);
}

void set_server(Options& options, const Words& words) {
  if (!words.server.empty()) {
    ServerName name = read_server_name(words.server);
    options.host = std::move(name.host);
    options.port = name.port;
  }
  options.clear_text_named = words.security == "none";
  if (words.security.empty()) {
    const bool stays_here = options.embedded() || is_loopback(options.host);
    options.security = stays_here ? Security::None : Security::StartTls;
  } else {
    options.security = words.security == "tls"    ? Security::Tls
                       : words.security == "none" ? Security::None
                                                  : Security::StartTls;
  }
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

void set_words(Options& options, const Words& words) {
  set_server(options, words);
  set_timeouts(options, words);
  options.auth = words.auth == "plain"   ? Auth::Plain
                 : words.auth == "login" ? Auth::Login
                 : words.auth == "none"  ? Auth::None
                                         : Auth::Auto;
  options.priority = words.priority == "low"    ? Priority::Low
                     : words.priority == "high" ? Priority::High
                                                : Priority::Normal;
  options.to.insert(options.to.end(), words.positional.begin(), words.positional.end());
}

/// What no single option can tell.
void check_together(const Options& options) {
  const int texts = int{options.body.has_value()} + int{options.body_file.has_value()} +
                    int{options.raw.has_value()};
  if (texts > 1) fail("--body, --body-file and --raw exclude one another");
  if (options.raw && !(options.subject.empty() && options.headers.empty() &&
                       options.priority == Priority::Normal)) {
    fail("--raw sends a message that has its headers: no --subject, --header or --priority");
  }
  const bool someone = !(options.to.empty() && options.cc.empty() && options.bcc.empty());
  if (!someone && !options.embedded()) fail("no recipient");
  const bool asks_login = options.auth == Auth::Plain || options.auth == Auth::Login;
  if (options.user.empty() && asks_login) fail("--auth needs --user");
  if (options.user.empty() && !options.password_file.empty()) fail("--password-file needs --user");
  const bool from_input = !options.body && (!options.body_file || *options.body_file == "-") &&
                          (!options.raw || *options.raw == "-");
  if (options.password_file == "-" && from_input) {
    fail("--password-file -: standard input is the text already");
  }
  for (const std::string& header : options.headers) {
    if (header.find(':') == std::string::npos) fail("--header: not 'Name: value': " + header);
  }
}

}  // namespace

std::optional<Options> read_options(int argc, const char* const* argv) {
  Options options;
  Words words;
  CLI::App app{help::about, "postino-send"};
  app.formatter(std::make_shared<Help>());
  app.footer(help::footer);
  add_server(app, options, words);
  add_envelope(app, options, words);
  add_content(app, options, words);
  add_mime(app, options.mime);
  add_run(app, options, words);
  add_output(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success, std::cout, std::cerr);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    fail(error.what());
  }
  set_words(options, words);
  check_together(options);
  check_mime(options);
  return options;
}

}  // namespace postino::demo
