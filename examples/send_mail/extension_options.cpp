// SPDX-License-Identifier: MIT
#include "extension_options.hpp"

#include <CLI/CLI.hpp>
#include <charconv>
#include <string_view>

#include "failure.hpp"
#include "options.hpp"

namespace postino::demo {
namespace {

constexpr const char* dsn_notify =
    "When reports come: never, or one or more of\n"
    "success,failure,delay";
constexpr const char* dsn_ret = "What a report of a failure brings back: full or headers";
constexpr const char* envid = "An id that reports bring back, ASCII";
constexpr const char* require_tls = "Over verified TLS on the whole way, or not at all";
constexpr const char* mt_priority = "How urgent for the servers on the way: -9 to 9";
constexpr const char* deliver_by =
    "Of use for so long; then it comes back (return, default)\n"
    "or the sender is told (notify)";
constexpr const char* hold_for = "The server keeps it for so long first";
constexpr const char* hold_until = "Or until then: @SECONDS or 2026-11-02T15:04:05+01:00";
constexpr const char* chunking =
    "BDAT where it is offered: off (default), after-recipient\n"
    "(once one was accepted) or eager (at once)";
constexpr const char* binary = "No base64 where BINARYMIME is offered; with --chunking";
constexpr const char* pipelining =
    "How far commands run ahead: off, within-mail (default),\n"
    "across-mails (for --count; those already said when one\n"
    "is not accepted go on)";
constexpr const char* lmtp = "The server speaks LMTP, on a port that --server names";

Notify read_notify(std::string_view text) {
  if (text.empty()) return Notify::AsUsual;
  if (text == "never") return Notify::Never;
  Notify all = Notify::AsUsual;
  while (true) {
    const std::size_t comma = text.find(',');
    const std::string_view word = text.substr(0, comma);
    if (word == "success") {
      all = all | Notify::Success;
    } else if (word == "failure") {
      all = all | Notify::Failure;
    } else if (word == "delay") {
      all = all | Notify::Delay;
    } else {
      wrong_usage("--dsn-notify: neither never nor any of success,failure,delay: " +
                  std::string{word});
    }
    if (comma == std::string_view::npos) return all;
    text.remove_prefix(comma + 1);
  }
}

Deadline read_deadline(const std::string& text) {
  Deadline deadline;
  if (text.empty()) return deadline;
  const char* const end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data(), end, deadline.seconds);
  const std::string_view then{behind, static_cast<std::size_t>(end - behind)};
  const bool fine = then.empty() || then == ":return" || then == ":notify";
  if (error != std::errc{} || deadline.seconds == 0 || !fine) {
    wrong_usage("--deliver-by: not SECONDS, SECONDS:return or SECONDS:notify: " + text);
  }
  if (then == ":notify") deadline.then = AtDeadline::Notify;
  return deadline;
}

std::uint32_t read_time(const std::string& text) {
  if (text.empty()) return 0;
  const std::optional<Date> then = text == "now" ? std::nullopt : read_date(text);
  if (!then || then->unix_seconds == 0) {
    wrong_usage("--hold-until: neither @SECONDS nor a date: " + text);
  }
  return then->unix_seconds;
}

void set_modes(ExtensionOptions& options) {
  options.returned = options.dsn_ret == "full"      ? Returned::Full
                     : options.dsn_ret == "headers" ? Returned::Headers
                                                    : Returned::AsUsual;
  options.chunking = options.chunking_word == "eager"             ? ChunkingMode::Eager
                     : options.chunking_word == "after-recipient" ? ChunkingMode::AfterRecipient
                                                                  : ChunkingMode::Off;
  options.pipelining = options.pipelining_word == "off"            ? Pipelining::Off
                       : options.pipelining_word == "across-mails" ? Pipelining::AcrossMails
                                                                   : Pipelining::WithinMail;
}

}  // namespace

void add_extensions(CLI::App& app, ExtensionOptions& options) {
  const char* const group = "Extensions (one that is asked for and not offered: rejected)";
  const auto add = [&](const char* name, auto& value, const char* words, const char* type) {
    return app.add_option(name, value, words)->type_name(type)->group(group);
  };
  const auto one_of = [](std::vector<std::string> words) {
    return CLI::IsMember(std::move(words)).description("");
  };
  add("--dsn-notify", options.dsn_notify, dsn_notify, "WHEN");
  add("--dsn-ret", options.dsn_ret, dsn_ret, "full|headers")->check(one_of({"full", "headers"}));
  add("--envid", options.envelope_id, envid, "ID");
  app.add_flag("--require-tls", options.require_tls, require_tls)->group(group);
  add("--mt-priority", options.mt_priority, mt_priority, "N")
      ->check(CLI::Range(-9, 9).description(""));
  add("--deliver-by", options.deliver_by, deliver_by, "SECONDS[:THEN]");
  const CLI::Range seconds{1U, 999999999U};
  add("--hold-for", options.hold_for, hold_for, "SECONDS")
      ->check(CLI::Range{seconds}.description(""));
  add("--hold-until", options.hold_until, hold_until, "WHEN");
  add("--chunking", options.chunking_word, chunking, "MODE")
      ->check(one_of({"off", "after-recipient", "eager"}));
  app.add_flag("--binary", options.binary, binary)->group(group);
  add("--pipelining", options.pipelining_word, pipelining, "MODE")
      ->check(one_of({"off", "within-mail", "across-mails"}));
  app.add_flag("--lmtp", options.lmtp, lmtp)->group(group);
}

void set_extensions(Options& all) {
  ExtensionOptions& options = all.extensions;
  options.notify = read_notify(options.dsn_notify);
  options.deadline = read_deadline(options.deliver_by);
  options.hold_until_unix = read_time(options.hold_until);
  set_modes(options);
  if (options.hold_for != 0 && options.hold_until_unix != 0) {
    wrong_usage("--hold-for and --hold-until exclude one another");
  }
  if (options.binary && options.chunking == ChunkingMode::Off) {
    wrong_usage("--binary needs --chunking after-recipient or eager");
  }
  if (options.lmtp && all.embedded()) {
    wrong_usage("--lmtp needs --server: the embedded one has no LMTP");
  }
  if (options.lmtp && all.port == 0) wrong_usage("--lmtp needs a port: --server HOST:PORT");
  if (options.require_tls && all.security == Security::None) {
    wrong_usage("--require-tls needs --security starttls or tls");
  }
  if (options.require_tls && all.insecure) {
    wrong_usage("--require-tls and --insecure exclude one another");
  }
}

}  // namespace postino::demo
