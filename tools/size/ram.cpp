// SPDX-License-Identifier: MIT
// Sizes for the report: each array is as long as what it is named after. Compiled, never linked.
#include "postino/client.hpp"
#include "postino/cram_md5.hpp"
#include "postino/lwip_socket.hpp"
#include "postino/mbedtls_heap.hpp"
#include "postino/mbedtls_transport.hpp"
#include "postino/mime.hpp"
#include "postino/scram.hpp"
#include "postino/small_client.hpp"
#include "postino/small_tls_client.hpp"

namespace {
constexpr postino::Sizes sizes{};
constexpr postino::Sizes least{.packets = 2, .packet_bytes = 128, .recipients = 1, .reply_text = 0};
constexpr std::size_t packet(std::uint32_t octets) {
  return postino::PacketPool::block_bytes(octets);
}
constexpr std::size_t beside_packets =
    sizeof(postino::Storage<>) - sizes.packets * packet(sizes.packet_bytes) - sizes.reply_text;
}  // namespace

char sizeof_client[sizeof(postino::Client)];
char sizeof_plain_transport[sizeof(postino::PlainTransport)];
char sizeof_beside_packets[beside_packets];
char sizeof_connected[sizeof(postino::Client) + sizeof(postino::PlainTransport) + beside_packets];
char sizeof_small_client[sizeof(postino::SmallClient)];
char sizeof_small_tls_client[sizeof(postino::SmallTlsClient)];
char sizeof_small_connected[sizeof(postino::SmallClient) + beside_packets];
char sizeof_standing[sizeof(postino::detail::Standing<postino::detail::all>)];
char sizeof_flight[sizeof(postino::detail::Flight)];
char sizeof_exchange[sizeof(postino::detail::Exchange<postino::detail::all>)];
char sizeof_carriage[sizeof(postino::detail::Carriage)];
char sizeof_heard[sizeof(postino::detail::Heard)];
char sizeof_decision[sizeof(postino::detail::Decision)];
char sizeof_traffic[sizeof(postino::detail::Traffic<postino::detail::all>)];
char sizeof_report[sizeof(postino::Report)];
char sizeof_recipient[sizeof(postino::RecipientReport)];
char sizeof_packet[packet(sizes.packet_bytes)];
char sizeof_storage[sizeof(postino::Storage<>)];
char sizeof_least[sizeof(postino::Client) + sizeof(postino::PlainTransport) +
                  sizeof(postino::Storage<least>)];
char sizeof_scram_exchange[sizeof(postino::sasl::ScramExchange)];
char sizeof_cram_md5_exchange[sizeof(postino::sasl::CramMd5Exchange)];
char sizeof_mime_composer[sizeof(postino::MimeComposer)];
char sizeof_attachment[sizeof(postino::Attachment)];
char sizeof_lwip_socket[sizeof(postino::LwipSocket)];
char sizeof_mbed_transport[sizeof(postino::MbedTransport)];
char sizeof_drbg[sizeof(postino::MbedDrbg)];
char sizeof_heap[sizeof(postino::MbedHeap)];
