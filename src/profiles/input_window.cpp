#include "profiles/input_window.hpp"

#include <algorithm>
#include <cstring>

namespace eligo::profiles {

bool InputWindow::grow() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < block_size_) {
    buffer_.resize(std::max(end_ + block_size_, end_ < block_size_ ? 0 : buffer_.size() * 2));
  }
  const std::size_t count = source_.read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += count;
  return count > 0;
}

}  // namespace eligo::profiles
