#include "diagnostics/name_index.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "text/utf8.hpp"

namespace eligo::diagnostics {

namespace {

// Nobody mistypes a longer word in a way worth guessing at.
constexpr std::size_t longest_word = 200;

std::u32string folded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    const bool upper = point.value >= U'A' && point.value <= U'Z';
    out.push_back(upper ? point.value + (U'a' - U'A') : point.value);
    at += point.bytes;
  }
  return out;
}

std::size_t shared_letters(const std::u32string& left, const std::u32string& right) {
  const auto [end, ignored] = std::ranges::mismatch(left, right);
  return static_cast<std::size_t>(end - left.begin());
}

std::size_t highest_distance(const std::u32string& word) {
  const std::size_t third = std::max<std::size_t>(1, word.size() / 3);
  return word.size() > third ? third : word.empty() ? 0 : word.size() - 1;
}

}  // namespace

// Names are compared in alphabetical order and row by row, so that those with one beginning share the rows of
// it; where no row can come below the limit any more, all names with that beginning are passed over. Only
// cells within the limit of the diagonal matter.
class NameIndex::Search {
 public:
  Search(const std::vector<Entry>& entries, const std::u32string& word, std::size_t steps)
      : entries_(entries), word_(word), most_(steps), width_(word.size() + 1), rows_(width_) {
    for (std::size_t j = 0; j < width_; ++j) rows_[j] = static_cast<std::uint32_t>(j);
  }

  // The earliest of the names within the limit, where no name is within a lower one.
  const Entry* run(std::size_t limit) {
    limit_ = limit;
    const Entry* best = nullptr;
    std::size_t rows = 0;  // how many hold for the beginning of the name at hand
    for (std::size_t at = 0; at < entries_.size() && !exhausted();) {
      const Entry& entry = entries_[at];
      ++steps_;
      const std::size_t longer = std::max(entry.folded.size(), word_.size());
      if (longer - std::min(entry.folded.size(), word_.size()) > limit_) {
        rows = next_rows(++at, rows);
        continue;
      }
      bool near = true;
      while (near && rows < entry.folded.size()) near = add_row(entry.folded, rows++);
      if (near && cell(rows, word_.size()) <= limit_ && (best == nullptr || entry.position < best->position))
        best = &entry;
      at = near ? at + 1 : past_beginning(at, rows);
      rows = next_rows(at, rows);
    }
    return best;
  }

  [[nodiscard]] bool exhausted() const { return steps_ >= most_; }
  [[nodiscard]] std::size_t steps() const { return steps_; }

 private:
  [[nodiscard]] std::uint32_t& cell(std::size_t row, std::size_t column) {
    return rows_[row * width_ + column];
  }
  [[nodiscard]] std::size_t next_rows(std::size_t at, std::size_t rows) const {
    return at < entries_.size() ? std::min<std::size_t>(rows, entries_[at].shared) : 0;
  }

  // The row below `row`, for one letter more of the name. False where it and so all below are past the limit.
  bool add_row(const std::u32string& name, std::size_t row) {
    const std::size_t i = row + 1;
    if (rows_.size() < (i + 1) * width_) rows_.resize((i + 1) * width_);
    const auto beyond = static_cast<std::uint32_t>(limit_ + 1);
    const std::size_t first = i > limit_ ? i - limit_ : 0;
    const std::size_t last = std::min(word_.size(), i + limit_);
    std::uint32_t lowest = beyond;
    if (first > 0 && first - 1 < width_) cell(i, first - 1) = beyond;
    for (std::size_t j = first; j <= last; ++j) {
      std::uint32_t found = j == 0 ? static_cast<std::uint32_t>(i) : beyond;
      if (j > 0) {
        found = std::min(found, cell(i, j - 1) + 1);
        found = std::min(found, cell(row, j - 1) + (name[row] == word_[j - 1] ? 0U : 1U));
        const bool swapped = row > 0 && j > 1 && name[row] == word_[j - 2] && name[row - 1] == word_[j - 1];
        if (swapped) found = std::min(found, cell(row - 1, j - 2) + 1);
      }
      if (j < i + limit_) found = std::min(found, cell(row, j) + 1);
      cell(i, j) = found;
      lowest = std::min(lowest, found);
    }
    if (last + 1 < width_) cell(i, last + 1) = beyond;
    steps_ += last >= first ? last - first + 1 : 1;
    return lowest <= limit_;
  }

  // The first entry after `at` that does not begin with its first `letters` letters.
  std::size_t past_beginning(std::size_t at, std::size_t letters) {
    const std::u32string_view beginning = std::u32string_view(entries_[at].folded).substr(0, letters);
    const auto begin = entries_.begin() + static_cast<std::ptrdiff_t>(at);
    std::size_t span = 1;
    while (at + span < entries_.size() && entries_[at + span].folded.starts_with(beginning)) {
      span *= 2;
      ++steps_;
    }
    const auto end = entries_.begin() + static_cast<std::ptrdiff_t>(std::min(at + span, entries_.size()));
    return static_cast<std::size_t>(
        std::partition_point(begin, end,
                             [&](const Entry& entry) { return entry.folded.starts_with(beginning); }) -
        entries_.begin());
  }

  const std::vector<Entry>& entries_;
  const std::u32string& word_;
  std::size_t most_;
  std::size_t width_;
  std::vector<std::uint32_t> rows_;
  std::size_t limit_ = 0;
  std::size_t steps_ = 0;
};

NameIndex::NameIndex(std::span<const std::string> names) {
  entries_.reserve(names.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].empty() || names[i].size() > 2 * longest_word) continue;
    bytes_ += names[i].size();
    entries_.push_back({folded(names[i]), names[i], static_cast<std::uint32_t>(i), 0});
  }
  std::ranges::sort(entries_, [](const Entry& left, const Entry& right) {
    return std::tie(left.folded, left.position) < std::tie(right.folded, right.position);
  });
  for (std::size_t i = 1; i < entries_.size(); ++i) {
    entries_[i].shared =
        static_cast<std::uint32_t>(shared_letters(entries_[i - 1].folded, entries_[i].folded));
  }
}

NameIndex::Answer NameIndex::closest(std::string_view word, std::size_t steps) const {
  Answer answer;
  if (word.size() > longest_word) return answer;
  const std::u32string wanted = folded(word);
  Search search(entries_, wanted, steps);
  const std::size_t highest = highest_distance(wanted);
  for (std::size_t limit = 0; limit <= highest && answer.name.empty() && !search.exhausted(); ++limit) {
    const Entry* const best = search.run(limit);
    if (best == nullptr) continue;
    answer.name = best->name;
    answer.distance = limit;
  }
  answer.steps = search.steps();
  return answer;
}

}  // namespace eligo::diagnostics
