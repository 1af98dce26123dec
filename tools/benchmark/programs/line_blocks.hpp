#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace comparison {

/// A file as blocks of whole lines, each followed by the bytes of padding that simdjson may read over.
/// The memory is used again for each block, so that a large file stays in the cache.
class LineBlocks {
 public:
  /// Throws std::runtime_error where the file cannot be read.
  explicit LineBlocks(const std::string& path, std::size_t block_size = std::size_t{1} << 20U);
  LineBlocks(const LineBlocks&) = delete;
  LineBlocks& operator=(const LineBlocks&) = delete;
  ~LineBlocks();

  /// The next block, empty at the end. Good until the next call.
  std::string_view next();

  static constexpr std::size_t padding = 64;

 private:
  std::size_t fill(std::size_t begin);

  int file_;
  std::size_t block_size_, filled_ = 0, given_ = 0;
  std::vector<char> memory_;
};

}  // namespace comparison
