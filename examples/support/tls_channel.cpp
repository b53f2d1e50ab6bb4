// SPDX-License-Identifier: MIT
#include "tls_channel.hpp"

#include <array>

#include "openssl_handles.hpp"

namespace postino::demo {
namespace {

Channel& channel_of(BIO* bio) { return *static_cast<Channel*>(BIO_get_data(bio)); }

int bio_read(BIO* bio, char* into, int size) {
  return static_cast<int>(channel_of(bio).read({into, static_cast<std::size_t>(size)}));
}

int bio_write(BIO* bio, const char* octets, int size) {
  return channel_of(bio).write({octets, static_cast<std::size_t>(size)}) ? size : -1;
}

long bio_control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

using MethodHandle = std::unique_ptr<BIO_METHOD, Release<BIO_meth_free>>;

MethodHandle make_method() {
  MethodHandle method{BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "channel")};
  require(method != nullptr, "memory");
  BIO_meth_set_read(method.get(), bio_read);
  BIO_meth_set_write(method.get(), bio_write);
  BIO_meth_set_ctrl(method.get(), bio_control);
  return method;
}

int number(TlsVersion version) {
  return version == TlsVersion::Tls12 ? TLS1_2_VERSION : TLS1_3_VERSION;
}

std::string common_name(X509* certificate) {
  std::array<char, 256> name{};
  X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name.data(),
                            static_cast<int>(name.size()));
  return name.data();
}

std::string exporter(SSL* ssl) {
  constexpr std::string_view label = "EXPORTER-Channel-Binding";
  if (SSL_version(ssl) < TLS1_3_VERSION && SSL_get_extms_support(ssl) != 1) return {};
  std::string octets(32, '\0');
  auto* const into = reinterpret_cast<unsigned char*>(octets.data());
  const int done = SSL_export_keying_material(ssl, into, octets.size(), label.data(), label.size(),
                                              nullptr, 0, 1);
  return done == 1 ? octets : "";
}

TlsFacts facts_of(SSL* ssl) {
  const char* const name = SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name);
  X509* const client = SSL_get0_peer_certificate(ssl);
  return {.version = SSL_get_version(ssl),
          .server_name = name != nullptr ? name : "",
          .client = client != nullptr ? common_name(client) : "",
          .resumed = SSL_session_reused(ssl) == 1,
          .exporter = exporter(ssl)};
}

class OpenSslChannel final : public TlsChannel {
 public:
  OpenSslChannel(SslHandle ssl, Channel& inner)
      : ssl_{std::move(ssl)}, inner_{inner}, facts_{facts_of(ssl_.get())} {}
  OpenSslChannel(const OpenSslChannel&) = delete;
  OpenSslChannel& operator=(const OpenSslChannel&) = delete;
  ~OpenSslChannel() override {
    if (!broken_) SSL_shutdown(ssl_.get());
    ERR_clear_error();
  }

  [[nodiscard]] const TlsFacts& facts() const override { return facts_; }

  std::size_t read(std::span<char> into) override {
    std::size_t count = 0;
    if (SSL_read_ex(ssl_.get(), into.data(), into.size(), &count) == 1) return count;
    note_failure();
    return 0;
  }

  bool write(std::string_view octets) override {
    std::size_t count = 0;
    if (octets.empty() || SSL_write_ex(ssl_.get(), octets.data(), octets.size(), &count) == 1) {
      return true;
    }
    note_failure();
    return false;
  }

  void reset() override {
    broken_ = true;
    inner_.reset();
  }

 private:
  /// After anything but the peer's close_notify there is nobody to say goodbye to.
  void note_failure() {
    broken_ = broken_ || SSL_get_shutdown(ssl_.get()) != SSL_RECEIVED_SHUTDOWN;
    ERR_clear_error();
  }

  SslHandle ssl_;
  Channel& inner_;
  TlsFacts facts_;
  bool broken_ = false;
};

void set_identity(SSL_CTX* context, const Identity& identity) {
  const CertificateHandle certificate = read_certificate(identity.certificate);
  const KeyHandle key{
      PEM_read_bio_PrivateKey(reader_of(identity.key).get(), nullptr, nullptr, nullptr)};
  require(key != nullptr, "key");
  require(SSL_CTX_use_certificate(context, certificate.get()) == 1, "certificate");
  require(SSL_CTX_use_PrivateKey(context, key.get()) == 1, "key");
}

void set_clients(SSL_CTX* context, const TlsOptions& options) {
  if (options.client_authority.empty()) return;
  const CertificateHandle authority = read_certificate(options.client_authority);
  require(X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get()) == 1, "authority");
  require(SSL_CTX_add_client_CA(context, authority.get()) == 1, "authority");
  const int required = options.client_certificate_required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | required, nullptr);
}

}  // namespace

struct TlsServer::Implementation {
  MethodHandle method = make_method();
  SslContextHandle context{SSL_CTX_new(TLS_server_method())};
};

TlsServer::TlsServer(const TlsOptions& options)
    : implementation_{std::make_unique<Implementation>()} {
  SSL_CTX* const context = implementation_->context.get();
  require(context != nullptr, "memory");
  SSL_CTX_set_min_proto_version(context, number(options.lowest));
  SSL_CTX_set_max_proto_version(context, number(options.highest));
  // A test wants certificates that are worse than OpenSSL would show by itself.
  SSL_CTX_set_security_level(context, 0);
  static constexpr unsigned char name[] = {'p', 'o', 's', 't', 'i', 'n', 'o'};
  SSL_CTX_set_session_id_context(context, name, sizeof name);
  set_identity(context, options.identity);
  set_clients(context, options);
}

TlsServer::~TlsServer() = default;

std::unique_ptr<TlsChannel> TlsServer::accept(Channel& inner) const {
  SslHandle ssl{SSL_new(implementation_->context.get())};
  BIO* const bio = BIO_new(implementation_->method.get());
  require(ssl && bio, "memory");
  BIO_set_data(bio, &inner);
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl.get(), bio, bio);
  const bool done = SSL_accept(ssl.get()) == 1;
  ERR_clear_error();
  return done ? std::make_unique<OpenSslChannel>(std::move(ssl), inner) : nullptr;
}

}  // namespace postino::demo
