#include "decide/solved_elements.hpp"

#include "program/program.hpp"
#include "values/view.hpp"

namespace eligo::decide {

using values::Nanoseconds;
using PartKind = SolvedPart::Kind;

SolvedElements::SolvedElements(const SolvedList& list, const engine::Results& results, Nanoseconds now)
    : list_(&list),
      now_(now),
      lists_(results, {list.list, false}),
      comparison_(parts().size() == 1 && parts()[0].kind == PartKind::times),
      listed_(values::words_for(results.rows())) {
  times_.reserve(parts().size());
  for (const SolvedPart& part : parts()) times_.emplace_back(results, part);
  if (!comparison_) {
    columns_.reserve(parts().size());
    for (const SolvedPart& part : parts()) columns_.emplace_back(results, part.value);
  }
  if (results.has(list.list) && results.has_rows(list.domain)) {
    constant_parent_ = results.program().domains()[list.domain].constant_parent;
    offsets_ = results.offsets_of(list.domain);
    find_listed(results);
  }
  if (offsets_ != nullptr) find_known(results.rows());
}

// A list with too many elements was not run.
void SolvedElements::find_listed(const engine::Results& results) {
  const values::View& lists = results[list_->list];
  for (std::size_t word = 0; word < listed_.size(); ++word) listed_[word] = lists_.known(word);
  if (!lists.constant && !constant_parent_ && lists.offsets == offsets_) return;
  for (std::size_t row = 0; row < results.rows(); ++row) {
    const std::size_t list = lists.constant ? 0 : row, parent = constant_parent_ ? 0 : row;
    if (lists.offsets[list + 1] - lists.offsets[list] != offsets_[parent + 1] - offsets_[parent])
      listed_[row / 64] &= ~(std::uint64_t{1} << (row % 64));
  }
}

void SolvedElements::find_known(std::size_t profiles) {
  const std::size_t elements = offsets_[constant_parent_ ? 1 : profiles];
  if (comparison_ && times_[0].know_all(profiles, elements)) return;
  if (!comparison_) truth_.resize(values::words_for(elements));
  for (std::size_t row = 0; row < profiles; ++row) {
    const auto [first, count] = of(row);
    for (std::size_t element = first; element < first + count; ++element) {
      const SolvedState state = at({row, element}, now_);
      if (!comparison_ && state.value != 0) values::set_bit(truth_.data(), element);
      if (state.known) continue;
      if (all_known_) known_ = listed_;
      all_known_ = false;
      known_[row / 64] &= ~(std::uint64_t{1} << (row % 64));
    }
  }
}

SolvedState SolvedElements::at(const SolvedPlace& place, Nanoseconds instant) {
  const auto compare = [&](std::size_t part) -> SolvedState {
    if (!times_[part].are_known(place)) return {};
    const Nanoseconds apart = times_[part].difference(place) + parts()[part].slope * (instant - now_);
    return {compares(parts()[part], apart) ? 1 : 0, true};
  };
  if (comparison_) return compare(0);
  states_.resize(parts().size());
  for (std::size_t index = 0; index < states_.size(); ++index) {
    const SolvedPart& part = parts()[index];
    if (part.kind == PartKind::truth || part.kind == PartKind::number) {
      states_[index] = columns_[index].state_at(part, place);
    } else if (part.kind == PartKind::times) {
      states_[index] = compare(index);
    } else {  // lists within lists are left to walks, and are no parts of others
      operands_.clear();
      for (const std::uint32_t operand : list_->condition.operands(part))
        operands_.push_back(states_[operand]);
      states_[index] = combine(list_->condition, part, operands_);
    }
  }
  return states_.back();
}

SolvedState SolvedElements::outcome(std::int64_t hits, std::size_t count) const {
  switch (list_->outcome) {
    case SolvedList::Outcome::all: return {hits == static_cast<std::int64_t>(count) ? 1 : 0, true};
    case SolvedList::Outcome::exists: return {hits > 0 ? 1 : 0, true};
    case SolvedList::Outcome::exists_one: return {hits == 1 ? 1 : 0, true};
    case SolvedList::Outcome::size: return {hits, true};
  }
  return {};
}

}  // namespace eligo::decide
