// SPDX-License-Identifier: MIT
// Sizes for the report: each array is as long as what it is named after. Compiled, never linked.
#include "postino/client.hpp"
#include "postino/cram_md5.hpp"
#include "postino/mime.hpp"
#include "postino/scram.hpp"

namespace {
constexpr postino::Sizes sizes{};
}

char sizeof_client[sizeof(postino::Client)];
char sizeof_storage[sizeof(postino::Storage<>)];
char sizeof_transport[sizeof(postino::PlainTransport)];
char sizeof_scram_exchange[sizeof(postino::sasl::ScramExchange)];
char sizeof_cram_md5_exchange[sizeof(postino::sasl::CramMd5Exchange)];
char sizeof_composition[sizeof(postino::Composition)];
char sizeof_mime_composer[sizeof(postino::MimeComposer)];
char sizeof_attachment[sizeof(postino::Attachment)];
char sizeof_packets[sizes.packets * postino::PacketPool::block_bytes(sizes.packet_bytes)];
char sizeof_reply_text[sizes.reply_text];
char sizeof_recipients[sizes.recipients * sizeof(postino::RecipientReport)];
