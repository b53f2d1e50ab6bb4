// SPDX-License-Identifier: MIT
/// The functions of lwIP's SMTP client in lwIP's own thread, in real time.
#include <gtest/gtest.h>
#include <lwip/apps/smtp.h>
#include <lwip/tcpip.h>

#include <semaphore>

#include "smtp_peer.hpp"

namespace postino::test {
namespace {

/// For what lwIP's thread touches as well.
struct CoreLock {
  CoreLock() { LOCK_TCPIP_CORE(); }
  ~CoreLock() { UNLOCK_TCPIP_CORE(); }
};

struct Ending {
  std::counting_semaphore<> count{0};
  unsigned result = 99;
};

void hear(void* ending, u8_t result, u16_t, err_t) {
  Ending& end = *static_cast<Ending*>(ending);
  end.result = result;
  end.count.release();
}

bool arrives(Ending& ending) { return ending.count.try_acquire_for(std::chrono::seconds{20}); }

class LwipSmtpThread : public testing::Test {
 protected:
  static void SetUpTestSuite() { tcpip_init(nullptr, nullptr); }

  LwipSmtpThread() {
    const CoreLock lock;
    peer = std::make_unique<SmtpPeer>("127.0.0.1");
    EXPECT_EQ(smtp_set_server_addr("127.0.0.1"), ERR_OK);
    smtp_set_server_port(peer->port());
  }
  ~LwipSmtpThread() override {
    const CoreLock lock;
    peer.reset();
  }
  static err_t send(Ending& ending) {
    return smtp_send_mail("a@c.example", "b@c.example", "s", "x", hear, &ending);
  }

  std::unique_ptr<SmtpPeer> peer;
};

TEST_F(LwipSmtpThread, AMessageOfAnotherThreadIsSentInThatOfLwip) {
  Ending ending;
  smtp_send_request request{.from = "a@c.example",
                            .to = "b@c.example",
                            .subject = "s",
                            .body = "x",
                            .callback_fn = hear,
                            .callback_arg = &ending,
                            .static_data = 1};
  for (int i = 0; i < 5; ++i) {
    ASSERT_EQ(tcpip_callback(smtp_send_mail_int, &request), ERR_OK);
    ASSERT_TRUE(arrives(ending));
    EXPECT_EQ(ending.result, unsigned{SMTP_RESULT_OK});
  }
  const CoreLock lock;
  EXPECT_EQ(peer->accepted.size(), 5U);
}

TEST_F(LwipSmtpThread, AsManyMessagesAreUnderWayAsThereAreSlots) {
  Ending first;
  Ending second;
  {
    const CoreLock lock;
    EXPECT_EQ(send(first), ERR_OK);
    EXPECT_EQ(send(second), ERR_OK);
    EXPECT_EQ(send(second), ERR_MEM);
  }
  ASSERT_TRUE(arrives(first));
  ASSERT_TRUE(arrives(second));
  EXPECT_EQ(first.result, unsigned{SMTP_RESULT_OK});
  EXPECT_EQ(second.result, unsigned{SMTP_RESULT_OK});
  EXPECT_FALSE(second.count.try_acquire()) << "called once";
  const CoreLock lock;
  EXPECT_EQ(peer->accepted.size(), 2U);
}

}  // namespace
}  // namespace postino::test
