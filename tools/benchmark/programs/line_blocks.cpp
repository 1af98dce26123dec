#include "line_blocks.hpp"

#include <cstring>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace comparison {

LineBlocks::LineBlocks(const std::string& path, std::size_t block_size)
    : file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      block_size_(block_size),
      memory_(block_size + padding) {
  if (file_ < 0) throw std::runtime_error("cannot open " + path);
}

LineBlocks::~LineBlocks() { ::close(file_); }

std::size_t LineBlocks::fill(std::size_t begin) {
  std::size_t end = begin;
  while (end < block_size_) {
    const ssize_t got = ::read(file_, memory_.data() + end, block_size_ - end);
    if (got < 0) throw std::runtime_error("cannot read");
    if (got == 0) break;
    end += static_cast<std::size_t>(got);
  }
  return end;
}

std::string_view LineBlocks::next() {
  const std::size_t rest = filled_ - given_;
  std::memmove(memory_.data(), memory_.data() + given_, rest);
  filled_ = fill(rest);
  const std::string_view all(memory_.data(), filled_);
  const std::size_t last = all.rfind('\n');
  given_ = last == std::string_view::npos ? filled_ : last + 1;
  return all.substr(0, given_);
}

}  // namespace comparison
