// SPDX-License-Identifier: MIT
/// SIGINT and SIGTERM end a mail in order.
#pragma once

namespace postino::demo {

/// From here on the first SIGINT or SIGTERM only sets stopped(), and the second ends the program.
void watch_for_stop();
[[nodiscard]] bool stopped();

/// A closed standard stream would give its number to the next socket, which then would be read as
/// the text, or be written to as the report.
void open_standard_streams();
/// A reader of the output that goes away is noticed in writing.
void ignore_broken_pipes();

}  // namespace postino::demo
