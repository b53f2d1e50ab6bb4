// SPDX-License-Identifier: MIT
#include "model/clients.hpp"

namespace postino::model {

void Clients::begin(Who who, Transport& transport, Memory memory) {
  switch (who) {
    case Who::Client:
      any_ = &client_.emplace(transport, memory).handle;
      break;
    case Who::SmallClient:
      any_ = &small_.emplace(transport.socket(), memory).handle;
      break;
    case Who::SmallTlsClient:
      any_ = &small_tls_.emplace(transport, memory).handle;
      break;
  }
}

void Clients::end() {
  any_ = nullptr;
  client_.reset();
  small_.reset();
  small_tls_.reset();
}

Phase Clients::phase() const {
  if (client_) return test::conversation_of(client_->client).phase();
  if (small_) return test::conversation_of(small_->client).phase();
  return test::conversation_of(small_tls_->client).phase();
}

}  // namespace postino::model
