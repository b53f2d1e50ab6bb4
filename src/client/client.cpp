// SPDX-License-Identifier: MIT
#include "postino/client.hpp"

#include "client/machine.hpp"

namespace postino {

template void detail::ClientOf<detail::all>::mask_words(ClientOf&);

bool Client::send(const Server& server, const Mail& mail, const Composer& composer) {
  return client_.send(server, mail, composer);
}
void Client::poll(Millis now) { client_.poll(now); }
const Report* Client::take_report() { return client_.take_report(); }
void Client::quit() { client_.quit(); }
void Client::abort() { client_.abort(); }

}  // namespace postino
