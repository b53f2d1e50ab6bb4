// SPDX-License-Identifier: MIT
/// The server's side of SCRAM (RFC 5802), written apart from the library's own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "support/reference_crypto.hpp"

namespace postino::test {

/// What a server that knows `password` says and expects.
struct ScramServer {
  Digest digest = Digest::Sha256;
  std::string user = "pump";  ///< As it stands in a message: with =2C for a comma.
  std::string password = "secret";
  std::string client_nonce{};
  std::string server_nonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF";
  std::string salt = "\x01saltsalt\xff";
  std::uint32_t iterations = 4096;
  std::string gs2_header = "n,,";
  std::string binding_data{};
  std::string extensions{};  ///< Of the first message: ",x=y".

  [[nodiscard]] std::string client_first() const;
  [[nodiscard]] std::string server_first() const;
  [[nodiscard]] std::string client_final() const;
  [[nodiscard]] std::string server_final() const;

  [[nodiscard]] std::string salted_password() const;
  [[nodiscard]] std::string client_key() const;

 private:
  [[nodiscard]] std::string first_bare() const;
  [[nodiscard]] std::string final_without_proof() const;
  [[nodiscard]] std::string auth_message() const;
};

}  // namespace postino::test
