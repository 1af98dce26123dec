#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

#include "engine/checked.hpp"
#include "engine/comprehension.hpp"
#include "engine/deep_equality.hpp"
#include "engine/gather.hpp"
#include "engine/kernels.hpp"
#include "engine/list_lookup.hpp"
#include "engine/operand.hpp"
#include "engine/step_budget.hpp"
#include "engine/text.hpp"

namespace eligo::engine {

using program::Opcode;
using values::Cause;
using values::Kind;
using values::set_bit;
using values::StringValue;
using values::View;

namespace {

std::size_t at_row(const View& view, std::size_t row) { return view.constant ? 0 : row; }

std::size_t list_size(const View& lists, std::size_t row) {
  const std::size_t at = at_row(lists, row);
  return lists.offsets[at + 1] - lists.offsets[at];
}

/// Writes a boolean column from an answer for each row.
template <typename AnswerAt>
void write_answers(const Execution& run, const Operation& operation, ValueId id, AnswerAt answer_at) {
  const std::size_t rows = run.rows(operation);
  const std::size_t words = values::words_for(rows);
  const BitmapWriter<false> out(run, id, words);
  std::fill_n(out.truth, words * 2, 0);
  for (std::size_t row = 0; row < rows; ++row) {
    const Answer answer = answer_at(row);
    if (answer != Answer::unknown) set_bit(out.known, row);
    if (answer == Answer::yes) set_bit(out.truth, row);
  }
}

/// A list column written row by row as refs of elements.
class ListWriter {
 public:
  ListWriter(const Execution& run, const Operation& operation, ValueId id)
      : run_(run),
        id_(id),
        rows_(run.rows(operation)),
        lists_(rows_, *run.arena),
        picks_(run.errors->get_allocator()) {
    std::fill_n(lists_.known, values::words_for(rows_), 0);
  }

  [[nodiscard]] std::size_t rows() const { return rows_; }
  void put(const View& column, std::size_t row) {
    if (picks_.size() == run_.arena->bounds().elements) throw BeyondBudget();
    picks_.push_back({&column, row});
  }
  void put_all(const View& lists, std::size_t row) {
    if (lists.children[0].kind != Kind::any) kind_ = lists.children[0].kind;
    const std::size_t at = at_row(lists, row);
    for (std::size_t i = lists.offsets[at]; i < lists.offsets[at + 1]; ++i) put(lists.children[0], i);
  }
  void end_known(std::size_t row) {
    set_bit(lists_.known, row);
    end_unknown(row);
  }
  void end_unknown(std::size_t row) { lists_.offsets[row + 1] = static_cast<std::uint32_t>(picks_.size()); }
  void finish(Kind element) {
    if (element == Kind::any) element = kind_;
    const View child = gather(element, picks_.data(), picks_.size(), *run_.arena);
    run_.put_view(id_, lists_.finish(child, *run_.arena));
  }

 private:
  const Execution& run_;
  ValueId id_;
  std::size_t rows_;
  ListResult lists_;
  std::pmr::vector<RowRef> picks_;
  Kind kind_ = Kind::any;
};

Kind element_kind(const Execution& run, ValueId list) {
  const values::Type& type = run.program->type_of(list);
  return type.element ? type.element->kind : Kind::any;
}

/// Copies the strings of a list, with the separator between them, to `out`; unknown where an element is.
std::optional<Cause> join_row(const Execution& run, const View& lists, std::size_t row,
                              std::string_view separator, StringValue& out) {
  const std::uint64_t most_bytes = run.program->limits().string_bytes;
  const std::size_t at = at_row(lists, row);
  const std::size_t begin = lists.offsets[at];
  const std::size_t end = lists.offsets[at + 1];
  if (begin == end) {
    out = StringValue{};
    return Cause::none;
  }
  const View& strings = lists.children[0];
  std::size_t size = (end - begin - 1) * separator.size();
  for (std::size_t i = begin; i < end; ++i) {
    if (!strings.is_known(i)) return std::nullopt;
    size += strings.as<StringValue>()[i].size;
  }
  if (size > most_bytes) return Cause::overflow;
  char* const place = run.arena->allocate_text(size);
  char* next = place;
  const auto put = [&](std::string_view text) {
    if (!text.empty()) std::memcpy(next, text.data(), text.size());
    next += text.size();
  };
  for (std::size_t i = begin; i < end; ++i) {
    if (i != begin) put(separator);
    put(strings.as<StringValue>()[i].text());
  }
  out = {place, static_cast<std::uint32_t>(size), StringValue::unknown_code};
  return Cause::none;
}

/// The place of the greatest or least number of a list that is not empty, in the child column.
struct Extreme {
  std::size_t place = 0;
  bool known = true;          ///< every element is
  Cause error = Cause::none;  ///< NaN is among them
};

template <typename T>
Extreme extreme_of(const View& numbers, std::size_t begin, std::size_t end, bool greatest) {
  const T* const values = numbers.as<T>();
  Extreme best{begin};
  for (std::size_t i = begin; i < end && best.known; ++i) {
    best.known = numbers.is_known(i);
    if (!can_be_ordered(values[i])) best.error = Cause::bad_argument;
    if (greatest ? is_below(values[best.place], values[i]) : is_below(values[i], values[best.place]))
      best.place = i;
  }
  return best;
}

}  // namespace

void size_list(const Execution& run, const Operation& operation, ValueId id) {
  const View lists = run.view(run.operand(operation, 0));
  const std::size_t rows = run.rows(operation);
  const ColumnWriter<std::int64_t, false> out(run, id, rows);
  std::copy_n(lists.known, values::words_for(rows), out.known);
  for (std::size_t row = 0; row < rows; ++row)
    out.values[row] = lists.is_known(row) ? static_cast<std::int64_t>(list_size(lists, row)) : 0;
}

void equal_deep(const Execution& run, const Operation& operation, ValueId id) {
  const View left = run.view(run.operand(operation, 0));
  const View right = run.view(run.operand(operation, 1));
  const bool negated = operation.opcode == Opcode::not_equal_deep;
  write_answers(run, operation, id, [&](std::size_t row) {
    const Answer answer = deep_equal(left, row, right, row);
    if (!negated || answer == Answer::unknown) return answer;
    return answer == Answer::yes ? Answer::no : Answer::yes;
  });
}

void in_list(const Execution& run, const Operation& operation, ValueId id) {
  const ValueId list = run.operand(operation, 1);
  View lists = run.view(list);
  // The list may be of an outer domain: copying it for every row would cost more than asking where it is.
  const program::DomainId outer = run.operations[list].domain;
  const auto list_at = [&](std::size_t row) {
    return lists.constant ? 0 : row_in(run, operation.domain, row, outer);
  };
  const bool sortable = lists.child_count != 0 && ListLookup::suits(lists.children[0].kind);
  std::size_t last = 0;
  const auto cost = [&](std::size_t row, bool first) -> std::uint64_t {
    const std::size_t at = list_at(row);
    if (!lists.is_known(at)) return 1;
    const bool again = sortable && !first && at == last;
    last = at;
    return again ? 1 : list_size(lists, at) + 1;
  };
  const RowsLeftOut left_out(run, operation, id, rows_over_budget(run, operation, 1, cost));
  // Seen again, now that rows may be left out.
  lists = run.view(list);
  const View needle = run.view(run.operand(operation, 0));
  // Sorted once where the same list is asked again.
  std::optional<ListLookup> lookup;
  std::optional<std::size_t> before;
  write_answers(run, operation, id, [&](std::size_t row) {
    const std::size_t at = list_at(row);
    if (!needle.is_known(row) || !lists.is_known(at)) return Answer::unknown;
    if (std::exchange(before, at) != at) {
      lookup.reset();
    } else if (sortable && !lookup) {
      lookup.emplace(lists.children[0], lists.offsets[at], lists.offsets[at + 1], *run.arena);
    }
    return lookup ? lookup->contains(needle, row) : deep_contains(lists, at, needle, row);
  });
}

void index_list(const Execution& run, const Operation& operation, ValueId id) {
  // As for `in`, the list may be of an outer domain.
  const ValueId list = run.operand(operation, 0);
  const program::DomainId outer = run.operations[list].domain;
  const View lists = run.view(list);
  const View indices = run.view(run.operand(operation, 1));
  const std::size_t rows = run.rows(operation);
  auto* const refs = run.arena->allocate<RowRef>(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    refs[row] = {};
    const std::size_t at = lists.constant ? 0 : row_in(run, operation.domain, row, outer);
    if (!lists.is_known(at) || !indices.is_known(row)) continue;
    const std::int64_t index = indices.as<std::int64_t>()[at_row(indices, row)];
    if (index < 0 || static_cast<std::uint64_t>(index) >= list_size(lists, at)) {
      run.record(id, row, Cause::index_out_of_range);
    } else {
      refs[row] = {&lists.children[0], lists.offsets[at] + static_cast<std::size_t>(index)};
    }
  }
  run.put_view(id, gather(operation.kind, refs, rows, *run.arena));
}

void make_list(const Execution& run, const Operation& operation, ValueId id) {
  ListWriter out(run, operation, id);
  auto* const elements = run.arena->allocate<View>(operation.count);
  Kind kind = Kind::any;
  for (std::size_t i = 0; i < operation.count; ++i) {
    elements[i] = run.view(run.operand(operation, i));
    kind = elements[i].kind;
  }
  for (std::size_t row = 0; row < out.rows(); ++row) {
    const bool known = std::all_of(elements, elements + operation.count,
                                   [row](const View& element) { return element.is_known(row); });
    if (!known) {
      out.end_unknown(row);
      continue;
    }
    for (std::size_t i = 0; i < operation.count; ++i) out.put(elements[i], row);
    out.end_known(row);
  }
  out.finish(kind);
}

void concat_list(const Execution& run, const Operation& operation, ValueId id) {
  ListWriter out(run, operation, id);
  const View left = run.view(run.operand(operation, 0));
  const View right = run.view(run.operand(operation, 1));
  for (std::size_t row = 0; row < out.rows(); ++row) {
    const bool known = left.is_known(row) && right.is_known(row);
    if (known && list_size(left, row) + list_size(right, row) <= run.program->limits().list_elements) {
      out.put_all(left, row);
      out.put_all(right, row);
      out.end_known(row);
    } else {
      if (known) run.record(id, row, Cause::overflow);
      out.end_unknown(row);
    }
  }
  out.finish(element_kind(run, id));
}

void select_list(const Execution& run, const Operation& operation, ValueId id) {
  ListWriter out(run, operation, id);
  const BitOperand<false> condition(run, operation, 0);
  const View then = run.view(run.operand(operation, 1));
  const View otherwise = run.view(run.operand(operation, 2));
  for (std::size_t row = 0; row < out.rows(); ++row) {
    const View& chosen = condition.is_true(row) ? then : otherwise;
    if (condition.is_known(row) && chosen.is_known(row)) {
      out.put_all(chosen, row);
      out.end_known(row);
    } else {
      out.end_unknown(row);
    }
  }
  out.finish(element_kind(run, id));
}

void select_record(const Execution& run, const Operation& operation, ValueId id) {
  const BitOperand<false> condition(run, operation, 0);
  const View then = run.view(run.operand(operation, 1));
  const View otherwise = run.view(run.operand(operation, 2));
  const std::size_t rows = run.rows(operation);
  auto* const refs = run.arena->allocate<RowRef>(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    refs[row] = {};
    if (condition.is_known(row)) refs[row] = {condition.is_true(row) ? &then : &otherwise, row};
  }
  run.put_view(id, gather(operation.kind, refs, rows, *run.arena));
}

void extreme_element(const Execution& run, const Operation& operation, ValueId id) {
  const View lists = run.view(run.operand(operation, 0));
  const std::size_t rows = run.rows(operation);
  const bool greatest = operation.opcode == Opcode::greatest_element;
  auto* const refs = run.arena->allocate<RowRef>(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    refs[row] = {};
    if (!lists.is_known(row)) continue;
    if (list_size(lists, row) == 0) {
      run.record(id, row, Cause::bad_argument);
      continue;
    }
    const View& numbers = lists.children[0];
    const std::size_t at = at_row(lists, row);
    const auto best =
        numbers.kind == Kind::integer
            ? extreme_of<std::int64_t>(numbers, lists.offsets[at], lists.offsets[at + 1], greatest)
            : extreme_of<double>(numbers, lists.offsets[at], lists.offsets[at + 1], greatest);
    if (!best.known) continue;
    if (best.error == Cause::none) {
      refs[row] = {&numbers, best.place};
    } else {
      run.record(id, row, best.error);
    }
  }
  run.put_view(id, gather(operation.kind, refs, rows, *run.arena));
}

void split_string(const Execution& run, const Operation& operation, ValueId id) {
  const std::size_t rows = run.rows(operation);
  ListResult lists(rows, *run.arena);
  std::fill_n(lists.known, values::words_for(rows), 0);
  const std::uint64_t most = run.program->limits().list_elements;
  const std::uint64_t most_together = run.arena->bounds().elements;
  const RowsLeftOut left_out(run, operation, id, texts_over_budget(run, operation));
  const View texts = run.view(run.operand(operation, 0));
  const View separators = run.view(run.operand(operation, 1));
  std::optional<View> limits;
  if (operation.count == 3) limits = run.view(run.operand(operation, 2));
  std::pmr::vector<StringValue> parts(run.errors->get_allocator());
  for (std::size_t row = 0; row < rows; ++row) {
    const bool known = texts.is_known(row) && separators.is_known(row) && (!limits || limits->is_known(row));
    const std::size_t before = parts.size();
    if (known) {
      const std::int64_t limit = limits ? limits->as<std::int64_t>()[at_row(*limits, row)] : -1;
      const std::string_view text = texts.as<StringValue>()[at_row(texts, row)].text();
      split(text, separators.as<StringValue>()[at_row(separators, row)].text(), limit,
            [&](std::string_view part) {
              if (parts.size() - before > most) return;
              if (parts.size() == most_together) throw BeyondBudget();
              parts.push_back(
                  {part.data(), static_cast<std::uint32_t>(part.size()), StringValue::unknown_code});
            });
      if (parts.size() - before > most) {
        parts.resize(before);
        run.record(id, row, Cause::overflow);
      } else {
        set_bit(lists.known, row);
      }
    }
    lists.offsets[row + 1] = static_cast<std::uint32_t>(parts.size());
  }
  View child;
  child.kind = Kind::string;
  child.size = parts.size();
  auto* const values = run.arena->allocate<StringValue>(parts.size());
  std::ranges::copy(parts, values);
  auto* const known = run.arena->allocate<std::uint64_t>(values::words_for(parts.size()));
  std::fill_n(known, values::words_for(parts.size()), all_rows);
  child.values = values;
  child.known = known;
  run.put_view(id, lists.finish(child, *run.arena));
}

void join_strings(const Execution& run, const Operation& operation, ValueId id) {
  const std::size_t rows = run.rows(operation);
  const View lists = run.view(run.operand(operation, 0));
  std::optional<View> separators;
  if (operation.count == 2) separators = run.view(run.operand(operation, 1));
  const ColumnWriter<StringValue, false> out(run, id, rows);
  std::fill_n(out.known, values::words_for(rows), 0);
  for (std::size_t row = 0; row < rows; ++row) {
    out.values[row] = StringValue{};
    if (!lists.is_known(row) || (separators && !separators->is_known(row))) continue;
    const std::string_view separator =
        separators ? separators->as<StringValue>()[at_row(*separators, row)].text() : std::string_view{};
    const auto cause = join_row(run, lists, row, separator, out.values[row]);
    if (!cause) continue;
    if (*cause == Cause::none) {
      set_bit(out.known, row);
    } else {
      run.record(id, row, *cause);
    }
  }
}

}  // namespace eligo::engine
