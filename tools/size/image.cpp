// SPDX-License-Identifier: MIT
// The smallest firmware that sends mail, to be linked and measured, not run. Which one is a matter
// of macros: POSTINO_IMAGE_EMPTY (all of this but Postino), POSTINO_IMAGE_LOGIN (credentials; which
// mechanisms is a matter of image_login.hpp), POSTINO_IMAGE_LWIP (the port to lwIP instead of
// none). The composer: POSTINO_IMAGE_RAW (an already formed message), POSTINO_IMAGE_PLAIN_TEXT (the
// plain one, with POSTINO_IMAGE_SOURCE for a text from a Source), POSTINO_IMAGE_MIME (HTML, a
// picture and an attachment from a Source beside the text), or text_mail. The client:
// POSTINO_IMAGE_SMALL (the small one, directly on the port), POSTINO_IMAGE_SMALL_TLS (the small one
// on a transport), or Client. What hangs on a seam: POSTINO_IMAGE_EXTENSIONS (a keyword),
// POSTINO_IMAGE_CHUNKING, POSTINO_IMAGE_LMTP, POSTINO_IMAGE_QUEUE.
#include <cstdint>

#include "dummy_socket.hpp"

#if defined(POSTINO_IMAGE_SMALL)
#include "postino/small_client.hpp"
#elif defined(POSTINO_IMAGE_SMALL_TLS)
#include "postino/small_tls_client.hpp"
#elif !defined(POSTINO_IMAGE_EMPTY)
#include "postino/client.hpp"
#endif
#ifdef POSTINO_IMAGE_LOGIN
#include "image_login.hpp"
#endif
#ifdef POSTINO_IMAGE_LWIP
#include "postino/lwip_socket.hpp"
#endif
#ifdef POSTINO_IMAGE_MIME
#include "postino/mime.hpp"
#endif
#ifdef POSTINO_IMAGE_CHUNKING
#include "postino/chunking.hpp"
#endif
#ifdef POSTINO_IMAGE_EXTENSIONS
#include "postino/mt_priority.hpp"
#endif
#ifdef POSTINO_IMAGE_LMTP
#include "postino/lmtp.hpp"
#endif

namespace {

#ifdef POSTINO_IMAGE_LWIP
constinit postino::LwipSocket port;
#else
constinit postino::DummySocket port;
#endif

#ifdef POSTINO_IMAGE_EMPTY

/// Keeps the dummy port in the image, each of its functions through a pointer.
postino::Socket* volatile socket = &port;

void step() {
  (void)socket->receive({});
  tick = static_cast<std::uint32_t>(socket->native_code());
}

#else

constinit postino::Storage<> storage;
#if defined(POSTINO_IMAGE_SMALL)
constinit postino::SmallClient client{port, storage.memory()};
#elif defined(POSTINO_IMAGE_SMALL_TLS)
constinit postino::PlainTransport wire{port};
constinit postino::SmallTlsClient client{wire, storage.memory()};
#else
constinit postino::PlainTransport wire{port};
constinit postino::Client client{wire, storage.memory()};
#endif

#ifdef POSTINO_IMAGE_SMALL_TLS
constexpr auto security = postino::Security::StartTls;
#else
constexpr auto security = postino::Security::None;
#endif
#if defined(POSTINO_IMAGE_EXTENSIONS)
constexpr const postino::Extension* extensions[] = {&postino::extension::mt_priority};
#elif defined(POSTINO_IMAGE_CHUNKING)
constexpr const postino::Extension* extensions[] = {&postino::extension::chunking};
#else
constexpr postino::Extensions extensions{};
#endif
#ifdef POSTINO_IMAGE_LMTP
constexpr const postino::Lmtp* lmtp = &postino::lmtp;
#else
constexpr const postino::Lmtp* lmtp = nullptr;
#endif
#ifdef POSTINO_IMAGE_LOGIN
constexpr postino::Server relay{.host = "192.0.2.25",
                                .security = security,
                                .login = login,
                                .ehlo_name = "node7.plant.example",
                                .extensions = extensions,
                                .lmtp = lmtp};
#else
constexpr postino::Server relay{.host = "192.0.2.25",
                                .security = security,
                                .ehlo_name = "node7.plant.example",
                                .extensions = extensions,
                                .lmtp = lmtp};
#endif

#if defined(POSTINO_IMAGE_MIME) || defined(POSTINO_IMAGE_SOURCE)
/// A log that the linker can't know.
class DummySource final : public postino::Source {
 public:
  postino::Transfer pull(std::span<char>) override { return postino::Transfer::octets(tick); }
  bool rewind() override { return tick != 0; }
  [[nodiscard]] std::uint32_t size() const override { return tick; }
};

constinit DummySource log;
#endif

#ifdef POSTINO_IMAGE_RAW
constexpr postino::Mail alarm{.from = {.address = "node7@plant.example"},
                              .to = "ops@plant.example",
                              .text = "Subject: Pump 3 stopped\r\n\r\nDry run at 14:02.\r\n"};
bool start() { return client.send(relay, alarm, postino::raw_mail); }
#elif defined(POSTINO_IMAGE_MIME)
constexpr std::uint8_t picture[] = {0x89, 'P', 'N', 'G'};
constexpr postino::Attachment pictures[] = {{.name = "pump.png",
                                             .type = "image/png",
                                             .content = picture,
                                             .content_id = "pump@plant.example"}};
constexpr postino::Attachment files[] = {{.name = "log.bin", .content = log}};
constexpr postino::MimeComposer composer{
    postino::MimeContent{.html = "<p>Dry run <img src=\"cid:pump@plant.example\">",
                         .inlines = pictures,
                         .attachments = files}};
constexpr postino::Mail alarm{.from = {.address = "node7@plant.example"},
                              .to = "ops@plant.example",
                              .subject = "Pump 3 stopped",
                              .text = "Dry run at 14:02.\r\n"};
bool start() { return client.send(relay, alarm, composer); }
#else
constexpr postino::Mail alarm{.from = {.address = "node7@plant.example"},
                              .to = "ops@plant.example",
                              .subject = "Pump 3 stopped",
#ifdef POSTINO_IMAGE_SOURCE
                              .text = log};
#else
                              .text = "Dry run at 14:02.\r\n"};
#endif
#if defined(POSTINO_IMAGE_QUEUE)
class DummyQueue final : public postino::MailQueue {
 public:
  postino::QueuedMail at(std::uint16_t place) override {
    return place == 0 ? postino::QueuedMail{&alarm, &postino::text_mail} : postino::QueuedMail{};
  }
  void ended(const postino::Report& report) override {
    tick = static_cast<std::uint32_t>(report.outcome);
  }
};

constinit DummyQueue queue;
bool start() { return client.send(relay, queue); }
#elif defined(POSTINO_IMAGE_PLAIN_TEXT)
bool start() { return client.send(relay, alarm, postino::plain_text); }
#else
                              bool start(){return client.send(relay, alarm);
}
#endif
#endif

void step() {
  if (client.idle()) (void)start();
  client.poll(postino::Millis{tick});
  if (const postino::Report* report = client.take_report()) {
    tick = static_cast<std::uint32_t>(report->outcome);
  }
}

#endif

}  // namespace

extern "C" [[noreturn]] void _start() {
  for (;;) step();
}
