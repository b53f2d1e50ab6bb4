// SPDX-License-Identifier: MIT
#include "postino/transport.hpp"

namespace postino {

Socket& PlainTransport::socket() const { return *socket_; }
Fault PlainTransport::check() const { return Fault::TlsUnavailable; }
Progress PlainTransport::secure(std::string_view) { return Progress::Failed; }
Fault PlainTransport::fault() const { return Fault::None; }
int PlainTransport::native_code() const { return socket_->native_code(); }
Protection PlainTransport::protection() const { return Protection::None; }

Progress PlainTransport::send(Packet& packet, Push push) { return socket_->send(packet, push); }
Transfer PlainTransport::receive(std::span<char> into) { return socket_->receive(into); }
void PlainTransport::close() { socket_->close(); }
void PlainTransport::abort() { socket_->abort(); }

}  // namespace postino
