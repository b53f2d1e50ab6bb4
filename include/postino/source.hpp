// SPDX-License-Identifier: MIT
/// Texts of any size, pulled as they are sent.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>

#include "postino/transfer.hpp"
#include "postino/view.hpp"

namespace postino {

/// Octets that come when pulled: a file, a generator, a log in slow flash.
class Source {
 public:
  static constexpr std::uint32_t unknown_size = 0xffffffff;

  /// Writes the next octets to `into`. pending(): not now, ask again. end(): no more. failed():
  /// the mail is broken off before its end, Deferred with Fault::SourceFailed.
  virtual Transfer pull(std::span<char> into) = 0;
  /// Back to the first octet; called before the first pull of every attempt. False: not possible,
  /// the attempt is Deferred with Fault::SourceFailed.
  virtual bool rewind() = 0;
  /// Octets from first to last, or unknown_size. A server may hold the mail against it (RFC 1870).
  /// Of raw_mail it is declared with BINARYMIME only: line ends that become CRLF add to it.
  [[nodiscard]] virtual std::uint32_t size() const = 0;

 protected:
  ~Source() = default;
};

/// A text in memory, or a Source; both borrowed until the mail has its report.
class Text {
 public:
  constexpr Text() = default;
  template <class Characters>
  requires(std::is_convertible_v<Characters&&, View>) constexpr Text(Characters&& view)
      : view_{std::forward<Characters>(view)} {}
  constexpr Text(Source& source) : source_{&source} {}
  Text(Source&&) = delete;

  /// nullptr: the text is view().
  [[nodiscard]] constexpr Source* source() const { return source_; }
  [[nodiscard]] constexpr std::string_view view() const { return view_; }

 private:
  View view_{};
  Source* source_ = nullptr;
};

}  // namespace postino
