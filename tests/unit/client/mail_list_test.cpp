// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

#include "postino/composer.hpp"
#include "postino/mail_queue.hpp"

namespace postino::test {
namespace {

class NotedList final : public MailList {
 public:
  using MailList::MailList;
  std::vector<std::pair<const Mail*, Outcome>> reports;

 private:
  void on_report(const Mail& mail, const Report& report) override {
    reports.emplace_back(&mail, report.outcome);
  }
};

TEST(MailList, GivesItsMessagesInOrderAndThenNone) {
  const Mail mails[3] = {};
  const QueuedMail queued[] = {
      {&mails[0], &raw_mail}, {&mails[1], &text_mail}, {&mails[2], &raw_mail}};
  NotedList list{std::span{queued}.first(2)};
  EXPECT_EQ(list.at(0).mail, &mails[0]);
  EXPECT_EQ(list.at(0).composer, &raw_mail);
  EXPECT_EQ(list.at(1).mail, &mails[1]);
  EXPECT_EQ(list.at(1).composer, &text_mail);
  EXPECT_EQ(list.at(2).mail, nullptr);
  EXPECT_EQ(list.at(2).composer, nullptr);
}

TEST(MailList, EachReportIsOfTheOldestWhichIsGoneThen) {
  const Mail mails[2] = {};
  const QueuedMail queued[] = {{&mails[0], &raw_mail}, {&mails[1], &raw_mail}};
  NotedList list{queued};
  list.ended({.outcome = Outcome::Accepted});
  EXPECT_EQ(list.at(0).mail, &mails[1]);
  EXPECT_EQ(list.at(1).mail, nullptr);
  list.ended({.outcome = Outcome::Rejected});
  EXPECT_EQ(list.at(0).mail, nullptr);
  const std::vector<std::pair<const Mail*, Outcome>> expected{{&mails[0], Outcome::Accepted},
                                                              {&mails[1], Outcome::Rejected}};
  EXPECT_EQ(list.reports, expected);
}

}  // namespace
}  // namespace postino::test
