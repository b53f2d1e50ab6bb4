// SPDX-License-Identifier: MIT
/// lwIP's altcp, the seam between its applications and its TCP, over a socket of this machine.
#pragma once

namespace postino::benchmark {

/// Serves the connection that was opened last, until it is closed.
void serve_connection();

}  // namespace postino::benchmark
