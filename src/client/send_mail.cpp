// SPDX-License-Identifier: MIT
#include "postino/send_mail.hpp"

namespace postino {

void finish(Client& client, Waiter& waiter) {
  client.quit();
  client.poll(waiter.now());
  while (client.connected()) {
    waiter.wait(client.poll_at());
    client.quit();  // what began meanwhile has forgotten it
    client.poll(waiter.now());
  }
}

Report send_mail(Client& client, Waiter& waiter, const Server& server, const Mail& mail,
                 const Composer& composer) {
  client.abort();
  static_cast<void>(client.take_report());
  static_cast<void>(client.send(server, mail, composer));  // it is idle now, so this starts
  const Report* report = client.take_report();
  while (report == nullptr) {
    client.poll(waiter.now());
    report = client.take_report();
    if (report == nullptr) waiter.wait(client.poll_at());
  }
  finish(client, waiter);
  return *report;
}

}  // namespace postino
