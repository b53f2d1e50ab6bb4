// SPDX-License-Identifier: MIT
#include <lwip/apps/smtp.h>

#include <iterator>

#ifdef LWIP_DEBUG
const char* smtp_result_str(u8_t smtp_result) {
  static constexpr const char* names[] = {"SMTP_RESULT_OK",           "SMTP_RESULT_ERR_UNKNOWN",
                                          "SMTP_RESULT_ERR_CONNECT",  "SMTP_RESULT_ERR_HOSTNAME",
                                          "SMTP_RESULT_ERR_CLOSED",   "SMTP_RESULT_ERR_TIMEOUT",
                                          "SMTP_RESULT_ERR_SVR_RESP", "SMTP_RESULT_ERR_MEM"};
  return smtp_result < std::size(names) ? names[smtp_result] : "UNKNOWN";
}
#endif
