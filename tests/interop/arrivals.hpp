// SPDX-License-Identifier: MIT
/// Mails with and without headers of our own, and how they have to arrive.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "bodies.hpp"
#include "content_model.hpp"
#include "postino/mail.hpp"

namespace postino::test {

/// A mail whose every header is known.
[[nodiscard]] Mail mail_of(const Text& text);
[[nodiscard]] Mail raw_mail_of(const Text& text);

/// The content of mail_of(), where `eight_bit` tells whether the server took 8BITMIME.
[[nodiscard]] testing::AssertionResult arrived(const std::string& content, const std::string& text);

}  // namespace postino::test
