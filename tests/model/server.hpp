// SPDX-License-Identifier: MIT
/// A server with a full memory of what it took for whom; honest unless the script has it otherwise.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/script.hpp"
#include "model/toy_hash.hpp"
#include "model/truth.hpp"
#include "model/wire.hpp"
#include "model/words.hpp"
#include "postino/composer.hpp"

namespace postino::model {

/// Those that the client has, and that the server knows unless the script has it otherwise.
inline constexpr std::string_view user = "pump";
inline constexpr std::string_view password = "secret";
inline constexpr std::string_view token = "ya29.token";

/// A 2yz to the end means: taken. Whatever is no command, and any command out of its order, is a
/// fault of the client.
class Server final : public Peer {
 public:
  explicit Server(Truth& truth) : truth_{&truth} {}

  void begin(const Script& script, Wire& wire);
  void connected() override;
  void heard(std::string_view octets, bool lost) override;
  /// It says that it closes, unless something is under way.
  void leave();
  /// The pretended handshake is done.
  void secured();
  /// Whether the client may begin with it now.
  [[nodiscard]] bool awaits_handshake() const { return mode_ == Mode::Handshake; }

 private:
  enum class Mode : std::uint8_t { Command, Content, Chunk, Login, Handshake };
  enum class Verb : std::uint8_t {
    Ehlo,
    Helo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Quit,
    Other,
  };

  // server.cpp: replies and the beginning
  std::uint16_t reply(std::uint8_t owner, Phase phase, std::uint8_t number, std::uint16_t usual);
  void greet();
  void say_offer();
  void say(std::uint8_t owner, Phase phase, std::uint8_t number, std::uint16_t code, bool asked,
           Millis due);
  [[nodiscard]] const Answer* planned(std::uint8_t owner, Phase phase, std::uint8_t number) const;
  void keep(std::uint8_t owner, Phase phase, std::uint8_t number, std::uint16_t code, bool asked);
  [[nodiscard]] std::uint8_t next_owner() const;
  [[nodiscard]] const Message& message() const { return script_->message[owner_]; }
  void early(std::size_t octets);

  // server_lies.cpp
  [[nodiscard]] const Lie* planned_lie(std::uint8_t owner, Phase phase, std::uint8_t number) const;
  std::uint16_t tell(const Lie& lie, std::uint8_t owner, std::uint16_t code, Millis due);
  void tell_offer(unsigned variant);
  std::uint16_t say_oddly(unsigned variant, std::uint16_t code, Millis due);
  void say_more(unsigned variant, Millis due);
  void echo(unsigned variant, std::uint16_t code, Millis due);
  std::uint16_t challenge_oddly(unsigned variant, Millis due);
  void note(std::uint8_t owner, Phase phase, std::uint8_t number);
  void prove_falsely(unsigned variant, std::string_view response);
  [[nodiscard]] static bool is_ours(std::string_view line);
  [[nodiscard]] bool begins_content(bool whole_line);
  void misuse(const char* what);

  // server_commands.cpp
  void command();
  [[nodiscard]] static Verb verb_of(std::string_view line);
  void hello(Verb verb);
  void mail(std::string_view line);
  void recipient(std::string_view line);
  void data();
  void chunk(std::string_view line);
  void rset();
  void end_transaction();

  // server_content.cpp
  std::size_t hear_content(std::string_view octets);
  std::size_t hear_chunk(std::string_view octets);
  void end_of_chunk();
  void end_of_message(bool in_chunks);
  void end_for_each(bool in_chunks, std::uint16_t usual);
  void take(std::uint8_t recipients);
  void unstuff();
  [[nodiscard]] const char* difference();
  [[nodiscard]] ContentRules rules() const;

  // server_login.cpp, server_scram.cpp
  void auth(std::string_view line);
  void respond(std::string_view line);
  void challenge(std::string_view octets);
  void conclude(bool right);
  void plain(std::string_view response);
  void ask_by_name(std::string_view response);
  void cram_md5(std::string_view response);
  void bearer(std::string_view response);
  void scram(std::string_view response);
  [[nodiscard]] bool refuses_login() const;
  void keep_login(std::string_view text);
  void scram_first(std::string_view response);
  void scram_last(std::string_view response);
  [[nodiscard]] std::string_view known_password() const;

  static constexpr std::size_t line_room = 1024;
  static constexpr std::size_t content_room = 1U << 18;

  Truth* truth_;
  const Script* script_ = nullptr;
  Wire* wire_ = nullptr;
  Wording wording_{};
  ToyHash sha256_{32};
  ToyHash md5_{16};
  std::uint8_t fired_[max_messages] = {};  // a bit for each answer that was given

  // Of a connection.
  Mode mode_ = Mode::Command;
  bool lost_ = false;      // what comes is only looked at
  bool extended_ = false;  // EHLO was accepted
  bool secure_ = false;
  bool lying_ = false;
  bool skips_ = false;       // the next reply was said
  bool endless_ = false;     // each response is followed by a challenge
  bool login_open_ = false;  // AUTH was said, and no other command since
  bool authentic_ = false;   // it proved itself by SCRAM
  bool after_data_ = false;  // content may follow, or a command
  Offer offer_{};
  std::uint8_t lied_[max_messages] = {};  // a bit for each lie that was told
  char auth_line_[256] = {};
  std::size_t auth_line_size_ = 0;
  bool logged_in_ = false;
  bool muddled_ = false;        // RSET was refused: no further message until it is accepted
  std::uint8_t last_ = nobody;  // the message of the last MAIL
  // Of a transaction.
  bool in_mail_ = false;
  std::uint8_t owner_ = nobody;
  std::uint8_t recipients_ = 0;  // RCPTs that came
  std::uint8_t accepted_ = 0;    // a bit for each
  std::uint8_t chunks_ = 0;
  bool broken_ = false;  // a chunk was refused
  bool last_chunk_ = false;
  bool early_said_ = false;
  std::uint32_t chunk_left_ = 0;
  // Of a login.
  LoginBy by_ = LoginBy::None;
  Phase login_phase_ = Phase::Auth;  // what the next reply answers
  LoginBy unknown_ = LoginBy::None;  // was answered 504
  bool name_fits_ = false;
  std::string_view challenge_{};
  std::uint8_t step_ = 0;
  char login_text_[512] = {};  // what was said of it
  std::size_t login_size_ = 0;
  std::size_t line_size_ = 0;
  std::size_t content_size_ = 0;
  char line_[line_room] = {};
  char content_[content_room] = {};
};

}  // namespace postino::model
