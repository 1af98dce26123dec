#include "diagnostics/suggestion.hpp"

#include <algorithm>

namespace eligo::diagnostics {

std::string closest(std::string_view word, std::span<const std::string> candidates) {
  return NameIndex(candidates).closest(word).name;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
  return did_you_mean(closest(word, candidates));
}

std::string did_you_mean(std::string_view name) {
  return name.empty() ? std::string{} : "did you mean `" + std::string(name) + "`?";
}

NameIndex::Answer Suggester::closest(std::string_view word, std::shared_ptr<const void> set, std::size_t size,
                                     const Names& names) {
  if (left_ == 0) return {};
  auto found = indexes_.find(set);
  if (found == indexes_.end() || found->second.first != size) {
    if (!spend(size)) return {};
    NameIndex index(names());
    static_cast<void>(spend(index.bytes()));
    found = indexes_.insert_or_assign(std::move(set), std::pair(size, std::move(index))).first;
  }
  NameIndex::Answer answer = found->second.second.closest(word, std::min(left_, NameIndex::most_steps));
  static_cast<void>(spend(answer.steps));
  return answer;
}

bool Suggester::spend(std::size_t steps) {
  const bool enough = steps <= left_;
  left_ -= std::min(steps, left_);
  return enough;
}

}  // namespace eligo::diagnostics
