#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace eligo::pipeline {

/// What a job writes, passed on in pieces: whoever writes appends to `text()` and says now and then that it
/// may be passed on, so that no more than a piece is held however much is written.
class OutputBuffer {
 public:
  /// From how many bytes on a text is passed on before all is written.
  static constexpr std::size_t piece_size = std::size_t{8} << 20U;

  /// Takes the text, or exchanges it for an empty one, and says whether more is wanted.
  using Pass = std::function<bool(std::string& text)>;

  explicit OutputBuffer(Pass pass) : pass_(std::move(pass)) {}

  [[nodiscard]] std::string& text() { return text_; }
  /// Passes the text on where it is as long as a piece. False: no more is wanted, and the job may end.
  [[nodiscard]] bool pass_on_piece() { return text_.size() < piece_size || pass_on(); }
  /// Passes on what there is.
  [[nodiscard]] bool pass_on() {
    wanted_ = wanted_ && (text_.empty() || pass_(text_));
    text_.clear();
    return wanted_;
  }

 private:
  Pass pass_;
  std::string text_;
  bool wanted_ = true;
};

}  // namespace eligo::pipeline
