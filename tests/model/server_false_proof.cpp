// SPDX-License-Identifier: MIT
// SCRAM, by one that does not know the password, or is not the one that the client began with.
#include <algorithm>
#include <string>

#include "model/base64.hpp"
#include "model/server.hpp"

namespace postino::model {
namespace {

/// In place of the server-first-message.
constexpr std::string_view firsts[] = {"e=other-error",
                                       "e=unknown-user",
                                       "r=foreign,s=c2FsdA==,i=4096",
                                       "v=AAAA",
                                       "r=,s=,i=",
                                       "m=ext,r=x,s=c2FsdA==,i=4096",
                                       "e=invalid-proof",
                                       "i=4096,s=c2FsdA==",
                                       "e=server-does-support-channel-binding",
                                       "e=unknown-user,x=y"};
/// After a nonce that is right.
constexpr std::string_view rounds[] = {",s=c2FsdA==,i=1", ",s=c2FsdA==,i=4095", ",i=4096",
                                       ",s=c2FsdA==,i=99999999999", ",s=,i=4096"};

/// A signature of 32 octets that are zero, as is what was not computed.
std::string zero_signature() {
  char zeros[64] = "v=";
  const std::size_t size = encode64(std::string(32, '\0'), zeros + 2) + 2;
  return {zeros, size};
}

}  // namespace

void Server::prove_falsely(unsigned variant, std::string_view response) {
  static std::string text;
  const std::uint8_t step = step_++;
  if (step == 0 && variant % 2 == 0) {
    text = firsts[variant / 2 % std::size(firsts)];
  } else if (step == 0 && variant % 4 == 1) {
    const std::size_t at = response.find(",r=");
    text = "r=" + std::string{response.substr(std::min(at + 3, response.size()))} + "more";
    text += rounds[variant / 4 % std::size(rounds)];
  } else if (step == 0) {
    return scram_first(response);
  } else if (step > 1 || variant % 16 == 3) {
    return conclude(true);
  } else {
    text = variant % 16 == 7 ? "v=c2hvcnQ=" : zero_signature();
  }
  challenge(text);
}

}  // namespace postino::model
