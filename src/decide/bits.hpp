#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/runner.hpp"
#include "values/view.hpp"

namespace eligo::decide {

/// A boolean column of a run, read a word at a time; a uniform column reads as if it were spread out.
/// Bits past the last row are unspecified; a bit that is set is also known.
class Bits {
 public:
  explicit Bits(const engine::Results::Truth& truth)
      : bits_(truth.values), known_(truth.known), constant_(truth.uniform) {}

  [[nodiscard]] bool is_known(std::size_t row) const { return (known(row / 64) >> (row % 64) & 1U) != 0; }
  [[nodiscard]] bool is_true(std::size_t row) const { return (hits(row / 64) >> (row % 64) & 1U) != 0; }

  [[nodiscard]] std::uint64_t known(std::size_t word) const { return read(known_, word); }
  [[nodiscard]] std::uint64_t hits(std::size_t word) const { return read(bits_, word); }
  [[nodiscard]] std::uint64_t unknown(std::size_t word) const { return ~known(word); }

 private:
  [[nodiscard]] std::uint64_t read(const std::uint64_t* words, std::size_t word) const {
    return constant_ ? 0 - (words[0] & 1U) : words[word];
  }

  const std::uint64_t* bits_;
  const std::uint64_t* known_;
  bool constant_;
};

/// The bits of `word` that stand for rows.
[[nodiscard]] constexpr std::uint64_t row_mask(std::size_t rows, std::size_t word) {
  const std::size_t left = rows - word * 64;
  return left >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << left) - 1;
}

[[nodiscard]] inline bool bit_at(const std::uint64_t* words, std::size_t row) {
  return (words[row / 64] >> (row % 64) & 1U) != 0;
}

/// One row of a known boolean column.
[[nodiscard]] inline bool is_true(const values::View& view, std::size_t row) {
  return view.is_known(row) && bit_at(view.as<std::uint64_t>(), view.constant ? 0 : row);
}

}  // namespace eligo::decide
