// SPDX-License-Identifier: MIT
/// What a message leaves in its slot.
#include "smtp/slot.hpp"

#include <algorithm>
#include <span>

#include "smtp_test.hpp"

namespace postino::test {
namespace {

class LwipSmtpSlot : public LwipSmtp {
 protected:
  LwipSmtpSlot() {
    EXPECT_EQ(settings.set_server("127.0.0.2"), ERR_OK);
    EXPECT_EQ(settings.set_login("user", "secret"), ERR_OK);
    settings.port = peer.port();
    peer.replies["EHLO"] = "250-hi\r\n250 AUTH PLAIN";
    peer.replies["AUTH"] = "334 ";
    peer.replies["AHVzZXIAc2VjcmV0"] = "235 in";
  }
  ~LwipSmtpSlot() override {
    stack.run_until(
        [this] {
          slot.poll(stack.now());
          return slot.wait(stack.now()) == 0 && socket.quiet();
        },
        minutes(5));
    EXPECT_EQ(room.storage.pool().taken(), 0U);
  }
  static bool is_zero(std::span<const char> text) {
    return std::all_of(text.begin(), text.end(), [](char octet) { return octet == 0; });
  }
  bool wiped() { return is_zero(room.settings.user) && is_zero(room.settings.password); }

  lwip::SmtpSettings settings{};
  LwipSocket socket;
  lwip::SmtpRoom room{};
  lwip::SmtpSlot slot{socket, room};
};

TEST_F(LwipSmtpSlot, CredentialsAreWipedWhenTheMessageHasEnded) {
  EXPECT_EQ(slot.start(settings, {"a@c.example", "b@c.example", "s", "x"}, {hear, this}), ERR_OK);
  EXPECT_FALSE(wiped());
  EXPECT_TRUE(stack.run_until(
      [this] {
        slot.poll(stack.now());
        return !heard.empty();
      },
      minutes(1)));
  EXPECT_TRUE(wiped());
  EXPECT_EQ(heard, (std::vector<Heard>{{SMTP_RESULT_OK, 0, ERR_OK}}));
}

TEST_F(LwipSmtpSlot, CredentialsAreWipedWhenAnArgumentIsInvalid) {
  EXPECT_EQ(slot.start(settings, {"a@c.example", "b\n", "s", "x"}, {hear, this}), ERR_ARG);
  EXPECT_TRUE(wiped());
  EXPECT_TRUE(heard.empty());
}

TEST_F(LwipSmtpSlot, ASlotThatIsAtWorkTakesNothing) {
  EXPECT_EQ(slot.start(settings, {"a@c.example", "b@c.example", "s", "x"}, {hear, this}), ERR_OK);
  EXPECT_FALSE(slot.idle());
}

TEST_F(LwipSmtpSlot, ALoginTakesThePlaceOfALongerOne) {
  EXPECT_EQ(settings.set_login("u", "p"), ERR_OK);
  EXPECT_TRUE(is_zero(std::span{settings.user}.subspan(1)));
  EXPECT_TRUE(is_zero(std::span{settings.password}.subspan(1)));
}

}  // namespace
}  // namespace postino::test
