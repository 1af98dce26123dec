#include "engine/gather.hpp"

#include <algorithm>

#include "engine/limits.hpp"

namespace eligo::engine {

using values::Kind;
using values::View;

namespace {

bool bit_at(const std::uint64_t* words, std::size_t row) { return (words[row / 64] >> (row % 64) & 1U) != 0; }

std::size_t row_of(const Pick& pick) { return pick.column->constant ? 0 : pick.row; }

std::uint64_t* gather_known(const Pick* picks, std::size_t count, Arena& arena) {
  auto* const known = arena.take<std::uint64_t>(values::words_for(count));
  for (std::size_t word = 0, row = 0; row < count; ++word) {
    std::uint64_t bits = 0;
    for (std::size_t bit = 0; bit < 64 && row < count; ++bit, ++row) {
      const bool is_known = picks[row].column != nullptr && picks[row].column->is_known(picks[row].row);
      bits |= std::uint64_t{is_known} << bit;
    }
    known[word] = bits;
  }
  return known;
}

const std::uint64_t* gather_refused(const Pick* picks, std::size_t count, Arena& arena) {
  const auto has_refused = [](const Pick& pick) {
    return pick.column != nullptr && pick.column->refused != nullptr;
  };
  if (std::none_of(picks, picks + count, has_refused)) return nullptr;
  const std::size_t words = values::words_for(count);
  auto* const refused = arena.take<std::uint64_t>(words);
  std::fill_n(refused, words, 0);
  for (std::size_t row = 0; row < count; ++row) {
    if (picks[row].column == nullptr || !picks[row].column->is_refused(picks[row].row)) continue;
    refused[row / 64] |= std::uint64_t{1} << (row % 64);
  }
  return refused;
}

template <typename T>
T* gather_values(const Pick* picks, const std::uint64_t* known, std::size_t count, Arena& arena) {
  T* const values = arena.take<T>(count);
  for (std::size_t row = 0; row < count; ++row)
    values[row] = bit_at(known, row) ? picks[row].column->as<T>()[row_of(picks[row])] : T{};
  return values;
}

std::uint64_t* gather_bits(const Pick* picks, const std::uint64_t* known, std::size_t count, Arena& arena) {
  const std::size_t words = values::words_for(count);
  auto* const bits = arena.take<std::uint64_t>(words);
  std::fill_n(bits, words, 0);
  for (std::size_t row = 0; row < count; ++row) {
    if (!bit_at(known, row)) continue;
    const bool truth = bit_at(picks[row].column->as<std::uint64_t>(), row_of(picks[row]));
    bits[row / 64] |= std::uint64_t{truth} << (row % 64);
  }
  return bits;
}

View gather_lists(const Pick* picks, const std::uint64_t* known, std::size_t count, Arena& arena) {
  std::size_t total = 0;
  for (std::size_t row = 0; row < count; ++row) {
    if (!bit_at(known, row)) continue;
    const std::size_t at = row_of(picks[row]);
    total += picks[row].column->offsets[at + 1] - picks[row].column->offsets[at];
  }
  if (total > arena.bounds().elements) throw BeyondBudget();
  auto* const offsets = arena.take<std::uint32_t>(count + 1);
  auto* const elements = arena.take<Pick>(total);
  Kind kind = Kind::any;
  offsets[0] = 0;
  for (std::size_t row = 0; row < count; ++row) {
    offsets[row + 1] = offsets[row];
    if (!bit_at(known, row)) continue;
    const View& list = *picks[row].column;
    if (list.children[0].kind != Kind::any) kind = list.children[0].kind;
    const std::size_t at = row_of(picks[row]);
    for (std::size_t i = list.offsets[at]; i < list.offsets[at + 1]; ++i)
      elements[offsets[row + 1]++] = {&list.children[0], i};
  }
  auto* const child = arena.take<View>(1);
  *child = gather(kind, elements, total, arena);
  View view;
  view.offsets = offsets;
  view.children = child;
  view.child_count = 1;
  return view;
}

View gather_records(const Pick* picks, const std::uint64_t* known, std::size_t count, Arena& arena) {
  View view;
  for (std::size_t row = 0; row < count && view.child_count == 0; ++row) {
    if (picks[row].column != nullptr) view.child_count = picks[row].column->child_count;
  }
  auto* const fields = arena.take<View>(view.child_count);
  auto* const field_picks = arena.take<Pick>(count);
  Kind kind = Kind::any;
  for (std::size_t field = 0; field < view.child_count; ++field) {
    for (std::size_t row = 0; row < count; ++row) {
      field_picks[row] = {};
      if (!bit_at(known, row)) continue;
      field_picks[row] = {&picks[row].column->children[field], row_of(picks[row])};
      kind = field_picks[row].column->kind;
    }
    fields[field] = gather(kind, field_picks, count, arena);
    fields[field].refused = gather_refused(field_picks, count, arena);
  }
  view.children = fields;
  return view;
}

}  // namespace

View gather(Kind kind, const Pick* picks, std::size_t count, Arena& arena) {
  const std::uint64_t* const known = gather_known(picks, count, arena);
  View view;
  switch (kind) {
    case Kind::boolean: view.values = gather_bits(picks, known, count, arena); break;
    case Kind::integer: view.values = gather_values<std::int64_t>(picks, known, count, arena); break;
    case Kind::floating: view.values = gather_values<double>(picks, known, count, arena); break;
    case Kind::string: view.values = gather_values<values::StringValue>(picks, known, count, arena); break;
    case Kind::timestamp:
    case Kind::duration: view.values = gather_values<values::Nanoseconds>(picks, known, count, arena); break;
    case Kind::list: view = gather_lists(picks, known, count, arena); break;
    case Kind::record: view = gather_records(picks, known, count, arena); break;
    case Kind::null:
    case Kind::any: break;
  }
  view.kind = kind;
  view.size = count;
  view.known = known;
  return view;
}

View gather(const View& column, const std::uint32_t* rows, std::size_t count, Arena& arena) {
  auto* const picks = arena.take<Pick>(count);
  for (std::size_t i = 0; i < count; ++i) picks[i] = {&column, rows[i]};
  return gather(column.kind, picks, count, arena);
}

ListResult::ListResult(std::size_t rows, Arena& arena)
    : offsets(arena.take<std::uint32_t>(rows + 1)),
      known(arena.take<std::uint64_t>(values::words_for(rows))) {
  offsets[0] = 0;
  view.kind = Kind::list;
  view.size = rows;
  view.known = known;
  view.offsets = offsets;
}

View ListResult::finish(const View& child, Arena& arena) {
  auto* const kept = arena.take<View>(1);
  *kept = child;
  view.children = kept;
  view.child_count = 1;
  return view;
}

}  // namespace eligo::engine
