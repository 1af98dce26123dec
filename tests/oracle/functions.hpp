#pragma once

#include <optional>
#include <string>
#include <vector>

#include "check/function.hpp"
#include "oracle/datum.hpp"

namespace eligo::oracle {

using check::Function;
using values::Cause;
using values::Interval;
using values::Nanoseconds;
using values::Timestamp;

/// Thrown by a function that cannot give a value; becomes the input of its node.
struct Fault {
  Cause cause;
};

/// Applies a function to known operands. Throws Fault.
[[nodiscard]] Datum call_function(Function function, const std::vector<Datum>& operands);

/// A duration as text, of whichever length; nothing where it has no such form. Facts may be in days.
[[nodiscard]] std::optional<Nanoseconds> read_length(const std::string& text, bool with_days);

/// Three-valued equality; unknown parts that it hangs on are added to `inputs`.
[[nodiscard]] std::optional<bool> equal(const Datum& left, const Datum& right, MissingInputs& inputs);

/// -1, 0, 1; nothing where NaN is among them. Numbers compare by exact value.
[[nodiscard]] std::optional<int> order(const Datum& left, const Datum& right);

// The groups that call_function() is made of.
[[nodiscard]] Datum apply_arithmetic(Function function, const std::vector<Datum>& operands);
[[nodiscard]] Datum apply_text(Function function, const std::vector<Datum>& operands);
[[nodiscard]] Datum apply_conversion(Function function, const Datum& operand);
[[nodiscard]] Datum apply_calendar(Function function, const std::vector<Datum>& operands);

}  // namespace eligo::oracle
