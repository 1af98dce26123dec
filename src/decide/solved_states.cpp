#include "decide/solved_states.hpp"

#include <algorithm>
#include <utility>

#include "decide/solved_elements.hpp"
#include "engine/checked.hpp"
#include "program/operation.hpp"

namespace eligo::decide {

using PartKind = SolvedPart::Kind;

namespace {

/// What tells of a part whether it is known.
enum class Source : std::uint8_t { none, run, times, elements, operands };

Source source_of(PartKind kind) {
  switch (kind) {
    case PartKind::unsolved: return Source::none;
    case PartKind::truth:
    case PartKind::number: return Source::run;
    case PartKind::times: return Source::times;
    case PartKind::count: return Source::elements;
    case PartKind::definition:
    case PartKind::negation:
    case PartKind::conjunction:
    case PartKind::disjunction:
    case PartKind::conditional:
    case PartKind::numbers:
    case PartKind::sum:
    case PartKind::difference:
    case PartKind::product: break;
  }
  return Source::operands;
}

}  // namespace

RunColumn::RunColumn(const engine::Results& results, const SolvedColumn& column) {
  if (column.value == program::no_value) return;
  const program::Slot& slot = results.slot(column.value);
  values_ = slot.values;
  known_ = slot.known;
  if (!results.program().operations()[column.value].constant)
    (column.of_element ? element_step_ : profile_step_) = 1;
}

bool RunColumn::knows_all(std::size_t profiles, std::size_t elements) const {
  const std::size_t rows = element_step_ != 0 ? elements : profile_step_ != 0 ? profiles : 1;
  if (rows == 0) return true;
  if (known_ == nullptr) return false;
  const std::size_t last = values::words_for(rows) - 1;
  if (std::any_of(known_, known_ + last, [](std::uint64_t word) { return word != values::all_rows; }))
    return false;
  const std::uint64_t there = values::first_rows(rows - last * 64);
  return (known_[last] & there) == there;
}

SolvedState combine(const SolvedParts& all, const SolvedPart& part, std::span<const SolvedState> states) {
  const auto known_if = [](bool known, std::int64_t value) {
    return known ? SolvedState{value, true} : SolvedState{};
  };
  switch (part.kind) {
    case PartKind::definition: return states[0];
    case PartKind::negation: return known_if(states[0].known, states[0].value ^ 1);
    case PartKind::conjunction:
    case PartKind::disjunction: {
      const auto operands = all.operands(part);
      const std::int64_t deciding = part.kind == PartKind::disjunction ? 1 : 0;
      bool decided = false, known = true;
      for (std::size_t operand = 0; operand < states.size(); ++operand) {
        const SolvedState& state = states[operand];
        const bool decides = state.known && state.value == deciding;
        if (decides && !all.parts[operands[operand]].moves) return {deciding, true};
        decided = decided || decides;
        known = known && state.known;
      }
      return known_if(known, decided ? deciding : 1 - deciding);
    }
    case PartKind::conditional: {
      const SolvedState taken = states[states[0].value != 0 ? 1 : 2];
      if (!all.parts[all.operands(part)[0]].moves)
        return known_if(states[0].known && taken.known, taken.value);
      return known_if(states[0].known && states[1].known && states[2].known, taken.value);
    }
    case PartKind::numbers: {
      const auto [left, right] = std::pair(states[0], states[1]);
      const bool truth = left.value < right.value    ? part.below
                         : left.value == right.value ? part.level
                                                     : part.above;
      return known_if(left.known && right.known, truth ? 1 : 0);
    }
    case PartKind::sum:
    case PartKind::difference:
    case PartKind::product: {
      const auto [left, right] = std::pair(states[0], states[1]);
      if (!left.known || !right.known) return {};
      std::int64_t out = 0;
      const auto cause = part.kind == PartKind::sum ? engine::checked_add(out, left.value, right.value)
                         : part.kind == PartKind::difference
                             ? engine::checked_subtract(out, left.value, right.value)
                             : engine::checked_multiply(out, left.value, right.value);
      return known_if(cause == values::Cause::none, out);
    }
    case PartKind::unsolved:
    case PartKind::truth:
    case PartKind::number:
    case PartKind::times:
    case PartKind::count: break;  // not made of parts
  }
  return {};
}

SolvedStates::SolvedStates(const SolvedParts& parts, const engine::Results& results,
                           std::span<const SolvedElements> lists)
    : parts_(&parts),
      results_(&results),
      lists_(lists),
      words_(values::words_for(results.rows())),
      known_(parts.parts.size() * words_) {
  columns_.reserve(parts.parts.size());
  for (std::uint32_t part = 0; part < parts.parts.size(); ++part) {
    columns_.emplace_back(results, parts.parts[part].value);
    tell_known(part);
  }
}

void SolvedStates::look_ahead() {
  future_.resize(3 * known_.size());
  solved_.resize(columns_.size());
  for (std::uint32_t part = 0; part < columns_.size(); ++part) tell_future(part);
}

void SolvedStates::tell_known(std::uint32_t index) {
  const SolvedPart& part = parts_->parts[index];
  const RunColumn& column = columns_[index];
  std::uint64_t* const known = known_.data() + index * words_;
  const auto tell = [&](auto told) {
    for (std::size_t word = 0; word < words_; ++word) known[word] = column.known(word) & told(word);
  };
  switch (source_of(part.kind)) {
    case Source::none: return;
    case Source::run: return tell([](std::size_t) { return values::all_rows; });
    case Source::times: {
      const TimeColumns sides(*results_, part);
      return tell([&](std::size_t word) { return sides.known(word); });
    }
    case Source::elements: return tell([&](std::size_t word) { return lists_[part.elements].known(word); });
    case Source::operands: return tell([&](std::size_t word) { return known_of_operands(part, word); });
  }
}

void SolvedStates::tell_future(std::uint32_t index) {
  const SolvedPart& part = parts_->parts[index];
  const auto operands = parts_->operands(part);
  const auto tell = [&](auto told) {
    for (std::size_t word = 0; word < words_; ++word) {
      const std::uint64_t still = told(word);
      future_[still_at(index) + word] = still;
      // What stays unknown is never true and never false.
      future_[never_at(true, index) + word] = future_[never_at(false, index) + word] =
          still & ~known(index, word);
    }
  };
  switch (source_of(part.kind)) {
    case Source::none: return;
    case Source::run: tell([](std::size_t) { return values::all_rows; }); break;
    case Source::times: {
      const TimeColumns sides(*results_, part);
      tell([&](std::size_t word) { return ~sides.known(word); });
      break;
    }
    case Source::elements:
      tell([&](std::size_t word) { return lists_[part.elements].unlisted(word); });
      break;
    case Source::operands:
      tell([&](std::size_t word) {
        std::uint64_t all_still = values::all_rows;
        for (const std::uint32_t operand : operands) all_still &= still(operand, word);
        return all_still;
      });
      break;
  }
  // What hides behind parts that are not solved takes walks any number of steps.
  solved_[index] = std::ranges::all_of(operands, [&](std::uint32_t operand) { return solved_[operand]; });
  if (!part.boolean || !solved_[index]) return;
  const auto never = [&](bool truth, std::uint32_t operand, std::size_t word) {
    return future_[never_at(truth, operand) + word];
  };
  for (std::size_t word = 0; word < words_; ++word) {
    std::uint64_t& never_true = future_[never_at(true, index) + word];
    std::uint64_t& never_false = future_[never_at(false, index) + word];
    if (part.kind == PartKind::truth) {
      never_true |= ~truth(index, word);
      never_false |= truth(index, word);
    } else if (part.kind == PartKind::definition || part.kind == PartKind::negation) {
      const bool same = part.kind == PartKind::definition;
      never_true |= never(same, operands[0], word);
      never_false |= never(!same, operands[0], word);
    } else if (part.kind == PartKind::conjunction || part.kind == PartKind::disjunction) {
      // One operand decides alone, or all of them together do not.
      const bool deciding = part.kind == PartKind::disjunction;
      std::uint64_t none = values::all_rows, any = 0;
      for (const std::uint32_t operand : operands) {
        none &= never(deciding, operand, word);
        any |= never(!deciding, operand, word);
      }
      (deciding ? never_true : never_false) |= none;
      (deciding ? never_false : never_true) |= any;
    }
  }
}

std::uint64_t SolvedStates::known_of_operands(const SolvedPart& part, std::size_t word) const {
  const auto operands = parts_->operands(part);
  if (part.kind == PartKind::conditional && !parts_->parts[operands[0]].moves) {
    const std::uint64_t first = truth(operands[0], word);
    return known(operands[0], word) &
           ((first & known(operands[1], word)) | (~first & known(operands[2], word)));
  }
  const bool junction = part.kind == PartKind::conjunction || part.kind == PartKind::disjunction;
  std::uint64_t all_known = values::all_rows, decided = 0;
  for (const std::uint32_t operand : operands) {
    all_known &= known(operand, word);
    if (!junction || parts_->parts[operand].moves) continue;
    const std::uint64_t is_true = truth(operand, word);
    decided |= part.kind == PartKind::disjunction ? is_true : known(operand, word) & ~is_true;
  }
  return all_known | decided;
}

}  // namespace eligo::decide
