#include "values/dictionary.hpp"

#include "values/view.hpp"

namespace eligo::values {

std::uint32_t Dictionary::insert(std::string_view text) {
  const auto found = codes_.find(text);
  if (found != codes_.end()) return found->second;
  const auto code = static_cast<std::uint32_t>(texts_.size() + 1);
  const auto added = codes_.emplace(std::string(text), code).first;
  texts_.push_back(&added->first);
  return code;
}

std::uint32_t Dictionary::find(std::string_view text) const {
  const auto found = codes_.find(text);
  return found == codes_.end() ? StringValue::absent_code : found->second;
}

}  // namespace eligo::values
