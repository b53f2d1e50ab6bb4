// SPDX-License-Identifier: MIT
#include "smtp_test.hpp"

namespace postino::test {

LwipSmtp::LwipSmtp() {
  EXPECT_EQ(smtp_set_server_addr("127.0.0.2"), ERR_OK);
  smtp_set_server_port(peer.port());
  EXPECT_EQ(smtp_set_auth(nullptr, nullptr), ERR_OK);
}

LwipSmtp::~LwipSmtp() {
  stack.wire.clear();
  names.release();
  stack.settle();
  EXPECT_EQ(stack.usage(), usage);
}

void LwipSmtp::hear(void* test, u8_t result, u16_t reply_code, err_t error) {
  LwipSmtp& self = *static_cast<LwipSmtp*>(test);
  self.heard.push_back({result, reply_code, error});
  self.on_heard();
}

err_t LwipSmtp::send(const char* body) {
  return smtp_send_mail_static("a@plant.example", "b@plant.example", "Pump 3", body, hear, this);
}

Heard LwipSmtp::wait(Millis at_most) {
  EXPECT_TRUE(stack.run_until([this] { return !heard.empty(); }, at_most));
  stack.run_for(minutes(2));
  EXPECT_EQ(heard.size(), 1U);
  return heard.empty() ? Heard{} : heard.front();
}

Heard LwipSmtp::outcome(Millis at_most) {
  EXPECT_EQ(send(), ERR_OK);
  EXPECT_TRUE(heard.empty()) << "before lwIP's timeouts ran";
  return wait(at_most);
}

}  // namespace postino::test
