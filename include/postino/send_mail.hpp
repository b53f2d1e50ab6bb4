// SPDX-License-Identifier: MIT
/// For programs that may block.
#pragma once

#include "postino/client.hpp"

namespace postino {

/// Ends the connection with QUIT and returns once it is closed; blocks in `waiter`, which serves
/// the client's socket. A message under way ends before that, and its report can still be taken.
void finish(Client& client, Waiter& waiter);

/// Sends one message and returns its report, having closed the connection; blocks in `waiter`,
/// which serves the client's socket. Any message under way before is aborted.
Report send_mail(Client& client, Waiter& waiter, const Server& server, const Mail& mail,
                 const Composer& composer = text_mail);

}  // namespace postino
