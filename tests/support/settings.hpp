// SPDX-License-Identifier: MIT
/// What many dialogues set in a mail or a relay.
#pragma once

#include <initializer_list>
#include <string_view>

#include "postino/chunking.hpp"
#include "postino/postino.hpp"

namespace postino::test {

inline constexpr const Mechanism* plain_only[] = {&sasl::plain};
inline constexpr const Mechanism* login_only[] = {&sasl::login};
inline constexpr const Mechanism* login_then_plain[] = {&sasl::login, &sasl::plain};
inline constexpr Login credentials{.user = "pump", .password = "secret", .allow_clear_text = true};

inline constexpr Recipient three[] = {
    {"a@plant.example"}, {"b@plant.example"}, {"c@plant.example"}};

inline constexpr const Extension* chunking_list[] = {&extension::chunking};
inline constexpr const Extension* eager_list[] = {&extension::eager_chunking};
inline constexpr Extensions chunking{chunking_list};
inline constexpr Extensions eager{eager_list};
/// With BINARYMIME a Source goes octet for octet, so that its size is that of its one chunk.
inline constexpr const Extension* binary_list[] = {&extension::chunking, &extension::binary_mime};
inline constexpr const Extension* eager_binary_list[] = {&extension::eager_chunking,
                                                         &extension::binary_mime};
inline constexpr Extensions binary{binary_list};
inline constexpr Extensions eager_binary{eager_binary_list};

using Script = std::initializer_list<std::string_view>;

/// The content of Bench's own mail.
inline const Script mail_lines{"Subject: Pump 3", "", "Dry run.", "."};

}  // namespace postino::test
