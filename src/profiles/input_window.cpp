#include "profiles/input_window.hpp"

#include <algorithm>
#include <cstring>

namespace eligo::profiles {

std::size_t InputWindow::read(char* into, std::size_t size) {
  return decoder_ ? read_decoded(into, size) : read_bytes(into, size);
}

std::size_t InputWindow::read_decoded(char* into, std::size_t size) {
  while (true) {
    bool complete = false;
    if (const std::size_t kept = encoded_.size(); kept < block_size_ / 4) {
      encoded_.resize(kept + block_size_ / 4);
      const std::size_t count = read_bytes(encoded_.data() + kept, block_size_ / 4);
      encoded_.resize(kept + count);
      complete = count == 0;
    }
    std::string_view left = encoded_;
    const std::size_t written = decoder_->decode(left, complete, into, size);
    encoded_.erase(0, encoded_.size() - left.size());
    if (written > 0 || complete) return written;
  }
}

std::size_t InputWindow::read_bytes(char* into, std::size_t size) {
  if (unpacker_) return unpacker_->read(source_, into, size);
  std::size_t count = source_.read(into, size);
  if (begun_) return count;
  begun_ = true;
  while (count > 0 && count < Unpacker::longest_signature) {  // a pipe may give less at first
    const std::size_t more = source_.read(into + count, size - count);
    if (more == 0) break;
    count += more;
  }
  unpacker_ = Unpacker::for_data({into, count});
  return unpacker_ ? unpacker_->read(source_, into, size) : count;
}

bool InputWindow::grow() {
  if (ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < block_size_) {
    buffer_.resize(std::max(end_ + block_size_, end_ < block_size_ ? 0 : buffer_.size() * 2));
  }
  const std::size_t count = read(buffer_.data() + end_, buffer_.size() - end_);
  end_ += count;
  ended_ = count == 0;
  return count > 0;
}

std::size_t InputWindow::take(std::size_t size, std::string& bytes, std::string& spare) {
  const std::string_view rest = text().substr(size);
  std::size_t first = bytes.size();
  if (!bytes.empty() || rest.size() > size / 8) {
    bytes.append(text(), 0, size);
    drop(size);
    return first;
  }
  if (spare.size() < rest.size()) spare.resize(rest.size());
  rest.copy(spare.data(), rest.size());
  bytes.swap(buffer_);
  buffer_.swap(spare);
  first = begin_;
  begin_ = 0;
  end_ = rest.size();
  return first;
}

void InputWindow::drop_line() {
  while (true) {
    const std::size_t end = text().find('\n');
    if (end != std::string_view::npos) return drop(end + 1);
    drop(text().size());
    if (!grow()) return;
  }
}

}  // namespace eligo::profiles
