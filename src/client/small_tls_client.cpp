// SPDX-License-Identifier: MIT
#include "postino/small_tls_client.hpp"

#include "client/machine.hpp"

namespace postino {

template void detail::ClientOf<detail::small_tls>::mask_words(ClientOf&);

bool SmallTlsClient::send(const Server& server, const Mail& mail, const Composer& composer) {
  return client_.send(server, mail, composer);
}
void SmallTlsClient::poll(Millis now) { client_.poll(now); }
const Report* SmallTlsClient::take_report() { return client_.take_report(); }
void SmallTlsClient::abort() { client_.abort(); }

}  // namespace postino
