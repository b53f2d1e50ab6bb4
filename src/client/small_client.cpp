// SPDX-License-Identifier: MIT
#include "postino/small_client.hpp"

#include "client/machine.hpp"

namespace postino {

template void detail::ClientOf<detail::small>::mask_words(ClientOf&);

bool SmallClient::send(const Server& server, const Mail& mail, const Composer& composer) {
  return client_.send(server, mail, composer);
}
void SmallClient::poll(Millis now) { client_.poll(now); }
const Report* SmallClient::take_report() { return client_.take_report(); }
void SmallClient::abort() { client_.abort(); }

}  // namespace postino
