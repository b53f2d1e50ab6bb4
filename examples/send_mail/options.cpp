// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

#include "failure.hpp"
#include "help.hpp"
#include "words.hpp"

namespace postino::demo {
namespace {

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

CLI::Option* each(CLI::Option* option) { return option->allow_extra_args(false); }

void add_server(CLI::App& app, Options& options, Words& words) {
  const char* const group = "Server";
  app.add_option("--server", words.server, help::server)->type_name("HOST[:PORT]")->group(group);
  app.add_option("--security", words.security, help::security)
      ->type_name("none|starttls|tls")
      ->check(CLI::IsMember({"none", "starttls", "tls"}).description(""))
      ->group(group);
  app.add_option("--helo", options.helo, help::helo)->type_name("NAME")->group(group);
}

void add_tls(CLI::App& app, Options& options, Words& words) {
  const char* const group = "TLS";
  app.add_option("--ca", options.ca, help::ca)->type_name("FILE")->group(group);
  app.add_option("--pin", words.pin, help::pin)->type_name("sha256//BASE64")->group(group);
  app.add_option("--cert", options.certificate, help::certificate)->type_name("FILE")->group(group);
  app.add_option("--key", options.key, help::key)->type_name("FILE")->group(group);
  app.add_flag("--common-name", options.common_name, help::common_name)->group(group);
  app.add_flag("--insecure", options.insecure, help::insecure)->group(group);
  app.add_option("--tls-session", options.tls_session, help::tls_session)
      ->type_name("FILE")
      ->group(group);
}

void add_login(CLI::App& app, Options& options, Words& words) {
  const char* const group = "Login";
  app.add_option("--user", options.user, help::user)->type_name("U")->group(group);
  app.add_option("--password-file", options.password_file, help::password_file)
      ->type_name("F")
      ->group(group);
  app.add_option("--token-file", options.token_file, help::token_file)
      ->type_name("F")
      ->group(group);
  app.add_option("--token-command", options.token_command, help::token_command)
      ->type_name("CMD")
      ->group(group);
  std::vector<std::string> names;
  for (const AuthName& one : auth_names) names.emplace_back(one.name);
  app.add_option("--auth", words.auth, help::auth)
      ->type_name("MECHANISM")
      ->check(CLI::IsMember(names).description(""))
      ->group(group);
}

void add_envelope(CLI::App& app, Options& options, Words& words) {
  const char* const group =
      "Addresses (user@host, or 'Name <user@host>'; of recipients also a list, by , or ;)";
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
          CLI::Range(static_cast<unsigned>(PacketPool::min_packet_bytes), 65535U).description(""))
      ->group(group);
  app.add_option("--timeout-preset", words.preset, help::preset)
      ->type_name("rfc|netx")
      ->check(CLI::IsMember({"rfc", "netx"}).description(""))
      ->group(group);
  app.add_option("--timeout", words.timeout, help::timeout)
      ->type_name("SECONDS")
      ->check(CLI::Range(1U, config::max_timeout / 1000U).description(""))
      ->group(group);
}

void add_output(CLI::App& app, Options& options) {
  const char* const group = "Output";
  app.add_flag("--trace", options.trace, help::trace)->group(group);
  app.add_flag("--json", options.json, help::json)->group(group);
  app.add_flag("--json-tls", options.json_tls, help::json_tls)->group(group);
  app.set_help_flag("-h,--help", help::help)->group(group);
  app.set_version_flag("--version", std::string{"postino-send "} + POSTINO_VERSION, help::version)
      ->group(group);
}

}  // namespace

std::optional<Options> read_options(int argc, const char* const* argv) {
  Options options;
  Words words;
  CLI::App app{help::about, "postino-send"};
  app.formatter(std::make_shared<Help>());
  app.footer(help::footer);
  add_server(app, options, words);
  add_tls(app, options, words);
  add_login(app, options, words);
  add_envelope(app, options, words);
  add_content(app, options, words);
  add_mime(app, options.mime);
  add_extensions(app, options.extensions);
  add_run(app, options, words);
  add_output(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success, std::cout, std::cerr);
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    wrong_usage(error.what());
  }
  set_words(options, words);
  check_together(options);
  check_mime(options);
  set_extensions(options);
  return options;
}

}  // namespace postino::demo
