// SPDX-License-Identifier: MIT
/// The names of results, which lwIP has with LWIP_DEBUG only.
#include <gtest/gtest.h>
#include <lwip/apps/smtp.h>

#include <string_view>

namespace postino::test {
namespace {

TEST(LwipSmtpResult, HasAName) {
  EXPECT_EQ(std::string_view{smtp_result_str(SMTP_RESULT_ERR_HOSTNAME)},
            "SMTP_RESULT_ERR_HOSTNAME");
  EXPECT_EQ(std::string_view{smtp_result_str(SMTP_RESULT_ERR_MEM)}, "SMTP_RESULT_ERR_MEM");
  EXPECT_EQ(std::string_view{smtp_result_str(SMTP_RESULT_ERR_MEM + 1)}, "UNKNOWN");
}

}  // namespace
}  // namespace postino::test
