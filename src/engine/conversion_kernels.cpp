#include "engine/conversion.hpp"

#include <cstdlib>

#include "engine/kernels.hpp"
#include "engine/operand.hpp"

namespace eligo::engine {

using program::Opcode;
using values::Cause;
using values::Nanoseconds;
using values::StringValue;

template <bool single>
void convert(const Execution& run, const Operation& operation, ValueId id) {
  const auto from_text = [&]<typename Out>(Cause (*read)(Out&, std::string_view), Out) {
    const auto store = [read](Out& out, const StringValue& text) { return read(out, text.text()); };
    map_columns<single, Out>(run, operation, id, store, Operand<StringValue, single>(run, operation, 0));
  };
  const auto to_text = [&]<typename In>(auto write, In) {
    const auto store = [&](StringValue& out, const In& value) {
      const std::string text = write(value);
      out = computed_string({run.arena->keep(text), text.size()});
      return Cause::none;
    };
    map_columns<single, StringValue>(run, operation, id, store, Operand<In, single>(run, operation, 0));
  };
  switch (operation.opcode) {
    case Opcode::string_to_boolean: {
      const auto store = [](bool& out, const StringValue& text) { return to_boolean(out, text.text()); };
      return test_columns<single>(run, operation, id, store, Operand<StringValue, single>(run, operation, 0));
    }
    case Opcode::floating_to_integer: {
      const auto store = [](std::int64_t& out, double number) { return to_integer(out, number); };
      return map_columns<single, std::int64_t>(run, operation, id, store,
                                               Operand<double, single>(run, operation, 0));
    }
    case Opcode::timestamp_to_integer: {
      const auto store = [](std::int64_t& out, Nanoseconds timestamp) {
        out = to_seconds(timestamp);
        return Cause::none;
      };
      return map_columns<single, std::int64_t>(run, operation, id, store,
                                               Operand<Nanoseconds, single>(run, operation, 0));
    }
    case Opcode::integer_to_floating: {
      const auto store = [](double& out, std::int64_t number) {
        out = static_cast<double>(number);
        return Cause::none;
      };
      return map_columns<single, double>(run, operation, id, store,
                                         Operand<std::int64_t, single>(run, operation, 0));
    }
    case Opcode::integer_to_timestamp: {
      const auto store = [](Nanoseconds& out, std::int64_t seconds) { return to_timestamp(out, seconds); };
      return map_columns<single, Nanoseconds>(run, operation, id, store,
                                              Operand<std::int64_t, single>(run, operation, 0));
    }
    case Opcode::string_to_integer: return from_text(&to_integer, std::int64_t{});
    case Opcode::string_to_floating: return from_text(&to_floating, double{});
    case Opcode::string_to_timestamp: return from_text(&to_timestamp, Nanoseconds{});
    case Opcode::string_to_duration: return from_text(&to_duration, Nanoseconds{});
    case Opcode::integer_to_string:
      return to_text([](std::int64_t number) { return std::to_string(number); }, std::int64_t{});
    case Opcode::floating_to_string: return to_text(&values::number_text, double{});
    case Opcode::timestamp_to_string: return to_text(&values::format_timestamp, Nanoseconds{});
    case Opcode::duration_to_string: return to_text(&values::format_duration, Nanoseconds{});
    case Opcode::boolean_to_string: {
      const BitOperand<single> truth(run, operation, 0);
      const std::size_t rows = rows_of<single>(run, operation);
      const ColumnWriter<StringValue, single> out(run, id, rows);
      for (std::size_t word = 0; word < values::words_for(rows); ++word) out.known[word] = truth.known(word);
      for (std::size_t row = 0; row < rows; ++row)
        out.values[row] = computed_string(truth.is_true(row) ? "true" : "false");
      return;
    }
    default: std::abort();  // step() sends no other
  }
}

template void convert<true>(const Execution&, const Operation&, ValueId);
template void convert<false>(const Execution&, const Operation&, ValueId);

}  // namespace eligo::engine
