// SPDX-License-Identifier: MIT
// The floor that no client can go below: writes octets that were finished beforehand, and reads the
// replies. --mode within: two flights a message; across: the next envelope right after a content;
// bdat: a message in one flight; bdat-across: all messages in one. With finished the file is what
// goes over the wire, and it is mapped, so that having it costs nothing; else it is made to be
// that, which counts.
#include <unistd.h>

#include <string>
#include <string_view>
#include <vector>

#include "connection.hpp"
#include "mapped_file.hpp"
#include "options.hpp"

namespace {

using namespace postino::benchmark;

struct Flight {
  std::string_view octets;
  unsigned replies;
};

/// With line ends and dots as RFC 5321 2.3.8 and 4.5.2 want them.
std::string as_data(const std::string& message) {
  std::string octets;
  octets.reserve(message.size() + message.size() / 32);
  char before = '\n';
  for (const char octet : message) {
    if (octet == '\n' && before != '\r') octets += '\r';
    if (octet == '.' && before == '\n') octets += '.';
    octets += before = octet;
  }
  return octets + ".\r\n";
}

class Conversation {
 public:
  explicit Conversation(const Options& options) : across_{options.mode.ends_with("across")} {
    bdat_ = options.mode.starts_with("bdat");
    if (options.mode == "finished") {
      content_ = map_file(options.file);
    } else {
      make(options.file.empty() ? small_message() : read_file(options.file));
    }
    envelope_ += "DATA\r\n";
    if (across_ && !bdat_) joined_ = made_ + envelope_;
  }

  [[nodiscard]] std::vector<Flight> flights(unsigned mails) const {
    std::vector<Flight> flights{{"", 1}, {hello_, 1}};
    if (!bdat_) flights.push_back({envelope_, 3});
    for (unsigned mail = 1; mail <= mails; ++mail) {
      if (bdat_) flights.push_back({content_, across_ && mail < mails ? 0U : 3U});
      if (!bdat_ && across_)
        flights.push_back(mail < mails ? Flight{joined_, 4} : Flight{content_, 1});
      if (!bdat_ && !across_) flights.push_back({content_, 1});
      if (!bdat_ && !across_ && mail < mails) flights.push_back({envelope_, 3});
    }
    if (bdat_ && across_) flights.back().replies = 3 * mails;
    flights.push_back({"QUIT\r\n", 1});
    return flights;
  }

 private:
  void make(const std::string& message) {
    made_ = bdat_ ? envelope_ + "BDAT " + std::to_string(message.size()) + " LAST\r\n" + message
                  : as_data(message);
    content_ = made_;
  }

  bool bdat_ = false;
  bool across_;
  static constexpr std::string_view hello_ = "EHLO [127.0.0.1]\r\n";
  std::string envelope_ =
      std::string{"MAIL FROM:<"} + sender + ">\r\nRCPT TO:<" + recipient + ">\r\n";
  std::string made_;
  std::string joined_;
  std::string_view content_;  // of made_, or of a file
};

void converse(std::uint16_t port, const std::vector<Flight>& flights) {
  const int connection = connect_to(port);
  for (const Flight& flight : flights) {
    send_all(connection, flight.octets);
    read_replies(connection, flight.replies);
  }
  ::close(connection);
}

}  // namespace

int main(int count, char** words) {
  const Options options = read_options(count, words);
  const Conversation conversation{options};
  const auto flights = conversation.flights(options.each ? 1 : options.mails);
  for (unsigned i = 0; i < (options.each ? options.mails : 1); ++i) converse(options.port, flights);
}
