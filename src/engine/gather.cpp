#include "engine/gather.hpp"

#include <algorithm>

#include "engine/limits.hpp"

namespace eligo::engine {

using values::bit_at;
using values::Kind;
using values::View;

namespace {

std::size_t row_of(const RowRef& ref) { return ref.column->constant ? 0 : ref.row; }

std::uint64_t* gather_known(const RowRef* refs, std::size_t count, Arena& arena) {
  auto* const known = arena.allocate<std::uint64_t>(values::words_for(count));
  for (std::size_t word = 0, row = 0; row < count; ++word) {
    std::uint64_t bits = 0;
    for (std::size_t bit = 0; bit < 64 && row < count; ++bit, ++row) {
      const bool is_known = refs[row].column != nullptr && refs[row].column->is_known(refs[row].row);
      bits |= std::uint64_t{is_known} << bit;
    }
    known[word] = bits;
  }
  return known;
}

const values::Cause* gather_causes(const RowRef* refs, std::size_t count, Arena& arena) {
  const auto has_causes = [](const RowRef& ref) {
    return ref.column != nullptr && ref.column->causes != nullptr;
  };
  if (std::none_of(refs, refs + count, has_causes)) return nullptr;
  auto* const causes = arena.allocate<values::Cause>(count);
  for (std::size_t row = 0; row < count; ++row) {
    causes[row] =
        refs[row].column == nullptr ? values::Cause::absent : refs[row].column->cause_at(refs[row].row);
  }
  return causes;
}

template <typename T>
T* gather_values(const RowRef* refs, const std::uint64_t* known, std::size_t count, Arena& arena) {
  T* const values = arena.allocate<T>(count);
  for (std::size_t row = 0; row < count; ++row)
    values[row] = bit_at(known, row) ? refs[row].column->as<T>()[row_of(refs[row])] : T{};
  return values;
}

std::uint64_t* gather_bits(const RowRef* refs, const std::uint64_t* known, std::size_t count, Arena& arena) {
  const std::size_t words = values::words_for(count);
  auto* const bits = arena.allocate<std::uint64_t>(words);
  std::fill_n(bits, words, 0);
  for (std::size_t row = 0; row < count; ++row) {
    if (!bit_at(known, row)) continue;
    const bool truth = bit_at(refs[row].column->as<std::uint64_t>(), row_of(refs[row]));
    bits[row / 64] |= std::uint64_t{truth} << (row % 64);
  }
  return bits;
}

View gather_lists(const RowRef* refs, const std::uint64_t* known, std::size_t count, Arena& arena) {
  std::size_t total = 0;
  for (std::size_t row = 0; row < count; ++row) {
    if (!bit_at(known, row)) continue;
    const std::size_t at = row_of(refs[row]);
    total += refs[row].column->offsets[at + 1] - refs[row].column->offsets[at];
  }
  if (total > arena.bounds().elements) throw BeyondBudget();
  auto* const offsets = arena.allocate<std::uint32_t>(count + 1);
  auto* const elements = arena.allocate<RowRef>(total);
  Kind kind = Kind::any;
  offsets[0] = 0;
  for (std::size_t row = 0; row < count; ++row) {
    offsets[row + 1] = offsets[row];
    if (!bit_at(known, row)) continue;
    const View& list = *refs[row].column;
    if (list.children[0].kind != Kind::any) kind = list.children[0].kind;
    const std::size_t at = row_of(refs[row]);
    for (std::size_t i = list.offsets[at]; i < list.offsets[at + 1]; ++i)
      elements[offsets[row + 1]++] = {&list.children[0], i};
  }
  auto* const child = arena.allocate<View>(1);
  *child = gather(kind, elements, total, arena);
  View view;
  view.offsets = offsets;
  view.children = child;
  view.child_count = 1;
  return view;
}

View gather_records(const RowRef* refs, const std::uint64_t* known, std::size_t count, Arena& arena) {
  View view;
  for (std::size_t row = 0; row < count && view.child_count == 0; ++row) {
    if (refs[row].column != nullptr) view.child_count = refs[row].column->child_count;
  }
  auto* const fields = arena.allocate<View>(view.child_count);
  auto* const field_picks = arena.allocate<RowRef>(count);
  Kind kind = Kind::any;
  for (std::size_t field = 0; field < view.child_count; ++field) {
    for (std::size_t row = 0; row < count; ++row) {
      field_picks[row] = {};
      if (!bit_at(known, row)) continue;
      field_picks[row] = {&refs[row].column->children[field], row_of(refs[row])};
      kind = field_picks[row].column->kind;
    }
    fields[field] = gather(kind, field_picks, count, arena);
    fields[field].causes = gather_causes(field_picks, count, arena);
  }
  view.children = fields;
  return view;
}

}  // namespace

View gather(Kind kind, const RowRef* refs, std::size_t count, Arena& arena) {
  const std::uint64_t* const known = gather_known(refs, count, arena);
  View view;
  switch (kind) {
    case Kind::boolean: view.values = gather_bits(refs, known, count, arena); break;
    case Kind::integer: view.values = gather_values<std::int64_t>(refs, known, count, arena); break;
    case Kind::floating: view.values = gather_values<double>(refs, known, count, arena); break;
    case Kind::string: view.values = gather_values<values::StringValue>(refs, known, count, arena); break;
    case Kind::timestamp:
    case Kind::duration: view.values = gather_values<values::Nanoseconds>(refs, known, count, arena); break;
    case Kind::list: view = gather_lists(refs, known, count, arena); break;
    case Kind::record: view = gather_records(refs, known, count, arena); break;
    case Kind::null:
    case Kind::any: break;
  }
  view.kind = kind;
  view.size = count;
  view.known = known;
  return view;
}

View gather(const View& column, const std::uint32_t* rows, std::size_t count, Arena& arena) {
  auto* const refs = arena.allocate<RowRef>(count);
  for (std::size_t i = 0; i < count; ++i) refs[i] = {&column, rows[i]};
  return gather(column.kind, refs, count, arena);
}

ListResult::ListResult(std::size_t rows, Arena& arena)
    : offsets(arena.allocate<std::uint32_t>(rows + 1)),
      known(arena.allocate<std::uint64_t>(values::words_for(rows))) {
  offsets[0] = 0;
  view.kind = Kind::list;
  view.size = rows;
  view.known = known;
  view.offsets = offsets;
}

View ListResult::finish(const View& child, Arena& arena) {
  auto* const kept = arena.allocate<View>(1);
  *kept = child;
  view.children = kept;
  view.child_count = 1;
  return view;
}

}  // namespace eligo::engine
