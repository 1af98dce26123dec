#include "engine/comprehension.hpp"

#include <bit>
#include <cstdlib>

#include "engine/deep_equality.hpp"
#include "engine/gather.hpp"
#include "engine/limits.hpp"
#include "engine/operand.hpp"
#include "engine/step_budget.hpp"
#include "values/bitmap.hpp"

namespace eligo::engine {

using program::Domain;
using program::DomainId;
using program::Opcode;
using values::bit_at;
using values::Kind;
using values::View;

namespace {

/// The first row in [begin, end) whose bit is set in `word_at(word)`; `end` where there is none.
template <typename WordAt>
std::size_t find_bit(std::size_t begin, std::size_t end, WordAt word_at) {
  while (begin < end) {
    const std::size_t word = begin / 64;
    const std::uint64_t bits = word_at(word) & ~first_rows(begin % 64);
    if (bits != 0) return std::min(end, word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
    begin = (word + 1) * 64;
  }
  return end;
}

/// Where each parent row's list is. A list of an outer domain is iterated once for each row further in.
class ListRows {
 public:
  ListRows(const Execution& run, const Operation& operation, ValueId list)
      : run_(run), domain_(operation.domain), outer_(run.operations[list].domain), view_(run.view(list)) {}

  [[nodiscard]] const View& view() const { return view_; }
  [[nodiscard]] std::size_t row(std::size_t parent) const {
    if (view_.constant) return 0;
    return row_in(run_, domain_, parent, outer_);
  }

 private:
  const Execution& run_;
  DomainId domain_, outer_;
  View view_;
};

std::size_t size_at(const ListRows& lists, std::size_t parent) {
  const std::size_t row = lists.row(parent);
  if (!lists.view().is_known(row)) return 0;
  return lists.view().offsets[row + 1] - lists.view().offsets[row];
}

/// Whether the domain's rows can be the rows of the list's child column as they stand.
bool lies_straight(const Execution& run, const Operation& operation, ValueId list, std::size_t parents) {
  const Operation& source = run.operations[list];
  if (source.constant != operation.constant || source.domain != operation.domain) return false;
  const std::uint32_t* const offsets = static_cast<const View*>(run.slot(list).values)->offsets;
  return offsets[0] == 0 && offsets[parents] <= run.program->limits().steps;
}

void open_copied(const Execution& run, const Operation& operation, const ListRows& lists, DomainRows& rows) {
  const std::size_t parents = run.rows(operation);
  rows.over_budget =
      rows_over_budget(run, operation, 1, [&](std::size_t parent, bool) { return size_at(lists, parent); });
  auto* const offsets = run.arena->allocate<std::uint32_t>(parents + 1);
  std::size_t total = 0;
  offsets[0] = 0;
  for (std::size_t parent = 0; parent < parents; ++parent) {
    if (rows.over_budget == nullptr || !bit_at(rows.over_budget, parent)) total += size_at(lists, parent);
    if (total > run.arena->bounds().elements) throw BeyondBudget();
    offsets[parent + 1] = static_cast<std::uint32_t>(total);
  }
  auto* const sources = run.arena->allocate<std::uint32_t>(total);
  for (std::size_t parent = 0; parent < parents; ++parent) {
    if (offsets[parent] == offsets[parent + 1]) continue;
    const std::uint32_t first = lists.view().offsets[lists.row(parent)];
    for (std::uint32_t row = offsets[parent]; row < offsets[parent + 1]; ++row)
      sources[row] = first + (row - offsets[parent]);
  }
  rows.rows = total;
  rows.offsets = offsets;
  rows.sources = sources;
}

/// What a reduction of a domain sees.
struct Reduction {
  const DomainRows& rows;
  const std::uint64_t* lists_known;
  std::size_t parents;

  Reduction(const Execution& run, const Operation& operation, std::size_t parent_rows)
      : rows(run.domains[run.operations[run.operand(operation, 0)].opened_domain()]),
        lists_known(run.slot(run.operand(operation, 0)).known),
        parents(parent_rows) {}

  /// Whether the elements of a parent row are to be looked at; records it if they were too many.
  [[nodiscard]] bool is_open(const Execution& run, ValueId id, std::size_t parent) const {
    if (!bit_at(lists_known, parent)) return false;
    if (rows.over_budget == nullptr || !bit_at(rows.over_budget, parent)) return true;
    run.record(id, parent, values::Cause::step_budget);
    return false;
  }
};

/// What the conditions of the elements [begin, end) of one parent row came to.
struct Tally {
  std::uint64_t hits = 0;
  bool miss = false;
  bool unknown = false;

  Tally(const BitOperand<false>& body, std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t word = begin / 64;
      const std::uint64_t rows = first_rows(end - word * 64) & ~first_rows(begin % 64);
      const std::uint64_t truth = body.truth(word) & rows;
      const std::uint64_t known = body.known(word) & rows;
      if (truth != 0) hits += values::count_bits(truth);
      miss = miss || known != truth;
      unknown = unknown || known != rows;
      begin = (word + 1) * 64;
    }
  }
};

Answer answer_of(Opcode opcode, const Tally& tally) {
  const auto known = [&](bool yes) {
    return tally.unknown ? Answer::unknown : yes ? Answer::yes : Answer::no;
  };
  switch (opcode) {
    case Opcode::all: return tally.miss ? Answer::no : known(true);
    case Opcode::exists: return tally.hits > 0 ? Answer::yes : known(false);
    case Opcode::exists_one: return known(tally.hits == 1);
    default: std::abort();  // step() sends no other
  }
}

std::uint32_t source_of(const DomainRows& rows, std::size_t row) {
  return rows.sources == nullptr ? static_cast<std::uint32_t>(row) : rows.sources[row];
}

/// Chooses the rows of a domain for which `condition` is true, and makes the lists' offsets; lists with
/// an unknown condition, or an unknown `body` where it is chosen, come out unknown.
struct Chosen {
  ListResult lists;
  std::uint32_t* rows;
  std::size_t count = 0;

  Chosen(const Execution& run, ValueId id, const Reduction& reduction, const BitOperand<false>& condition,
         const std::uint64_t* body_known)
      : lists(reduction.parents, *run.arena), rows(run.arena->allocate<std::uint32_t>(reduction.rows.rows)) {
    if (reduction.rows.over_budget == nullptr && body_known == nullptr && all_known(reduction, condition)) {
      choose_known(reduction, condition);
      return;
    }
    std::fill_n(lists.known, values::words_for(reduction.parents), 0);
    for (std::size_t parent = 0; parent < reduction.parents; ++parent) {
      const std::size_t before = count;
      if (reduction.is_open(run, id, parent) && choose(reduction, condition, body_known, parent)) {
        lists.known[parent / 64] |= std::uint64_t{1} << (parent % 64);
      } else {
        count = before;
      }
      lists.offsets[parent + 1] = static_cast<std::uint32_t>(count);
    }
  }

 private:
  [[nodiscard]] static bool all_known(const Reduction& reduction, const BitOperand<false>& condition) {
    const std::size_t end = reduction.rows.rows;
    return find_bit(0, end, [&](std::size_t word) { return condition.unknown(word); }) == end;
  }

  // No jump is taken that could not be foreseen: a row that is not chosen is written over by the next one.
  void choose_known(const Reduction& reduction, const BitOperand<false>& condition) {
    std::copy_n(reduction.lists_known, values::words_for(reduction.parents), lists.known);
    const std::uint32_t* const offsets = reduction.rows.offsets;
    for (std::size_t parent = 0; parent < reduction.parents; ++parent) {
      const std::size_t end = bit_at(reduction.lists_known, parent) ? offsets[parent + 1] : offsets[parent];
      for (std::size_t row = offsets[parent]; row < end; ++row) {
        rows[count] = static_cast<std::uint32_t>(row);
        count += condition.is_true(row) ? 1 : 0;
      }
      lists.offsets[parent + 1] = static_cast<std::uint32_t>(count);
    }
  }

  bool choose(const Reduction& reduction, const BitOperand<false>& condition, const std::uint64_t* body_known,
              std::size_t parent) {
    for (std::size_t row = reduction.rows.offsets[parent]; row < reduction.rows.offsets[parent + 1]; ++row) {
      if (!condition.is_known(row)) return false;
      if (!condition.is_true(row)) continue;
      if (body_known != nullptr && !bit_at(body_known, row)) return false;
      rows[count++] = static_cast<std::uint32_t>(row);
    }
    return true;
  }
};

}  // namespace

const std::uint32_t* parents_of(const Execution& run, DomainId domain) {
  DomainRows& rows = run.domains[domain];
  if (rows.parents != nullptr) return rows.parents;
  const Domain& shape = run.program->domains()[domain];
  const std::size_t parents = shape.constant_parent ? 1 : run.domains[shape.parent].rows;
  auto* const out = run.arena->allocate<std::uint32_t>(rows.rows);
  for (std::size_t parent = 0; parent < parents; ++parent) {
    for (std::size_t row = rows.offsets[parent]; row < rows.offsets[parent + 1]; ++row)
      out[row] = static_cast<std::uint32_t>(parent);
  }
  rows.parents = out;
  return out;
}

std::size_t row_in(const Execution& run, DomainId domain, std::size_t row, DomainId outer) {
  while (domain != outer) {
    row = parents_of(run, domain)[row];
    domain = run.program->domains()[domain].parent;
  }
  return row;
}

void iterate(const Execution& run, const Operation& operation, ValueId id) {
  const std::size_t parents = run.rows(operation);
  const ValueId list = run.operand(operation, 0);
  DomainRows& rows = run.domains[operation.opened_domain()];
  const View& view = *static_cast<const View*>(run.slot(list).values);
  rows.elements = view.children;
  if (lies_straight(run, operation, list, parents)) {
    rows.offsets = view.offsets;
    rows.rows = view.offsets[parents];
    run.slot(id) = {run.slot(list).known, run.slot(list).known};
    return;
  }
  const ListRows lists(run, operation, list);
  open_copied(run, operation, lists, rows);
  const std::size_t words = values::words_for(parents);
  const BitmapWriter<false> out(run, id, words);
  std::fill_n(out.known, words, 0);
  for (std::size_t parent = 0; parent < parents; ++parent) {
    const bool known = lists.view().is_known(lists.row(parent));
    out.known[parent / 64] |= std::uint64_t{known} << (parent % 64);
  }
  std::copy_n(out.known, words, out.truth);
}

void element(const Execution& run, const Operation& operation, ValueId id) {
  const DomainRows& rows = run.domains[operation.domain];
  View view =
      rows.sources == nullptr ? *rows.elements : gather(*rows.elements, rows.sources, rows.rows, *run.arena);
  view.size = rows.rows;
  run.put_view(id, view);
}

void position(const Execution& run, const Operation& operation, ValueId id) {
  const DomainRows& rows = run.domains[operation.domain];
  const std::uint32_t* const parents = parents_of(run, operation.domain);
  const ColumnWriter<std::int64_t, false> out(run, id, rows.rows);
  for (std::size_t row = 0; row < rows.rows; ++row)
    out.values[row] = static_cast<std::int64_t>(row - rows.offsets[parents[row]]);
  std::fill_n(out.known, values::words_for(rows.rows), all_rows);
}

void field(const Execution& run, const Operation& operation, ValueId id) {
  const program::Slot& source = run.slot(run.operand(operation, 0));
  const View& record = *static_cast<const View*>(source.values);
  const std::size_t rows = run.rows(operation);
  // Where no row is known, the fields or their kinds may be missing.
  if (operation.field() >= record.child_count || record.children[operation.field()].kind == Kind::any) {
    auto* const refs = run.arena->allocate<RowRef>(rows);
    std::fill_n(refs, rows, RowRef{});
    return run.put_view(id, gather(operation.kind, refs, rows, *run.arena));
  }
  const View& view = record.children[operation.field()];
  const std::size_t words = values::words_for(rows);
  auto* const known = run.arena->allocate<std::uint64_t>(words);
  for (std::size_t word = 0; word < words; ++word) known[word] = source.known[word] & view.known[word];
  if (view.kind == Kind::boolean) {
    auto* const truth = run.arena->allocate<std::uint64_t>(words);
    for (std::size_t word = 0; word < words; ++word)
      truth[word] = view.as<std::uint64_t>()[word] & known[word];
    run.slot(id) = {truth, known};
  } else {
    run.slot(id) = {view.kind == Kind::list ? &view : view.values, known};
  }
}

void expand(const Execution& run, const Operation& operation, ValueId id) {
  const ValueId source = run.operand(operation, 0);
  const DomainId outer = run.operations[source].domain;
  const std::size_t rows = run.rows(operation);
  const std::uint32_t* map = parents_of(run, operation.domain);
  if (run.program->parent_of(operation.domain) != outer) {
    auto* const far = run.arena->allocate<std::uint32_t>(rows);
    for (std::size_t row = 0; row < rows; ++row)
      far[row] = static_cast<std::uint32_t>(row_in(run, operation.domain, row, outer));
    map = far;
  }
  run.put_view(id, gather(run.view(source), map, rows, *run.arena));
}

template <bool single>
void reduce_truth(const Execution& run, const Operation& operation, ValueId id) {
  const Reduction reduction(run, operation, rows_of<single>(run, operation));
  const BitOperand<false> body(run, operation, 1);
  const std::size_t words = values::words_for(reduction.parents);
  const BitmapWriter<single> out(run, id, words);
  for (std::size_t word = 0; word < words; ++word) out.truth[word] = out.known[word] = 0;
  for (std::size_t parent = 0; parent < reduction.parents; ++parent) {
    if (!reduction.is_open(run, id, parent)) continue;
    const std::uint64_t bit = std::uint64_t{1} << (parent % 64);
    const Tally tally(body, reduction.rows.offsets[parent], reduction.rows.offsets[parent + 1]);
    const Answer answer = answer_of(operation.opcode, tally);
    if (answer != Answer::unknown) out.known[parent / 64] |= bit;
    if (answer == Answer::yes) out.truth[parent / 64] |= bit;
  }
}

template void reduce_truth<true>(const Execution&, const Operation&, ValueId);
template void reduce_truth<false>(const Execution&, const Operation&, ValueId);

template <bool single>
void count(const Execution& run, const Operation& operation, ValueId id) {
  const Reduction reduction(run, operation, rows_of<single>(run, operation));
  const BitOperand<false> condition(run, operation, 1);
  const ColumnWriter<std::int64_t, single> out(run, id, reduction.parents);
  for (std::size_t word = 0; word < values::words_for(reduction.parents); ++word) out.known[word] = 0;
  for (std::size_t parent = 0; parent < reduction.parents; ++parent) {
    out.values[parent] = 0;
    if (!reduction.is_open(run, id, parent)) continue;
    const Tally tally(condition, reduction.rows.offsets[parent], reduction.rows.offsets[parent + 1]);
    if (tally.unknown) continue;
    out.values[parent] = static_cast<std::int64_t>(tally.hits);
    out.known[parent / 64] |= std::uint64_t{1} << (parent % 64);
  }
}

template void count<true>(const Execution&, const Operation&, ValueId);
template void count<false>(const Execution&, const Operation&, ValueId);

void filter(const Execution& run, const Operation& operation, ValueId id) {
  const Reduction reduction(run, operation, run.rows(operation));
  const BitOperand<false> condition(run, operation, 1);
  Chosen chosen(run, id, reduction, condition, nullptr);
  for (std::size_t i = 0; i < chosen.count; ++i) chosen.rows[i] = source_of(reduction.rows, chosen.rows[i]);
  const View child = gather(*reduction.rows.elements, chosen.rows, chosen.count, *run.arena);
  run.put_view(id, chosen.lists.finish(child, *run.arena));
}

void map(const Execution& run, const Operation& operation, ValueId id) {
  const Reduction reduction(run, operation, run.rows(operation));
  const View body = run.view(run.operand(operation, 1));
  if (operation.count == 3) {
    // A constant body was expanded when the program was made, so that every row has its own.
    const BitOperand<false> condition(run, operation, 2);
    Chosen chosen(run, id, reduction, condition, body.known);
    const View child = gather(body, chosen.rows, chosen.count, *run.arena);
    run.put_view(id, chosen.lists.finish(child, *run.arena));
    return;
  }
  const std::size_t words = values::words_for(reduction.parents);
  auto* const known = run.arena->allocate<std::uint64_t>(words);
  std::fill_n(known, words, 0);
  for (std::size_t parent = 0; parent < reduction.parents; ++parent) {
    if (!reduction.is_open(run, id, parent)) continue;
    const std::size_t end = reduction.rows.offsets[parent + 1];
    const auto unknown = [&](std::size_t word) { return ~body.known[word]; };
    const bool whole = find_bit(reduction.rows.offsets[parent], end, unknown) == end;
    known[parent / 64] |= std::uint64_t{whole} << (parent % 64);
  }
  auto* const child = run.arena->allocate<View>(1);
  *child = body;
  View view;
  view.kind = Kind::list;
  view.size = reduction.parents;
  view.known = known;
  view.offsets = reduction.rows.offsets;
  view.children = child;
  view.child_count = 1;
  run.put_view(id, view);
}

}  // namespace eligo::engine
