#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace eligo::profiles {

/// Sixteen bytes, looked at together. Bit i of every answer is about byte i.
class PortableByteBlock {
 public:
  static constexpr std::size_t size = 16;

  explicit PortableByteBlock(const char* bytes) : low_(load(bytes)), high_(load(bytes + 8)) {}

  /// Which bytes are those of the other block.
  [[nodiscard]] std::uint32_t equal(const PortableByteBlock& other) const {
    return bits(zero_bytes(low_ ^ other.low_), zero_bytes(high_ ^ other.high_));
  }
  [[nodiscard]] std::uint32_t equal(char byte) const {
    const std::uint64_t many = ones * static_cast<unsigned char>(byte);
    return bits(zero_bytes(low_ ^ many), zero_bytes(high_ ^ many));
  }
  /// Which bytes are control characters, or none of ASCII.
  [[nodiscard]] std::uint32_t control_or_not_ascii() const {
    return bits(zero_bytes(low_ & upper_bits) | (low_ & high_bits),
                zero_bytes(high_ & upper_bits) | (high_ & high_bits));
  }

 private:
  static constexpr std::uint64_t ones = 0x0101'0101'0101'0101, high_bits = ones << 7U,
                                 upper_bits = ones * 0xE0;

  static std::uint64_t load(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
  }
  /// The highest bit of each byte that is zero, and of no other.
  static std::uint64_t zero_bytes(std::uint64_t word) {
    return ~(((word & ~high_bits) + ~high_bits) | word | ~high_bits);
  }
  /// The highest bits of all bytes, side by side.
  static std::uint32_t bits(std::uint64_t low, std::uint64_t high) {
    constexpr std::uint64_t gather = 0x0002'0408'1020'4081;
    return static_cast<std::uint32_t>((low * gather) >> 56U | (high * gather) >> 56U << 8U);
  }

  std::uint64_t low_, high_;
};

#if defined(__SSE2__)
class Sse2ByteBlock {
 public:
  static constexpr std::size_t size = 16;

  explicit Sse2ByteBlock(const char* bytes)
      : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes))) {}

  [[nodiscard]] std::uint32_t equal(const Sse2ByteBlock& other) const {
    return bits(_mm_cmpeq_epi8(bytes_, other.bytes_));
  }
  [[nodiscard]] std::uint32_t equal(char byte) const {
    return bits(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(byte)));
  }
  [[nodiscard]] std::uint32_t control_or_not_ascii() const {
    return bits(_mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x20)));  // signed: from 0x80 on they are negative
  }

 private:
  static std::uint32_t bits(__m128i bytes) { return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)); }

  __m128i bytes_;
};
using ByteBlock = Sse2ByteBlock;
#else
using ByteBlock = PortableByteBlock;
#endif

}  // namespace eligo::profiles
