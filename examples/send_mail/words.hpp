// SPDX-License-Identifier: MIT
/// The words of the command line, and what they mean.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "options.hpp"

namespace postino::demo {

struct AuthName {
  const char* name;
  Auth auth;
};

inline constexpr AuthName auth_names[] = {{"auto", Auth::Auto},
                                          {"scram-sha-256", Auth::ScramSha256},
                                          {"scram-sha-256-plus", Auth::ScramSha256Plus},
                                          {"scram-sha-1", Auth::ScramSha1},
                                          {"cram-md5", Auth::CramMd5},
                                          {"plain", Auth::Plain},
                                          {"login", Auth::Login},
                                          {"xoauth2", Auth::Xoauth2},
                                          {"oauthbearer", Auth::OauthBearer},
                                          {"external", Auth::External},
                                          {"none", Auth::None}};

/// What CLI11 fills in, before it has its meaning.
struct Words {
  std::string server;
  std::string security;
  std::string pin;
  std::string auth = "auto";
  std::string priority = "normal";
  std::string preset = "rfc";
  std::vector<std::string> positional;
  std::uint32_t timeout = 0;
};

/// Throws Failure.
void set_words(Options& options, const Words& words);
/// What no single option can tell. Throws Failure.
void check_together(const Options& options);

}  // namespace postino::demo
