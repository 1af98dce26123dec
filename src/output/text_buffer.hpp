#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace eligo::output {

/// Text that is put together of many short pieces, again and again; for that faster than a string.
class TextBuffer {
 public:
  void clear() { size_ = 0; }
  void add(std::string_view piece) {
    make_room(piece.size());
    size_ += piece.copy(bytes_.data() + size_, piece.size());
  }
  void add(char piece) {
    make_room(1);
    bytes_[size_++] = piece;
  }
  /// Valid until the next change.
  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  void make_room(std::size_t size) {
    if (bytes_.size() - size_ < size) [[unlikely]]
      bytes_.resize(2 * bytes_.size() + size);
  }

  std::string bytes_ = std::string(256, '\0');  // the first `size_` are the text
  std::size_t size_ = 0;
};

}  // namespace eligo::output
