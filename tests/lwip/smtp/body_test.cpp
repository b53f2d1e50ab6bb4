// SPDX-License-Identifier: MIT
/// Bodies that a callback makes.
#include <algorithm>

#include "smtp_test.hpp"

namespace postino::test {
namespace {

constexpr Heard fine{SMTP_RESULT_OK, 0, ERR_OK};

class LwipSmtpBody : public LwipSmtp {
 protected:
  /// Puts out one piece a call, and is done with the last one, or after it.
  static int make(void* test, smtp_bodydh* handler) {
    LwipSmtpBody& self = *static_cast<LwipSmtpBody*>(test);
    EXPECT_EQ(handler->state, self.calls);
    EXPECT_EQ(handler->length, 0);
    handler->state = static_cast<u16_t>(++self.calls);
    if (self.calls > self.pieces.size()) return BDH_DONE;
    const std::string& piece = self.pieces[self.calls - 1];
    handler->length = static_cast<u16_t>(piece.copy(handler->buffer, sizeof handler->buffer));
    if (self.lies) handler->length = sizeof handler->buffer + 1;
    return self.ends_with_last && self.calls == self.pieces.size() ? BDH_DONE : BDH_WORKING;
  }
  Heard send_pieces() {
    EXPECT_EQ(smtp_send_mail_bodycback("a@c.example", "b@c.example", "s", make, hear, this),
              ERR_OK);
    return wait(minutes(5));
  }
  std::string body() {
    if (peer.contents.size() != 1) return "no message";
    return peer.contents[0].substr(peer.contents[0].find("\r\n\r\n") + 4);
  }

  std::vector<std::string> pieces{"one\r\n", "t", "wo\r\n.\r\n", "three\r\n"};
  std::size_t calls = 0;
  bool ends_with_last = false;
  bool lies = false;
};

TEST_F(LwipSmtpBody, PiecesMakeABody) {
  EXPECT_EQ(send_pieces(), fine);
  EXPECT_EQ(body(), "one\r\ntwo\r\n..\r\nthree\r\n");
  EXPECT_EQ(calls, 5U);
}

TEST_F(LwipSmtpBody, TheLastCallMayBringAPiece) {
  ends_with_last = true;
  EXPECT_EQ(send_pieces(), fine);
  EXPECT_EQ(body(), "one\r\ntwo\r\n..\r\nthree\r\n");
  EXPECT_EQ(calls, 4U) << "it is not called again";
}

TEST_F(LwipSmtpBody, ACallWithoutOctetsIsAPause) {
  pieces = {"one\r\n", "", "", "two\r\n"};
  EXPECT_EQ(send_pieces(), fine);
  EXPECT_EQ(body(), "one\r\ntwo\r\n");
}

TEST_F(LwipSmtpBody, AnEmptyBody) {
  pieces = {};
  EXPECT_EQ(send_pieces(), fine);
  EXPECT_EQ(calls, 1U);
}

TEST_F(LwipSmtpBody, ManyFullBuffers) {
  pieces.assign(40, std::string(SMTP_BODYDH_BUFFER_SIZE - 2, 'x') + "\r\n");
  EXPECT_EQ(send_pieces(), fine);
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  EXPECT_EQ(body(), all);
}

TEST_F(LwipSmtpBody, ALengthBeyondTheBufferIsNotRead) {
  lies = true;
  EXPECT_EQ(send_pieces(), (Heard{SMTP_RESULT_ERR_UNKNOWN, 0, ERR_VAL}));
  EXPECT_TRUE(peer.contents.empty());
  EXPECT_EQ(calls, 1U);
}

TEST_F(LwipSmtpBody, ANulNeverReachesTheWire) {
  pieces = {std::string{"o\0ne\r\n", 6}};
  EXPECT_EQ(send_pieces(), (Heard{SMTP_RESULT_ERR_UNKNOWN, 0, ERR_VAL}));
  EXPECT_TRUE(peer.contents.empty());
}

}  // namespace
}  // namespace postino::test
