#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace eligo::document {

/// SHA-256 (FIPS 180-4) over bytes given piece by piece.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// The digest of everything added, as 64 lower-case hexadecimal digits. Call it once, at the end.
  [[nodiscard]] std::string hex_digest();

 private:
  void process(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t used_ = 0;      // bytes of block_
  std::uint64_t length_ = 0;  // bytes in all
};

}  // namespace eligo::document
