#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "profiles/byte_source.hpp"
#include "profiles/decoder.hpp"
#include "profiles/unpacker.hpp"

namespace eligo::profiles {

/// The stretch of an input that is being looked at: grows at the end by reading, shrinks at the front. An
/// input that begins like gzip or Zstandard data is unpacked.
class InputWindow {
 public:
  explicit InputWindow(ByteSource source) : source_(std::move(source)) {}
  /// The same for text in another encoding.
  InputWindow(ByteSource source, Decoder decoder)
      : source_(std::move(source)), decoder_(std::move(decoder)) {}

  /// Valid until the next call that changes the window.
  [[nodiscard]] std::string_view text() const { return {buffer_.data() + begin_, end_ - begin_}; }
  /// Reads until there are at least as many bytes as a block has, or no more.
  void fill() {
    while (end_ - begin_ < block_size_ && grow()) {
    }
  }
  /// Reads more bytes behind the text; false at the end of the input or on an error.
  bool grow();
  /// The first `size` bytes are done with.
  void drop(std::size_t size) { begin_ += size; }
  /// Appends the first `size` bytes to `bytes`, and is done with them; says where they begin in it. Where
  /// that is empty and little else is there, the window's memory goes over, and `spare`, whatever is in it,
  /// takes its place: then something may stand before the bytes, and behind them.
  std::size_t take(std::size_t size, std::string& bytes, std::string& spare);
  /// So is what stands before the next line end, however far that is, and the line end.
  void drop_line();

  /// How many bytes were read of the input, packed as it is.
  [[nodiscard]] std::uint64_t bytes() const { return source_.bytes(); }
  /// Why the input ended before its end; empty where it did not.
  [[nodiscard]] const std::string& error() const {
    return source_.error().empty() && unpacker_ ? unpacker_->error() : source_.error();
  }

 private:
  static constexpr std::size_t block_size_ = 256 * 1024;

  [[nodiscard]] std::size_t read(char* into, std::size_t size);
  [[nodiscard]] std::size_t read_bytes(char* into, std::size_t size);
  [[nodiscard]] std::size_t read_decoded(char* into, std::size_t size);

  ByteSource source_;
  std::optional<Decoder> decoder_;
  std::string encoded_;  // that is not decoded yet
  std::unique_ptr<Unpacker> unpacker_;
  bool begun_ = false;
  bool ended_ = false;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace eligo::profiles
