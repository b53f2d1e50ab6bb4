// SPDX-License-Identifier: MIT
#include "result.hpp"

namespace postino::lwip {
namespace {

u8_t result_of_fault(Fault fault) {
  switch (fault) {
    case Fault::HostNotFound:
      return SMTP_RESULT_ERR_HOSTNAME;
    case Fault::ConnectFailed:
      return SMTP_RESULT_ERR_CONNECT;
    case Fault::ConnectionLost:
      return SMTP_RESULT_ERR_CLOSED;
    case Fault::Timeout:
    case Fault::SessionTimeout:
      return SMTP_RESULT_ERR_TIMEOUT;
    case Fault::NoPacket:
    case Fault::OutOfMemory:
      return SMTP_RESULT_ERR_MEM;
    default:
      // From here on the list of faults is about what the server said or did not offer.
      return fault >= Fault::SpeaksTls ? SMTP_RESULT_ERR_SVR_RESP : SMTP_RESULT_ERR_UNKNOWN;
  }
}

err_t error_of(u8_t result, int native_code) {
  switch (result) {
    case SMTP_RESULT_ERR_TIMEOUT:
      return ERR_TIMEOUT;
    case SMTP_RESULT_ERR_MEM:
      return ERR_MEM;
    case SMTP_RESULT_ERR_UNKNOWN:
      return ERR_VAL;
    case SMTP_RESULT_ERR_SVR_RESP:
      return ERR_OK;
    default:
      return static_cast<err_t>(native_code);
  }
}

}  // namespace

SmtpResult result_of(const Report& report) {
  if (report.outcome == Outcome::Accepted) return {SMTP_RESULT_OK, 0, ERR_OK};
  const Error& error = report.error;
  const u8_t result = result_of_fault(error.fault);
  const bool said = result == SMTP_RESULT_ERR_SVR_RESP;
  return {result, said ? error.code : u16_t{0}, error_of(result, error.native_code)};
}

}  // namespace postino::lwip
