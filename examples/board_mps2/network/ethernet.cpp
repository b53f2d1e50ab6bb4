// SPDX-License-Identifier: MIT
#include "ethernet.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include "board/clock.hpp"
#include "board/lan9118.hpp"
#include "lwip/etharp.h"
#include "lwip/pbuf.h"
#include "netif/ethernet.h"

namespace board {
namespace {

constexpr lan9118::Address address{0x02, 0x00, 0x00, 0x00, 0x00, 0x07};
constexpr std::uint16_t mtu = 1500;
static_assert(lan9118::padding == ETH_PAD_SIZE);
static_assert(PBUF_POOL_BUFSIZE % sizeof(std::uint32_t) == 0);

struct Cut {
  bool now = false;
  std::uint32_t end = 0;
  std::uint32_t lost = 0;
};

constinit Cut cut;
constinit Sent counts;
constinit std::span<const std::byte> packets;

bool lies_in_packets(const std::byte* octets) {
  return std::greater_equal<>{}(octets, packets.data()) &&
         std::less<>{}(octets, packets.data() + packets.size());
}

void count(std::span<const std::byte> piece) {
  (lies_in_packets(piece.data()) ? counts.from_packets : counts.from_elsewhere) += piece.size();
}

/// Whether this frame is lost.
bool loses() {
  if (!cut.now) return false;
  cut.now = static_cast<std::int32_t>(milliseconds() - cut.end) < 0;
  cut.lost += cut.now ? 1 : 0;
  return cut.now;
}

/// Straight from where the pieces lie, a packet of Postino's pool among them, into the FIFO.
err_t send(netif*, pbuf* frame) {
  if (loses()) return ERR_OK;
  const std::size_t whole = frame->tot_len - std::size_t{ETH_PAD_SIZE};
  if (!lan9118::has_room(whole, pbuf_clen(frame))) return ERR_MEM;
  ++counts.frames;
  std::size_t skip = ETH_PAD_SIZE;
  for (const pbuf* piece = frame; piece != nullptr; piece = piece->next) {
    const std::span octets{static_cast<const std::byte*>(piece->payload) + skip, piece->len - skip};
    count(octets);
    lan9118::write(octets, whole, piece == frame, piece->len == piece->tot_len);
    skip = 0;
  }
  return ERR_OK;
}

/// The words of a frame into the pieces of `frame`, or nowhere. The last word, of the checksum, may
/// have no room.
void read(pbuf* frame, std::size_t words) {
  for (pbuf* piece = frame; piece != nullptr && words > 0; piece = piece->next) {
    const std::size_t here = std::min<std::size_t>(words, piece->len / sizeof(std::uint32_t));
    lan9118::read({static_cast<std::uint32_t*>(piece->payload), here});
    words -= here;
  }
  for (std::uint32_t word = 0; words > 0; --words) lan9118::read({&word, 1});
}

pbuf* receive(std::size_t length) {
  const std::size_t words = lan9118::words_of(length);
  // Whole words, so that none is split between two pieces; cut to the frame's length afterwards.
  pbuf* const frame =
      pbuf_alloc(PBUF_RAW, static_cast<u16_t>(words * sizeof(std::uint32_t)), PBUF_POOL);
  read(frame, words);
  if (frame != nullptr) pbuf_realloc(frame, static_cast<u16_t>(length + ETH_PAD_SIZE));
  return frame;
}

}  // namespace

err_t start_ethernet(netif* interface) {
  interface->name[0] = 'e';
  interface->name[1] = 'n';
  interface->output = etharp_output;
  interface->linkoutput = send;
  interface->mtu = mtu;
  interface->hwaddr_len = address.size();
  std::memcpy(interface->hwaddr, address.data(), address.size());
  interface->flags =
      NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_ETHERNET | NETIF_FLAG_LINK_UP;
  return lan9118::start(address) ? ERR_OK : ERR_IF;
}

void poll_ethernet(netif& interface) {
  lan9118::acknowledge();
  while (const std::size_t length = lan9118::read_length()) {
    pbuf* const frame = receive(length);
    if (frame == nullptr) continue;
    if (loses() || interface.input(frame, &interface) != ERR_OK) pbuf_free(frame);
  }
}

void tell_packets_apart(std::span<const std::byte> storage) { packets = storage; }

const Sent& sent() { return counts; }

void cut_wire(std::uint32_t duration) {
  cut.now = true;
  cut.end = milliseconds() + duration;
}

std::uint32_t lost_frames() { return cut.lost; }

}  // namespace board
