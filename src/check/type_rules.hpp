#pragma once

#include <span>
#include <string>

#include "check/node_maker.hpp"
#include "expression/reporter.hpp"

namespace eligo::check {

/// A type that is its kind and nothing more.
[[nodiscard]] values::Type simple_type(values::Kind kind);

/// Whether it is a record or a list of them, at whatever depth.
[[nodiscard]] bool holds_record(const values::Type& type);

/// Whether `==` takes values of these types.
[[nodiscard]] bool can_equal(const values::Type& left, const values::Type& right);

/// Whether `<` does.
[[nodiscard]] bool can_order(const values::Type& left, const values::Type& right);

/// How to make a condition of a part that is not bool; empty where there is no way.
[[nodiscard]] std::string bool_hint(const Nodes& nodes, NodeId part);

/// Reports a part that is not bool; `what` names its role: "the condition of `?:`". False also, silently, for
/// a part that is wrong already.
[[nodiscard]] bool need_bool(const Part& part, const std::string& what, NodeMaker& maker,
                             expression::Reporter& reporter);

/// Reports the first part that is `null`, where that cannot stand. True if there was one.
[[nodiscard]] bool refuse_null(std::span<const Part> parts, NodeMaker& maker, expression::Reporter& reporter);

}  // namespace eligo::check
