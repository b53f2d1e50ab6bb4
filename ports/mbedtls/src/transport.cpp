// SPDX-License-Identifier: MIT
// RFC 8446, RFC 5246; RFC 3207 and RFC 8314 for who speaks first.
#include "postino/mbedtls_transport.hpp"

#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>

#include "engine.hpp"
#include "faults.hpp"
#include "postino/mbedtls_session.hpp"
#include "postino/mbedtls_trace.hpp"
#include "resumption.hpp"
#include "wire.hpp"

namespace postino {
namespace {

bool is_waiting(int result) {
  return result == MBEDTLS_ERR_SSL_WANT_READ || result == MBEDTLS_ERR_SSL_WANT_WRITE;
}

/// A computation of Mbed TLS's own (MBEDTLS_ECP_RESTARTABLE) or of an accelerator.
bool is_working(int result) {
  return result == MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS ||
         result == MBEDTLS_ERR_SSL_ASYNC_IN_PROGRESS;
}

/// The connection's own end, and no fault of TLS.
bool is_lost(int result) {
  return result == MBEDTLS_ERR_SSL_CONN_EOF || result == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY ||
         result == MBEDTLS_ERR_NET_RECV_FAILED || result == MBEDTLS_ERR_NET_SEND_FAILED;
}

}  // namespace

int MbedTransport::native_code() const {
  return fault_ != Fault::None ? native_code_ : socket_->native_code();
}

Protection MbedTransport::protection() const {
  if (!secured()) return Protection::None;
  if (settings_->unverified) return Protection::Unverified;
  return settings_->dates_unchecked ? Protection::DatesUnchecked : Protection::Verified;
}

/// Whether there is something to take steps with; a failure is written down.
bool MbedTransport::begin(std::string_view name) {
  engine_ = detail::MbedEngine::create();
  if (engine_ == nullptr) {
    fault_ = Fault::OutOfMemory;
    native_code_ = MBEDTLS_ERR_SSL_ALLOC_FAILED;
    return false;
  }
  const int result = engine_->set_up(*settings_, *random_, name);
  if (result == 0) {
    mbedtls_ssl_set_bio(&engine_->ssl, this, TlsWire::send, TlsWire::receive, nullptr);
    return true;
  }
  give_up(result);
  return false;
}

Progress MbedTransport::secure(std::string_view name) {
  if (fault_ != Fault::None && engine_ != nullptr) return Progress::Failed;
  if (engine_ == nullptr && !begin(name)) return Progress::Failed;
  starved_ = false;
  static_cast<void>(is_spent());
  const int result = engine_->step();
  if (result == 0) {
    return mbedtls_ssl_is_handshake_over(&engine_->ssl) ? conclude() : Progress::Working;
  }
  // An alert may still wait for a packet; the judgement does not.
  if (engine_->judgement.objections != 0) return fail(result);
  if (is_working(result) || wants_another_call(result)) return Progress::Working;
  return is_waiting(result) ? Progress::Pending : fail(result);
}

/// Behind STARTTLS it is our turn, and what is left of the handshake goes with what we say.
Progress MbedTransport::conclude() {
  secured_ = true;
  resumed_ = engine_->resumed();
  // Without verification nobody has looked at it.
  const mbedtls_x509_crt* const shown = mbedtls_ssl_get_peer_cert(&engine_->ssl);
  if (settings_->trace != nullptr && settings_->unverified && shown != nullptr && !resumed_) {
    settings_->trace->certificate(*shown);
  }
  if (mbedtls_ssl_get_version_number(&engine_->ssl) == MBEDTLS_SSL_VERSION_TLS1_2) {
    detail::take_session(*engine_, *settings_);
  }
  fresh_ = spoke_in_clear_;
  if (!fresh_) flush(Push::Now);
  return Progress::Done;
}

Progress MbedTransport::fail(int result) {
  give_up(result);
  flush(Push::Now);
  return result == MBEDTLS_ERR_SSL_CONN_EOF || result == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY
             ? Progress::Closed
             : Progress::Failed;
}

/// A session that was offered might be the reason, and would be again.
void MbedTransport::give_up(int result) {
  if (is_lost(result)) return;
  fault_ = detail::fault_of(*engine_, result);
  native_code_ = detail::native_code_of(*engine_, fault_, result);
  if (settings_->trace != nullptr) settings_->trace->failure(fault_, native_code_);
  if (!secured_ && engine_->offered_session) settings_->session->wipe();
}

Progress MbedTransport::send(Packet& packet, Push push) {
  if (!secured()) {
    spoke_in_clear_ = true;
    return socket_->send(packet, push);
  }
  if (fault_ != Fault::None) return Progress::Failed;
  while (packet.size() != 0) {
    const std::size_t count = unsent_ != 0 ? unsent_ : packet.size();
    const auto* const plain = reinterpret_cast<const unsigned char*>(packet.octets().data());
    const int result = mbedtls_ssl_write(&engine_->ssl, plain, count);
    if (result == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) {
      detail::take_session(*engine_, *settings_);
      continue;
    }
    if (is_waiting(result)) {
      unsent_ = static_cast<std::uint16_t>(count);
      return Progress::Pending;
    }
    unsent_ = 0;
    if (result <= 0) return fail(result);
    // The last octets count as taken when they left: a record in part says nothing to the peer.
    if (static_cast<std::size_t>(result) == packet.size()) break;
    packet.consume(static_cast<std::size_t>(result));
  }
  if (push == Push::Now) {
    fresh_ = false;
    const Progress flushed = flush(Push::Now);
    if (flushed == Progress::Closed || flushed == Progress::Failed) return flushed;
  }
  packet.give_back();
  return Progress::Done;
}

/// Mbed TLS asks for more at times when it only went half of the way; but if the socket had
/// nothing, it means that.
bool MbedTransport::wants_another_call(int result) const {
  return result == MBEDTLS_ERR_SSL_WANT_READ && !starved_;
}

/// A ticket is dealt with in two calls, and the octets after it take a third.
int MbedTransport::read(std::span<char> into) {
  int result = 0;
  do {
    starved_ = false;
    result =
        mbedtls_ssl_read(&engine_->ssl, reinterpret_cast<unsigned char*>(into.data()), into.size());
    if (result == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET) {
      detail::take_session(*engine_, *settings_);
      result = MBEDTLS_ERR_SSL_WANT_READ;
    }
  } while (wants_another_call(result) && budget_ != 0);
  return result;
}

/// Returns whether all that may be read in one poll() was; the next one may read as much again.
bool MbedTransport::is_spent() {
  const bool spent = budget_ == 0;
  budget_ = config::max_received_per_poll;
  return spent;
}

/// What was written since the last call may be the first part of a flight; if nothing was added
/// until this one, it is all of it.
Transfer MbedTransport::receive(std::span<char> into) {
  if (!secured()) return socket_->receive(into);
  if (ended_) return Transfer::end();
  if (fault_ != Fault::None) return Transfer::failed();
  if (!fresh_) flush(Push::Now);
  fresh_ = false;
  const int result = read(into);
  if (result > 0) return Transfer::octets(static_cast<std::size_t>(result));
  if (is_waiting(result) || is_working(result)) {
    return is_spent() ? Transfer::working() : Transfer::pending();
  }
  if (result == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) {
    ended_ = true;
    return Transfer::end();
  }
  if (result != 0) fail(result);
  return Transfer::failed();
}

void MbedTransport::release() {
  if (engine_ != nullptr) engine_->destroy();
  engine_ = nullptr;
  Packet::adopt(*pool_, out_).give_back();
  out_ = nullptr;
  unsent_ = 0;
  fault_ = Fault::None;
  secured_ = resumed_ = spoke_in_clear_ = fresh_ = ended_ = false;
  socket_says_ = Progress::Done;
}

void MbedTransport::close() {
  if (secured() && fault_ == Fault::None) {
    mbedtls_ssl_close_notify(&engine_->ssl);
    flush(Push::Now);
  }
  release();
  socket_->close();
}

void MbedTransport::abort() {
  release();
  socket_->abort();
}

}  // namespace postino
