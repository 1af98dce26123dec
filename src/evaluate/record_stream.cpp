#include "evaluate/record_stream.hpp"

#include <algorithm>
#include <cstring>

namespace eligo::evaluate {

void StreamFrame::end() {
  const auto size = static_cast<std::uint32_t>(text_->size() - begin_ - head_size);
  std::memcpy(text_->data() + begin_ + 1, &size, sizeof size);
}

bool StreamDivider::operator()(std::string_view bytes) {
  while (!bytes.empty()) {
    if (left_ == 0) {
      const std::size_t count = std::min(bytes.size(), head_.size() - head_known_);
      bytes.copy(head_.data() + head_known_, count);
      bytes.remove_prefix(count);
      head_known_ += count;
      if (head_known_ < head_.size()) return true;
      std::uint32_t size = 0;
      std::memcpy(&size, head_.data() + 1, sizeof size);
      left_ = size;
      head_known_ = 0;
      continue;
    }
    const std::size_t count = std::min(bytes.size(), left_);
    if (!take_(static_cast<RecordStream>(head_[0]), bytes.substr(0, count))) return false;
    bytes.remove_prefix(count);
    left_ -= count;
  }
  return true;
}

}  // namespace eligo::evaluate
