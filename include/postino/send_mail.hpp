// SPDX-License-Identifier: MIT
/// For programs that may block.
#pragma once

#include "postino/client.hpp"

namespace postino {

/// Sends one mail and returns its report, having closed the connection; blocks in `waiter`, which
/// serves the client's socket. Any mail under way before is aborted.
Report send_mail(Client& client, Waiter& waiter, const Server& server, const Mail& mail,
                 const Composer& composer = text_mail);

}  // namespace postino
