#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace eligo::evaluate {

/// Where a record is written.
enum class RecordStream : std::uint8_t { visible, hidden, denied, error };
inline constexpr std::size_t record_streams = 4;

/// Puts what belongs to one stream into a text that holds several: the stream, the size, the bytes.
class StreamFrame {
 public:
  /// Begins a frame at the end of the text.
  StreamFrame(std::string& text, RecordStream stream) : text_(&text), begin_(text.size()) {
    text.append(head_size, '\0');
    text[begin_] = static_cast<char>(stream);
  }
  /// Its bytes are those appended since.
  void end();

  static constexpr std::size_t head_size = 1 + sizeof(std::uint32_t);

 private:
  std::string* text_;
  std::size_t begin_;
};

/// Passes on what frames hold, wherever the text that they make up is cut.
class StreamDivider {
 public:
  /// Whether more is wanted.
  using Take = std::function<bool(RecordStream stream, std::string_view bytes)>;

  explicit StreamDivider(Take take) : take_(std::move(take)) {}
  /// The next part of the text.
  [[nodiscard]] bool operator()(std::string_view bytes);

 private:
  Take take_;
  std::array<char, StreamFrame::head_size> head_{};
  std::size_t head_known_ = 0;  // bytes of the head that have come
  std::size_t left_ = 0;        // of the frame
};

}  // namespace eligo::evaluate
