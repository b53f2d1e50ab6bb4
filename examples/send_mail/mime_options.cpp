// SPDX-License-Identifier: MIT
#include "mime_options.hpp"

#include <CLI/CLI.hpp>

#include "failure.hpp"
#include "options.hpp"

namespace postino::demo {
namespace {

constexpr const char* html_file =
    "A file that holds the same text as HTML; with it and\n"
    "without --body and --body-file there is no plain text";
constexpr const char* attach =
    "Attach a file; repeatable. TYPE as in text/csv; without\n"
    "one it is guessed from the name";
constexpr const char* inline_image =
    "A picture that the HTML shows as cid:CID; repeatable.\n"
    "CID as in logo@plant.example";
constexpr const char* charset =
    "What --body, --body-file and --html-file are written in,\n"
    "one that begins as ASCII does. Default: utf-8";
constexpr const char* in_reply_to = "The Message-ID of the mail that this one follows";
constexpr const char* date =
    "now (default), none, @SECONDS since 1970, or\n"
    "2026-11-02T15:04:05+01:00";
constexpr const char* dump = "Print the mail instead of sending it";

}  // namespace

void add_mime(CLI::App& app, MimeOptions& options) {
  const char* const group = "Parts";
  const auto add = [&](const char* name, auto& value, const char* words, const char* type) {
    app.add_option(name, value, words)->type_name(type)->group(group)->allow_extra_args(false);
  };
  add("--html-file", options.html_file, html_file, "FILE");
  add("--attach", options.attach, attach, "FILE[:TYPE]");
  add("--inline", options.inline_images, inline_image, "FILE:CID");
  add("--charset", options.charset, charset, "NAME");
  add("--in-reply-to", options.in_reply_to, in_reply_to, "ID");
  add("--date", options.date, date, "WHEN");
  app.add_flag("--dump", options.dump, dump)->group(group);
}

void check_mime(const Options& options) {
  const MimeOptions& mime = options.mime;
  if (options.raw && (mime.any() || !mime.date.empty())) {
    wrong_usage(
        "--raw sends a message that is whole: no --html-file, --attach, --inline, --charset, "
        "--in-reply-to or --date");
  }
  if (!read_date(mime.date)) {
    wrong_usage("--date: neither now, none, @SECONDS nor a date: " + mime.date);
  }
  for (const std::string& each : mime.inline_images) {
    if (each.find(':') == std::string::npos) wrong_usage("--inline: not FILE:CID: " + each);
  }
  if (mime.dump &&
      (!options.embedded() || options.count != 1 || options.json || options.json_tls)) {
    wrong_usage("--dump sends nothing: no --server, --count or --json");
  }
}

}  // namespace postino::demo
