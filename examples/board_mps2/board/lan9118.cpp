// SPDX-License-Identifier: MIT
#include "lan9118.hpp"

#include "registers.hpp"

namespace board::lan9118 {
namespace {

constexpr std::uintptr_t rx_data = ethernet + 0x00;
constexpr std::uintptr_t tx_data = ethernet + 0x20;
constexpr std::uintptr_t rx_status = ethernet + 0x40;
constexpr std::uintptr_t tx_status = ethernet + 0x48;
constexpr std::uintptr_t irq_cfg = ethernet + 0x54;
constexpr std::uintptr_t int_sts = ethernet + 0x58;
constexpr std::uintptr_t int_en = ethernet + 0x5c;
constexpr std::uintptr_t byte_test = ethernet + 0x64;
constexpr std::uintptr_t fifo_int = ethernet + 0x68;
constexpr std::uintptr_t rx_cfg = ethernet + 0x6c;
constexpr std::uintptr_t tx_cfg = ethernet + 0x70;
constexpr std::uintptr_t hw_cfg = ethernet + 0x74;
constexpr std::uintptr_t rx_fifo_inf = ethernet + 0x7c;
constexpr std::uintptr_t tx_fifo_inf = ethernet + 0x80;
constexpr std::uintptr_t mac_csr_cmd = ethernet + 0xa4;
constexpr std::uintptr_t mac_csr_data = ethernet + 0xa8;

constexpr std::uint32_t byte_order = 0x87654321;
constexpr std::uint32_t interrupt_high_push_pull = 0x111;
constexpr std::uint32_t rx_status_level = 1U << 3;
constexpr std::uint32_t tx_on = 1U << 1;
constexpr std::uint32_t soft_reset = 1;
constexpr std::uint32_t store_and_forward_5k = (1U << 20) | (5U << 16);
constexpr std::uint32_t first_segment = 1U << 13;
constexpr std::uint32_t last_segment = 1U << 12;
constexpr std::uint32_t rx_error = 1U << 15;

enum class Mac : std::uint32_t { Control = 1, AddressHigh = 2, AddressLow = 3 };
constexpr std::uint32_t mac_busy = 1U << 31;
constexpr std::uint32_t mac_full_duplex_on = (1U << 20) | (1U << 3) | (1U << 2);

constexpr std::size_t checksum = 4;
constexpr std::uint32_t patience = 1000000;

bool wait_while(std::uintptr_t address, std::uint32_t bits) {
  for (std::uint32_t turn = 0; turn < patience; ++turn) {
    if ((device_register(address) & bits) == 0) return true;
  }
  return false;
}

void discard(std::uintptr_t address) {
  [[maybe_unused]] const std::uint32_t value = device_register(address);
}

void write_mac(Mac index, std::uint32_t value) {
  device_register(mac_csr_data) = value;
  device_register(mac_csr_cmd) = mac_busy | static_cast<std::uint32_t>(index);
  static_cast<void>(wait_while(mac_csr_cmd, mac_busy));
}

void write_address(const Address& address) {
  write_mac(Mac::AddressHigh, address[4] | std::uint32_t{address[5]} << 8);
  write_mac(Mac::AddressLow, address[0] | std::uint32_t{address[1]} << 8 |
                                 std::uint32_t{address[2]} << 16 | std::uint32_t{address[3]} << 24);
}

}  // namespace

bool start(const Address& address) {
  if (device_register(byte_test) != byte_order) return false;
  device_register(hw_cfg) = soft_reset;
  if (!wait_while(hw_cfg, soft_reset)) return false;
  device_register(hw_cfg) = store_and_forward_5k;
  device_register(rx_cfg) = padding << 8;
  device_register(fifo_int) = 0;
  device_register(irq_cfg) = interrupt_high_push_pull;
  device_register(int_en) = rx_status_level;
  write_address(address);
  write_mac(Mac::Control, mac_full_duplex_on);
  device_register(tx_cfg) = tx_on;
  device_register(interrupt_enable) = ethernet_interrupt;
  return true;
}

bool has_room(std::size_t octets, std::size_t pieces) {
  while ((device_register(tx_fifo_inf) >> 16 & 0xff) != 0) {
    discard(tx_status);
  }
  // Each piece has two words of command, and no piece shares a word with the next.
  return (device_register(tx_fifo_inf) & 0xffff) >= octets + pieces * 16;
}

void write(std::span<const std::byte> piece, std::size_t whole, bool first, bool last) {
  const auto begin = reinterpret_cast<std::uintptr_t>(piece.data());
  const std::uintptr_t offset = begin % sizeof(std::uint32_t);
  device_register(tx_data) = static_cast<std::uint32_t>(offset << 16 | (first ? first_segment : 0) |
                                                        (last ? last_segment : 0) | piece.size());
  device_register(tx_data) = static_cast<std::uint32_t>(whole << 16 | whole);
  const auto* word = reinterpret_cast<const volatile std::uint32_t*>(begin - offset);
  for (std::size_t octets = 0; octets < offset + piece.size(); octets += sizeof *word) {
    device_register(tx_data) = *word++;
  }
}

void acknowledge() {
  device_register(interrupt_unpend) = ethernet_interrupt;
  device_register(int_sts) = rx_status_level;
}

std::size_t words_of(std::size_t length) {
  return (padding + length + checksum + sizeof(std::uint32_t) - 1) / sizeof(std::uint32_t);
}

std::size_t read_length() {
  if ((device_register(rx_fifo_inf) >> 16 & 0xff) == 0) return 0;
  const std::uint32_t status = device_register(rx_status);
  const std::size_t length = (status >> 16 & 0x3fff) - checksum;
  if ((status & rx_error) == 0) return length;
  for (std::size_t word = 0; word < words_of(length); ++word) {
    discard(rx_data);
  }
  return 0;
}

void read(std::span<std::uint32_t> words) {
  for (std::uint32_t& word : words) word = device_register(rx_data);
}

}  // namespace board::lan9118
