// SPDX-License-Identifier: MIT
// RFC 5280 4.1.2.4 to 4.1.2.6 and 4.2.1.6. A certificate's texts are a stranger's.
#include "postino/mbedtls_trace.hpp"

#include <mbedtls/oid.h>
#include <mbedtls/x509_crt.h>

#include "postino/mbedtls_alert.hpp"
#include "postino/writer.hpp"

namespace postino {
namespace {

/// One line, in parentheses.
class Line {
 public:
  Line(TraceSink& sink, const char* what) : sink_{&sink} {
    writer_.put("(");
    writer_.put(what);
    writer_.put(": ");
  }
  ~Line() {
    writer_.put(")");
    sink_->line(TraceSink::Direction::Received, {text_, writer_.written()});
  }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  Writer& writer() { return writer_; }
  [[nodiscard]] bool empty() const { return first_; }
  /// A comma before every item but the first.
  Writer& next() {
    if (!first_) writer_.put(", ");
    first_ = false;
    return writer_;
  }

 private:
  TraceSink* sink_;
  char text_[TracingTransport::max_line_size];
  Writer writer_{text_, 0};
  bool first_ = true;
};

/// As escape() would, and a comma too, since these separate what a line has.
void put_escaped(Writer& writer, const mbedtls_x509_buf& text) {
  for (std::size_t i = 0; i < text.len; ++i) {
    const unsigned char octet = text.p[i];
    if (octet >= ' ' && octet <= '~' && octet != '\\' && octet != ',') {
      writer.put(static_cast<char>(octet));
    } else {
      writer.put("\\x");
      writer.put_number(octet, 2, 16);
    }
  }
}

void show_name(TraceSink& sink, const char* what, const mbedtls_x509_name& name) {
  Line line{sink, what};
  for (const mbedtls_x509_name* part = &name; part != nullptr; part = part->next) {
    if (part->val.len == 0) continue;
    const char* attribute = nullptr;
    if (mbedtls_oid_get_attr_short_name(&part->oid, &attribute) != 0) attribute = "?";
    line.next().put(attribute);
    line.writer().put("=");
    put_escaped(line.writer(), part->val);
  }
}

void put_address(Writer& writer, const mbedtls_x509_buf& address) {
  constexpr std::size_t ipv4 = 4;
  for (std::size_t i = 0; i < address.len; ++i) {
    if (address.len == ipv4) {
      if (i != 0) writer.put(".");
      writer.put_number(address.p[i]);
    } else {
      if (i != 0 && i % 2 == 0) writer.put(":");
      writer.put_number(address.p[i], 2, 16);
    }
  }
}

void show_alternative_names(TraceSink& sink, const mbedtls_x509_crt& certificate) {
  Line line{sink, "names"};
  for (const mbedtls_x509_sequence* name = &certificate.subject_alt_names; name != nullptr;
       name = name->next) {
    const int kind = name->buf.tag & MBEDTLS_ASN1_TAG_VALUE_MASK;
    if (kind == MBEDTLS_X509_SAN_DNS_NAME) put_escaped(line.next(), name->buf);
    if (kind == MBEDTLS_X509_SAN_IP_ADDRESS) put_address(line.next(), name->buf);
  }
  if (line.empty()) line.next().put("none");
}

void put_time(Writer& writer, const mbedtls_x509_time& time) {
  const auto put = [&](int number, std::uint8_t digits, const char* after) {
    writer.put_number(static_cast<std::uint32_t>(number), digits);
    writer.put(after);
  };
  put(time.year, 4, "-");
  put(time.mon, 2, "-");
  put(time.day, 2, " ");
  put(time.hour, 2, ":");
  put(time.min, 2, ":");
  put(time.sec, 2, "");
}

}  // namespace

void MbedTrace::certificate(const mbedtls_x509_crt& certificate) {
  show_name(*sink_, "certificate", certificate.subject);
  show_alternative_names(*sink_, certificate);
  show_name(*sink_, "issuer", certificate.issuer);
  Line valid{*sink_, "valid"};
  put_time(valid.writer(), certificate.valid_from);
  valid.writer().put(" to ");
  put_time(valid.writer(), certificate.valid_to);
}

void MbedTrace::failure(Fault fault, int native_code) {
  if (fault == Fault::TlsBufferTooSmall) {
    Line line{*sink_, "bytes for MBEDTLS_SSL_IN_CONTENT_LEN"};
    line.writer().put_number(static_cast<std::uint32_t>(native_code));
  }
  if (fault != Fault::TlsAlert) return;
  Line line{*sink_, "alert"};
  const std::string_view name = mbed_alert_name(native_code);
  line.writer().put(name);
  if (name.empty()) line.writer().put_number(static_cast<std::uint32_t>(native_code));
}

}  // namespace postino
