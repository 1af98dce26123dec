#include <array>
#include <cstdlib>
#include <cstring>

#include "engine/kernels.hpp"
#include "engine/operand.hpp"
#include "engine/step_budget.hpp"
#include "engine/text.hpp"

namespace eligo::engine {

using program::Opcode;
using values::Cause;
using values::StringValue;

namespace {

Cause concat(StringValue& out, const StringValue& a, const StringValue& b, std::size_t most_bytes,
             Arena& arena) {
  const std::size_t size = std::size_t{a.size} + b.size;
  if (size > most_bytes) return Cause::overflow;
  char* const place = arena.allocate_text(size);
  if (a.size != 0) std::memcpy(place, a.data, a.size);
  if (b.size != 0) std::memcpy(place + a.size, b.data, b.size);
  out = computed_string({place, size});
  return Cause::none;
}

/// How often an operation looks at each byte of its texts.
std::uint64_t looks_at_a_byte(const Execution& run, const Operation& operation) {
  if (operation.opcode != Opcode::matches) return 1;
  return run.program->pattern(operation.pattern()).instruction_count();
}

}  // namespace

const std::uint64_t* texts_over_budget(const Execution& run, const Operation& operation) {
  // These look at no more than they return, or than the shorter text.
  if (operation.opcode == Opcode::starts_with || operation.opcode == Opcode::ends_with ||
      operation.opcode == Opcode::concat_string)
    return nullptr;
  constexpr std::size_t most_texts = 3;
  struct Texts {
    const StringValue* values;
    const std::uint64_t* known;
    bool constant;
  };
  std::array<Texts, most_texts> texts{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < operation.count && count < most_texts; ++i) {
    const ValueId operand = run.operand(operation, i);
    if (run.operations[operand].kind != values::Kind::string) continue;
    const program::Slot& slot = run.slot(operand);
    texts[count++] = {static_cast<const StringValue*>(slot.values), slot.known,
                      run.operations[operand].constant};
  }
  const std::uint64_t looks = looks_at_a_byte(run, operation);
  return rows_over_budget(run, operation, bytes_a_step, [&](std::size_t row, bool) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t at = texts[i].constant ? 0 : row;
      if (values::bit_at(texts[i].known, at)) bytes += texts[i].values[at].size;
    }
    return bytes * looks;
  });
}

template <bool single>
void string_operation(const Execution& run, const Operation& operation, ValueId id) {
  using Text = Operand<StringValue, single>;
  using Number = Operand<std::int64_t, single>;
  Arena& arena = *run.arena;
  const auto most_bytes = static_cast<std::size_t>(run.program->limits().string_bytes);
  const RowsLeftOut left_out(run, operation, id, texts_over_budget(run, operation));
  const Text a(run, operation, 0);
  const auto test = [&](auto compute) {
    test_columns<single>(run, operation, id, compute, a, Text(run, operation, 1));
  };
  const auto change = [&](auto compute) {
    const auto store = [&](StringValue& out, const StringValue& text) {
      const std::string_view changed = compute(text.text());
      if (changed.size() > most_bytes) return Cause::overflow;
      out = computed_string(changed);
      return Cause::none;
    };
    map_columns<single, StringValue>(run, operation, id, store, a);
  };
  switch (operation.opcode) {
    case Opcode::size_string: {
      const auto size = [](std::int64_t& out, const StringValue& text) {
        out = code_points(text.text());
        return Cause::none;
      };
      return map_columns<single, std::int64_t>(run, operation, id, size, a);
    }
    case Opcode::concat_string: {
      const auto join = [&](StringValue& out, const StringValue& left, const StringValue& right) {
        return concat(out, left, right, most_bytes, arena);
      };
      return map_columns<single, StringValue>(run, operation, id, join, a, Text(run, operation, 1));
    }
    case Opcode::contains:
      return test([](bool& out, const StringValue& text, const StringValue& part) {
        out = find(text.text(), part.text()) != std::string_view::npos;
        return Cause::none;
      });
    case Opcode::starts_with:
      return test([](bool& out, const StringValue& text, const StringValue& part) {
        out = text.text().starts_with(part.text());
        return Cause::none;
      });
    case Opcode::ends_with:
      return test([](bool& out, const StringValue& text, const StringValue& part) {
        out = text.text().ends_with(part.text());
        return Cause::none;
      });
    case Opcode::matches: {
      const values::Pattern& pattern = run.program->pattern(operation.pattern());
      const auto match = [&](bool& out, const StringValue& text) {
        out = pattern.is_found_in(text.text());
        return Cause::none;
      };
      return test_columns<single>(run, operation, id, match, a);
    }
    case Opcode::lower_ascii: return change([&](std::string_view text) { return lower_ascii(text, arena); });
    case Opcode::upper_ascii: return change([&](std::string_view text) { return upper_ascii(text, arena); });
    case Opcode::trim: return change([](std::string_view text) { return trim(text); });
    case Opcode::substring: {
      const auto cut = [](StringValue& out, const StringValue& text, std::int64_t begin, auto... end) {
        std::string_view part;
        const Cause cause = substring(part, text.text(), begin, std::optional<std::int64_t>(end...));
        if (cause == Cause::none) out = computed_string(part);
        return cause;
      };
      const Number begin(run, operation, 1);
      if (operation.count == 2) return map_columns<single, StringValue>(run, operation, id, cut, a, begin);
      return map_columns<single, StringValue>(run, operation, id, cut, a, begin, Number(run, operation, 2));
    }
    case Opcode::index_of: {
      const auto find = [](std::int64_t& out, const StringValue& text, const StringValue& part,
                           auto... from) {
        return index_of(out, text.text(), part.text(), std::int64_t{from...});
      };
      const Text part(run, operation, 1);
      if (operation.count == 2) return map_columns<single, std::int64_t>(run, operation, id, find, a, part);
      return map_columns<single, std::int64_t>(run, operation, id, find, a, part, Number(run, operation, 2));
    }
    case Opcode::last_index_of: {
      const auto find = [](std::int64_t& out, const StringValue& text, const StringValue& part,
                           auto... from) {
        return last_index_of(out, text.text(), part.text(), std::optional<std::int64_t>(from...));
      };
      const Text part(run, operation, 1);
      if (operation.count == 2) return map_columns<single, std::int64_t>(run, operation, id, find, a, part);
      return map_columns<single, std::int64_t>(run, operation, id, find, a, part, Number(run, operation, 2));
    }
    case Opcode::replace: {
      const auto substitute = [&](StringValue& out, const StringValue& text, const StringValue& from,
                                  const StringValue& to, auto... limit) {
        std::string_view changed;
        const std::int64_t most = std::optional<std::int64_t>(limit...).value_or(-1);
        const Cause cause = replace(changed, text.text(), from.text(), to.text(), most, most_bytes, arena);
        if (cause == Cause::none) out = computed_string(changed);
        return cause;
      };
      const Text from(run, operation, 1);
      const Text to(run, operation, 2);
      if (operation.count == 3)
        return map_columns<single, StringValue>(run, operation, id, substitute, a, from, to);
      return map_columns<single, StringValue>(run, operation, id, substitute, a, from, to,
                                              Number(run, operation, 3));
    }
    default: std::abort();  // step() sends no other
  }
}

template void string_operation<true>(const Execution&, const Operation&, ValueId);
template void string_operation<false>(const Execution&, const Operation&, ValueId);

}  // namespace eligo::engine
