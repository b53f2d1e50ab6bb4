// SPDX-License-Identifier: MIT
#include "postino/mail_queue.hpp"

#include "client/machine.hpp"
#include "client/queue.hpp"
#include "postino/client.hpp"

namespace postino {

bool Client::send(const Server& server, MailQueue& queue) { return client_.send(server, queue); }

}  // namespace postino
