// SPDX-License-Identifier: MIT
// After whatever ended a message, the client is as good as new: two further, different messages are
// said as a fresh client says them, octet for octet, and arrive as they are.
#include <gtest/gtest.h>

#include <cctype>
#include <memory>

#include "leak/rig.hpp"

namespace postino::test {
namespace {

constexpr std::size_t max_lines = 20;

/// What a message looks like where nothing came before it.
using Fresh = std::vector<Passed>;

std::vector<std::vector<std::size_t>> further(const Configuration& configuration) {
  if (configuration.queue) return {{1, 2}};
  return {{1}, {2}};
}

Fresh fresh(const Configuration& configuration, const Trouble& trouble = {}) {
  Fresh all;
  for (const std::vector<std::size_t>& numbers : further(configuration)) {
    LeakRig rig{configuration, trouble};
    all.push_back(rig.send(numbers));
  }
  return all;
}

/// Without the heads of chunks: where RSET comes first, chunks are cut elsewhere.
std::string without_heads(std::string_view said) {
  std::string rest;
  while (!said.empty()) {
    const std::size_t end = std::min(said.find('\n'), said.size() - 1) + 1;
    const std::string_view line = said.substr(0, end);
    said.remove_prefix(end);
    if (!line.starts_with("BDAT ")) {
      rest += line;
      continue;
    }
    const std::size_t size = std::stoul(std::string{line.substr(5)});
    rest += said.substr(0, size);
    said.remove_prefix(std::min(size, said.size()));
  }
  return rest;
}

/// Returns true if `passed` is what a fresh client says, or what it says from MAIL on.
bool same_octets(const Passed& passed, const Passed& fresh) {
  if (passed.connected_anew) return passed.said == fresh.said;
  const std::string from_mail = fresh.said.substr(fresh.said.find("MAIL FROM"));
  const bool resets = passed.said.starts_with("RSET\r\n");
  if (!resets) return passed.said == from_mail;
  return without_heads(passed.said.substr(6)) == without_heads(from_mail);
}

std::string fault_of(const Passed& passed, const Passed& fresh) {
  if (passed.sent.size() != fresh.sent.size()) return "has no report";
  for (const Sent& one : passed.sent) {
    if (one.what() != "Accepted") return "is " + one.what_and_where();
  }
  if (passed.taken != fresh.taken) return "arrived otherwise";
  if (!same_octets(passed, fresh)) return "was said otherwise: " + passed.said.substr(0, 200);
  return {};
}

constexpr Trouble ehlo_refused{.command = 1, .answer = "550 5.0.0 No"};

/// One configuration, and all troubles of one kind.
class Leaks : public ::testing::TestWithParam<Configuration> {
 protected:
  void hold(const Trouble& trouble, const std::string& what);
  void cut_everywhere(std::optional<CutAt> Trouble::*where, std::size_t octets);

  /// The conversation of the first message without any trouble.
  [[nodiscard]] std::unique_ptr<LeakRig> untroubled() const {
    auto rig = std::make_unique<LeakRig>(GetParam());
    rig->send_first();
    return rig;
  }

  void TearDown() override { RecordProperty("runs", static_cast<int>(runs_)); }

  std::size_t runs_ = 0;

 private:
  void complain(const std::string& text) {
    if (++found_ <= max_lines) ADD_FAILURE() << GetParam().name << ", " << text;
  }

  Fresh fresh_ = fresh(GetParam());
  Fresh fresh_with_helo_ = fresh(GetParam(), ehlo_refused);
  std::size_t found_ = 0;
};

void Leaks::hold(const Trouble& trouble, const std::string& what) {
  ++runs_;
  LeakRig rig{GetParam(), trouble};
  const Passed first = rig.send_first();
  const bool helo = first.said.find("HELO ") != std::string::npos;
  const std::string ended = first.sent.empty() ? "no report" : first.sent.back().what_and_where();
  const std::size_t complaints = rig.complaints().size();
  const auto all = further(GetParam());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Passed passed = rig.send(all[i]);
    const bool with_helo = helo && !passed.connected_anew;
    std::string fault = fault_of(passed, with_helo ? fresh_with_helo_[i] : fresh_[i]);
    if (rig.complaints().size() != complaints) {
      fault += ", the server heard " + rig.complaints().back();
    }
    if (fault.empty()) continue;
    return complain(what + " (" + ended + "): further message " + std::to_string(i + 1) + " " +
                    fault);
  }
  if (rig.packets_out() != 0) complain(what + " (" + ended + "): packets are out");
}

void Leaks::cut_everywhere(std::optional<CutAt> Trouble::*where, std::size_t octets) {
  for (const Cut cut : {Cut::Reset, Cut::Fin}) {
    for (std::size_t at = 0; at <= octets; ++at) {
      Trouble trouble;
      trouble.*where = CutAt{cut, at};
      hold(trouble, (cut == Cut::Reset ? "reset at " : "FIN at ") + std::to_string(at));
    }
  }
}

TEST_P(Leaks, NothingAfterACutToTheServer) {
  const std::size_t octets = untroubled()->wire().taken();
  cut_everywhere(&Trouble::to_server, octets);
  EXPECT_EQ(runs_, 2 * (octets + 1));
}

TEST_P(Leaks, NothingAfterACutToTheClient) {
  const std::size_t octets = untroubled()->wire().delivered();
  cut_everywhere(&Trouble::to_client, octets);
  EXPECT_EQ(runs_, 2 * (octets + 1));
}

TEST_P(Leaks, NothingAfterAbort) {
  const std::size_t polls = untroubled()->polls();
  for (std::size_t at = 1; at <= polls; ++at) {
    hold({.abort_at = at}, "abort() at poll " + std::to_string(at));
  }
  EXPECT_EQ(runs_, polls);
}

TEST_P(Leaks, NothingAfterAnyRefusal) {
  const std::size_t commands = untroubled()->commands();
  for (const std::string_view answer :
       {"450 4.0.0 Later", "550 5.0.0 No", "421 4.0.0 Closing", "What?"}) {
    for (std::size_t at = 0; at < commands; ++at) {
      hold({.command = at, .answer = answer},
           std::string{answer} + " to command " + std::to_string(at));
    }
  }
  EXPECT_EQ(runs_, 4 * commands);
}

class SourceLeaks : public Leaks {};

TEST_P(SourceLeaks, NothingAfterAFailure) {
  const std::size_t size = letter(GetParam(), 0).text.size();
  for (std::size_t at = 0; at < size; ++at) {
    hold({.fails_at = at}, "failing at octet " + std::to_string(at));
  }
  EXPECT_EQ(runs_, size);
}

using Chosen = bool (*)(const Configuration&);

std::vector<Configuration> chosen(Chosen choose) {
  std::vector<Configuration> all;
  for (const Configuration& one : configurations()) {
    if (choose(one)) all.push_back(one);
  }
  return all;
}

constexpr Chosen data = [](const Configuration& one) { return one.extensions.empty(); };
constexpr Chosen chunks = [](const Configuration& one) { return !one.extensions.empty(); };
constexpr Chosen sources = [](const Configuration& one) { return one.first != From::View; };

std::string name_of(const ::testing::TestParamInfo<Configuration>& info) {
  std::string name;
  for (const char letter : info.param.name) {
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) name += letter;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Data, Leaks, ::testing::ValuesIn(chosen(data)), name_of);
INSTANTIATE_TEST_SUITE_P(Chunks, Leaks, ::testing::ValuesIn(chosen(chunks)), name_of);
INSTANTIATE_TEST_SUITE_P(Every, SourceLeaks, ::testing::ValuesIn(chosen(sources)), name_of);

}  // namespace
}  // namespace postino::test
