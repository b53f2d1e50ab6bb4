// SPDX-License-Identifier: MIT
#include "model/real_tls.hpp"

#include <openssl/ssl.h>

#include <array>
#include <optional>

#include "campaign/repeatable_random.hpp"
#include "campaign/server_context.hpp"
#include "model/tls/watched.hpp"
#include "postino/mbedtls_drbg.hpp"
#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_transport.hpp"
#include "tls/support/certificates.hpp"

namespace postino::model {
namespace {

constexpr std::size_t heap_octets = 40 * 1024;
constexpr std::size_t record_room = 1U << 15;
constexpr char handshake_record = '\x16';

std::int64_t wall_clock() { return test::test_time; }

class MbedAndOpenSsl final : public RealTls, private Peer, private Sealer {
 public:
  MbedAndOpenSsl(Truth& truth, Wire& wire, Server& server)
      : truth_{&truth}, wire_{&wire}, server_{&server} {}

  Transport& begin(Channel channel, PacketPool& pool) override;
  void begin_message(Handshaking how) override { how_ = how; }
  void end() override;
  void lose_rest() override { watched_->lose_rest(); }

 private:
  // Peer
  void connected() override;
  void heard(std::string_view octets, bool lost) override;
  // Sealer
  std::string_view seal(std::string_view octets) override;
  std::string_view farewell() override;

  void begin_tls();
  bool shake_hands(std::string_view octets);
  std::string_view sealed();

  Truth* truth_;
  Wire* wire_;
  Server* server_;
  alignas(std::max_align_t) std::array<std::byte, heap_octets> heap_memory_{};
  MbedHeap heap_{heap_memory_};
  test::RepeatableRandom entropy_{1};
  MbedDrbg random_{entropy_};
  MbedPemOrDer anchor_[1]{};
  MbedSettings settings_{};
  UnderTls passed_{};
  std::optional<MbedTransport> transport_{};
  std::optional<Watched> watched_{};
  std::shared_ptr<SSL> ssl_{};
  int version_ = 0;
  Handshaking how_{};
  bool secured_ = false;
  bool broken_ = false;
  bool deaf_ = false;
  std::array<char, record_room> records_{};
};

Transport& MbedAndOpenSsl::begin(Channel channel, PacketPool& pool) {
  version_ = channel == Channel::Tls12 ? TLS1_2_VERSION : TLS1_3_VERSION;
  heap_.install();
  entropy_.begin(1);
  anchor_[0] = std::string_view{test::server_anchor()};
  settings_.anchors = anchor_;
  settings_.clock = wall_clock;
  transport_.emplace(*wire_, pool, random_, settings_);
  watched_.emplace(*transport_, *truth_, *wire_, *server_, passed_);
  wire_->interpose(*this, this);
  return *watched_;
}

void MbedAndOpenSsl::end() {
  transport_->abort();
  watched_.reset();
  transport_.reset();
  ssl_.reset();
  random_.forget();
  heap_.remove();
  wire_->interpose(*server_, nullptr);
}

void MbedAndOpenSsl::connected() {
  ssl_.reset();
  passed_ = {};
  secured_ = broken_ = deaf_ = false;
  server_->connected();
}

void MbedAndOpenSsl::begin_tls() {
  SSL_CTX* const context = test::server_context(version_);
  test::begin_openssl_random(truth_->connections);
  ssl_ = {SSL_new(context), SSL_free};
  SSL_set_bio(ssl_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
  SSL_set_accept_state(ssl_.get());
}

/// What OpenSSL has for the wire.
std::string_view MbedAndOpenSsl::sealed() {
  const int count = BIO_read(SSL_get_wbio(ssl_.get()), records_.data(), record_room);
  return {records_.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
}

/// Whether it is done.
bool MbedAndOpenSsl::shake_hands(std::string_view octets) {
  if (how_ == Handshaking::Closed) {
    broken_ = true;
    wire_->end(After::Close);
    return false;
  }
  if (how_ == Handshaking::Failed) {
    broken_ = true;
    wire_->say_sealed("HTTP/1.1 400 Bad Request\r\n", wire_->now());
    return false;
  }
  BIO_write(SSL_get_rbio(ssl_.get()), octets.data(), static_cast<int>(octets.size()));
  const int result = SSL_do_handshake(ssl_.get());
  broken_ = result != 1 && SSL_get_error(ssl_.get(), result) != SSL_ERROR_WANT_READ;
  if (const std::string_view flight = sealed(); !flight.empty() && !wire_->ends()) {
    wire_->say_sealed(flight, wire_->now());
  }
  secured_ = result == 1;
  passed_.secured = secured_;
  if (secured_) server_->secured();
  return secured_;
}

void MbedAndOpenSsl::heard(std::string_view octets, bool lost) {
  if (ssl_ == nullptr && server_->awaits_handshake() && !octets.empty() && !lost) begin_tls();
  if (ssl_ == nullptr) {
    // Of a handshake that nobody waits for.
    deaf_ = deaf_ || octets.starts_with(handshake_record);
    if (!deaf_) server_->heard(octets, lost);
    return;
  }
  if (broken_) return;
  if (!secured_) {
    if (lost || !shake_hands(octets)) return;
  } else {
    BIO_write(SSL_get_rbio(ssl_.get()), octets.data(), static_cast<int>(octets.size()));
  }
  char plain[4096];
  int count = 0;
  while ((count = SSL_read(ssl_.get(), plain, sizeof plain)) > 0) {
    passed_.unheard.erase(0, static_cast<std::size_t>(count));
    server_->heard({plain, static_cast<std::size_t>(count)}, lost);
  }
}

std::string_view MbedAndOpenSsl::seal(std::string_view octets) {
  if (!secured_) return octets;
  passed_.said += octets;
  SSL_write(ssl_.get(), octets.data(), static_cast<int>(octets.size()));
  return sealed();
}

std::string_view MbedAndOpenSsl::farewell() {
  if (!secured_) return {};
  passed_.farewell = true;
  SSL_shutdown(ssl_.get());
  return sealed();
}

}  // namespace

std::unique_ptr<RealTls> make_real_tls(Truth& truth, Wire& wire, Server& server) {
  return std::make_unique<MbedAndOpenSsl>(truth, wire, server);
}

}  // namespace postino::model
