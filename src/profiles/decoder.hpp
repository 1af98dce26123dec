#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace eligo::profiles {

/// Turns text in another encoding into UTF-8, as it is read. What is no text of that encoding becomes a byte
/// that no UTF-8 has, so that the record it stands in is an error. One thread at a time.
class Decoder {
 public:
  /// Nothing where the C library does not know the encoding.
  [[nodiscard]] static std::optional<Decoder> open(const std::string& encoding);

  /// Writes up to `size` bytes, which are 16 or more, for bytes that it takes from `encoded`, and says how
  /// many; with `complete` nothing comes behind those. 0 where more are needed, or there are none.
  [[nodiscard]] std::size_t decode(std::string_view& encoded, bool complete, char* into, std::size_t size);

 private:
  struct Close {
    void operator()(void* descriptor) const;
  };
  explicit Decoder(void* descriptor) : descriptor_(descriptor) {}

  std::unique_ptr<void, Close> descriptor_;  // of iconv
};

}  // namespace eligo::profiles
