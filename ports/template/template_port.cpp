// SPDX-License-Identifier: MIT
#include "template_port.hpp"

namespace postino {

// Closed: start a look-up, or read `host` as an address, and go on to LookingUp. `host` is not
// NUL-terminated and may be gone when this returns: copy what the stack keeps. LookingUp: take the
// result if it is there; NotFound when there is none. Connecting: Done once connected; at a failure
// try the next address; Failed when no address is left. Whatever is not Done or Pending leaves the
// socket Closed, with the stack's number in native_code_. The deadline is the caller's: it stops
// calling and aborts.
Progress TemplatePort::connect(std::string_view, std::uint16_t) {
  state_ = State::Closed;
  return Progress::Failed;
}

// A stack that copies: hand over packet.octets(), packet.consume() what was taken, and once nothing
// is left packet.give_back(). A stack that sends from your memory: keep packet.release() in a queue
// and Packet::adopt() it when the peer has acknowledged its last octet. Push::Later lets the stack
// wait for more (MSG_MORE, TCP_WRITE_FLAG_MORE), Push::Now makes it send all it has, also when the
// packet itself holds nothing.
Progress TemplatePort::send(Packet&, Push) { return Progress::Failed; }

// Copy what has arrived, and open the receive window by as much. end() and failed() are answered
// again each time they are asked for: keep which it was. Octets that came before are given out
// first.
Transfer TemplatePort::receive(std::span<char>) { return Transfer::failed(); }

// Send FIN behind what was handed over and let the stack finish alone; the packets it still holds
// come back as they are acknowledged. Throw away what arrived and was not received: left in place
// it turns the FIN of many stacks into a reset, which can destroy the last octets at the peer.
void TemplatePort::close() { state_ = State::Closed; }

// Reset the connection, forget look-up and connect, give every packet back. A callback that the
// stack may still make for any of them finds nothing to do.
void TemplatePort::abort() { state_ = State::Closed; }

// Text without NUL and without "%eth0"; 0 when not connected or when it does not fit.
std::size_t TemplatePort::local_address(std::span<char>) const { return 0; }

// Packets in the queue that send() made; 0 for a stack that copies.
std::size_t TemplatePort::packets_held() const { return 0; }

int TemplatePort::native_code() const { return native_code_; }

// A millisecond tick that wraps at 2^32 and never stops or jumps: HAL_GetTick(), sys_now(),
// k_uptime_get_32(), xTaskGetTickCount() * portTICK_PERIOD_MS.
Millis TemplatePort::now() { return {}; }

// Sleep until `until`, or until a callback says that octets, room, an end, a failure, a look-up's
// result or a connection came. What was reported already must not wake again: an end stays readable
// for ever and would make this spin.
void TemplatePort::wait(Millis) {}

}  // namespace postino
